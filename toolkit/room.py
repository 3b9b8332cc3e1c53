"""Which sheets of a language are short of room, and which of their texts grew most."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit import batch
from toolkit.checks.doubts.model import plain
from toolkit.checks.guard import Guard
from toolkit.errors import DoesNotFit
from toolkit.load import load
from toolkit.plan import plan
from toolkit.produce import produce, task_of
from toolkit.render.environment import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

    from toolkit.order import Order
    from toolkit.plan import Job
    from toolkit.translations.catalog import Catalog, Message, MsgId

# Texts named a sheet: who shortens these has mended it.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Grown:
    """A text that needs more room than its English.

    Attributes:
        where: File and line of the translation.
        msgid: The text.
        more: Letters it is longer by; a Han character counts as two.
    """

    where: str
    msgid: str
    more: int


@dataclass(frozen=True, slots=True)
class Tight:
    """A sheet that had to be set in smaller type, on the edition where it is smallest.

    Attributes:
        code: Of the locale.
        material: Id.
        edition: Region and paper, ``GB letter``.
        scale: Of the type, below 1; None where not even the smallest fits.
        grown: Texts that grew most, the worst first.
    """

    code: str
    material: str
    edition: str
    scale: float | None
    grown: tuple[Grown, ...]


def tight(
    order: Order, executor: Callable[[int], Executor], seen: Callable[[str, str], bool]
) -> tuple[Tight, ...]:
    """Lay out every sheet of an order in memory and name those that are short of room.

    ``executor`` is given the number of sheets and makes the workers for them; ``seen`` tells
    whether a material, by its id, shows a text, by its singular.

    The order says in which regions and on which papers. Materials whose texts are not all
    translated are passed over. By locale and material.

    Raises:
        Faults: Data or translations are wrong.
        RenderError: A sheet cannot be drawn, for another reason than its length.
    """
    loaded = load(order)
    work = plan(loaded.data, loaded.papers, order.today)
    guard = Guard(order.root, loaded.data, Templates(order.root / "templates"))
    tasks = {task_of(job, guard.compose(job, "")): job for job in work.jobs}
    smallest: dict[tuple[str, str], tuple[float, Job]] = {}
    if tasks:
        with executor(len(tasks)) as workers:
            for outcome in batch.run(produce, tasks, workers):
                if outcome.fault and not isinstance(outcome.fault, DoesNotFit):
                    raise outcome.fault
                job = tasks[outcome.item]
                scale = outcome.result.scale if outcome.result else 0.0
                key = (job.locale.code, job.material.id)
                if scale < smallest.get(key, (1.0, job))[0]:
                    smallest[key] = (scale, job)
    return tuple(
        Tight(
            code=code,
            material=material,
            edition=f"{job.region.code} {job.paper.name}",
            scale=scale or None,
            grown=grown(
                loaded.data.catalogs[code],
                (
                    msgid
                    for msgid in loaded.data.messages[material]
                    if seen(material, msgid if isinstance(msgid, str) else msgid[0])
                ),
            ),
        )
        for (code, material), (scale, job) in sorted(smallest.items())
    )


def grown(catalog: Catalog, msgids: Iterable[MsgId]) -> tuple[Grown, ...]:
    """Name the texts that take more room than the English, the worst first, five at most."""
    found = [
        Grown(f"{catalog.where}:{message.line}", message.msgid, more)
        for message in (catalog.messages.get(msgid) for msgid in msgids)
        if message and message.translated and (more := _growth(message)) > 0
    ]
    return tuple(sorted(found, key=lambda each: (-each.more, each.msgid))[:_MOST])


def _growth(message: Message) -> int:
    source = max(_width(message.msgid), _width(message.msgid_plural))
    return max(map(_width, message.strings)) - source


def _width(text: str) -> int:
    """Count letters: none for a mark above another, two for a Han character."""
    seen = (char for char in plain(text) if unicodedata.category(char) != "Mn")
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in seen)
