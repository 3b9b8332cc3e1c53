from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import pikepdf
import pytest

from tests.make import TODAY
from tests.project import Project, states
from toolkit import batch, output
from toolkit import order as orders
from toolkit.build import Progress, build
from toolkit.checks.printed import text_of
from toolkit.errors import DoesNotFit, Faults, OutputError, TranslationError
from toolkit.output import PARTIAL, OutputFolder
from toolkit.produce import PRELOAD, Task, produce

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.render.pdf import Sheet

EN: dict[str, Any] = {"locales": ("en",)}
CARD = "US/en/card.letter.pdf"
POSTER = "US/en/poster.letter.pdf"


def made(project: Project, **changes: Any) -> set[str]:
    """Build, and name the sheets that were rendered."""
    report = project.build(**changes)
    assert report.faults == ()
    return {path for path, state in states(report).items() if state == "made"}


# --- the same order, the same bytes


def test_the_default_kit_is_every_material_in_every_complete_locale_for_the_us(
    project: Project,
) -> None:
    report = project.build()
    assert list(states(report)) == [
        f"US/{locale}/{material}.letter.pdf"
        for locale in ("en", "ar", "es")
        for material in ("card", "poster")
    ]
    assert (report.faults, report.skips, report.notices) == ((), (), ())
    assert set(project.pdfs()) == set(states(report))


