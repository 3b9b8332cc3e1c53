"""What every command uses; the only place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parents[2]

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Regions = Annotated[
    list[str] | None,
    typer.Option("--region", "-r", help="Region such as US, US-WA or GB, or all. Repeatable."),
]
School = Annotated[
    Path | None,
    typer.Option("--school", "-s", help="School file with name, logo and contacts."),
]


def now() -> datetime:
    return datetime.now(tz=UTC).astimezone()


def today() -> date:
    return now().date()
