"""hotlines, and hotlines due."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import show
from toolkit.cli.common import ROOT, Json, Regions, today
from toolkit.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from toolkit.hotlines import Row

app = typer.Typer(help="List help lines: what each rests on, and what to check again.")

Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Ask for another day.")
]


@app.callback(invoke_without_command=True, epilog="Example: generate.py hotlines -r GB --json")
def list_(
    context: typer.Context, region: Regions = None, day: Day = None, json: Json = False
) -> int:
    """List help lines with source, date checked, expiry and confidence; all regions, or some."""
    if context.invoked_subcommand:
        return ExitCode.OK
    _show(_register(region, _day(day)), json=json)
    return ExitCode.OK


@app.command(epilog="Example: generate.py hotlines due --within 60")
def due(
    region: Regions = None,
    within: Annotated[int, typer.Option(min=0, help="Days to look ahead.")] = 30,
    day: Day = None,
    json: Json = False,
) -> int:
    """List what must be checked again: lines that expire soon or have, and open questions."""
    from toolkit.hotlines import due as due_of

    asked = _day(day)
    rows = due_of(_register(region, asked), asked, timedelta(days=within))
    _show(rows, json=json)
    return ExitCode.OK


def _day(day: datetime | None) -> date:
    return day.date() if day else today()


def _register(regions: list[str] | None, day: date) -> Sequence[Row]:
    from toolkit.hotlines import register
    from toolkit.load import load_packs

    return register(load_packs(ROOT, tuple(regions or ("all",))), day)


def _show(rows: Sequence[Row], *, json: bool) -> None:
    if json:
        show.as_json([asdict(row) for row in rows])
        return
    show.table(
        ("region", "line", "number", "text", "web", "checked", "expires", "confidence", "prints"),
        (
            (
                row.region,
                row.id,
                row.phone,
                row.text,
                row.web,
                f"{row.how} {row.checked_on}",
                row.expires_on,
                row.confidence,
                "yes" if row.prints else f"no: {row.why_not}",
            )
            for row in rows
        ),
    )
    show.note(f"{len(rows)} lines; sources are in --json and in toolkit/data/regions/")
