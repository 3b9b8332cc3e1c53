"""A sheet of ours against the same page printed by Chromium, on the same core, taking turns."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks import browser
from tests.benchmarks.kit import arguments
from tests.benchmarks.rows import Row, at_most
from tests.benchmarks.stopwatch import python, timed
from tests.browser import executable
from toolkit.produce import produce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.browser import Browser
    from tests.benchmarks.kit import Kit

ROUNDS = 3
# Once this many seconds have gone by, the rounds so far must do.
PATIENCE = 75.0
GROUP = "A sheet beside Chromium’s (same HTML, one core)"


class Times(NamedTuple):
    """Seconds for all sheets of the kit.

    Attributes:
        cold: Our whole build command.
        warm: Our render alone.
        theirs: Chromium.
    """

    cold: float
    warm: float
    theirs: float


def measure(kit: Kit, scratch: Path) -> tuple[list[Row], float]:
    """Compare; also returns the seconds of the best whole cold build command.

    The rounds take turns, so that whatever else the machine does hits both alike; of each side
    the best round counts.
    """
    path = executable()
    if path is None:
        cold = min(_cold(kit, scratch / f"cold-{number}") for number in range(2))
        return [Row(GROUP, "Chromium", None, "s", note="not installed: run make bench")], cold
    pages = browser.write_pages(kit.tasks, kit.order.root / "templates", scratch / "pages")
    with browser.started(path) as chromium:
        rounds = list(_rounds(kit, scratch, chromium, pages))
        version = chromium.version
    least = Times(*(min(each) for each in zip(*rounds, strict=True)))
    return _rows(len(kit.tasks), least, f"best of {len(rounds)}", version), least.cold


def _rounds(kit: Kit, scratch: Path, chromium: Browser, pages: tuple[Path, ...]) -> Iterator[Times]:
    # Its first page is slow: fonts, and the parts of a browser that start on demand.
    chromium.print(pages[0])
    start = time.perf_counter()
    for number in range(ROUNDS):
        if number and time.perf_counter() - start > PATIENCE:
            return
        theirs = timed(lambda: [chromium.print(page) for page in pages])[0]
        cold = _cold(kit, scratch / f"cold-{number}")
        # What a sheet leaves behind for the garbage collector is part of its cost.
        warm = timed(lambda: ([produce(task) for task in kit.tasks], gc.collect()))[0]
        yield Times(cold, warm, theirs)


def _cold(kit: Kit, output: Path) -> float:
    command = arguments(replace(kit.order, output=output))
    return timed(lambda: python([*command, "--jobs", "1"], kit.order.root))[0]


def _rows(count: int, least: Times, how: str, version: str) -> list[Row]:
    def row(what: str, seconds: float, remark: str = "") -> Row:
        note = f"a sheet; {seconds:.2f} s for {count}, {how}{remark}"
        return Row(GROUP, what, seconds / count, "s", note=note)

    return [
        row("cold build: the whole command, Python’s start included", least.cold),
        row("warm: fit, PDF and check, in a process that has made them", least.warm),
        row(
            f"Chromium {version}: load and print, browser warm",
            least.theirs,
            "; no fit, no check",
        ),
        Row(
            GROUP,
            "cold build against Chromium, a sheet",
            least.cold / least.theirs,
            "×",
            at_most(1.0),
        ),
        Row(GROUP, "warm against Chromium, a sheet", least.warm / least.theirs, "×", at_most(1.0)),
    ]
