"""How large a PDF is, and how much memory the worker that made it took."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.rows import Row, at_most
from toolkit.produce import PRELOAD, produce

if TYPE_CHECKING:
    from tests.benchmarks.kit import Kit
    from toolkit.produce import Task

MEMORY = "Memory of a worker"
SIZE = "Size of a PDF"
LATIN = "Latn"
STATUS = Path("/proc/self/status")


def memory(kit: Kit) -> list[Row]:
    """Let one worker, forked as in a build, render the whole kit, and ask it for its peak."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOAD))
    with ProcessPoolExecutor(1, mp_context=context) as worker:
        for task in kit.tasks:
            worker.submit(_render, task).result()
        peak = worker.submit(peak_bytes).result()
    note = f"resident, at most, after {len(kit.tasks)} sheets"
    return [Row(MEMORY, "peak, one for the whole kit", peak / 1e6, "MB", at_most(250), note)]


def sizes(kit: Kit) -> list[Row]:
    """Weigh the finished files: all in Latin script, and those with another one, apart."""
    found: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for job in kit.jobs:
        size = (kit.order.output / job.path).stat().st_size
        latin = all(each.script == LATIN for each in (job.locale, *job.beside))
        found[latin][job.path] = size
    return [
        *_weighed("Latin script", found[True], limit=120),
        *_weighed("other scripts", found[False], limit=None),
    ]


def _weighed(which: str, files: dict[str, int], limit: float | None) -> list[Row]:
    if not files:
        return [Row(SIZE, which, None, "KB", note="no sheet in the kit")]
    aim = at_most(limit) if limit else None
    largest = max(files, key=lambda path: files[path])
    mean = sum(files.values()) / len(files)
    return [
        Row(SIZE, f"{which}: mean", mean / 1000, "KB", aim, f"{len(files)} sheets"),
        Row(SIZE, f"{which}: largest", files[largest] / 1000, "KB", aim, largest),
    ]


def _render(task: Task) -> None:
    """Make a sheet and keep nothing of it: only the worker's memory is of interest."""
    produce(task)


def peak_bytes() -> int:
    """Say the most memory this process has had resident.

    Linux hands the peak that ``getrusage`` tells on to whatever a process starts, so there it is
    read where it belongs to this process alone.
    """
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
