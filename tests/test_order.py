from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.make import TODAY
from tests.project import Project
from toolkit import order as orders
from toolkit.order import ENGINES, Order, answered, engines, fingerprint
from toolkit.render import breaking

EN: dict[str, Any] = {"locales": ("en",)}


def test_an_order_without_wishes_is_the_default_kit(project: Project) -> None:
    order = Order(project.root, project.output, TODAY)
    assert (order.materials, order.locales, order.papers, order.school) == ((), (), (), None)
    assert order.regions == ("US",)
    assert not order.reviewed_only


def test_whatever_decides_the_bytes_is_named_with_its_version() -> None:
    named = engines()
    assert all(f"{name} " in named for name in ENGINES)
    assert "pango 1." in named
    assert engines() == named


def test_a_machine_without_pango_can_still_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor` says what is missing; the order itself loads nothing."""
    monkeypatch.setattr(orders, "PANGO", ("libnowhere-1.0.so.0",))
    assert "pango ?" in engines()


# --- the fingerprint


def test_the_same_order_has_the_same_fingerprint(project: Project) -> None:
    assert fingerprint(project.order()) == fingerprint(project.order())


@pytest.mark.parametrize(
    "changes",
    [
        {"materials": ("card",)},
        {"locales": ("es",)},
        {"regions": ("GB",)},
        {"regions": ("US", "GB")},
        {"papers": ("a4",)},
        {"reviewed_only": True},
        {"today": TODAY + timedelta(days=1)},
    ],
)
def test_another_order_has_another_fingerprint(project: Project, changes: dict[str, Any]) -> None:
    assert fingerprint(project.order(**changes)) != fingerprint(project.order())


@pytest.mark.parametrize(
    "name",
    [
        "templates/materials/card/sheet.html",
        "templates/materials/card/material.toml",
        "templates/parts/line.html",
        "templates/styles/page.css",
        "templates/images/dot.svg",
        "toolkit/data/regions/US.toml",
        "locales/es/LC_MESSAGES/messages.po",
        "toolkit/new.py",
    ],
)
def test_every_file_that_could_matter_is_in_the_fingerprint(project: Project, name: str) -> None:
    before = fingerprint(project.order())
    path = project.root / name
    project.write(name, (path.read_bytes() if path.exists() else b"") + b" ")
    assert fingerprint(project.order()) != before


def test_what_cannot_matter_is_not_in_the_fingerprint(project: Project) -> None:
    before = fingerprint(project.order())
    project.write("toolkit/__pycache__/x.pyc", b"x")
    project.write("output/manifest.json", b"{}")
    assert fingerprint(project.order()) == before


def test_another_engine_has_another_fingerprint(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(project.order())
    monkeypatch.setattr(orders, "engines", lambda: "weasyprint 71")
    assert fingerprint(project.order()) != before


def test_what_breaks_lines_is_in_the_fingerprint(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be installed, or renewed, after a build."""
    before = fingerprint(project.order())
    monkeypatch.setattr(breaking, "version", lambda: "icu4py 2")
    assert fingerprint(project.order()) != before


@pytest.mark.parametrize("changed", ["school.toml", "logo.png"])
def test_the_school_s_files_are_in_the_fingerprint(project: Project, changed: str) -> None:
    school = project.write("school.toml", 'logo = "logo.png"\n')
    project.write("logo.png", b"1")
    before = fingerprint(project.order(school=school))
    assert before != fingerprint(project.order())
    project.write(changed, b'logo = "logo.png"\n# 2\n')
    assert fingerprint(project.order(school=school)) != before


@pytest.mark.parametrize(
    "text",
    [
        'logo = "/dev/zero"',
        'logo = "\\u0000"',
        'logo = "none.png"',
        'logo = "."',
        "logo = 3",
        "logo =",
        "logo = " + "[" * 5000,
        "\xff",
    ],
)
def test_a_faulty_school_is_left_for_the_loader_to_name(project: Project, text: str) -> None:
    school = project.write("school.toml", text.encode("latin-1"))
    assert len(fingerprint(project.order(school=school))) == 64


@pytest.mark.parametrize("name", ["none.toml", ".", "/dev/zero"])
def test_a_school_that_is_no_file_is_left_for_the_loader_to_name(
    project: Project, name: str
) -> None:
    assert len(fingerprint(project.order(school=project.root / name))) == 64


# --- the answer


def test_an_order_nobody_has_filled_has_no_answer(project: Project) -> None:
    assert answered(project.order()) is None
    project.build(materials=("card",), **EN)
    assert answered(project.order(**EN)) is None


def test_an_order_that_was_filled_is_answered_with_its_sheets_skips_and_notices(
    project: Project,
) -> None:
    project.edit(project.po("es"), 'msgstr "Cuídate"', 'msgstr ""')
    project.write("school.toml", 'colour = "#ffff00"\n')
    wanted: dict[str, Any] = {"locales": ("es",), "school": project.root / "school.toml"}
    report = project.build(**wanted)
    answer = answered(project.order(**wanted))
    assert answer
    assert [each.entry for each in answer.sheets] == [each.entry for each in report.sheets]
    assert {each.state for each in answer.sheets} == {"unchanged"}
    assert answer.skips == report.skips != ()
    assert answer.notices == report.notices != ()


def test_an_order_with_a_fault_is_not_answered_the_next_time(project: Project) -> None:
    project.edit("templates/materials/card/sheet.html", "region.emergency", "region.emergancy")
    assert project.build(**EN).faults
    assert answered(project.order(**EN)) is None


def test_the_next_day_is_another_order(project: Project) -> None:
    """A line may have expired overnight."""
    project.build(**EN)
    assert answered(project.order(today=TODAY + timedelta(days=1), **EN)) is None


def test_a_change_of_our_own_renderer_is_a_change_of_engine(tmp_path: Path) -> None:
    renderer = tmp_path / "render"
    shutil.copytree(orders.RENDERER, renderer, ignore=shutil.ignore_patterns("__pycache__"))
    before = orders.engines(renderer)
    assert orders.engines(renderer) == before
    fit = renderer / "fit.py"
    fit.write_text(fit.read_text().replace("TOLERANCE = 0.7", "TOLERANCE = 0.8"))
    assert orders.engines(renderer) != before
