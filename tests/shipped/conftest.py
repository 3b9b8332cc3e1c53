"""Every sheet we ship, made once for all test workers, on every paper, in every region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
TODAY = max(line.checked_on for each in REGIONS.values() for line in each.every_line)
PSEUDO = ("en_XA", "ar_XB")


# The tightest place for help lines, and the sheet that needs them most.
EVERYWHERE = ("help-line-cards-youth", "picture-threat-13-17")


@dataclass(frozen=True)
class Shipped:
    """Every sheet with the job it was made from, and what the builds said."""

    folder: Path
    reports: tuple[Report, ...]
    sheets: tuple[tuple[Entry, Job], ...]

    def path(self, entry: Entry) -> Path:
        return self.folder / entry.path

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry, _ in self.sheets)


def order(folder: Path, **wanted: Any) -> Order:
    return Order(root=ROOT, output=folder, today=TODAY, **wanted)


def orders(folder: Path) -> tuple[Order, ...]:
    """Every language, every paper, every region: not each with each, which would take an hour.

    Letter is the tighter paper; the made-up languages are longer and mirrored.
    """
    away = tuple(code for code in REGIONS if code not in ("US", "GB"))
    return (
        order(folder, regions=("US",), locales=("all", *PSEUDO)),
        order(folder, regions=("GB",), locales=("en", "ar_XB")),
        order(folder, regions=away, locales=("en",), materials=EVERYWHERE),
    )


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shipped:
    """Build everything; the second test worker finds it done."""
    temporary = tmp_path_factory.getbasetemp()
    folder = (temporary if worker_id == "master" else temporary.parent) / "shipped"
    wanted = orders(folder)
    with FileLock(f"{folder}.lock"):
        reports = tuple(
            answered(each) or build(each, lambda _: batch.workers(2, PRELOAD)) for each in wanted
        )
    jobs: dict[str, Job] = {}
    for each in wanted:
        loaded = load(each)
        jobs |= {job.path: job for job in plan(loaded.data, loaded.papers, TODAY).jobs}
    entries = {made.entry.path: made.entry for report in reports for made in report.sheets}
    sheets = tuple((entry, jobs[path]) for path, entry in entries.items())
    return Shipped(folder, reports, sheets)
