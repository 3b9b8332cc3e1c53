"""Every sheet we ship, made once for all test workers, on every paper, in every region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from toolkit import batch
from toolkit.build import build
from toolkit.hotlines import load_regions
from toolkit.load import load
from toolkit.order import Order, answered
from toolkit.plan import plan
from toolkit.produce import PRELOAD

if TYPE_CHECKING:
    from toolkit.order import Report
    from toolkit.output import Entry
    from toolkit.plan import Job

ROOT = Path(__file__).parents[2]
REGIONS, _FAULTS = load_regions(ROOT / "toolkit" / "data" / "regions")
# The day of the latest check: every shipped help line is in date, or the packs need work.
TODAY = max(
    line.checked_on for each in REGIONS.values() for line in (each.emergency, *each.hotlines)
)
PSEUDO = ("en_XA", "ar_XB")


@dataclass(frozen=True)
class Shipped:
    """All sheets and the jobs they were made from, in the same order."""

    folder: Path
    report: Report
    jobs: tuple[Job, ...]

    def path(self, entry: Entry) -> Path:
        return self.folder / entry.path

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(each.entry for each in self.report.sheets)


def order(folder: Path) -> Order:
    return Order(
        root=ROOT,
        output=folder,
        today=TODAY,
        locales=("all", *PSEUDO),
        regions=("all",),
        papers=("all",),
    )


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shipped:
    """Build everything; the second test worker finds it done."""
    temporary = tmp_path_factory.getbasetemp()
    folder = (temporary if worker_id == "master" else temporary.parent) / "shipped"
    wanted = order(folder)
    with FileLock(f"{folder}.lock"):
        report = answered(wanted) or build(wanted, lambda _: batch.workers(2, PRELOAD))
    loaded = load(wanted)
    jobs = plan(loaded.data, loaded.papers, TODAY).jobs
    return Shipped(folder, report, jobs)
