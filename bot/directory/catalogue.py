"""A directory with its look-ups: by the keys that stand in buttons, by the slugs in links, by need."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.actions import need_key, service_key, slug_of
from bot.directory.hours import hours_hold, read_schedule
from bot.directory.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.directory.hours import Schedule
    from bot.directory.model import Directory, Hotline, Need, Service


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One release's directory, ready to be looked things up in. Make it with `Catalogue.of`."""

    directory: Directory
    needs: Mapping[str, Need]
    services: Mapping[str, Service]
    places: Places
    _services_of_need: Mapping[str, tuple[Service, ...]]
    _need_keys: Mapping[str, Need]
    _service_keys: Mapping[str, Service]
    _slugs: Mapping[tuple[str, str], str]
    _schedules: Mapping[str, Schedule]
    _zone: ZoneInfo

    @classmethod
    def of(cls, directory: Directory) -> Catalogue:
        """Build every look-up once; only what is published can be found."""
        listed: dict[str, list[tuple[int, Service]]] = {need.id: [] for need in directory.needs}
        for service in directory.published:
            for position, need in enumerate(service.needs):
                listed.setdefault(need, []).append((position, service))
        slugs = {("service", slug_of(s.id)): s.id for s in directory.published}
        for entry in directory.needs:
            slugs["category" if entry.id in directory.area.categories else "need", slug_of(entry.id)] = entry.id
        return cls(
            directory=directory,
            needs={need.id: need for need in directory.needs},
            services={service.id: service for service in directory.published},
            places=Places.of(directory),
            # A service whose first need is this one is meant for it. Otherwise staff decide, by the order of the rows.
            _services_of_need={
                need: tuple(service for _, service in sorted(rows, key=itemgetter(0))) for need, rows in listed.items()
            },
            _need_keys={need_key(need.id): need for need in directory.needs},
            _service_keys={service_key(s.id): s for s in directory.published},
            _slugs=slugs,
            _schedules={
                service.id: schedule
                for service in directory.published
                if service.hours and (schedule := read_schedule(service.hours, directory.area))
            },
            _zone=ZoneInfo(directory.area.time_zone),
        )

    def service(self, key: str) -> Service | None:
        """The published service behind a button's key."""
        return self._service_keys.get(key)

    def local(self, now: datetime) -> datetime:
        """An aware moment as the clocks of the directory's area show it."""
        return now.astimezone(self._zone)

    def schedule(self, service: Service, now: datetime) -> Schedule | None:
        """The hours of a service where they are certain and may be counted on at `now`."""
        schedule = self._schedules.get(service.id)
        return schedule if schedule and hours_hold(service, self.local(now).date()) else None

    def need(self, key: str) -> Need | None:
        """The need, category or urgent class behind a button's key."""
        return self._need_keys.get(key)

    def id_of_slug(self, kind: str, slug: str) -> str:
        """The id that a link of this kind names, or an empty string."""
        return self._slugs.get((kind, slug), "")

    def services_for(self, need_id: str) -> tuple[Service, ...]:
        """Published services for a need, most fitting first."""
        return self._services_of_need.get(need_id, ())

    def needs_of(self, category: str) -> tuple[Need, ...]:
        """The needs of a category, in the order of the sheet."""
        return tuple(need for need in self.directory.needs if need.id.startswith(f"{category}."))

    def hotlines(self, urgent: str) -> tuple[Hotline, ...]:
        """The numbers of an urgent class, or of `info`; the first one leads."""
        return tuple(line for line in self.directory.hotlines if line.urgent == urgent)
