"""Rules over every sheet we ship, in every locale, region and paper."""

from __future__ import annotations

import html as entities
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from tests.shipped.conftest import EVERYWHERE, PSEUDO, REGIONS, ROOT, TODAY, order
from toolkit.checks.printed import text_of
from toolkit.load import load
from toolkit.plan import plan
from toolkit.render.environment import Templates
from toolkit.render.fit import BODY_PT
from toolkit.render.html import compose

if TYPE_CHECKING:
    from tests.shipped.conftest import Shipped
    from tests.verapdf import Validator

PT_PER_MM = 72 / 25.4
DPI = 60
UNTRANSLATED = re.compile(r"\d+ (missing|fuzzy)")


def test_nothing_fails_and_only_untranslated_sheets_are_left_out(shipped: Shipped) -> None:
    assert [str(fault) for report in shipped.reports for fault in report.faults] == []
    assert [notice for report in shipped.reports for notice in report.notices] == []
    skips = [skip for report in shipped.reports for skip in report.skips]
    odd = [skip for skip in skips if not UNTRANSLATED.search(skip.reason)]
    assert odd == []
    assert {skip.locale for skip in skips}.isdisjoint({"en", *PSEUDO})
    assert len(shipped.sheets) > len(REGIONS) * len(EVERYWHERE)


def test_every_material_has_its_help_lines_in_every_region() -> None:
    """The matrix and the words of every sheet, without drawing them."""
    loaded = load(order(Path(), regions=("all",), locales=("en",)))
    work = plan(loaded.data, loaded.papers, TODAY)
    assert [f"{skip.path}: {skip.reason}" for skip in work.skips] == []
    templates = Templates(ROOT / "templates")
    for job in work.jobs:
        page = compose(job, loaded.data.catalogs["en"], templates, "", loaded.data.voices).html
        for line in job.printed:
            reached = [each for each in (line.phone, line.text, line.web, line.chat) if each]
            assert any(each.uri in page for each in reached), f"{job.path}: {line.id}"


def test_every_sheet_is_pdf_ua_1(shipped: Shipped, verapdf: Validator) -> None:
    broken = {}
    for entry in shipped.entries:
        verdict = verapdf.check(shipped.path(entry))
        if not verdict.compliant:
            broken[entry.path] = str(verdict)
    assert broken == {}


def test_every_page_limit_holds_and_body_text_is_ten_points_or_more(shipped: Shipped) -> None:
    for entry, job in shipped.sheets:
        assert entry.pages <= job.material.pages, entry.path
        assert entry.type_scale * BODY_PT >= 9.999, entry.path


def test_every_help_line_is_in_the_text_digits_in_order(shipped: Shipped) -> None:
    """Looked up here by another road than the build's own check: number by number."""
    for entry, job in shipped.sheets:
        text = text_of(shipped.path(entry).read_bytes())
        digits = re.sub(r"(?<=\d)[\s()\-–‑]+(?=\d)", "", text)
        for line in job.printed:
            displays = [each.display for each in (line.phone, line.text) if each]
            for display in displays:
                wanted = re.sub(r"\D", "", display)
                assert wanted in digits, f"{entry.path}: {line.id} {wanted}"


def test_the_document_names_its_title_and_its_language(shipped: Shipped) -> None:
    for entry, job in shipped.sheets:
        with pikepdf.open(shipped.path(entry)) as pdf:
            assert str(pdf.Root.Lang) == job.locale.tag, entry.path
            assert str(pdf.docinfo["/Title"]).strip(), entry.path
            assert "/Author" not in pdf.docinfo, entry.path
            with pdf.open_outline() as outline:
                assert len(outline.root) >= 1, entry.path


def test_links_are_described_in_words(shipped: Shipped) -> None:
    for entry in shipped.entries:
        with pikepdf.open(shipped.path(entry)) as pdf:
            for page in pdf.pages:
                for note in page.get("/Annots", []):
                    if note.Subtype == "/Widget":  # a field to fill in, labelled by /TU
                        assert str(note.TU).strip(), entry.path
                        continue
                    words = str(note.Contents)
                    assert words != str(note.A.URI), f"{entry.path}: {words}"
                    assert not words.startswith(("http", "tel:", "sms:")), entry.path


def test_only_the_locale_s_own_fonts_are_used(shipped: Shipped) -> None:
    for entry, job in shipped.sheets:
        spoken = (job.locale, *job.beside)
        own = {family.replace(" ", "-") for locale in spoken for family in locale.fonts}
        with pikepdf.open(shipped.path(entry)) as pdf:
            names = {
                str(font.BaseFont)[8:]
                for page in pdf.pages
                for font in page.Resources.Font.values()
            }
        stray = {name for name in names if not any(_is(name, family) for family in own)}
        assert stray == set(), entry.path


def _is(name: str, family: str) -> bool:
    return name.replace("-", "").startswith(family.replace("-", ""))


def test_nothing_is_printed_nearer_than_ten_millimetres_to_the_edge(shipped: Shipped) -> None:
    """The picture of the page, not its boxes: what a copier cannot print is not there."""
    for entry in shipped.entries:
        document = pypdfium2.PdfDocument(shipped.path(entry))
        for page in document:
            image = page.render(scale=DPI / 72, grayscale=True).to_pil()
            ink = image.point(lambda value: 255 if value < 250 else 0).getbbox()
            edge = 10 / 25.4 * DPI - 1
            assert ink is not None
            left, top, right, bottom = ink
            inside = left >= edge and top >= edge
            inside &= right <= image.width - edge and bottom <= image.height - edge
            assert inside, f"{entry.path}: ink at {ink} of {image.size}"
        document.close()


def _words(text: str) -> list[str]:
    """Letters and digits only: line breaks, hyphens and order of layers do not matter here."""
    plain = re.sub("[\u064b-\u0652]", "", unicodedata.normalize("NFKC", text))
    return re.findall(r"\w+", plain)


# Vowel signs over a letter still hide it: one in a hundred of the different words.
@pytest.mark.parametrize(
    ("locale", "share"), [("en", 0.0), ("es", 0.0), ("zh_Hans", 0.0), ("ar", 0.03)]
)
def test_what_is_copied_is_what_was_written(shipped: Shipped, locale: str, share: float) -> None:
    """Every word of the page's HTML is in the text a reader copies."""
    loaded = load(order(shipped.folder))
    templates = Templates(ROOT / "templates")
    for entry, job in shipped.sheets:
        if entry.locale != locale or entry.region != "US" or entry.paper != "letter":
            continue
        data = loaded.data
        page = compose(job, data.catalogs[locale], templates, "", data.voices).html
        body = re.sub(r"(?s)<(style|title|head)\b.*?</\1>|<[^>]+>", " ", page)
        written = set(_words(entities.unescape(body)))
        copied = "".join(_words(text_of(shipped.path(entry).read_bytes())))
        lost = {word for word in written if word not in copied}
        assert len(lost) <= share * len(written), f"{entry.path}: {sorted(lost)[:10]}"
