"""A sample sheet in any language, and what can be read and measured of it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from toolkit import locales
from toolkit.render import breaking
from toolkit.render.html import Composed
from toolkit.render.html import _style as set_by
from toolkit.render.pdf import render
from toolkit.schools import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXTS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("samples.toml").read_text(encoding="utf-8")
)
PHONE = "1-800-843-5678"
# A narrow column, as on a card; a page no larger than the text, so that pictures are small.
WIDTH_MM, HEIGHT_MM, MARGIN_MM = 82, 240, 16
SIZE_PT = 11
PIXELS_PER_PT = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """What came out of one sheet.

    Attributes:
        pdf: The file.
        lines: Extracted lines, top to bottom.
        families: Fonts in it.
        bookmarks: Their names.
        texts: What the file says beside its glyphs, one for each piece of text.
        bands: First and last inked row of the picture, top to bottom, of every line, in pixels.
        clear: Whether nothing is printed in the margins.
    """

    pdf: bytes
    lines: tuple[str, ...]
    families: frozenset[str]
    bookmarks: tuple[str, ...]
    texts: tuple[str, ...]
    bands: tuple[tuple[int, int], ...]
    clear: bool

    @property
    def pixels_per_em(self) -> int:
        return SIZE_PT * PIXELS_PER_PT


@cache
def made(code: str, text: str = "", css: str = "") -> Sample:
    """Print ``text``, else the sample of ``code``, with a phone number below it."""
    autonym = locales.get(code).autonym
    return printed(
        code,
        f"<h1>{escape(autonym)}</h1><p>{escape(text or TEXTS[code])}</p>"
        f'<p><a dir="ltr" href="tel:+18008435678" title="Call">{PHONE}</a></p>',
        f"h1{{font-size:1em}}{css}",
    )


def printed(code: str, body: str, css: str = "") -> Sample:
    """Print ``body`` in a narrow column, with what every sheet is set by."""
    locale = locales.get(code)
    style = (
        f"@page{{size:{WIDTH_MM}mm {HEIGHT_MM}mm;margin:{MARGIN_MM}mm}}"
        f"body,h1,p{{margin:0}}a{{text-decoration:none}}{css}"
    )
    html = (
        f'<!doctype html><html lang="{locale.tag}" dir="{locale.direction}"><head>'
        f"<title>{escape(locale.autonym)}</title>{set_by(locale, EMPTY)}"
        f"<style>{style}</style></head><body>{body}</body></html>"
    )
    needed = breaking.required((locale,))
    return _read(render(Composed(f"sample {code}", html, (), (), "", needed), max_pages=1).pdf)


def _read(pdf: bytes) -> Sample:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        # PDFium takes a hyphen at the end of a line for one that hyphenation put there.
        text = page.get_textpage().get_text_range().replace("\ufffe", "-")
        picture = page.render(scale=PIXELS_PER_PT, grayscale=True).to_pil()
    finally:
        document.close()
    with pikepdf.open(BytesIO(pdf)) as opened:
        families = frozenset(_family(each) for each in _fonts(opened))
        with opened.open_outline() as outline:
            bookmarks = tuple(str(each.title) for each in outline.root)
        texts = tuple(_texts(opened))
    inked = picture.point([0 if level > 160 else 255 for level in range(256)])
    width, height = inked.size
    rows = [inked.crop((0, y, width, y + 1)).getbbox() is not None for y in range(height)]
    left, top, right, bottom = inked.getbbox() or (0, 0, 0, 0)
    # A letter may hang out a little: j, and accents above the first line.
    edge = (MARGIN_MM / 25.4 * 72 - SIZE_PT / 8) * PIXELS_PER_PT
    return Sample(
        pdf=pdf,
        lines=tuple(line for line in re.split(r"[\r\n]+", text) if line.strip()),
        families=families,
        bookmarks=bookmarks,
        texts=texts,
        bands=tuple(_bands(rows)),
        clear=left > edge and top > edge and right < width - edge and bottom < height - edge,
    )


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        each.BaseFont
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary)
        and each.get("/Type") == "/Font"
        and "/BaseFont" in each
    ]


def _texts(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream: Any = pikepdf.parse_content_stream(pdf.pages[0])
    for operands, name in stream:
        if str(name) == "BDC" and "/ActualText" in operands[1]:
            yield str(operands[1]["/ActualText"])


def _family(name: object) -> str:
    """Name the family: ``/ABCDEF+Noto-Sans-Khmer-Bold`` is ``Noto Sans Khmer``."""
    return str(name).partition("+")[2].removesuffix("-Bold").replace("-", " ")


def _bands(rows: list[bool]) -> list[tuple[int, int]]:
    bands, start = [], None
    for y, inked in enumerate([*rows, False]):
        if inked and start is None:
            start = y
        elif not inked and start is not None:
            bands.append((start, y - 1))
            start = None
    return bands


def joined(lines: Iterable[str], text: str) -> str:
    """Join extracted lines as ``text`` has them: with a space where it has one, or with none."""
    found = ""
    for line in lines:
        found += " " if found and text.startswith(" ", len(found)) else ""
        end = line.strip()
        if end.endswith("\u2010") and not text.startswith(end, len(found)):  # put in by hyphenation
            end = end[:-1]
        found += end
    return found


def base_letters(text: str) -> list[str]:
    """Reduce each word to its letters, sorted.

    PDFium and Poppler return right-to-left words in order, but turn two letters that share a
    glyph (lam and alef), and move vowel signs to another word. Zero-width joiners have no glyph.
    """
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Cf"))
    return ["".join(sorted(word)) for word in re.findall(r"\w+", kept)]
