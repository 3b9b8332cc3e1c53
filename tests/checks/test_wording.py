from __future__ import annotations

import pytest

from tests.checks.sheets import page
from toolkit.checks.wording import never_their_fault, reading_grade, short_sentences, signs_marked

TWENTY = "one two three four five six seven eight nine ten " * 2


@pytest.mark.parametrize(
    "said",
    [
        "It is not your fault.",
        "It is <b>never</b> your fault.",
        "It isn’t your fault.",
        "This wasn't your fault.",
        "Not your fault. Not ever.",
        "It is never the child’s fault.",
        "It is not ever your fault.",
        "None of this is your fault.",
        "It is not a young person’s fault.",
        "It was not their fault.",
    ],
)
def test_it_can_be_said_in_many_words(said: str) -> None:
    assert list(never_their_fault(page(f"<p>{said}</p>"))) == []


@pytest.mark.parametrize(
    "said",
    [
        "They say it is my fault.",
        "It is your fault.",
        "It is not only your fault.",
        "Is it your fault?",
        "Whatever happens, your fault is small.",
        "It is not. Your fault or mine?",
        "Knot your fault",
        "",
    ],
)
def test_less_is_not_enough(said: str) -> None:
    assert len(list(never_their_fault(page(f"<p>{said}</p>")))) == 1


@pytest.mark.parametrize(("audience", "needed"), [("everyone", 1), ("parent", 0), ("staff", 0)])
def test_it_is_needed_where_a_young_person_may_read(audience: str, needed: int) -> None:
    assert len(list(never_their_fault(page("<p>A</p>", audience=audience)))) == needed


@pytest.mark.parametrize(
    "heading",
    [
        "Signs",
        "Warning sign",
        "Risks online",
        "What you may notice",
        "What can make life harder",
        "Possible signs",
    ],
)
def test_a_heading_that_announces_signs_needs_them_marked(heading: str) -> None:
    listed = "<ul class=signs><li>A</ul>"
    caveat = "<div class=caveat><h3>No sign is proof: no warning signs, no risk</h3></div>"
    assert len(list(signs_marked(page(f"<h2>{heading}</h2><ul><li>A</ul>")))) == 1
    assert len(list(signs_marked(page(f"<h2>{heading}</h2>{listed}")))) == 1
    assert len(list(signs_marked(page(f"<h2>{heading}</h2>{caveat}")))) == 1
    assert list(signs_marked(page(f"<h2>{heading}</h2>{caveat}{listed}"))) == []


@pytest.mark.parametrize(
    "heading", ["Notice.", "Sign here", "We both sign", "Who signs it?", "Design"]
)
def test_other_headings_do_not(heading: str) -> None:
    assert list(signs_marked(page(f"<h2>{heading}</h2>"))) == []


def test_running_text_may_speak_of_signs() -> None:
    assert list(signs_marked(page("<p>No sign is proof. Signs can be small.</p>"))) == []


def test_twenty_words_are_the_most() -> None:
    assert list(short_sentences(page(f"<p>{TWENTY.strip()}.</p>"))) == []
    [found] = short_sentences(page(f"<p>One. {TWENTY.strip().capitalize()} eleven.</p>"))
    assert found.what.startswith("a sentence has 21 words: “One two three")


@pytest.mark.parametrize("name", ["help", "imprint", "school"])
def test_facts_may_be_long(name: str) -> None:
    assert list(short_sentences(page(f"<div class={name}><p>{TWENTY} eleven.</p></div>"))) == []


def test_a_grade_at_the_target_is_good() -> None:
    body = "<p>Communicate immediately with professionals.</p>"
    [found] = reading_grade(page(body, grade=2))
    assert found.what.endswith(", and is written for 2")
    assert list(reading_grade(page(body, grade=40))) == []
    just_above = "<p>The cat sat on the mat today. Nobody may touch my cat again.</p>"  # 2.4
    assert len(list(reading_grade(page(just_above, grade=2)))) == 1
