from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint
from PIL import Image

from toolkit.proof import CONTACT, GAP, contact_sheet, prove


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    style = "@page{size:3in 2in;margin:0;background:#08f} p + p{break-before:page}"
    html = f"<style>{style}</style><p>1</p><p>2</p>"
    path = tmp_path / "two.pdf"
    weasyprint.HTML(string=html).write_pdf(path)
    return path


def test_each_page_is_a_picture_of_the_size_asked_for(pdf: Path, tmp_path: Path) -> None:
    written = prove([("US/en/two", pdf)], tmp_path / "out", dpi=50, columns=0, grey=False)
    assert [path.name for path in written] == ["US_en_two-1.png", "US_en_two-2.png", CONTACT]
    with Image.open(written[0]) as page:
        assert page.size == (150, 100)
        colour = page.convert("RGB").getpixel((140, 10))
    assert isinstance(colour, tuple)
    red, _, blue = colour
    assert red < 40
    assert blue > 200


def test_grey_shows_the_page_as_a_copier_does(pdf: Path, tmp_path: Path) -> None:
    [first, *_] = prove([("a", pdf)], tmp_path / "out", dpi=50, columns=0, grey=True)
    with Image.open(first) as page:
        red, green, blue = page.convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize(
    ("count", "columns", "grid"), [(1, 0, (1, 1)), (6, 3, (3, 2)), (2, 5, (2, 1)), (9, 0, (3, 3))]
)
def test_the_contact_sheet_sets_pages_in_rows(
    count: int, columns: int, grid: tuple[int, int]
) -> None:
    pages = [Image.new("RGB", (60, 80)) for _ in range(count)]
    sheet = contact_sheet(pages, columns)
    across, down = grid
    assert sheet.size == (GAP + across * (60 + GAP), GAP + down * (80 + GAP))
