from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from toolkit import batch
from toolkit.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterator


def half(number: int) -> int:
    if number % 2:
        raise RenderError(f"number {number}", "is odd", "use an even one")
    return number // 2


def pid(_: int) -> int:
    return os.getpid()


def stop(_: int) -> int:
    os._exit(9)


@pytest.mark.parametrize("executor", [batch.InProcess(), ThreadPoolExecutor(2)])
def test_a_fault_is_a_value_and_does_not_stop_the_rest(executor: Executor) -> None:
    outcomes = {each.item: each for each in batch.run(half, [2, 3, 4], executor)}
    assert outcomes[2].result == 1
    assert outcomes[4].result == 2
    assert str(outcomes[3].fault) == "number 3: is odd (use an even one)"
    assert outcomes[3].result is None


class _AtOnce(Executor):
    """A pool that is quick: whatever it is given is done."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return batch.InProcess().submit(fn, *args, **kwargs)


def test_what_is_done_is_told_while_more_is_being_made() -> None:
    given: list[int] = []

    def items() -> Iterator[int]:
        for number in (2, 4, 6):
            given.append(number)
            yield number

    outcomes = batch.run(half, items(), _AtOnce())
    assert (next(outcomes).result, given) == (1, [2])
    assert [each.result for each in outcomes] == [2, 3]


def test_a_bug_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        list(batch.run(lambda number: 1 // number, [0], batch.InProcess()))


def test_one_worker_is_this_process() -> None:
    [outcome] = batch.run(pid, [1], batch.workers(1, []))
    assert outcome.result == os.getpid()


def test_two_workers_are_other_processes() -> None:
    with batch.workers(2, []) as executor:
        pids = {each.result for each in batch.run(pid, range(4), executor)}
    assert os.getpid() not in pids


def test_a_worker_ended_from_outside_is_a_fault_with_advice() -> None:
    with batch.workers(2, []) as executor:
        [outcome] = batch.run(stop, [7], executor)
    assert outcome.fault is not None
    assert "ended from outside" in str(outcome.fault)
    assert "--jobs 1" in str(outcome.fault)


def test_what_is_made_after_a_worker_was_ended_is_a_fault_too() -> None:
    """The pool takes nothing any more by then."""
    with batch.workers(2, []) as executor:

        def items() -> Iterator[int]:
            yield 7
            wait([executor.submit(stop, 8)])
            yield 9

        outcomes = {each.item: each for each in batch.run(stop, items(), executor)}
    assert set(outcomes) == {7, 9}
    assert all("ended from outside" in str(each.fault) for each in outcomes.values())


def test_workers_find_our_modules_from_any_folder(tmp_path: Path) -> None:
    """In a process of its own: a fork server is started once a process."""
    (tmp_path / "toolkit").mkdir()
    (tmp_path / "toolkit" / "__init__.py").write_text("raise SystemExit('the wrong toolkit')")
    script = tmp_path / "elsewhere" / "run.py"
    script.parent.mkdir()
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        "from toolkit import batch\n"
        "if __name__ == '__main__':\n"
        "    with batch.workers(2, ['toolkit.errors']) as pool:\n"
        "        print(*(each.result for each in batch.run(len, ['ab'], pool)))\n"
    )
    found = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (found.stdout, found.stderr) == ("2\n", "")
