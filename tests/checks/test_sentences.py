from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.sentences import grade, sentences, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stop. Don’t write back.", ["Stop.", "Don’t write back."]),
        ("Is it a fake? The same steps help!", ["Is it a fake?", "The same steps help!"]),
        (
            "“Thank you. I believe you.” Then listen.",
            ["“Thank you.", "I believe you.”", "Then listen."],
        ),
        ("Say first: “I am not angry.”", ["Say first:", "“I am not angry.”"]),
        ("“Stop!” is enough.", ["“Stop!” is enough."]),
        ("Ask “Who?” and listen.", ["Ask “Who?” and listen."]),
        ("Help now · Ages 9–12", ["Help now", "Ages 9–12"]),
        ("Every day, 9:00 to 23:30.", ["Every day, 9:00 to 23:30."]),
        ("Version 1.0 of example.org is here.", ["Version 1.0 of example.org is here."]),
        ("Ask Dr. Smith, e.g. Monday.", ["Ask Dr. Smith, e.g. Monday."]),
        ("In the U.S. Congress.", ["In the U.S. Congress."]),
        ("No. Go away.", ["No.", "Go away."]),
        ("It helps (really.) Try it.", ["It helps (really.)", "Try it."]),
        ("Wait… Then go.", ["Wait…", "Then go."]),
        ("1 in 7. 2 of them.", ["1 in 7.", "2 of them."]),
        ("A heading", ["A heading"]),
        ("· – …", []),
        ("", []),
    ],
)
def test_text_is_cut_where_a_sentence_ends(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text(alphabet="aB1.?! “”·:’-", max_size=60))
def test_no_word_is_lost_or_made(text: str) -> None:
    plain = " ".join(text.split())
    assert sum(map(words, sentences(plain))) == words(plain)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Don’t pay.", 2),
        ("A well-known friend – or not", 5),
        ("9:00 to 23:00", 3),
        ("“Stop!” … – ·", 1),
        ("", 0),
    ],
)
def test_a_word_has_a_letter_or_a_digit(text: str, count: int) -> None:
    assert words(text) == count


# --- grade


def test_a_grade_is_that_of_flesch_and_kincaid() -> None:
    # 13 words, 2 sentences, 17 syllables: 0.39 × 6.5 + 11.8 × 17 / 13 - 15.59
    said = ["The cat sat on the mat today.", "Nobody may touch my cat again."]
    assert grade(said) == 2.4


def test_longer_words_and_sentences_read_harder() -> None:
    easy, hard = "Tell an adult you trust.", "Communicate immediately with professionals."
    assert grade([easy]) < grade([easy, hard]) < grade([hard])
    assert grade([easy]) < grade([easy[:-1] + " and stay with them until they can help you."])


def test_labels_and_lists_do_not_make_a_page_look_easier() -> None:
    said = ["Communicate immediately with professionals."]
    assert grade([*said, "My time", "Go out with a pal", "Stop.", "OK!"]) == grade(said)


def test_one_sentence_stays_one_whatever_is_in_it() -> None:
    plain = "Ask at 900 for version 1 of the well known page you can’t open."
    assert grade(["Ask at 9:00 for version 1 of the well-known page you can't open."]) == grade(
        [plain]
    )


def test_words_that_no_dictionary_knows_are_counted_all_the_same() -> None:
    assert grade(["Write down the zzyzzx of that username."]) > 0


def test_without_a_sentence_there_is_no_grade() -> None:
    assert grade([]) == grade(["Name:", "Go"]) == 0
