from __future__ import annotations

from importlib import metadata
from types import SimpleNamespace
from typing import NoReturn
from xml.etree import ElementTree as ET

import pytest

from toolkit import locales
from toolkit.errors import EnvironmentFault
from toolkit.render.breaking import MAY_BREAK, clean, put, required, version

KHMER = "អ្នកមិនឯកោទេ"
WORDS = ["អ្នក", "មិន", "ឯកោ", "ទេ"]


def broken(html: str) -> str:
    """Put marks into ``html``; they show as ``|``."""
    root = ET.fromstring(html)
    put(root)
    return ET.tostring(root, encoding="unicode").replace(MAY_BREAK, "|")


def test_lines_may_end_between_words() -> None:
    assert broken(f"<p>{KHMER}</p>") == f"<p>{'|'.join(WORDS)}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "Call 1-800-843-5678 or write to help.example.org",
        "اتصل على 988",
        "拨打 988",
        "विश्वसनीय वयस्क",
        "អ្នក",
        "អ្នក 1-800-843-5678 (HOME) report.cybertip.org",
    ],
)
def test_numbers_addresses_other_scripts_and_single_words_stay_as_they_are(text: str) -> None:
    assert broken(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_a_word_may_go_on_in_an_inline_element() -> None:
    """Half a word is no word: ICU must see the whole."""
    assert broken("<p>អ្ន<b>ក</b>មិន</p>") == "<p>អ្ន<b>ក</b>|មិន</p>"
    assert broken("<p>អ្នក<b>មិន</b>ឯកោ</p>") == "<p>អ្នក<b>|មិន</b>|ឯកោ</p>"
    assert broken("<p>អ្នក<br />មិន</p>") == "<p>អ្នក<br />មិន</p>"
    assert broken("<div><p>អ្នក</p>មិន</div>") == "<div><p>អ្នក</p>មិន</div>"


@pytest.mark.parametrize(
    "html",
    [
        f"<html><head><title>{KHMER}</title></head></html>",
        f'<n:svg xmlns:n="http://www.w3.org/2000/svg"><n:title>{KHMER}</n:title></n:svg>',
        f"<textarea>{KHMER}</textarea>",
        f'<a href="tel:1" title="{KHMER}">1</a>',
        f'<img alt="{KHMER}" />',
    ],
)
def test_what_is_only_read_aloud_stays_as_it_is(html: str) -> None:
    assert "|" not in broken(html)


def test_comments_are_no_text() -> None:
    root = ET.fromstring(f"<p>{KHMER}</p>")
    root.append(ET.Comment(KHMER))
    put(root)
    assert str(root[0].text) == KHMER


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("យុត្ដិធម៌", "្|"),  # no line starts with what is stacked below
        ("တူညီသည့်", "|ည့်"),  # … with the end of a syllable
        ("ကမ္ဘာ့ကုလသမဂ္ဂ", "|မ္"),  # … with what is stacked upon
        ("ကမ္ဘာ့ကုလသမဂ္ဂ", "္|"),
        ("គ្រប់ៗគ្នា", "|ៗ"),  # … with a sign that repeats a word
        ("ທຸກໆຄົນ", "|ໆ"),
        ("ต่างๆกัน", "|ๆ"),
    ],
)
def test_no_syllable_is_torn(text: str, torn: str) -> None:
    set_ = broken(f"<p>{text}</p>")
    assert torn not in set_
    assert set_.replace("|", "") == f"<p>{text}</p>"


def test_s_gaw_karen_is_broken_between_syllables() -> None:
    """ICU has no dictionary of it: it takes it for Burmese, and finds syllables."""
    assert broken("<p>ပှၤကိးဂၤ</p>") == "<p>ပှၤ|ကိး|ဂၤ</p>"


def test_bookmarks_are_named_without_marks() -> None:
    page = SimpleNamespace(bookmarks=[(1, MAY_BREAK.join(WORDS), (0, 0), "open")])
    clean(SimpleNamespace(pages=[page]))
    assert page.bookmarks == [(1, KHMER, (0, 0), "open")]


# --- ICU


@pytest.fixture
def _no_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)


def test_icu_is_required_by_scripts_without_spaces_alone() -> None:
    assert required([locales.get("en"), locales.get("ar"), locales.get("hi")]) == ""
    assert required([locales.get("en"), locales.get("km")]) == version() != ""


@pytest.mark.usefixtures("_no_icu")
def test_a_missing_icu_is_named_with_what_to_do() -> None:
    assert version() == ""
    assert required([locales.get("en")]) == ""
    with pytest.raises(EnvironmentFault, match=r"locale lo: .* \(run: make breaking\)"):
        required([locales.get("en"), locales.get("lo")])
