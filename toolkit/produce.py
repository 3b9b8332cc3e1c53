"""What one worker does: render a composed sheet and look at what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.checks import printed

if TYPE_CHECKING:
    from toolkit.checks.printed import Expected
    from toolkit.plan import Job
    from toolkit.render.html import Composed
    from toolkit.render.pdf import Sheet

# A fork server imports these once; nothing in them draws at import.
PRELOAD = ("toolkit.produce", "toolkit.render.pdf")


@dataclass(frozen=True, slots=True)
class Task:
    """All a worker is given; picklable."""

    composed: Composed
    max_pages: int
    expected: tuple[Expected, ...]

    def __str__(self) -> str:
        return self.composed.where


def task_of(job: Job, composed: Composed) -> Task:
    """Name the work of one job."""
    wanted = tuple(printed.expected(line) for line in job.printed)
    return Task(composed, job.material.pages, wanted)


def produce(task: Task) -> Sheet:
    """Make one sheet, alone in any process.

    Raises:
        DoesNotFit: It needs more room than it has.
        RenderError: It cannot be drawn as composed, or lost a help line.
    """
    from toolkit.render.pdf import render  # WeasyPrint: half a second, and only workers need it

    sheet = render(task.composed, max_pages=task.max_pages)
    printed.require(sheet.pdf, task.expected, task.composed.where)
    return sheet
