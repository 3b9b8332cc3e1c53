"""What a benchmark says: one row a measure, with its aim where there is one."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rich.console import Console
from rich.table import Table

from toolkit.cli import show

if TYPE_CHECKING:
    from collections.abc import Sequence

Unit: TypeAlias = Literal["s", "×", "MB", "KB", "sheets"]


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a measure should stay, in its own unit."""

    side: Literal["at most", "at least"]
    value: float

    def met(self, value: float) -> bool:
        return value <= self.value if self.side == "at most" else value >= self.value


@dataclass(frozen=True, slots=True)
class Row:
    """One measure.

    Attributes:
        group: What is compared.
        what: What was measured, and what is included in it.
        value: In ``unit``; None where it cannot be measured here.
        note: How it came about, or why it could not be measured.
    """

    group: str
    what: str
    value: float | None
    unit: Unit
    aim: Aim | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without an aim or a measure."""
        return None if self.aim is None or self.value is None else self.aim.met(self.value)


def at_most(value: float) -> Aim:
    return Aim("at most", value)


def at_least(value: float) -> Aim:
    return Aim("at least", value)


def as_json(rows: Sequence[Row], machine: dict[str, object]) -> None:
    show.as_json({"machine": machine, "rows": [asdict(row) | {"met": row.met} for row in rows]})


def as_table(rows: Sequence[Row], machine: dict[str, object]) -> None:
    """Print the rows, a heading a group; wide enough for its content when piped into a file."""
    table = Table("what", "measured", "aim", "met", "note", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            table.add_row()
            table.add_row(group, style="bold")
        table.add_row(*_cells(row))
    wide = None if sys.stdout.isatty() else 160
    console = Console(width=wide, highlight=False, markup=False, emoji=False)
    for name, value in machine.items():
        console.print(f"{name}: {value}")
    console.print(table)


def _cells(row: Row) -> tuple[str, ...]:
    met = {None: "", True: "yes", False: "NO"}[row.met]
    aim = f"{row.aim.side} {_written(row.aim.value, row.unit)}" if row.aim else ""
    measured = "not measured" if row.value is None else _written(row.value, row.unit)
    return (f"  {row.what}", measured, aim, met, row.note)


def _written(value: float, unit: Unit) -> str:
    match unit:
        case "s" if value < 0.1:
            return f"{value * 1000:.1f} ms"
        case "s":
            return f"{value:.2f} s"
        case "×":
            return f"{value:.0f} ×" if value >= 10 else f"{value:.2f} ×"
        case "sheets":
            return f"{value:.0f} sheets"
        case _:
            return f"{value:.0f} {unit}"
