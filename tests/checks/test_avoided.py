from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.make import ROOT, catalog
from toolkit import locales
from toolkit.checks.avoided import Avoided, Glossary, avoided_terms, load_glossary
from toolkit.errors import DataError, RenderError, TranslationError
from toolkit.load import every_locale

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.translations.catalog import MsgId

FOLDER = ROOT / "locales" / "glossary"
SHIPPED = [code for code in every_locale(ROOT) if (FOLDER / f"{code}.toml").is_file()]


def glossary(code: str, *phrases: str) -> Glossary:
    return Glossary(locales.get(code), tuple(Avoided(each, "something else") for each in phrases))


def found(code: str, phrase: str, said: str) -> bool:
    return [each.phrase for each in glossary(code, phrase).found_in(said)] == [phrase]


# --- finding


@pytest.mark.parametrize(
    "said",
    [
        "They rescue him.",
        "Rescue",
        "RESCUE!",
        "“rescue”",
        "res\u00adcue",
        "to <b>rescue</b> her",
        "%(name)s rescue %(number)s",
        "self-rescue",
    ],
)
def test_a_word_is_found_in_any_case_and_between_anything(said: str) -> None:
    assert found("en", "rescue", said)


@pytest.mark.parametrize(
    "said", ["rescued", "prescue", "rescue2", "", "help", "<b class='rescue'>a</b>"]
)
def test_a_piece_of_a_longer_word_is_not_it(said: str) -> None:
    assert not found("en", "rescue", said)


@pytest.mark.parametrize(
    "said", ["A red flag.", "red\n flag", "red-flag", "<b>Red</b> flag", "Red&nbsp;flag"]
)
def test_a_phrase_is_found_over_line_breaks_hyphens_and_tags(said: str) -> None:
    assert found("en", "red flag", said)


def test_apostrophes_are_alike() -> None:
    assert found("en", "don't talk to strangers", "Don’t talk to strangers.")


def test_a_value_put_in_later_is_no_word() -> None:
    assert not found("en", "number", "Call %(number)s")


def test_chinese_sets_no_spaces() -> None:
    assert found("zh_Hans", "拯救", "我们来拯救你。")
    assert not found("zh_Hans", "拯救", "我们来帮助你。")


@pytest.mark.parametrize("said", ["العبودية", "والعبوديّة.", "بالعبودية", "عبودية"])
def test_arabic_joins_small_words_and_may_write_vowels(said: str) -> None:
    assert found("ar", "عبودية", said)


def test_arabic_words_end_where_they_end() -> None:
    assert not found("ar", "عبودي", "العبودية")
    assert not found("ar", "حبيب", "أحبيب")


def test_vowel_signs_belong_to_the_word() -> None:
    assert found("hi", "बल", "यह बल है")
    assert not found("hi", "बल", "यह बली है")


def test_accents_count() -> None:
    assert not found("es", "trata", "tratá")
    assert found("es", "trata", "Trata\u0301".replace("a\u0301", "a"))


def test_nothing_to_avoid_finds_nothing() -> None:
    assert list(glossary("en").found_in("anything")) == []


# --- texts


def faults(code: str, msgid: MsgId, *strings: str) -> list[str]:
    said = catalog(code, {msgid: strings[0]} if strings and isinstance(msgid, str) else {})
    return [str(each) for each in avoided_terms(said, msgid, glossary(code, "rescue", "save"))]


def test_english_is_named_as_the_templates_have_it() -> None:
    assert faults("en", "We rescue and save.") == [
        'templates "We rescue and save.": “rescue” is a term to avoid (write: something else)',
        'templates "We rescue and save.": “save” is a term to avoid (write: something else)',
    ]
    [fault] = avoided_terms(catalog(), "We save.", glossary("en", "save"))
    assert isinstance(fault, RenderError)


def test_every_form_of_a_plural_is_looked_at_and_a_phrase_named_once() -> None:
    assert len(faults("en", ("One rescue", "Many rescue rescue"))) == 1
    assert len(faults("en", ("One", "Many rescue"))) == 1


def test_a_translation_is_named_with_its_file_and_line() -> None:
    said = catalog("es", {"We help.": "Rescue."})
    [fault] = avoided_terms(said, "We help.", glossary("es", "rescue"))
    assert isinstance(fault, TranslationError)
    assert fault.where == 'locale es:0 "We help."'


