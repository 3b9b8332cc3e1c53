from __future__ import annotations

from tests.checks.sheets import page
from toolkit.checks.measures import Measures, measure


def test_the_english_of_a_sheet_is_measured() -> None:
    body = (
        "<h1>Two words</h1><p>The cat sat on the mat today. Nobody may touch my cat again.</p>"
        "<ul><li>My time</li></ul><div class=help><p>Free help for you, day and night</p></div>"
    )
    assert measure(page(body, pages=2, grade=4)) == Measures(
        material="card",
        grade=2.4,
        target=4,
        words=17,
        longest=7,
        sentence="The cat sat on the mat today.",
        pages=2,
    )


def test_a_sheet_without_words_measures_nothing() -> None:
    assert measure(page("")) == Measures("card", 0.0, 5, 0, 0, "", 1)


def test_equal_cards_are_measured_once() -> None:
    one = measure(page("<p>Tell an adult you trust.</p>", kind="cards"))
    assert measure(page("<p>Tell an adult you trust.</p>" * 10, kind="cards")) == one
