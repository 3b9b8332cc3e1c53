"""Whole builds: unchanged, with two workers, with one string changed; and the start of --help."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks import one_string
from tests.benchmarks.kit import arguments
from tests.benchmarks.rows import Row, at_least, at_most
from tests.benchmarks.stopwatch import best, python, timed
from toolkit.load import every_locale, load
from toolkit.order import answered
from toolkit.plan import plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.kit import Kit
    from toolkit.order import Order

UNCHANGED = "An unchanged build"
WORKERS = "Two workers"
KIT = "The whole kit"
CHANGED = "One string changed"
START = "Start"

# One worker's seconds for the batch that two then share: long enough to hide their start.
BATCH_SECONDS = 36.0


def unchanged(kit: Kit, scratch: Path, cold: float) -> list[Row]:
    """Ask again for what is there; ``cold`` is the whole command into an empty folder."""
    sheets = len(kit.tasks)
    here = best(10, lambda: answered(kit.order))
    built = scratch / "cold-0"
    command = [*arguments(replace(kit.order, output=built)), "--jobs", "1"]
    again = best(5, lambda: python(command, kit.order.root))
    return [
        Row(
            UNCHANGED,
            "answered in process: times as fast as the cold build",
            cold / here,
            "×",
            at_least(50),
            f"{here * 1000:.1f} ms for {sheets} sheets, all read and hashed",
        ),
        Row(
            UNCHANGED,
            "whole command: times as fast as the cold build",
            cold / again,
            "×",
            note=f"{again * 1000:.0f} ms against {cold:.2f} s; Python’s start is most of it",
        ),
    ]


def whole_kit(kit: Kit, scratch: Path) -> list[Row]:
    """Print the default kit, every language, with two workers; then ask for it again."""
    order = replace(kit.order, locales=(), output=scratch / "whole")
    command = [*arguments(order), "--jobs", "2"]
    cold = best(1, partial(python, command, order.root))
    again = best(3, lambda: python(command, order.root))
    sheets = sum(1 for _ in order.output.rglob("*.pdf"))
    note = f"{sheets} sheets in {len(every_locale(order.root))} languages, two workers"
    return [
        Row(KIT, "whole command, into an empty folder", cold, "s", note=note),
        Row(KIT, "whole command, nothing changed", again, "s", note=f"{cold / again:.0f} × faster"),
    ]


def two_workers(kit: Kit, scratch: Path, per_sheet: float) -> list[Row]:
    """Time one worker and two on the same batch, taking turns, each in a fresh process."""
    order, sheets = _batch(kit, per_sheet)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(2):
        for jobs, found in seconds.items():
            out = replace(order, output=scratch / f"workers-{jobs}-{turn}")
            command = [*arguments(out), "--jobs", str(jobs)]
            found.append(best(1, partial(python, command, order.root)))
    one, two = min(seconds[1]), min(seconds[2])
    where = f"{sheets} sheets: {', '.join(order.locales)}, US and GB, all papers"
    note = f"{one:.1f} s with one, {two:.1f} s with two; {where}"
    return [
        Row(
            WORKERS, "whole command: times as fast as with one", one / two, "×", at_least(1.7), note
        )
    ]


def _batch(kit: Kit, per_sheet: float) -> tuple[Order, int]:
    """Take as many locales as one worker prints in the time there is; at least one."""
    chosen, sheets = replace(kit.order, locales=()), 0
    for number, code in enumerate(every_locale(kit.order.root)):
        locales = (*chosen.locales, code)
        order = replace(kit.order, locales=locales, regions=("US", "GB"), papers=("all",))
        loaded = load(order)
        count = len(plan(loaded.data, loaded.papers, order.today).jobs)
        if number and count * per_sheet > BATCH_SECONDS:
            break
        chosen, sheets = order, count
    return chosen, sheets


def string_changed(kit: Kit, scratch: Path) -> list[Row]:
    """Change one msgstr in a copy of the project and build its locale again."""
    what = "whole command: its locale built again"
    root = scratch / "project"
    for name in ("toolkit", "templates", "locales"):
        shutil.copytree(kit.order.root / name, root / name)
    shutil.copy(kit.order.root / "generate.py", root)
    codes = dict.fromkeys(job.locale.code for job in kit.jobs if not job.locale.source)
    for code in codes:
        order = replace(kit.order, root=root, output=scratch / "changed", locales=(code,))
        python(arguments(order), root)
        pages = [
            task.composed.html
            for job, task in zip(kit.jobs, kit.tasks, strict=True)
            if job.locale.code == code
        ]
        changed = one_string.change(load(order).data.catalogs[code], pages, root)
        if changed is None:
            continue
        seconds, printed = timed(partial(python, [*arguments(order), "--json"], root))
        states = [sheet["state"] for sheet in json.loads(printed)["sheets"]]
        if "made" not in states:
            continue
        note = f"{code}: {states.count('made')} of {len(states)} sheets made again ({changed})"
        return [Row(CHANGED, what, seconds, "s", note=note)]
    return [Row(CHANGED, what, None, "s", note="no complete translation to change yet")]


def start(kit: Kit) -> list[Row]:
    root = kit.order.root
    bare = best(5, lambda: python(["-c", "pass"], root))
    shown = best(5, lambda: python(["generate.py", "--help"], root))
    return [
        Row(START, "generate.py --help", shown, "s", at_most(0.4), "best of 5"),
        Row(START, "python -c pass, for comparison", bare, "s", note="best of 5"),
    ]
