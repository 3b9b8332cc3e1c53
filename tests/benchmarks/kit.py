"""The kit that is measured: the default order, and the composed sheets it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.make import ROOT, TODAY
from toolkit import batch
from toolkit.build import build
from toolkit.load import load
from toolkit.order import Order
from toolkit.plan import plan
from toolkit.produce import task_of
from toolkit.render.environment import Templates
from toolkit.render.html import compose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.order import Report
    from toolkit.plan import Job
    from toolkit.produce import Task


# Latin, Arabic, Han and Devanagari script: a third of the kit, and every material of it.
SAMPLE = ("en", "ar", "zh_Hans", "hi")


@dataclass(frozen=True, slots=True)
class Kit:
    """Every material in some languages: what is measured sheet by sheet.

    Attributes:
        jobs: In the order of ``tasks``.
        report: Of the build into ``order.output``.
        left_out: Faults of materials that are not measured because they fail.
    """

    order: Order
    jobs: tuple[Job, ...]
    tasks: tuple[Task, ...]
    report: Report
    left_out: tuple[str, ...]


def make(folder: Path) -> Kit:
    """Build the sample into ``folder``, without the materials that do not print.

    Raises:
        Faults: Data, templates or translations cannot be loaded.
    """
    order = Order(root=ROOT, output=folder, today=TODAY, locales=SAMPLE)
    report = build(order, lambda _: batch.InProcess())
    left_out = tuple(str(fault) for fault in report.faults)
    if left_out:
        jobs = _jobs(order)
        made = {each.entry.path for each in report.sheets}
        broken = {job.material.id for job in jobs if job.path not in made}
        good = dict.fromkeys(job.material.id for job in jobs if job.material.id not in broken)
        order = replace(order, materials=tuple(good))
        report = build(order, lambda _: batch.InProcess())
    jobs = _jobs(order)
    return Kit(order, jobs, tuple(_tasks(order, jobs)), report, left_out)


def arguments(order: Order) -> list[str]:
    """Write an order as arguments of generate.py; its root is where the command is run."""
    command = ["generate.py", "build", "--date", order.today.isoformat()]
    command += ["--output", str(order.output)]
    for option, names in (
        ("--material", order.materials),
        ("--locale", order.locales),
        ("--region", order.regions),
        ("--paper", order.papers),
    ):
        for name in names:
            command += [option, name]
    return command


def _jobs(order: Order) -> tuple[Job, ...]:
    loaded = load(order)
    return plan(loaded.data, loaded.papers, order.today).jobs


def _tasks(order: Order, jobs: tuple[Job, ...]) -> Iterator[Task]:
    data = load(order).data
    templates = Templates(order.root / "templates")
    for job in jobs:
        catalog = data.catalogs[job.locale.code]
        yield task_of(job, compose(job, catalog, templates, "", data.voices))
