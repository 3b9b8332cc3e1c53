"""Run a function over many items on an executor; outcomes as they finish."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from toolkit.errors import RenderError, ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

J = TypeVar("J")
R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[J, R]):
    """What became of one item: a result or a fault the user can mend, never both."""

    item: J
    result: R | None = None
    fault: ToolkitError | None = None


def run(task: Callable[[J], R], items: Iterable[J], executor: Executor) -> Iterator[Outcome[J, R]]:
    """Yield one outcome per item; a faulty item does not stop the rest, a bug does."""
    for item, future in _finished(task, items, executor):
        try:
            yield Outcome(item, result=future.result())
        except ToolkitError as fault:
            yield Outcome(item, fault=fault)
        except BrokenProcessPool:
            yield Outcome(
                item,
                fault=RenderError(
                    str(item), "a worker process was ended from outside", "run with --jobs 1"
                ),
            )


def _finished(
    task: Callable[[J], R], items: Iterable[J], executor: Executor
) -> Iterator[tuple[J, Future[R]]]:
    """Yield each item with its future, as they finish; without workers, one after the other.

    Workers start on the first items while ``items`` still yields more.
    """
    if isinstance(executor, InProcess):
        yield from ((item, executor.submit(task, item)) for item in items)
        return
    futures: dict[Future[R], J] = {}
    done: SimpleQueue[Future[R]] = SimpleQueue()
    try:
        for item in items:
            future = _submitted(task, item, executor)
            futures[future] = item
            future.add_done_callback(done.put)
            while not done.empty():
                future = done.get()
                yield futures.pop(future), future
        while futures:
            future = done.get()
            yield futures.pop(future), future
    finally:  # whoever stops listening, over a full disk or a bug, does not wait for the rest
        for future in futures:
            future.cancel()


def _submitted(task: Callable[[J], R], item: J, executor: Executor) -> Future[R]:
    """Submit an item; once a worker was ended, the pool takes no more: that is its outcome."""
    try:
        return executor.submit(task, item)
    except BrokenProcessPool as broken:
        future: Future[R] = Future()
        future.set_exception(broken)
        return future


def workers(count: int, preload: Iterable[str]) -> Executor:
    """Make ``count`` processes; one is this process itself.

    Pango is not fork-safe once used: a fork server loads ``preload`` (imports only) once and
    forks workers that have drawn nothing yet.
    """
    if count <= 1:
        return InProcess()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    with _our_own_modules():
        forkserver.ensure_running()
    return ProcessPoolExecutor(count, mp_context=context, initializer=_leave_ctrl_c_to_the_parent)


@contextmanager
def _our_own_modules() -> Iterator[None]:
    """Let the fork server import what this process does.

    Until Python 3.12 it looks in the current folder first, where another ``toolkit`` may be.
    """
    ours = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _leave_ctrl_c_to_the_parent() -> None:
    """Do not die of it: a terminal sends it to every process, and each would print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class InProcess(Executor):
    """Runs each call at once, here: no start-up cost, and a debugger can follow."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)
        return future
