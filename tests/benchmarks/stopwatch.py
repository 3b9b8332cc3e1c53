"""Time calls and commands, on one core or on all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Call, and say how many seconds it took."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def best(times: int, call: Callable[[], object]) -> float:
    """Time ``call`` several times; the least is what it takes when nothing else disturbs."""
    return min(timed(call)[0] for _ in range(times))


def python(arguments: Sequence[str], root: Path) -> str:
    """Run this interpreter in ``root`` and return what it printed; a failure ends the benchmark."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        command = " ".join(arguments)
        raise RuntimeError(f"python {command} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


@contextmanager
def one_core() -> Iterator[str]:
    """Keep this process, and all it starts, on one core; yields how, for the record.

    Every thread of a browser started inside stays there for good.
    """
    if sys.platform != "linux":
        yield "not pinned: this system has no way to"
        return
    before = os.sched_getaffinity(0)
    core = max(before)
    os.sched_setaffinity(0, {core})
    try:
        yield f"both on core {core}"
    finally:
        os.sched_setaffinity(0, before)
