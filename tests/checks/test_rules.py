"""Each rule by a sheet that breaks it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.checks.sheets import BROKEN, SOUND, page, reading
from tests.make import ROOT, TODAY, data, hotline, material
from toolkit.checks import rules
from toolkit.checks.rules import broken, crisis_line
from toolkit.errors import RenderError
from toolkit.materials import load_materials
from toolkit.plan import Job, plan

if TYPE_CHECKING:
    from toolkit.hotlines import Hotline

EVERY = (*rules.IN_EVERY_LOCALE, *rules.IN_ENGLISH, *rules.ADVISED)

# Rule → the sheets that break it, and where each says so.
BREAKS = {
    "caveat_beside_signs": {"young-signs-lack-caveat": 2},
    "words_for_pictures": {
        "young-picture-lacks-alt": 1,
        "young-picture-alt-is-empty": 1,
        "young-code-is-not-named": 1,
    },
    "known_readers": {"staff-reader-is-unknown": 2},
    "sources_printed": {"young-sources-missing": 0},
    "never_their_fault": {
        "young-first-page-lacks-not-your-fault": 1,
        "young-last-page-lacks-not-your-fault": 2,
        "staff-page-for-students-lacks-not-your-fault": 2,
    },
    "signs_marked": {
        "young-signs-are-not-marked": 2,
        "young-signs-are-not-marked-nor-the-caveat-there": 1,
        "staff-risks-are-not-marked": 1,
    },
    "short_sentences": {"young-sentence-has-21-words": 1, "young-list-item-has-21-words": 2},
    "no_loose_numbers": {
        "young-share": 1,
        "young-per-cent": 1,
        "young-multitude": 1,
        "young-figure-with-its-source": 1,
        "staff-share-stands-alone": 1,
        "staff-multitude-stands-alone": 1,
    },
    "figures_complete": {
        "staff-figure-lacks-year": 1,
        "staff-figure-does-not-say-its-year": 1,
        "staff-figure-lacks-place": 1,
        "staff-figure-does-not-say-its-place": 1,
        "staff-figure-lacks-source": 1,
        "staff-figure-does-not-say-its-source": 1,
        "staff-figure-counts-nothing": 1,
    },
    "few_figures": {"staff-figures-are-three": 0, "staff-figure-holds-two-shares": 0},
    "reading_grade": {"young-reads-above-its-grade": 0},
}
CASES = [(rule, name, where) for rule, sheets in BREAKS.items() for name, where in sheets.items()]


def test_every_rule_has_a_sheet_that_breaks_it_and_every_such_sheet_its_rule() -> None:
    assert {rule.__name__ for rule in EVERY} == set(BREAKS)
    assert {path.stem for path in BROKEN.glob("*.html")} == {name for _, name, _ in CASES}


@pytest.mark.parametrize(("rule", "name", "where"), CASES)
def test_a_broken_sheet_breaks_one_rule_in_one_place(rule: str, name: str, where: int) -> None:
    found = {
        each.__name__: [one.page for one in each(reading(BROKEN / f"{name}.html"))]
        for each in EVERY
    }
    assert {name: pages for name, pages in found.items() if pages} == {rule: [where]}


@pytest.mark.parametrize("path", sorted(SOUND.glob("*.html")), ids=lambda path: path.stem)
def test_a_sound_sheet_breaks_no_rule(path: Path) -> None:
    assert list(broken(EVERY, reading(path))) == []


def test_a_fault_names_the_material_the_page_and_what_to_do() -> None:
    [fault] = broken(EVERY, reading(BROKEN / "young-share.html"))
    assert isinstance(fault, RenderError)
    assert str(fault) == (
        "material sheet, page 1: a figure, on a page that the young may read: "
        "“Don’t write back. It happens to 1 in 7 people.” (leave it out)"
    )


def test_what_is_wrong_with_a_whole_sheet_names_no_page() -> None:
    [fault] = broken(EVERY, reading(BROKEN / "young-sources-missing.html"))
    assert fault.where == "material sheet"


def test_every_fault_of_a_sheet_is_named() -> None:
    found = broken(EVERY, page("<ul class=signs><li>It is 9%</ul><img src=a.svg>"))
    assert len(list(found)) == 5


# --- a line for a crisis


def job(family: str, *lines: Hotline) -> Job:
    [made] = plan(data(materials=(material(family=family),)), None, TODAY).jobs
    return replace(made, lines=lines)


@pytest.mark.parametrize("family", sorted(rules.NEED_CRISIS_LINE))
def test_a_sheet_on_threats_needs_a_line_for_a_crisis(family: str) -> None:
    other = hotline("us-two", "child-helpline")
    serves_both = replace(other, topics=("child-helpline", "crisis"))
    assert list(crisis_line(job(family, other, hotline(topic="crisis")))) == []
    assert list(crisis_line(job(family, serves_both))) == []
    [fault] = crisis_line(job(family, other))
    assert fault.where == "material card, region US"
    assert fault.what == "prints no crisis line"


def test_other_sheets_may_do_without_one() -> None:
    assert list(crisis_line(job("card"))) == []


def test_the_families_that_need_one_are_there_and_ask_for_it() -> None:
    """Were a family renamed, nothing would guard it any more."""
    materials, faults = load_materials(ROOT / "templates" / "materials")
    assert faults == []
    guarded = [each for each in materials if each.family in rules.NEED_CRISIS_LINE]
    assert {each.family for each in guarded} == rules.NEED_CRISIS_LINE
    assert [each.id for each in guarded if "crisis" not in each.required] == []
