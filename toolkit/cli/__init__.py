"""The command line: parse, call, show. One place prints errors and picks the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import typer

from toolkit.cli import commands, translations
from toolkit.cli.show import error
from toolkit.errors import ExitCode, Faults, ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    help="Make printable, translatable handouts that keep children safe.",
    epilog="Without a command: build. Exit codes are in the README.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands.register(app)
app.add_typer(translations.app, name="translations")


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    arguments = list(argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "build")
    try:
        result = app(arguments, prog_name="generate.py", standalone_mode=False)
    except (ToolkitError, Faults) as fault:
        error(str(fault))
        return fault.exit_code
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        error("stopped: run the same again to finish")
        return 130
    return int(result or ExitCode.OK)
