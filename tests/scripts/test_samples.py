"""Every language we may be asked for, set in a narrow column and looked at from all sides."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import babel
import pikepdf
import pytest

from tests.make import ROOT
from tests.project import Project, po
from tests.scripts.sample import PHONE, TEXTS, base_letters, joined, made, printed
from tests.verapdf import Validator
from toolkit import fonts, locales, scripts
from toolkit.checks.printed import text_of
from toolkit.errors import DoesNotFit
from toolkit.render import breaking

# Most asked for first, as schools in the United States and elsewhere report; then languages of
# the Pacific and of Central America that CLDR lacks; then one for every other script we set.
WANTED = (
    *("en", "es", "ar", "zh_Hans", "vi", "pt_BR", "ru", "ht", "hmn", "ur", "zh_Hant", "so", "fr"),
    *("ko", "fil", "uk", "pa", "bn", "fa_AF", "ps", "sw", "ne", "my", "hi", "am", "ja", "pl", "ro"),
    *("tr", "fa", "gu", "ta", "de", "it", "km", "mh", "ksw", "ti", "hy", "lo", "el"),
    *("chk", "sm", "mam"),
    *("th", "he", "ka", "mr", "te", "kn", "ml", "si", "or", "bo"),
)
RIGHT_TO_LEFT = {"ar", "ur", "fa_AF", "ps", "fa", "he"}
UNSPACED = {"km", "lo", "my", "ksw", "th"}


def test_every_language_and_every_script_has_a_sample() -> None:
    assert tuple(TEXTS) == WANTED
    assert {locales.get(code).script for code in TEXTS} == set(scripts.table())


@pytest.mark.parametrize("code", WANTED)
def test_a_sample_is_set_read_back_and_valid(code: str, verapdf: Validator, tmp_path: Path) -> None:
    """Rendering refuses by itself: missing glyphs, lost text, lines wider than their column."""
    locale, script = locales.get(code), scripts.table()[locales.get(code).script]
    sample = made(code)

    assert locale.fonts[0] in sample.families
    assert sample.families <= set(locale.fonts)

    heading, *text, number = sample.lines
    assert len(text) > 2
    assert number == PHONE
    if locale.direction == "rtl":
        assert base_letters(" ".join(text)) == base_letters(TEXTS[code])
    else:
        assert heading == locale.autonym
        assert joined(text, TEXTS[code]) == TEXTS[code]
    assert sample.bookmarks == (locale.autonym,)

    # Were two lines to touch, they would be one band, taller than any one of them.
    tallest = max(last - first for first, last in sample.bands)
    assert tallest <= script.ink * sample.pixels_per_em
    assert len(sample.bands) >= len(sample.lines)
    assert sample.clear

    path = tmp_path / f"{code}.pdf"
    path.write_bytes(sample.pdf)
    verdict = verapdf.check(path)
    assert verdict.compliant, verdict


@pytest.mark.parametrize("code", ["en", "my", "bo", "hi"])
def test_lines_set_too_close_are_seen(code: str) -> None:
    """The measure above would find them."""
    script = scripts.table()[locales.get(code).script]
    sample = made(code, css="html{line-height:.8}")
    tallest = max(last - first for first, last in sample.bands)
    assert tallest > script.ink * sample.pixels_per_em


@pytest.mark.parametrize("code", WANTED)
def test_a_language_is_known_by_name_direction_and_plural(code: str) -> None:
    locale = locales.get(code)
    assert locale.code == code
    assert locale.autonym != code
    assert locale.direction == ("rtl" if code in RIGHT_TO_LEFT else "ltr")
    assert locale.breaking == (code in UNSPACED)
    forms = re.match(r"nplurals=(\d); plural=", locale.plural)
    assert forms
    known = babel.Locale.parse(code) if locale.formats == code else None
    if known:  # counted up to what a handout counts to: some languages tell millions apart
        assert int(forms[1]) == len({known.plural_form(number) for number in range(1000)})


@pytest.mark.parametrize(
    "code", sorted({locales.get(code).script: code for code in WANTED}.values())
)
def test_a_number_and_an_address_are_set_in_one_face(code: str) -> None:
    """Most scripts' own faces have a hyphen and no digits.

    On a card of many numbers, PDFium then reads one as several, and so may other readers.
    """
    sample = printed(
        code,
        f'<p><a dir="ltr" href="tel:1" title="Call">{PHONE}</a></p>'
        '<p><a dir="ltr" href="https://a.example/" title="Report">report.cybertip.org</a></p>',
    )
    assert len(sample.families) == 1
    assert sample.lines == (PHONE, "report.cybertip.org")


def test_urdu_is_set_in_naskh() -> None:
    """Nastaliq cannot be searched or read aloud, and Debian's prints all text bold."""
    assert locales.get("ur").fonts[:2] == ("Noto Naskh Arabic", "Noto Sans Arabic")
    assert "Noto Naskh Arabic" in made("ur").families