def test_one_worker_here_and_two_elsewhere_make_the_same_bytes(
    project: Project, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    project.build(output=first)
    build(project.order(output=second), lambda _: batch.workers(2, PRELOAD))
    assert project.pdfs(first) == project.pdfs(second) != {}


def test_a_sheet_does_not_remember_the_smaller_type_it_once_needed(project: Project) -> None:
    project.build(**EN)
    expected = project.pdfs()
    frame = '\n<div class="fixed" style="height:15.4mm">a<br>b<br>c</div>'
    project.edit("templates/materials/card/sheet.html", "</h1>", f"</h1>{frame}")
    [entry] = [each.entry for each in project.build(**EN).sheets if each.state == "made"]
    assert (entry.path, entry.type_scale) == (CARD, 0.95)
    project.edit("templates/materials/card/sheet.html", frame, "")
    assert made(project, **EN) == {CARD}
    assert project.pdfs() == expected


def test_numbers_of_several_groups_come_through_in_right_to_left_sheets(project: Project) -> None:
    report = project.build(locales=("ar",), regions=("GB",))
    assert report.faults == ()
    text = text_of(project.sheet("GB/ar/poster.a4.pdf").read_bytes())
    assert "116\u00a0123" in text
    assert "0800\u00a01111" in text


def test_nothing_in_a_sheet_tells_where_or_when_it_was_made(
    project: Project, tmp_path: Path
) -> None:
    elsewhere = Project.make(tmp_path / "elsewhere")
    project.build(**EN)
    elsewhere.build(**EN)
    assert project.pdfs() == elsewhere.pdfs()
    for pdf in project.pdfs().values():
        assert str(tmp_path).encode() not in pdf


# --- only what has changed


def test_an_unchanged_order_is_answered_without_loading_anything(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = project.build()
    assert orders.answered(project.order()) == replace(
        first, sheets=tuple(replace(each, state="unchanged") for each in first.sheets)
    )


def test_unchanged_sheets_are_not_touched(project: Project) -> None:
    project.build()
    before = {path: project.sheet(path).stat().st_mtime_ns for path in project.pdfs()}
    assert made(project) == set()
    assert {path: project.sheet(path).stat().st_mtime_ns for path in before} == before


def test_a_changed_text_renders_only_the_sheets_that_show_it(project: Project) -> None:
    project.build()
    project.edit("templates/materials/card/sheet.html", "Keep safe", "Stay safe")
    for code in ("es", "ar"):
        project.edit(project.po(code), 'msgid "Keep safe"', 'msgid "Stay safe"')
    assert made(project) == {CARD}  # what es and ar print stays
    assert "Stay safe" in text_of(project.sheet(CARD).read_bytes())


def test_a_changed_translation_renders_only_its_locale(project: Project) -> None:
    project.build()
    project.edit(project.po("es"), "a cualquier hora", "siempre")
    assert made(project) == {"US/es/card.letter.pdf", "US/es/poster.letter.pdf"}


@pytest.mark.parametrize(
    ("name", "old", "new", "materials"),
    [
        ("templates/styles/page.css", "1.5rem", "1.6rem", {"card", "poster"}),
        ("templates/styles/poster.css", "no-repeat", "repeat-x", {"poster"}),
        ("templates/images/dot.svg", 'r="9"', 'r="8"', {"poster"}),
        ("templates/layouts/page.html", "<body>", '<body class="x">', {"card", "poster"}),
        ("toolkit/data/regions/US.toml", "1 800 448 3000", "1 800 843 5678", {"poster"}),
        ("toolkit/data/regions/US.toml", "tool.example.org", "aid.example.org", {"poster"}),
    ],
)
def test_a_changed_file_renders_exactly_what_uses_it(
    project: Project, name: str, old: str, new: str, materials: set[str]
) -> None:
    project.build(**EN)
    project.edit(name, old, new)
    assert made(project, **EN) == {f"US/en/{each}.letter.pdf" for each in materials}


def test_a_new_engine_renders_everything(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.build(**EN)
    monkeypatch.setattr("toolkit.build.engines", lambda: "weasyprint 71")
    assert made(project, **EN) == {CARD, POSTER}


@pytest.mark.parametrize("damage", ["cut", "gone", "replaced"])
def test_a_damaged_sheet_is_made_again(project: Project, damage: str) -> None:
    project.build(**EN)
    whole = project.pdfs()
    if damage == "gone":
        project.sheet(CARD).unlink()
    else:
        project.sheet(CARD).write_bytes(whole[CARD][:100] if damage == "cut" else whole[POSTER])
    assert orders.answered(project.order(**EN)) is None
    assert made(project, **EN) == {CARD}
    assert project.pdfs() == whole


def test_force_makes_everything_again(project: Project) -> None:
    project.build(**EN)
    before = project.pdfs()
    assert set(states(project.build(force=True, **EN)).values()) == {"made"}
    assert project.pdfs() == before


def test_a_page_limit_made_smaller_is_looked_at_again(project: Project) -> None:
    """The words are the same, and yet the sheet may not be handed out any more."""
    project.edit("templates/materials/card/material.toml", "pages = 1", "pages = 2")
    project.edit(
        "templates/materials/card/sheet.html",
        "<h1>",
        '<p style="break-after: page">One</p>\n<h1>',
    )
    assert CARD in made(project, **EN)
    project.edit("templates/materials/card/material.toml", "pages = 2", "pages = 1")
    [fault] = project.build(**EN).faults
    assert isinstance(fault, DoesNotFit)
    assert not project.sheet(CARD).exists()


def test_a_line_added_for_a_sheet_is_looked_for_though_its_words_did_not_change(
    project: Project,
) -> None:
    """A template that prints only the first line was right as long as there was only one."""
    project.edit("templates/materials/card/sheet.html", "in lines", "in lines[:1]")
    assert CARD in made(project, **EN)
    project.edit(
        "templates/materials/card/material.toml",
        'topics = ["crisis"]',
        'topics = ["crisis", "child-helpline"]',
    )
    report = project.build(**EN)
    assert [str(fault).partition(" is not")[0] for fault in report.faults] == [
        "US/en/card.letter: help line us-boystown: 18004483000"
    ]
    assert not project.sheet(CARD).exists()


def test_the_manifest_says_what_holds_now_though_the_sheet_is_unchanged(project: Project) -> None:
    """The card prints neither its revision nor the day of the check."""
    project.build(**EN)
    project.edit("templates/materials/card/material.toml", '"1.0"', '"1.1"')
    pack = project.root / "toolkit/data/regions/US.toml"
    pack.write_text(pack.read_text().replace("2026-11-21", "2026-11-22"))
    assert CARD not in made(project, **EN)
    [card] = [each for each in project.manifest()["sheets"] if each["path"] == CARD]
    assert card["revision"] == "1.1"
    assert card["hotlines_checked_on"] == "2026-11-22"


# --- one folder, many orders


def test_a_part_of_the_kit_leaves_the_rest_in_the_manifest(project: Project) -> None:
    project.build()
    everything = project.manifest()["sheets"]
    project.edit(project.po("es"), "a cualquier hora", "siempre")
    assert len(states(project.build(locales=("es",), materials=("card",)))) == 1
    after = project.manifest()["sheets"]
    assert [each["path"] for each in after] == [each["path"] for each in everything]
    changed = [new["path"] for old, new in zip(everything, after, strict=True) if old != new]
    assert changed == ["US/es/card.letter.pdf"]


def test_every_order_gets_its_own_answer_in_turn(project: Project) -> None:
    us, gb = project.order(**EN), project.order(regions=("GB",), **EN)
    for order, paths in (
        (us, {CARD, POSTER}),
        (gb, {"GB/en/card.a4.pdf", "GB/en/poster.a4.pdf"}),
        (us, {CARD, POSTER}),
    ):
        report = orders.answered(order) or build(order, lambda _: batch.InProcess())
        assert set(states(report)) == paths
        assert all(project.sheet(path).exists() for path in paths)
    assert set(project.pdfs()) == {
        each["path"] for each in project.manifest()["sheets"]
    }  # both regions
    for order in (us, gb):
        assert orders.answered(order)


def test_with_a_school_and_without_it_the_folder_holds_what_was_asked_for(
    project: Project,
) -> None:
    school = project.write("school.toml", 'name = "Riverside School"\n')
    plain, branded = project.order(**EN), project.order(school=school, **EN)
    expected: dict[str | None, bytes] = {}
    for order in (plain, branded, plain, branded):
        report = orders.answered(order) or build(order, lambda _: batch.InProcess())
        name = "Riverside School" if order.school else None
        assert {each.entry.school for each in report.sheets} == {name}
        poster = project.sheet(POSTER).read_bytes()
        assert (name or "Riverside") in text_of(poster) or not name
        assert ("Riverside" in text_of(poster)) == bool(name)
        assert expected.setdefault(name, poster) == poster


def test_a_school_file_that_changed_is_read_again(project: Project) -> None:
    school = project.write("school.toml", 'name = "Riverside School"\n')
    project.build(school=school, **EN)
    project.write("school.toml", 'name = "Hillside School"\n')
    assert orders.answered(project.order(school=school, **EN)) is None
    assert made(project, school=school, **EN) == {POSTER}


def test_a_locale_that_becomes_incomplete_loses_its_outdated_sheets(project: Project) -> None:
    project.build()
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    report = project.build()
    assert [(each.path, each.reason) for each in report.skips] == [
        ("US/es/card.letter.pdf", "es: 1 missing of 6 strings")
    ]
    assert "US/es/card.letter.pdf" not in project.pdfs()
    assert "US/es/poster.letter.pdf" in project.pdfs()
    manifest = project.manifest()
    assert "US/es/card.letter.pdf" not in {each["path"] for each in manifest["sheets"]}
    project.edit(project.po("es"), 'msgid "Keep safe"\nmsgstr ""', 'msgid "Keep safe"\nmsgstr "x"')
    assert "US/es/card.letter.pdf" in made(project)
    assert project.manifest()["skips"] == []


def test_a_material_that_is_gone_takes_its_sheets_with_it(project: Project) -> None:
    project.build(**EN)
    before = project.pdfs()
    gone = next(path for path in sorted((project.root / "templates/materials").iterdir()))
    shutil.rmtree(gone)
    project.build(**EN)
    left = {path for path in before if f"/{gone.name}" not in path}
    assert set(project.pdfs()) == left != set(before)


def test_a_sheet_that_fails_takes_its_outdated_file_with_it_and_no_other(
    project: Project,
) -> None:
    project.build(**EN)
    project.edit("templates/materials/card/sheet.html", "region.emergency", "region.emergancy")
    report = project.build(**EN)
    assert len(report.faults) == 1
    assert (
        set(project.pdfs()) == {POSTER} == {each["path"] for each in project.manifest()["sheets"]}
    )
    assert orders.answered(project.order(**EN)) is None


# --- the manifest


def test_the_manifest_lists_every_sheet_with_all_it_must_say(project: Project) -> None:
    project.edit(project.po("ar"), 'msgstr "حافظ على سلامتك"', 'msgstr ""')
    project.build()
    manifest = project.manifest()
    assert [each["path"] for each in manifest["sheets"]] == list(project.pdfs())
    for each in manifest["sheets"]:
        assert set(each) == {
            "path", "material", "revision", "locale", "region", "paper", "variant", "pages",
            "type_scale", "sha256", "digest", "hotlines_checked_on", "review_status", "school",
        }  # fmt: skip
    [card] = [each for each in manifest["sheets"] if each["path"] == "US/es/card.letter.pdf"]
    pdf = project.sheet(card["path"]).read_bytes()
    assert len(card.pop("digest")) == 64
    assert card == {
        "path": "US/es/card.letter.pdf",
        "material": "card",
        "revision": "1.0",
        "locale": "es",
        "region": "US",
        "paper": "letter",
        "variant": "standard",
        "pages": 1,
        "type_scale": 1.0,
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "hotlines_checked_on": "2026-11-21",
        "review_status": "draft",
        "school": None,
    }
    assert manifest["skips"] == [
        {
            "path": "US/ar/card.letter.pdf",
            "material": "card",
            "locale": "ar",
            "region": "US",
            "paper": "letter",
            "reason": "ar: 1 missing of 6 strings",
        }
    ]


def test_a_reviewed_translation_is_noted_as_such(project: Project) -> None:
    project.edit(
        project.po("es"),
        "# Review-Status: draft",
        "# Review-Status: reviewed\n# Reviewed-By: Ana, 2026-11-20",
    )
    [entry] = [each.entry for each in project.build(locales=("es",), materials=("card",)).sheets]
    assert entry.review_status == "reviewed"


# --- trouble with the disk


def test_a_full_disk_is_said_so_and_what_is_there_stays_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build(**EN)
    before = project.pdfs()
    project.edit("templates/styles/page.css", "1.5rem", "1.6rem")
    whole = output.write_whole
    written: list[str] = []

    def full(path: Path, content: bytes) -> None:
        if written:
            patch.setattr(os, "fsync", no_space)
        written.append(path.name)
        whole(path, content)

    def no_space(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(output, "write_whole", full)
        with pytest.raises(OutputError, match="the disk is full"):
            project.build(**EN)
    changed = {path for path, pdf in project.pdfs().items() if pdf != before[path]}
    assert changed == {f"US/en/{written[0]}"}
    assert not list(project.output.rglob(f"{PARTIAL}*"))
    assert set(states(project.build(**EN))) == {CARD, POSTER}
    assert set(project.pdfs()) == {CARD, POSTER}


class _Waiting(Executor):
    """Runs the last of its tasks at once; the others wait, as in a pool that is busy."""

    def __init__(self, tasks: int) -> None:
        self.tasks = tasks
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.futures.append(future)
        if len(self.futures) == self.tasks:
            future.set_result(fn(*args, **kwargs))
        return future


def test_work_nobody_can_use_any_more_is_called_off(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OutputError("output", "the disk is full", "make room")

    monkeypatch.setattr(OutputFolder, "write_sheet", full)
    pool = _Waiting(6)
    with pytest.raises(OutputError):
        build(project.order(), lambda _: pool)
    assert [each.cancelled() for each in pool.futures] == [True] * 5 + [False]


def test_progress_is_told_sheet_by_sheet(project: Project) -> None:
    told: list[Progress] = []
    build(project.order(**EN), lambda _: batch.InProcess(), told.append)
    assert [(each.done, each.total) for each in told] == [(1, 2), (2, 2)]
    assert {each.path for each in told} == {CARD, POSTER}


def test_without_workers_a_sheet_is_written_before_the_next_one_is_drawn(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[int] = []

    def noting(task: Task) -> Sheet:
        there.append(len(project.pdfs()))
        return produce(task)

    monkeypatch.setattr("toolkit.build.produce", noting)
    project.build()
    assert there == [0, 1, 2, 3, 4, 5]


def test_workers_leave_ctrl_c_to_the_parent() -> None:
    with batch.workers(2, PRELOAD) as executor:
        [outcome] = batch.run(signal.getsignal, [signal.SIGINT], executor)
    assert outcome.result == signal.SIG_IGN


def test_workers_are_asked_for_where_more_than_one_sheet_is_to_be_drawn(project: Project) -> None:
    asked: list[int] = []

    def executor(sheets: int) -> Executor:
        asked.append(sheets)
        return batch.InProcess()

    build(project.order(**EN), executor)
    (project.output / CARD).unlink()
    build(project.order(**EN), executor)
    assert asked == [2, 1]


def test_an_unchanged_build_asks_for_no_workers(project: Project) -> None:
    project.build(**EN)

    def none(_: int) -> NoReturn:
        raise AssertionError("nothing is to be rendered")

    assert build(project.order(**EN), none).faults == ()


# --- builds that are ended from outside, or meet each other


@contextlib.contextmanager
def running(project: Project, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start generate.py in a process group of its own, and end what is left of it."""
    command = [sys.executable, "generate.py", "build", "--date", TODAY.isoformat(), *arguments]
    process = subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_for_a_sheet(project: Project, process: subprocess.Popen[str]) -> None:
    while not project.pdfs():
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


MANY = 30


def many(project: Project) -> Project:
    """Give it work for a while."""
    for number in range(MANY - 2):
        for name in ("material.toml", "sheet.html"):
            text = (project.root / "templates/materials/poster" / name).read_text(encoding="utf-8")
            project.write(f"templates/materials/poster{number}/{name}", text)
    return project.with_code()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_half_way_leaves_whole_sheets_and_the_next_one_finishes(
    project: Project, jobs: str
) -> None:
    many(project)
    with running(project, "--jobs", jobs, "-l", "en") as process:
        wait_for_a_sheet(project, process)
        process.kill()
        process.wait()
    done = project.pdfs()
    assert 0 < len(done) < MANY
    # What a kill in the middle of writing leaves behind.
    project.write(f"output/US/en/{PARTIAL}abc", b"%PDF half")
    for path in done:
        assert not path.rpartition("/")[2].startswith(PARTIAL)
        with pikepdf.open(project.sheet(path)) as pdf:
            assert len(pdf.pages) == 1
    report = project.build(**EN)
    assert report.faults == ()
    assert set(states(report)) == set(project.pdfs())
    assert len(project.pdfs()) == MANY
    assert {path: pdf for path, pdf in project.pdfs().items() if path in done} == done
    assert not list(project.output.rglob(f"{PARTIAL}*"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_somebody_stops_says_how_to_go_on_and_nothing_else(
    project: Project, jobs: str
) -> None:
    many(project)
    with running(project, "--jobs", jobs, "-l", "en") as process:
        wait_for_a_sheet(project, process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    assert said == "error: stopped: run the same again to finish\n"
    assert process.returncode == 130
    assert len(project.pdfs()) < MANY
    assert {each["path"] for each in project.manifest()["sheets"]} == set(project.pdfs())


def test_a_second_build_into_the_same_folder_is_refused_and_harms_nothing(
    project: Project,
) -> None:
    many(project)
    with running(project, "-l", "en", "--jobs", "1") as first:
        wait_for_a_sheet(project, first)
        os.killpg(first.pid, signal.SIGSTOP)
        with running(project, "-l", "es", "--jobs", "1") as second:
            _, said = second.communicate()
        os.killpg(first.pid, signal.SIGCONT)
        first.communicate()
    assert said == (
        "error: output: another build is writing here (wait for it, or choose another --output)\n"
    )
    assert (first.returncode, second.returncode) == (0, OutputError.exit_code)
    assert {path.split("/")[1] for path in project.pdfs()} == {"en"}
    sheets = project.manifest()["sheets"]
    assert len(sheets) == MANY
    for each in sheets:
        content = project.sheet(each["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]


# --- words


AVOID = '[[term]]\nsource = "a"\nterm = "b"\navoid = ["{}"]\n'


def test_a_rule_on_words_stops_the_sheets_that_break_it_and_no_other(project: Project) -> None:
    project.build()
    project.edit("templates/materials/card/sheet.html", "<h1>", "<p>1 in 7</p><h1>")
    report = project.build()
    assert {fault.where for fault in report.faults} == {"material card, page 1"}
    assert len(report.faults) == 3
    assert set(project.pdfs()) == {f"US/{code}/poster.letter.pdf" for code in ("ar", "en", "es")}


def test_every_fault_of_a_sheet_is_named(project: Project) -> None:
    project.edit(
        "templates/materials/card/sheet.html", "<h1>", "<p>1 in 7</p><ul class=signs></ul><h1>"
    )
    assert len(project.build(locales=("en",), materials=("card",)).faults) == 2


def test_a_term_to_avoid_stops_a_sheet_that_is_already_there(project: Project) -> None:
    project.build()
    project.write("locales/glossary/es.toml", AVOID.format("cuídate"))
    report = project.build()
    [fault] = report.faults
    assert isinstance(fault, TranslationError)
    assert "US/es/card.letter.pdf" not in project.pdfs()
    assert len(project.pdfs()) == 5
    assert {path for path, state in states(report).items() if state == "made"} == {
        "US/es/poster.letter.pdf"  # held to the same words
    }


def test_a_broken_glossary_changes_nothing(project: Project) -> None:
    project.build()
    before = project.pdfs()
    project.write("locales/glossary/es.toml", "[[term]]\n")
    with pytest.raises(Faults):
        project.build()
    assert project.pdfs() == before


def test_a_sheet_is_made_again_when_it_is_read_by_others(project: Project) -> None:
    project.build(locales=("en",))
    card = "templates/materials/card/material.toml"
    project.edit(card, 'audience = "young"', 'audience = "parent"')
    assert states(project.build(locales=("en",))) == {
        "US/en/card.letter.pdf": "made",
        "US/en/poster.letter.pdf": "unchanged",
    }


def test_a_grade_stops_nothing(project: Project) -> None:
    hard = "<p>Communicate immediately with professionals.</p>"
    project.edit("templates/materials/card/sheet.html", "<h1>", f"{hard}<h1>")
    assert project.build(locales=("en",)).faults == ()
