"""Everything that is shipped or given, checked without rendering; all faults at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import batch
from toolkit.checks.guard import Guard
from toolkit.errors import DataError, Faults, ToolkitError
from toolkit.load import load
from toolkit.plan import plan
from toolkit.render.environment import Templates

if TYPE_CHECKING:
    from toolkit.checks.measures import Measures
    from toolkit.order import Order
    from toolkit.plan import Job


def faults_of(order: Order) -> list[ToolkitError]:
    """Name every fault of the data, the templates, the words and the translations of an order.

    Help lines out of date count: whoever maintains the packs must look at them again.
    """
    try:
        loaded = load(order)
    except Faults as found:
        return list(found.faults)
    try:
        work = plan(loaded.data, loaded.papers, order.today)
    except ToolkitError as fault:
        return [fault]
    try:
        guard = Guard(order.root, loaded.data, Templates(order.root / "templates"))
    except Faults as found:
        return list(found.faults)

    def look(job: Job) -> list[ToolkitError]:
        return [*guard.faults(job, guard.compose(job, "").html), *guard.advice(job)]

    faults: list[ToolkitError] = []
    for each in batch.run(look, work.jobs, batch.InProcess()):
        faults += [each.fault] if each.fault else each.result or []
    faults += [
        DataError("help lines", notice, "check it, then change checked_on in its region pack")
        for notice in work.notices
    ]
    return list(dict.fromkeys(faults))


def measures_of(order: Order) -> tuple[Measures, ...]:
    """Measure the English of every material an order would make, once each, sorted by id.

    Raises:
        Faults: Data, templates or a glossary are wrong.
        RenderError: A template is at fault.
    """
    loaded = load(order)
    guard = Guard(order.root, loaded.data, Templates(order.root / "templates"))
    jobs = plan(loaded.data, loaded.papers, order.today).jobs
    first = {job.material.id: job for job in reversed(jobs)}
    return tuple(guard.measures(first[name]) for name in sorted(first))
