from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.project import Project
from toolkit.check import faults_of
from toolkit.errors import DataError, RenderError, TranslationError

if TYPE_CHECKING:
    from toolkit.errors import ToolkitError

CARD = "templates/materials/card/sheet.html"
US = "toolkit/data/regions/US.toml"


def check(project: Project, **changes: Any) -> list[ToolkitError]:
    return faults_of(project.order(regions=("all",), papers=("all",), **changes))


def test_a_sound_project_has_no_faults(project: Project) -> None:
    assert check(project) == []
    assert not project.output.exists()


def test_faults_of_data_and_of_translations_come_together(project: Project) -> None:
    project.edit(US, 'phone = "988"', 'phone = "98"')
    project.edit("toolkit/data/regions/GB.toml", 'paper = "a4"', 'paper = "a44"')
    project.edit(project.po("es"), "al %(number)s a", "a")
    project.edit(project.po("ar"), "<b>ليس</b>", "ليس")
    kinds = [type(fault) for fault in check(project)]
    assert kinds.count(DataError) >= 2
    assert kinds.count(TranslationError) == 2


def test_a_fault_only_printing_would_show_is_found_and_named_once(project: Project) -> None:
    project.edit(CARD, "region.emergency", "region.emergancy")
    project.edit("templates/materials/poster/sheet.html", "styles/poster.css", "styles/none.css")
    first, second = sorted(check(project), key=str)
    assert isinstance(first, RenderError)
    assert "styles/none.css is missing" in str(first)
    assert "emergancy" in str(second)


def test_a_line_out_of_date_counts_as_a_fault(project: Project) -> None:
    project.edit(US, 'name = "US-988"\n', 'name = "US-988"\nexpires_on = 2026-11-21\n')
    [fault] = check(project)
    assert "US-988 (us-988) expired on 2026-11-21" in str(fault)
    assert "checked_on" in fault.fix


def test_an_emergency_number_out_of_date_is_a_fault_among_the_others(project: Project) -> None:
    project.edit(US, 'name = "US-911"\n', 'name = "US-911"\nexpires_on = 2026-11-21\n')
    [fault] = check(project)
    assert "the emergency number expired on 2026-11-21" in str(fault)


def test_a_school_is_checked_too(project: Project) -> None:
    school = project.write("school.toml", 'nmae = "x"\n')
    [fault] = check(project, school=school)
    assert "did you mean name?" in str(fault)