# --- the table


def test_lines_keep_apart_and_no_font_draws_emoji() -> None:
    for script in scripts.table().values():
        assert script.leading > script.ink, script.code
        assert not any("emoji" in family.lower() for family in script.fonts)
    assert set(locales.faces().values()) <= fonts.installed()


def test_what_looks_at_letters_is_told_them() -> None:
    blocks = [block for each in scripts.table().values() for block in each.letters]
    for first, last in blocks:
        # Beyond, ICU would count two for a letter.
        assert first < last <= 0xFFFF
    for each in scripts.table().values():
        assert bool(each.letters) == (each.actual_text or each.breaking), each.code
        assert not (each.actual_text and each.direction == "rtl"), each.code
    assert len({*blocks}) == len(blocks)


@pytest.mark.parametrize("code", [code for code in WANTED if locales.get(code).direction == "ltr"])
def test_only_text_whose_glyphs_are_not_its_letters_is_carried_twice(code: str) -> None:
    script = scripts.table()[locales.get(code).script]
    # In Latin script, only with accents that stand by themselves.
    wanted = script.actual_text and script.code != "Latn"
    assert bool(scripts.needs_text().search(TEXTS[code])) == wanted
    assert bool(scripts.unspaced().search(TEXTS[code])) == script.breaking


def test_nothing_is_set_closer_than_its_script_allows() -> None:
    """Headings and small print stand closer than running text; in Khmer not as close as here."""
    for path in sorted((ROOT / "templates").rglob("*.css")):
        style = path.read_text(encoding="utf-8")
        closer = re.findall(r"line-height:\s*calc\([^;}]*", style)
        assert not closer, f"{path}: write line-height: max({closer[0][12:].strip()}, var(--tight))"
    assert locales.get("en").tight == locales.get("ar").tight == 1
    assert locales.get("km").tight == scripts.table()["Khmr"].ink


# --- scripts without spaces


@pytest.mark.parametrize("code", sorted(UNSPACED - {"th"}))
def test_without_icu_the_text_would_run_out_of_its_column(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thai would not: most systems' Pango knows Thai words by another library."""
    monkeypatch.setattr(breaking, "put", lambda _: None)
    with pytest.raises(DoesNotFit, match="wider than its column"):
        made.__wrapped__(code, TEXTS[code].replace(" ", ""))


@pytest.mark.parametrize("code", sorted(UNSPACED))
def test_the_marks_between_words_are_not_in_the_file(code: str) -> None:
    sample = made(code)
    said = "".join(sample.texts)
    assert "".join(said.split()).startswith(
        "".join((locales.get(code).autonym + TEXTS[code]).split())
    )
    for text in (said, *sample.lines, *sample.bookmarks):
        assert breaking.MAY_BREAK not in text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mh", "Kajin M̧ajeļ o̧o n̄a"),
        ("lo", "ນ້ຳ ຄຳ ຂ້ອຍຕ້ອງການຄວາມຊ່ວຍເຫຼືອ"),
        ("th", "น้ำ คำ กำลัง ทั้งหลาย ผู้ใหญ่"),
        ("km", "ទូរស័ព្ទ 1-800-843-5678 (24/7) example.org"),
        ("my", "ဖုန်း 988 သို့ HOME ပို့ပါ"),
    ],
)
def test_signs_above_each_other_and_other_letters_come_back_as_written(
    code: str, text: str
) -> None:
    _, *lines, _ = made(code, text).lines
    assert joined(lines, text) == text


KHMER = {
    "Keep safe": "រក្សាសុវត្ថិភាព",
    "It is <b>never</b> your fault.": "វា<b>មិនមែន</b>ជាកំហុសរបស់អ្នកទេ។",
    "Call %(number)s at any time.": "ហៅទូរស័ព្ទទៅលេខ %(number)s នៅពេលណាក៏បាន។",
    "Call %(name)s": "ហៅទូរស័ព្ទទៅ %(name)s",
    "Day and night": "ទាំងថ្ងៃទាំងយប់",
    "By day": "នៅពេលថ្ងៃ",
}


def test_a_sheet_in_khmer_is_built_from_its_catalogue(project: Project) -> None:
    project.write(project.po("km"), po("km", KHMER))
    [made_] = project.build(materials=("card",), locales=("km",)).sheets
    pdf = (project.output / made_.entry.path).read_bytes()
    text = "".join(text_of(pdf).split())
    assert "".join(KHMER["Call %(number)s at any time."].split()) % {"number": "988"} in text
    assert KHMER["It is <b>never</b> your fault."].replace("<b>", "").replace("</b>", "") in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        spoken = [str(note.Contents) for note in opened.pages[0].Annots]
        title = str(opened.docinfo["/Title"])
    assert KHMER["Call %(name)s"] % {"name": "US-988"} in spoken
    assert title == KHMER["Keep safe"]
    assert breaking.MAY_BREAK not in "".join((text, title, *spoken))
