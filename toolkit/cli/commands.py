"""build, list, check and doctor."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit import order as orders
from toolkit.cli import show
from toolkit.cli.common import ROOT, Json, Regions, School, today
from toolkit.errors import ExitCode, Faults

if TYPE_CHECKING:
    from toolkit.order import Report

Materials = Annotated[
    list[str] | None,
    typer.Option("--material", "-m", help="Material id or family, or all. Repeatable."),
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--locale", "-l", help="Locale code such as es or zh_Hans, or all. Repeatable."),
]
Papers = Annotated[
    list[str] | None,
    typer.Option("--paper", "-p", help="letter or a4, or all; else the region's. Repeatable."),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the sheets.")]
CORES = os.cpu_count() or 1


def register(app: typer.Typer) -> None:
    """Add the commands, in the order --help lists them."""
    app.command(epilog="Example: generate.py build -m picture-threat -l es -r US-WA")(build)
    app.command(epilog="Example: generate.py proof -l ar -p letter -p a4 --grey")(proof)
    app.command("list", epilog="Example: generate.py list --measures")(list_)
    app.command(epilog="Example: generate.py check -s school.toml")(check)
    app.command(epilog="Example: generate.py doctor")(doctor)


def build(
    material: Materials = None,
    locale: Locales = None,
    region: Regions = None,
    paper: Papers = None,
    school: School = None,
    output: Output = Path("output"),
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Sheets to make at a time.")
    ] = CORES,
    force: Annotated[bool, typer.Option("--force", help="Make unchanged sheets again.")] = False,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Leave out draft translations.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A skip is a failure.")] = False,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Day help lines must be in date on."),
    ] = None,
    json: Json = False,
) -> int:
    """Make sheets: every material, every complete locale, region US, unless told otherwise."""
    order = replace(
        _order(material, locale, region, paper, school, output),
        today=day.date() if day else today(),
        reviewed_only=reviewed_only,
    )
    report = (None if force else orders.answered(order)) or _build(order, jobs, force=force)
    if json:
        _json_report(report)
    else:
        _table_report(report, output)
    code = _faults(report)
    return ExitCode.SKIPPED if strict and report.skips and not code else code


def proof(
    material: Materials = None,
    locale: Locales = None,
    region: Regions = None,
    paper: Papers = None,
    school: School = None,
    output: Output = Path("output"),
    to: Annotated[Path, typer.Option("--to", help="Folder for the pictures.")] = Path("proof"),
    dpi: Annotated[int, typer.Option(min=20, max=300, help="Size of a page.")] = 60,
    columns: Annotated[int, typer.Option(min=0, help="Pages side by side; 0: as fits.")] = 0,
    grey: Annotated[bool, typer.Option("--grey", help="As a black-and-white copier.")] = False,
    json: Json = False,
) -> int:
    """Make sheets and show them as pictures: a PNG a page, and contact.png of them all."""
    from toolkit.proof import prove

    order = _order(material, locale, region, paper, school, output)
    report = orders.answered(order) or _build(order, CORES, force=False)
    code = _faults(report)
    entries = [each.entry for each in report.sheets]
    if code or not entries:
        show.note("nothing to show")
        return code
    sheets = [(each.path.removesuffix(".pdf"), output / each.path) for each in entries]
    written = prove(sheets, to, dpi=dpi, columns=columns, grey=grey)
    if json:
        show.as_json([str(path) for path in written])
    show.note(f"{len(written) - 1} pages of {len(sheets)} sheets, together in {written[-1]}")
    return ExitCode.OK


def _order(
    material: list[str] | None,
    locale: list[str] | None,
    region: list[str] | None,
    paper: list[str] | None,
    school: Path | None,
    output: Path,
) -> orders.Order:
    return orders.Order(
        root=ROOT,
        output=output,
        today=today(),
        materials=tuple(material or ()),
        locales=tuple(locale or ()),
        regions=tuple(region or ("US",)),
        papers=tuple(paper or ()),
        school=school,
    )


def _faults(report: Report) -> ExitCode:
    """Print each fault once (a part that is wrong fails many sheets); return the exit code."""
    for fault in dict.fromkeys(report.faults):
        show.error(str(fault))
    return report.faults[0].exit_code if report.faults else ExitCode.OK


def _build(order: orders.Order, jobs: int, *, force: bool) -> Report:
    from toolkit import batch
    from toolkit.build import build as run
    from toolkit.produce import PRELOAD

    with show.progress(sys.stderr) as bar:
        return run(
            order, lambda sheets: batch.workers(min(jobs, sheets), PRELOAD), bar, force=force
        )


def _json_report(report: Report) -> None:
    show.as_json(
        {
            "sheets": [asdict(each.entry) | {"state": each.state} for each in report.sheets],
            "skips": [asdict(each) for each in report.skips],
            "faults": [show.fault(each) for each in report.faults],
            "notices": list(report.notices),
        }
    )


def _table_report(report: Report, output: Path) -> None:
    if report.sheets:
        show.table(
            ("region", "locale", "material", "paper", "pages", "type", "review", "state"),
            (
                (
                    each.entry.region,
                    each.entry.locale,
                    each.entry.material,
                    each.entry.paper,
                    each.entry.pages,
                    f"{each.entry.type_scale * 11:.1f} pt",
                    each.entry.review_status,
                    each.state,
                )
                for each in report.sheets
            ),
        )
    if report.skips:
        show.table(
            ("skipped", "why"), ((each.path, each.reason) for each in report.skips), "\nSkipped"
        )
    for notice in report.notices:
        show.note(f"note: {notice}")
    made = sum(each.state == "made" for each in report.sheets)
    show.note(
        f"{made} made, {len(report.sheets) - made} unchanged, {len(report.skips)} skipped, "
        f"{len(report.faults)} failed, in {output}"
    )


def list_(
    measures: Annotated[
        bool,
        typer.Option(
            "--measures", help="Measure the English instead: grade, words, longest sentence, pages."
        ),
    ] = False,
    json: Json = False,
) -> int:
    """List materials and locales: ready, or what is missing; or how the English reads."""
    if measures:
        return _measures(json=json)
    from toolkit.load import load
    from toolkit.plan import readiness

    loaded = load(orders.Order(ROOT, Path(), today()))
    rows = readiness(loaded.data)
    if json:
        show.as_json([asdict(row) for row in rows])
        return ExitCode.OK
    codes = list(loaded.data.catalogs)
    by_material: dict[str, dict[str, str]] = {}
    for row in rows:
        by_material.setdefault(row.material, {})[row.locale] = (
            f"ready ({row.review})" if row.ready else f"{row.missing + row.fuzzy}/{row.total} short"
        )
    show.table(
        ("material", *codes),
        ((name, *(cells[code] for code in codes)) for name, cells in by_material.items()),
    )
    return ExitCode.OK


def _measures(*, json: bool) -> int:
    from toolkit.check import measures_of
    from toolkit.locales import SOURCE

    measured = measures_of(orders.Order(ROOT, Path(), today(), locales=(SOURCE,)))
    if json:
        show.as_json([asdict(each) for each in measured])
        return ExitCode.OK
    show.table(
        ("material", "grade", "target", "words", "longest", "pages", "longest sentence"),
        (
            (
                each.material,
                each.grade,
                each.target,
                each.words,
                each.longest,
                each.pages,
                each.sentence,
            )
            for each in measured
        ),
    )
    return ExitCode.OK


def check(school: School = None, json: Json = False) -> int:
    """Check everything shipped or given: data, templates, words, translations; all faults."""
    from toolkit.check import faults_of

    order = orders.Order(ROOT, Path(), today(), regions=("all",), papers=("all",), school=school)
    faults = faults_of(order)
    if json:
        show.as_json([show.fault(each) for each in faults])
    elif faults:
        raise Faults(tuple(faults))
    else:
        show.note("no faults")
    return faults[0].exit_code if faults else ExitCode.OK


def doctor(json: Json = False) -> int:
    """Check this machine: native libraries, fonts for each script, versions; what to do."""
    from toolkit.doctor import examine

    findings = examine()
    if json:
        show.as_json([asdict(each) for each in findings])
    else:
        show.table(
            ("what", "found", "", "what to do"),
            (
                (each.what, each.found, "ok" if each.good else "MISSING", each.fix)
                for each in findings
            ),
        )
    return ExitCode.OK if all(each.good for each in findings) else ExitCode.ENVIRONMENT