def test_only_what_is_printed_counts() -> None:
    assert faults("es", "We rescue.", "Ayudamos.") == []


# --- glossaries


def written(tmp_path: Path, text: str) -> tuple[Glossary, list[str]]:
    (tmp_path / "es.toml").write_text(text, encoding="utf-8")
    made, wrong = load_glossary(tmp_path, locales.get("es"))
    assert all(isinstance(each, DataError) for each in wrong)
    return made, [str(each).partition("es.toml: ")[2] for each in wrong]


ROW = '[[term]]\nsource = "help"\nterm = "ayuda"\n'


def test_a_glossary_is_read(tmp_path: Path) -> None:
    row = (
        f'{ROW}part_of_speech = "noun"\nnote = "A note."\navoid = ["rescate"]\nelsewhere = ["b"]\n'
    )
    made, wrong = written(tmp_path, row + ROW)
    assert wrong == []
    assert made.avoided == (Avoided("rescate", "ayuda"),)


def test_without_a_glossary_nothing_is_avoided(tmp_path: Path) -> None:
    made, wrong = load_glossary(tmp_path, locales.get("es"))
    assert (made.avoided, wrong) == ((), [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ROW + 'avoids = ["a"]', "term[0].avoids: is not a key known here (did you mean avoid?)"),
        (ROW + 'avoid = "a"', "term[0].avoid: is text, not a list (put it in square brackets)"),
        (ROW + "avoid = [1]", "term[0].avoid[0]: is a whole number, not text"),
        ('[[term]]\nsource = "a"', "term[0].term: is missing (add it)"),
        ('[[term]]\nterm = "a"', "term[0].source: is missing (add it)"),
        ("term = [1]", "term[0]: is a whole number, not a table"),
        ("[[terms]]", "terms: is not a key known here (did you mean term?)"),
        ("[[term", "is not TOML"),
    ],
)
def test_what_is_wrong_with_a_glossary_is_named(tmp_path: Path, text: str, fault: str) -> None:
    _, wrong = written(tmp_path, text)
    assert len(wrong) == 1
    assert wrong[0].startswith(fault)


def test_every_fault_of_a_glossary_is_named_at_once(tmp_path: Path) -> None:
    _, wrong = written(tmp_path, f"{ROW}avoids = []\n[[term]]\navoid = [1]\n")
    assert len(wrong) == 4


# --- the glossaries we ship


def test_english_has_one() -> None:
    assert "en" in SHIPPED


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_glossary_can_be_used_and_avoids_no_term_it_wants(code: str) -> None:
    made, wrong = load_glossary(FOLDER, locales.get(code))
    assert wrong == []
    assert made.avoided or not made.terms  # one that has only just begun
    assert {
        each.instead: hits for each in made.avoided if (hits := list(made.found_in(each.instead)))
    } == {}


@pytest.mark.parametrize(
    "said",
    [
        "child pornography",
        "a child prostitute",
        "The client paid.",
        "They are monsters.",
        "child sex tourism",
        "revenge porn",
        "a sexting scandal",
        "juvenile sex offender",
        "a chronic runaway",
        "We rescued her.",
        "Save children!",
        "She admitted it.",
        "He confesses.",
        "the alleged abuse",
        "She let him do it.",
        "had sex with",
        "She put herself at risk.",
        "damaged",
        "lost innocence",
        "sex slave",
        "modern slavery",
        "Stranger danger",
        "Red flags",
    ],
)
def test_the_english_one_knows_what_no_page_says(said: str) -> None:
    made, _ = load_glossary(FOLDER, locales.get("en"))
    assert list(made.found_in(said))


@pytest.mark.parametrize(
    "said",
    [
        "You don’t need to save the picture.",
        "Save the names first.",
        "Our family online agreement: we agreed on it.",
        "Let them talk.",
        "A broken link.",
        "child who was sexually exploited",
        "Have they run away?",
        "blackmail with pictures (sextortion)",
        "likely victims of sex trafficking",
        "Be safe.",
    ],
)
def test_and_leaves_good_words_alone(said: str) -> None:
    made, _ = load_glossary(FOLDER, locales.get("en"))
    assert list(made.found_in(said)) == []
