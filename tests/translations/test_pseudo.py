from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import locales
from toolkit.translations import workshop
from toolkit.translations.catalog import Review, load
from toolkit.translations.checks import check, faults
from toolkit.translations.pseudo import translate

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

CODES = ["en_XA", "ar_XB"]
SENTENCE = (
    "Call <b>%(number)s</b> at any time, 24/7. See report.cybertip.org &amp; tell 100%% of it?"
)


@pytest.mark.parametrize("code", CODES)
def test_disguise_leaves_alone_what_must_be_kept(code: str) -> None:
    disguised = translate(SENTENCE, code)
    assert faults(SENTENCE, disguised) == []
    for kept in ("<b>%(number)s</b>", "24/7", "report.cybertip.org", "&amp;", "100%%"):
        assert kept in disguised
    assert "Call" not in disguised


@pytest.mark.parametrize("code", CODES)
@given(pieces=st.lists(st.sampled_from(SENTENCE.split()), min_size=1))
def test_disguise_passes_the_checks(code: str, pieces: list[str]) -> None:
    text = f"Now {' '.join(pieces)}"
    assert faults(text, translate(text, code)) == faults(text, text)


def test_accented_locale_is_a_third_longer_and_in_brackets() -> None:
    text = "Nobody may share your picture without asking you first, and it is never your fault."
    disguised = translate(text, "en_XA")
    assert 1.3 <= len(disguised) / len(text) <= 1.4
    assert disguised.startswith("[")
    assert disguised.endswith("]")


def test_accented_locale_keeps_white_space_outside_its_brackets() -> None:
    assert translate(" no\n", "en_XA") == " [ƞǿǿ]\n"
    assert translate("  ", "en_XA") == "  "


def test_arabic_locale_is_as_long_and_has_no_latin_letters() -> None:
    text = "The quick brown fox jumps over the lazy dog; is IT?"
    disguised = translate(text, "ar_XB")
    assert len(disguised) == len(text)
    assert not any(char.isascii() and char.isalpha() for char in disguised)


@pytest.mark.parametrize("code", CODES)
def test_pseudo_catalogue_is_made_from_the_template(root: Path, now: datetime, code: str) -> None:
    workshop.write_pot(root, now)
    catalog, found = load(root / "locales", locales.get(code))
    assert found == []
    assert catalog.review == Review("draft")
    assert catalog.missing(catalog.messages) == ()
    assert len(catalog.messages) == 5
    assert check(catalog) == []
    assert "%(num)s" in catalog.ngettext(*_counting(catalog.messages), 2)
    assert "%(num)s" not in catalog.ngettext(*_counting(catalog.messages), 1)


def test_pseudo_catalogue_needs_the_template(tmp_path: Path) -> None:
    _, (fault,) = load(tmp_path / "locales", locales.get("en_XA"))
    assert "locales/messages.pot: does not exist (make it with" in str(fault)
    assert "translations extract)" in str(fault)


def _counting(msgids: object) -> tuple[str, str]:
    (found,) = [msgid for msgid in msgids if isinstance(msgid, tuple)]  # type: ignore[attr-defined]
    return found
