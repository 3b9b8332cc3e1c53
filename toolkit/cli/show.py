"""Tables people can read, JSON machines can, and errors on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from toolkit.build import Progress
    from toolkit.errors import ToolkitError


def error(message: str) -> None:
    for line in message.splitlines():
        print(f"error: {line}", file=sys.stderr)  # noqa: T201


def note(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201


def fault(each: ToolkitError) -> dict[str, str]:
    return {"where": each.where, "what": each.what, "fix": each.fix}


def as_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))  # noqa: T201


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print rows under headings; wide enough for its content when piped into a file."""
    from rich.console import Console
    from rich.table import Table

    made = Table(*columns, title=title or None, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        made.add_row(*(str(cell) for cell in row))
    width = None if sys.stdout.isatty() else 500
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width).print(made)


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[Progress], None]]:
    """Show a bar while sheets are made; nothing when ``stream`` is not a terminal."""
    if not stream.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=stream),
        transient=True,
    )
    with bar:
        task = bar.add_task("getting ready", total=None)
        yield lambda at: bar.update(task, description=at.path, completed=at.done, total=at.total)
