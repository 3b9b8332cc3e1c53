"""Pages as pictures, one by one and on one contact sheet: a language or a material at a glance."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from toolkit.output import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

POINTS_PER_INCH = 72
CONTACT = "contact.png"
GAP = 12
GROUND = "#dfe6e7"


def prove(
    pdfs: Sequence[tuple[str, Path]], folder: Path, *, dpi: int, columns: int, grey: bool
) -> tuple[Path, ...]:
    """Write a PNG a page and ``contact.png`` of them all into ``folder``; return their paths.

    ``pdfs`` are names, which may hold slashes, and files. ``columns`` 0 means as many as make the
    contact sheet about as wide as it is high.

    Raises:
        OutputError: ``folder`` cannot be written.
    """
    written: list[Path] = []
    pages: list[Image.Image] = []
    for name, pdf in pdfs:
        for number, page in enumerate(_pages(pdf, dpi, grey=grey), start=1):
            path = folder / f"{name.replace('/', '_')}-{number}.png"
            write_whole(path, _png(page))
            written.append(path)
            pages.append(page)
    contact = folder / CONTACT
    write_whole(contact, _png(contact_sheet(pages, columns)))
    return (*written, contact)


def contact_sheet(pages: Sequence[Image.Image], columns: int = 0) -> Image.Image:
    """Set pages side by side, in reading order, each in a cell as large as the largest page.

    Raises:
        ValueError: There is no page.
    """
    width = max(page.width for page in pages) + GAP
    height = max(page.height for page in pages) + GAP
    columns = columns or max(1, round(math.sqrt(len(pages) * height / width)))
    columns = min(columns, len(pages))
    rows = math.ceil(len(pages) / columns)
    sheet = Image.new("RGB", (columns * width + GAP, rows * height + GAP), GROUND)
    for number, page in enumerate(pages):
        row, column = divmod(number, columns)
        sheet.paste(page, (GAP + column * width, GAP + row * height))
    return sheet


def _pages(pdf: Path, dpi: int, *, grey: bool) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=grey)
            yield bitmap.to_pil().convert("RGB")
    finally:
        document.close()


def _png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    # A page has few colours: a palette is a fifth of the size and looks the same.
    page.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
