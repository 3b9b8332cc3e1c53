"""load → plan → compose → render → write, as one readable flow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from toolkit import batch, output
from toolkit.checks.guard import Guard
from toolkit.errors import EnvironmentFault, ToolkitError
from toolkit.load import load
from toolkit.order import Made, Report, engines, fingerprint
from toolkit.output import Answer, Entry, SkipEntry
from toolkit.plan import VARIANT, plan
from toolkit.produce import Task, produce, task_of
from toolkit.render.environment import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from toolkit.load import Loaded
    from toolkit.order import Order
    from toolkit.output import OutputFolder
    from toolkit.plan import Job, Plan, Skip
    from toolkit.render.pdf import Sheet

# How many finished sheets a kill may cost the manifest; their files are whole all the same.
SAVE_EVERY = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after every sheet that was rendered: how far a build is.

    Attributes:
        done: Sheets settled so far: made, failed, or found as they should be.
        total: All that were asked for.
        path: Of the sheet that was rendered last.
    """

    done: int
    total: int
    path: str


def build(
    order: Order,
    executor: Callable[[int], Executor],
    show: Callable[[Progress], None] = lambda _: None,
    *,
    force: bool = False,
) -> Report:
    """Bring the output folder up to date with the order.

    ``executor`` is given the most sheets there may be to render and makes the workers for them;
    they draw the first while the next are composed.
    ``force`` renders again even what is unchanged.

    Raises:
        Faults: Data or translations are wrong; nothing was rendered or changed.
        OutputError: The folder is held by another build, full, or cannot be written.
        EnvironmentFault: Pango is not installed, or not where it is looked for.
    """
    _require_renderer()
    mark = fingerprint(order)
    loaded = load(order)
    work = plan(loaded.data, loaded.papers, order.today, reviewed_only=order.reviewed_only)
    guard = Guard(order.root, loaded.data, Templates(order.root / "templates"))
    with output.opened(order.output) as folder:
        ledger = _Ledger(folder)
        try:
            _retire(order, loaded, folder)
            for skip in work.skips:
                folder.skip(_skip_entry(skip))
            tasks = _compose(work, guard, ledger, force=force)
            _render(tasks, {job.name: job for job in work.jobs}, ledger, executor, show)
            report = ledger.report(work)
            if not report.faults:
                paths = tuple(each.entry.path for each in report.sheets)
                folder.remember(mark, Answer(paths, report.skips, report.notices))
            return report
        finally:
            folder.save()


def _retire(order: Order, loaded: Loaded, folder: OutputFolder) -> None:
    """Take away the sheets of materials that are no longer there; nobody keeps them true."""
    if not order.materials:
        known = {material.id for material in loaded.data.materials}
        gone = [each for each in folder.manifest.sheets.values() if each.material not in known]
        for entry in gone:
            folder.remove(entry.path)


def _require_renderer() -> None:
    """Say that Pango is missing before every sheet fails over it."""
    if "pango ?" in engines():  # WeasyPrint may know it by another name
        try:
            import toolkit.render.pdf  # noqa: F401
        except OSError as error:
            raise EnvironmentFault(
                "Pango", "cannot be loaded", "run: make; generate.py doctor says what is missing"
            ) from error


class _Ledger:
    """What has become of each job so far."""

    def __init__(self, folder: OutputFolder) -> None:
        self.folder = folder
        self._made: dict[str, Made] = {}
        self._failed: set[str] = set()
        self._faults: list[ToolkitError] = []

    @property
    def done(self) -> int:
        """How many jobs are settled."""
        return len(self._made) + len(self._failed)

    def keep(self, entry: Entry) -> None:
        self.folder.manifest.sheets[entry.path] = entry
        self._made[entry.path] = Made(entry, "unchanged")

    def write(self, entry: Entry, pdf: bytes) -> None:
        self.folder.write_sheet(entry, pdf)
        self._made[entry.path] = Made(entry, "made")
        if len(self._made) % SAVE_EVERY == 0:
            self.folder.save()

    def fail(self, job: Job, fault: ToolkitError) -> None:
        """Note a fault; what an earlier build made no longer says what our files say."""
        self.folder.remove(job.path)
        self._failed.add(job.path)
        self._faults.append(fault)

    def report(self, work: Plan) -> Report:
        return Report(
            tuple(self._made[job.path] for job in work.jobs if job.path in self._made),
            tuple(_skip_entry(skip) for skip in work.skips),
            tuple(sorted(self._faults, key=str)),
            work.notices,
        )


def _compose(work: Plan, guard: Guard, ledger: _Ledger, *, force: bool) -> Iterator[Task]:
    """Print every job's template; yield those whose sheet is not already what it should be."""
    versions = engines()
    folder = ledger.folder
    for job in work.jobs:
        try:
            composed = guard.compose(job, versions)
            entry = None if force else folder.intact(job.path)
            made = entry if entry and entry.digest == composed.digest else None
            faults = [] if made else guard.faults(job, composed.html)
        except ToolkitError as fault:
            made, faults = None, [fault]
        for each in faults:
            ledger.fail(job, each)
        if faults:
            continue
        if made:
            # What is not printed may have changed: the revision of a card that does not show it.
            ledger.keep(replace(made, **_described(job)))
        else:
            yield task_of(job, composed)


def _render(
    tasks: Iterator[Task],
    jobs: Mapping[str, Job],
    ledger: _Ledger,
    executor: Callable[[int], Executor],
    show: Callable[[Progress], None],
) -> None:
    """Render ``tasks``, each named as its job in ``jobs``, while more of them are composed."""
    first = tuple(islice(tasks, 2))
    if not first:
        return
    # A single sheet is not worth a process of its own.
    with executor(len(jobs) if len(first) > 1 else 1) as workers:
        for outcome in batch.run(produce, chain(first, tasks), workers):
            job = jobs[outcome.item.composed.where]
            if outcome.result:
                entry = _entry(job, outcome.item.composed.digest, outcome.result)
                ledger.write(entry, outcome.result.pdf)
            elif outcome.fault:
                ledger.fail(job, outcome.fault)
            show(Progress(ledger.done, len(jobs), job.path))


def _entry(job: Job, digest: str, sheet: Sheet) -> Entry:
    return Entry(
        path=job.path,
        material=job.material.id,
        locale=job.locale.code,
        region=job.region.code,
        paper=job.paper.name,
        variant=VARIANT,
        pages=sheet.pages,
        type_scale=round(sheet.scale, 4),
        sha256=sheet.sha256,
        digest=digest,
        **_described(job),
    )


def _described(job: Job) -> dict[str, Any]:
    """Tell the fields of an entry that can change while every byte of its sheet stays."""
    return {
        "revision": job.material.revision,
        "hotlines_checked_on": job.checked_on.isoformat() if job.checked_on else None,
        "review_status": job.review,
        "school": job.school.name,
    }


def _skip_entry(skip: Skip) -> SkipEntry:
    return SkipEntry(
        path=skip.path,
        material=skip.material.id,
        locale=skip.locale.code,
        region=skip.region.code,
        paper=skip.paper.name,
        reason=skip.reason,
    )
