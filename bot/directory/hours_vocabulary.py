"""The words of opening hours in English and Spanish, and a text cut into them."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.directory.clock_times import Clock, DoubtError
from bot.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEK: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS: Final = "PH"


class Kind(Enum):
    """What a token does in the grammar of `hours_words`."""

    DAY = auto()
    ORDINAL = auto()
    MONTHLY = auto()
    EVERY = auto()
    HOLIDAY = auto()
    TIME = auto()
    ROUND_THE_CLOCK = auto()
    DASH = auto()
    TO = auto()
    AND = auto()
    END = auto()
    CLOSED = auto()
    EXCEPT = auto()
    INCLUDING = auto()
    LUNCH = auto()
    APPOINTMENT = auto()
    PHONE = auto()
    SUBJECT = auto()
    NOTE = auto()
    NOISE = auto()


class Token(NamedTuple):
    """A word with its value: days in the codes of the grammar, the number of an ordinal, a time."""

    kind: Kind
    value: tuple[str, ...] = ()
    clock: Clock = Clock(0)


# A time with its half, an ordinal, a number, a word, a sign. Single letters after a number are halves: "8a-5p".
_PIECE: Final = re.compile(
    r"\d{1,2}(?::\d\d)?(?: *[ap]\.? ?m\b\.?|[ap]\b)|\d(?:st|nd|rd|th|er|ro|do|to)\b|\d+(?::\d\d)?|[^\W\d_]+|\n|[^\s\w]"
)
_TIME: Final = re.compile(r"(\d{1,2})(?::(\d\d))? *([ap]?)[. m]*")
_LONGEST_PHRASE: Final = 8
_LONGEST_TEXT: Final = 400

_DAYS: Final = {
    ("Mo",): "mo|mon|monday|mondays|lun|lunes",
    ("Tu",): "tu|tue|tues|tuesday|tuesdays|mar|martes",
    ("We",): "we|wed|weds|wednesday|wednesdays|mie|miercoles",
    ("Th",): "th|thu|thur|thurs|thursday|thursdays|jue|jueves",
    ("Fr",): "fr|fri|friday|fridays|vie|viernes",
    ("Sa",): "sa|sat|saturday|saturdays|sab|sabado|sabados",
    ("Su",): "su|sun|sunday|sundays|dom|domingo|domingos",
    ("Mo", "We", "Fr"): "mwf|m/w/f|m, w, f",
    ("Tu", "Th"): "tth|t/th",
    WEEK[:4]: "m-th",
    WEEK[:5]: "weekdays|weekday|m-f|m to f|m thru f|l-v|l a v|entre semana|dias de semana",
    WEEK[5:]: "weekends|weekend|fines de semana|fin de semana",
    WEEK: "daily|every day|everyday|each day|7 days a week|7 days per week|7 days/week|7 days|seven days a week|"
    "todos los dias|cada dia|diario|diariamente|7 dias a la semana|7 dias de la semana|7 dias por semana|7 dias",
    (*WEEK, HOLIDAYS): "365 days a year|365 days per year|365 days|every day of the year|"
    "365 dias al ano|365 dias del ano",
}
_HOLIDAYS: Final = {
    (HOLIDAYS,): "ph|holidays|all holidays|federal holidays|public holidays|legal holidays|national holidays|"
    "dias festivos|dias feriados|feriados|festivos|dias de fiesta",
    (): "major holidays|most holidays|some holidays",  # which ones is not said, so they stay in doubt
    ("Nov Th[4]",): "thanksgiving|thanksgiving day|dia de accion de gracias",
    ("Dec 25",): "christmas|christmas day|navidad",
    ("Jan 01",): "new years|new years day|ano nuevo",
    ("Jul 04",): "independence day|4th of july|fourth of july|july 4|july 4th",
    ("Sep Mo[1]",): "labor day",
    ("May Mo[-1]",): "memorial day",
}
_OTHERS: Final = {
    Kind.MONTHLY: "of the month|of each month|of every month|each month|every month|del mes|de cada mes|cada mes",
    Kind.EVERY: "every|each|cada|todos los|todas las",
    Kind.ROUND_THE_CLOCK: "24 hours|24 hours a day|24 hours per day|24 hours/day|24 hrs|24 hrs a day|24-hour|"
    "24-hours|24 hour|24 h|24 horas|24 horas al dia|24 horas del dia|around the clock|round the clock|day and night|"
    "dia y noche",
    Kind.DASH: "-|–|—|−|‑|‐|―",
    Kind.TO: "to|through|thru|until|till|til|a|al|hasta|hasta las|a las",
    Kind.AND: ",|&|/|and|y|(|plus|+",
    Kind.INCLUDING: "including|incl|incluyendo|incluso",
    Kind.END: ";|\n|•",
    Kind.CLOSED: "closed|closed on|cerrado|cerrada|off",
    Kind.EXCEPT: "except|except for|excluding|excepto|menos",
    Kind.LUNCH: "lunch|for lunch|por almuerzo|para almorzar|para el almuerzo",
    Kind.APPOINTMENT: "by appointment|by appointment only|appointment only|appointments only|by appt|by appt only|"
    "appointment required|appointments required|con cita|solo con cita|con cita previa|previa cita|por cita",
    Kind.PHONE: "hotline|helpline|phone|phones|phone line|phone lines|phone hours|crisis line|call center|by phone|"
    "linea de ayuda|linea de crisis|por telefono|telefono",
    Kind.SUBJECT: "office|clinic|shelter|shelter runs|lobby|walk-in|walk-ins|front desk|oficina|clinica|albergue|"
    "el albergue funciona",
    Kind.NOTE: "walk-ins welcome|walk ins welcome|walkins welcome|walk-ins accepted|first come, first served|"
    "first come first served|first come, first serve|first-come, first-served|no appointment needed|"
    "no appointment necessary|no appointment required|or by appointment|and by appointment|also by appointment|"
    "o con cita|y con cita|sin cita|sin cita previa|puede llegar sin cita|year-round",
    # "we open" keeps the pronoun from being read as Wednesday.
    Kind.NOISE: "the|on|from|los|las|el|la|de|desde|open|opens|we open|we are open|abierto|abierta|hours|hrs|horas|"
    "horario|horario de atencion|hours of operation|office hours|business hours|clinic hours|hours are|:|.|)",
}
_ORDINALS: Final = {
    "1": "1st|first|1er|primer|primero",
    "2": "2nd|second|2do|segundo",
    "3": "3rd|third|3er|tercer|tercero",
    "4": "4th|fourth|4to|cuarto",
    "5": "5th|fifth|5to|quinto",
    "-1": "last|ultimo",
}
_CLOCKS: Final = {
    Clock(12, 0, "p"): "noon|12 noon|12:00 noon|midday|mediodia|el mediodia",
    Clock(12, 0, "a", midnight=True): "midnight|12 midnight|12:00 midnight|medianoche|la medianoche",
}
_HALVES: Final = {"de la manana": "a", "de la tarde": "p", "de la noche": "p"}
# "Mar 1-5" alone is a date in English.
_SPANISH_DAYS: Final = frozenset(
    ("lun", "lunes", "mie", "miercoles", "jue", "jueves", "vie", "viernes", "sab", "sabado", "dom", "domingo")
)


def _vocabulary() -> dict[str, Token]:
    entries = [(phrases, Token(Kind.DAY, days)) for days, phrases in _DAYS.items()]
    entries += [(phrases, Token(Kind.HOLIDAY, days)) for days, phrases in _HOLIDAYS.items()]
    entries += [("24/7|24-7|24/7/365", Token(Kind.ROUND_THE_CLOCK, WEEK))]  # says the days too
    entries += [(phrases, Token(kind)) for kind, phrases in _OTHERS.items()]
    entries += [(phrases, Token(Kind.ORDINAL, (number,))) for number, phrases in _ORDINALS.items()]
    entries += [(phrases, Token(Kind.TIME, clock=clock)) for clock, phrases in _CLOCKS.items()]
    return {" ".join(_PIECE.findall(phrase)): token for phrases, token in entries for phrase in phrases.split("|")}


VOCABULARY: Final = _vocabulary()
"""Every phrase that is understood, its pieces separated by spaces."""


def read_tokens(text: str) -> list[Token]:
    """The words of a text in their order, without noise. Raises DoubtError for any word that is not known."""
    # Quotation marks and "||" are how OpenStreetMap writes "or by appointment".
    pieces = _PIECE.findall(normalize(text).replace('"', " ").replace("||", " or "))
    if len(text) > _LONGEST_TEXT or ("mar" in pieces and _SPANISH_DAYS.isdisjoint(pieces)):
        raise DoubtError
    return [token for token in _tokens(pieces) if token.kind is not Kind.NOISE]


def _tokens(pieces: list[str]) -> Iterator[Token]:
    at = 0
    while at < len(pieces):
        for length in range(_LONGEST_PHRASE, 0, -1):
            token = VOCABULARY.get(" ".join(pieces[at : at + length]))
            if token is not None and at + length <= len(pieces):
                yield token
                at += length
                break
        else:
            half = _HALVES.get(" ".join(pieces[at + 1 : at + 4]), "")
            yield _time(pieces[at], half)
            at += 4 if half else 1


def _time(piece: str, half: str) -> Token:
    written = _TIME.fullmatch(piece)
    if written is None or int(written[1]) > 24 or int(written[2] or 0) > 59:
        raise DoubtError
    clock = Clock(
        int(written[1]), int(written[2] or 0), written[3] or half, digits=len(written[1]), colon=written[2] is not None
    )
    return Token(Kind.TIME, clock=clock)
