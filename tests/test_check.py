from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.project import Project
from toolkit.check import faults_of, measures_of
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


def test_what_is_wrong_with_the_words_is_named_once_however_many_sheets_say_it(
    project: Project,
) -> None:
    project.edit(CARD, "<h1>", "<p>It happens to 1 in 7.</p><img src='images/dot.svg'><h1>")
    project.write(
        "locales/glossary/en.toml", '[[term]]\nsource = "a"\nterm = "b"\navoid = ["call"]\n'
    )
    first, second, third, fourth = sorted(map(str, check(project)))
    assert first.startswith("material card, page 1: a figure, on a page that the young may read")
    assert second.startswith("material card, page 1: a picture has no text in its place")
    assert third.startswith('templates "Call %(name)s": “call” is a term to avoid')
    assert fourth.startswith('templates "Call %(number)s at any time.": “call” is')


def test_a_term_to_avoid_in_a_translation_is_named_with_its_line(project: Project) -> None:
    project.write(
        "locales/glossary/es.toml", '[[term]]\nsource = "a"\nterm = "b"\navoid = ["cuídate"]\n'
    )
    [fault] = check(project)
    assert isinstance(fault, TranslationError)
    assert str(fault) == (
        'locales/es/LC_MESSAGES/messages.po:8 "Keep safe": “cuídate” is a term to avoid (write: b)'
    )


def test_faults_of_a_glossary_are_named(project: Project) -> None:
    project.write("locales/glossary/es.toml", "[[term]]\navoid = [1]\n")
    assert len(check(project)) == 3


def test_english_above_its_grade_is_a_fault(project: Project) -> None:
    project.edit(CARD, "<h1>", "<p>Communicate immediately with professionals.</p><h1>")
    [fault] = check(project)
    assert "and is written for 5" in fault.what


def test_the_english_of_each_material_is_measured_once(project: Project) -> None:
    measured = measures_of(project.order(regions=("all",), papers=("all",)))
    assert [(each.material, each.target, each.pages) for each in measured] == [
        ("card", 5, 1),
        ("poster", 5, 1),
    ]
    assert [each.sentence for each in measured] == ["It is never your fault.", "Call at any time."]
