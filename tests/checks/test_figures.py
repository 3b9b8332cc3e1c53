from __future__ import annotations

import pytest

from tests.checks.sheets import page
from toolkit.checks.figures import few_figures, figures_complete, no_loose_numbers

FIGURE = (
    '<p class="figure" data-year="2024" data-place="Spain" data-source="NCMEC">'
    "In 2024, {} children in Spain told somebody. Source: NCMEC, 2024</p>"
)


@pytest.mark.parametrize(
    "said",
    [
        "It happens to 14% of us.",
        "It happens to 14 per cent.",
        "8.5 percent of students",
        "1 in 7 young people",
        "One in ten",
        "1 in every 4",
        "91 of every 100 children",
        "3 out of 10",
        "29,568 reports",
        "1500 reports",
        "518720 reports",
        "3.3 million children",
        "Millions of children",
        "a thousand children",
        "Half of all children",
        "a third of young people",
        "the majority of victims",
    ],
)
@pytest.mark.parametrize("audience", ["young", "everyone", "parent", "staff"])
def test_a_statistic_by_itself_is_found(said: str, audience: str) -> None:
    assert len(list(no_loose_numbers(page(f"<p>{said}</p>", audience=audience)))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Open 9:00 to 23:30, 24 hours a day.",
        "Ages 13–17, up to 18.",
        "Help lines checked on 21 November 2026, version 1.0.",
        "Page 1 of 2. Card 3 of 18. Step 5.",
        "Two lessons of 45 minutes. 2 × 50 min.",
        "Three adults, one outside your home.",
        "Name two steps in one minute.",
        "Half of the class reads, half listens.",
        "Fold into eight. Use a size 10 font.",
        "A yes has four parts.",
        'Call <a class="number">116000</a> or <a class="number">1-800-555-0142</a>.',
        "Since 1999 and until 2026.",
    ],
)
def test_other_numbers_are_none(said: str) -> None:
    assert list(no_loose_numbers(page(f"<p>{said}</p>"))) == []


def test_help_lines_and_the_imprint_may_hold_any_number() -> None:
    body = "<div class=help>1 in 7</div><p class=imprint>1 in 7</p>"
    assert list(no_loose_numbers(page(body))) == []


def test_a_figure_names_its_source_and_may_stand_on_a_page_for_adults() -> None:
    body = FIGURE.format("1 in 7")
    assert list(no_loose_numbers(page(body, audience="parent"))) == []
    assert list(figures_complete(page(body, audience="parent"))) == []
    [found] = no_loose_numbers(page(body, audience="everyone"))
    assert found.fix == "leave it out"


def test_a_figure_in_words_counts_as_one_too() -> None:
    [found] = no_loose_numbers(page(FIGURE.format("most"), audience="young"))
    assert found.what.startswith("a figure, on a page that the young may read")


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ('data-year="2024"', "", "the year"),
        ('data-year="2024"', 'data-year="lately"', "the year"),
        ("2024", "2023", ""),
        ('data-place="Spain"', 'data-place=""', "the place"),
        ("in Spain", "there", "the place"),
        ('data-source="NCMEC"', "", "its source"),
        ("Source: NCMEC", "Source: them", "its source"),
        ("children", "of them", "what was counted"),
    ],
)
def test_what_a_figure_must_say(old: str, new: str, lacking: str) -> None:
    body = FIGURE.format("1 in 7").replace(old, new)
    found = [each.what for each in figures_complete(page(body, audience="staff"))]
    assert [what.partition(": ")[0] for what in found] == (
        [f"a figure does not say {lacking}"] if lacking else []
    )


@pytest.mark.parametrize(
    ("audience", "figures", "faults"),
    [("parent", 1, 0), ("parent", 2, 1), ("staff", 2, 0), ("staff", 3, 1)],
)
def test_there_are_few(audience: str, figures: int, faults: int) -> None:
    body = FIGURE.format("1 in 7") * figures
    assert len(list(few_figures(page(body, audience=audience)))) == faults


def test_they_are_counted_over_all_pages_of_a_reader() -> None:
    one = FIGURE.format("1 in 7")
    pages = f"{one}<section class=page>{one}</section>"
    assert len(list(few_figures(page(pages, audience="parent")))) == 1
    split = pages.replace("class=page", "class=page data-reader=staff")
    assert list(few_figures(page(split, audience="parent"))) == []


def test_how_many_were_asked_belongs_to_the_figure() -> None:
    asked = FIGURE.format("1,200 were asked, and 1 in 7")
    assert list(few_figures(page(asked, audience="parent"))) == []
    two = FIGURE.format("1 in 7, and 36%, of")
    assert len(list(few_figures(page(two, audience="parent")))) == 1
