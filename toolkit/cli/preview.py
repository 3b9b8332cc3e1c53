"""preview."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli import show
from toolkit.cli.common import ROOT, today
from toolkit.errors import EnvironmentFault, ExitCode, UsageError


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: generate.py preview fr --region GB")(preview)


def preview(
    code: Annotated[str, typer.Argument(help="Locale, such as fr.")],
    region: Annotated[str, typer.Option("--region", "-r", help="Region shown at first.")] = "US",
    paper: Annotated[str, typer.Option("--paper", "-p", help="Paper shown at first.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it.")] = True,
) -> int:
    """See the sheets of a language as pages while you translate; Ctrl-C ends it.

    The page in the browser follows every change of the .po file. Nothing is sent anywhere.
    """
    from toolkit.preview.desk import Wanted, desk
    from toolkit.preview.serving import bind, serve

    opened = desk(ROOT, code, today())
    if region not in opened.regions:
        raise UsageError(f"region {region}", "there is no such pack", "see: generate.py hotlines")
    first = Wanted("", opened.locale.code, region, paper or opened.paper(region))
    try:
        listening = bind(port)
    except OSError as error:
        raise EnvironmentFault(
            f"port {port}", f"cannot be used: {error.strerror}", "choose another, or 0"
        ) from error
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    show.note(f"preview of {opened.locale.code}: {address} (Ctrl-C ends it)")
    serve(opened, first, listening, address if browser else "")
    return ExitCode.OK
