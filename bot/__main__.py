"""The command line: `vecino`, or `python -m bot`."""

from __future__ import annotations

import typer

from bot.cli.ask import ask
from bot.cli.check import check
from bot.cli.demo import demo
from bot.cli.diff import diff
from bot.cli.disclose import disclose
from bot.cli.doctor import doctor
from bot.cli.export import export
from bot.cli.init import init
from bot.cli.language import language
from bot.cli.learn import learn
from bot.cli.link import link
from bot.cli.preview import preview
from bot.cli.profile import profile
from bot.cli.publish import publish
from bot.cli.releases import releases, undo
from bot.cli.report import report
from bot.cli.reports import reports
from bot.cli.run import run
from bot.cli.worklist import worklist

application = typer.Typer(
    name="vecino",
    help="Vecino: residents ask on Telegram, the services of your city answer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals of a bot hold what people wrote
)
for command in (
    *(demo, check, ask, preview, diff, publish, releases, undo),
    *(init, doctor, export, learn, link, run, report, reports, worklist, disclose),
):
    application.command()(command)
for name, group in (("language", language), ("profile", profile)):
    application.add_typer(group, name=name)


def main() -> None:
    """Run the command that stands on the command line."""
    application()


if __name__ == "__main__":
    main()
