"""Equal cards are laid out once: nobody may see, hear or feel the difference."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from tests.render.test_pdf import composed
from toolkit.checks.printed import text_of
from toolkit.errors import DoesNotFit
from toolkit.render import repeat
from toolkit.render.pdf import Sheet, render

CSS = (
    ".card{position:absolute;width:60mm;height:30mm;background:#def;border:.3mm solid #123}"
    "h2{font-size:1rem;margin:0;background:#fe8}"
)
CARD = (
    '<div class="card fixed" style="{place}"><h2>{title}</h2>'
    '<p>Call <a href="tel:988" title="Call the line">988</a></p></div>'
)
PLACES = ("left:20mm;top:20mm", "left:90mm;top:20mm", "left:20mm;top:60mm", "left:90mm;top:60mm")


def sheet(titles: tuple[str, ...] = ("One", "One", "Other", "One"), code: str = "en") -> Sheet:
    cards = "".join(
        CARD.format(place=place, title=title) for place, title in zip(PLACES, titles, strict=True)
    )
    body = f"<h1>Cards</h1><section>{cards}</section>"
    return render(composed(body, css=CSS, code=code), max_pages=1)


def without(monkeypatch: pytest.MonkeyPatch, code: str = "en") -> Sheet:
    monkeypatch.setattr(repeat, "empty", lambda _: False)
    return sheet(code=code)


def picture(made: Sheet) -> Any:
    return pypdfium2.PdfDocument(made.pdf)[0].render(scale=3).to_pil().convert("L")


def largest_difference(one: Sheet, other: Sheet) -> int:
    """Compare shades of grey, 0 to 255: copies are placed to a fraction of a pixel."""
    histogram = ImageChops.difference(picture(one), picture(other)).histogram()
    return max(value for value, count in enumerate(histogram) if count)


def links(made: Sheet) -> list[Any]:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        return [
            (str(note.Contents), [round(float(edge), 2) for edge in note.Rect])
            for note in pdf.pages[0].Annots
        ]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_copies_look_like_cards_laid_out_one_by_one(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    once = sheet(code=code)
    each = without(monkeypatch, code)
    assert once.pdf != each.pdf
    assert largest_difference(once, each) < 24
    wrong = sheet(("One", "Other", "Other", "One"), code)
    assert largest_difference(wrong, each) > 200


def test_copies_are_read_and_tapped_like_cards_laid_out_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    once = sheet()
    each = without(monkeypatch)
    assert text_of(once.pdf) == text_of(each.pdf)
    assert text_of(once.pdf).count("One") == 3
    assert sorted(links(once)) == sorted(links(each))
    assert len(links(once)) == 4


def test_text_that_runs_out_of_a_repeated_card_is_refused() -> None:
    long = "word " * 200
    with pytest.raises(DoesNotFit):
        sheet((long, long, long, long))


def test_cards_of_different_pages_are_laid_out_apart() -> None:
    from xml.etree import ElementTree as ET

    root = ET.fromstring(
        '<html><section><p class="card"><b>a</b></p><p class="card"><b>a</b></p></section>'
        '<section><p class="card"><b>a</b></p><p class="other"><b>a</b></p></section></html>'
    )
    assert repeat.empty(root)
    assert [len(each) for each in root.iter("p")] == [1, 0, 1, 1]
