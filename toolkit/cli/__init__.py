"""The command line: parse, call, show. One place prints errors and picks the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from toolkit.cli import commands, hotlines, preview, translations
from toolkit.cli.show import error, note
from toolkit.errors import ExitCode, Faults, ToolkitError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "generate.py"
STOPPED = 130  # 128 and the number of SIGINT, as shells have it

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
preview.register(app)
app.add_typer(hotlines.app, name="hotlines")
app.add_typer(translations.app, name="translations")


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    arguments = list(argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "build")
    try:
        result = app(arguments, prog_name=PROGRAM, standalone_mode=False)
    except (ToolkitError, Faults) as fault:
        error(str(fault))
        return fault.exit_code
    except typer.TyperException as wrong:
        context = getattr(wrong, "ctx", None)
        message = wrong.format_message()
        if context and message == context.get_help():  # a group without its command
            note(message)
        else:
            error(f"{message} (see: {context.command_path if context else PROGRAM} --help)")
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        result = STOPPED
    if result == STOPPED:  # Typer's own answer to Ctrl-C
        error("stopped: run the same again to finish")
    return int(result or ExitCode.OK)
