"""Everything that is shipped or given, checked without rendering; all faults at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import batch
from toolkit.errors import DataError, Faults, ToolkitError
from toolkit.load import load
from toolkit.plan import plan
from toolkit.render.environment import Templates
from toolkit.render.html import compose

if TYPE_CHECKING:
    from toolkit.order import Order


def faults_of(order: Order) -> list[ToolkitError]:
    """Name every fault of the data, the templates and the translations an order would use.

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
    templates = Templates(order.root / "templates")
    outcomes = batch.run(
        lambda job: compose(
            job, loaded.data.catalogs[job.locale.code], templates, "", loaded.data.voices
        ),
        work.jobs,
        batch.InProcess(),
    )
    faults: list[ToolkitError] = [each.fault for each in outcomes if each.fault]
    faults += [
        DataError("help lines", notice, "check it, then change checked_on in its region pack")
        for notice in work.notices
    ]
    return list(dict.fromkeys(faults))
