from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
import weasyprint

from toolkit.errors import DoesNotFit
from toolkit.render.fit import BODY_PT, SCALES, Fitted, fit, overflows

PAGE = "@page{size:100mm 150mm;margin:12mm}body{margin:0}html{font:11pt/1.4 'Noto Sans'}"


def lay_out(body: str, scale: float = 1.0, css: str = "") -> Any:
    style = f"<style>{PAGE}{css}html{{font-size:{BODY_PT * scale}pt}}</style>"
    html = f"<!doctype html><html lang=en><head>{style}</head><body>{body}</body></html>"
    return weasyprint.HTML(string=html).render()


def fitted(body: str, *, pages: int = 1, css: str = "") -> Fitted:
    return fit(lambda scale: lay_out(body, scale, css), where="US/en/card.a4", max_pages=pages)


def problems(body: str, css: str = "") -> list[str]:
    return list(overflows(lay_out(body, css=css)))


# --- finding the scale, with layouts that are only pages


@dataclass
class _Pages:
    pages: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class _Page:
    _page_box: object = None


@dataclass
class Layouts:
    """Takes one page up to the scale ``largest``, and two above it."""

    largest: float
    asked: list[float] = field(default_factory=list)

    def __call__(self, scale: float) -> _Pages:
        self.asked.append(scale)
        return _Pages([_Page()] * (1 if scale <= self.largest else 2))


def search(largest: float) -> tuple[float, list[float]]:
    layouts = Layouts(largest)
    return fit(layouts, where="x", max_pages=1).scale, layouts.asked


def test_what_fits_is_laid_out_once_at_full_size() -> None:
    assert search(1.0) == (1.0, [1.0])


def test_fit_shrinks_type_before_refusing() -> None:
    assert search(0.94) == (0.93, list(SCALES[:4]))


def test_body_text_is_never_smaller_than_ten_points() -> None:
    assert min(SCALES) * BODY_PT == pytest.approx(10)
    assert sorted(SCALES, reverse=True) == list(SCALES)
    assert SCALES[0] == 1.0


def test_what_fits_at_no_scale_is_refused_after_trying_them_all() -> None:
    layouts = Layouts(0.5)
    with pytest.raises(DoesNotFit) as caught:
        fit(layouts, where="US/en/card.a4", max_pages=1)
    assert layouts.asked == list(SCALES)
    assert str(caught.value) == (
        "US/en/card.a4: takes 2 pages, 1 allowed, even with body text at 10 pt "
        "(shorten the text, or give it more room in the layout)"
    )


# --- with real layouts


def test_a_text_a_little_too_long_gets_smaller_type() -> None:
    body = '<div class="fixed" style="height:15.4mm">a<br>b<br>c</div>'
    found = fitted(body)
    assert found.scale == 0.95
    assert found.layouts == 3


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(DoesNotFit, match="takes 2 pages, 1 allowed"):
        fitted('<p>a<p style="break-before:page">b')
    assert fitted('<p>a<p style="break-before:page">b', pages=2).scale == 1.0


def test_text_that_leaves_its_frame_is_refused_with_its_page_and_its_words() -> None:
    body = '<p>a</p><div class="card fixed" style="break-before:page;height:9mm">one<br>two</div>'
    with pytest.raises(DoesNotFit) as caught:
        fitted(body, pages=2)
    assert str(caught.value) == (
        "US/en/card.a4: page 2: “two” runs out of its div.card.fixed, even with body text at 10 pt "
        "(shorten the text, or give it more room in the layout)"
    )


@pytest.mark.parametrize(
    ("style", "inside"),
    [
        ("height:7mm", "one<br>two"),
        ("height:7mm;overflow:hidden", "one<br>two"),
        ("height:7mm", "<p>one</p><div><b>two</b></div>"),
        ("height:14mm", "<ul><li>one<li>one<li>two</ul>"),
        ("height:7mm", "<table><tr><td>one<tr><td>two</table>"),
        ("height:20mm;position:relative", '<p style="position:absolute;top:19mm">two</p>'),
        ("height:20mm", '<p style="position:relative;top:-9mm">two</p>'),
        ("height:7mm;width:9mm;white-space:nowrap", "one two two"),
        ("height:9mm", '<div class="fixed" style="height:30mm"><p>one</p><p>two</p></div>'),
        ("height:7mm;position:absolute;top:20mm;left:20mm", "one<br>two"),
        ("height:7mm;float:left", "one<br>two"),
        ("height:7mm;display:inline-block", "one<br>two"),
    ],
)
def test_text_out_of_its_frame_is_found(style: str, inside: str) -> None:
    body = f'<div style="height:20mm"></div><div class="fixed" style="{style}">{inside}</div>'
    found = problems(body, "p,ul{margin:0}")
    assert [each for each in found if "two” runs out of its div.fixed" in each], found
    assert not [each for each in found if each.startswith("page 1: “one” runs out")]


def test_text_inside_its_frame_is_no_problem() -> None:
    body = '<div class="fixed" style="height:12mm;padding:2mm"><p>one<br>two</p></div>'
    assert problems(body, "p{margin:0}") == []
    assert problems('<div style="height:1mm">one<br>two</div>') == []  # not said to be fixed


@pytest.mark.parametrize(
    "body",
    [
        '<p style="width:20mm">Donaudampfschifffahrt</p>',
        '<table style="width:20mm;table-layout:fixed"><tr><td>Donaudampfschifffahrt</table>',
        '<div style="float:left;width:20mm">Donaudampfschifffahrt</div>',
        '<p style="width:20mm"><b>Donaudampfschifffahrt</b></p>',
        '<p style="width:20mm;text-align:right">Donaudampfschifffahrt</p>',
        '<p dir="rtl" style="width:20mm">Donaudampfschifffahrt</p>',
        '<p style="width:20mm"><a style="white-space:nowrap">1-800-843-5678 (24)</a></p>',
        '<p style="width:20mm"><span style="display:inline-block">Donaudampfschifffahrt</span></p>',
    ],
)
def test_a_word_wider_than_its_column_is_found(body: str) -> None:
    found = problems(f'<div style="margin:20mm">{body}</div>')
    assert [each for each in found if "is wider than its column" in each]


def test_a_word_that_just_fits_its_column_is_no_problem() -> None:
    assert problems('<p style="width:46mm">Donaudampfschifffahrt</p>') == []


@pytest.mark.parametrize(
    "place",
    ["top:-3mm;left:9mm", "top:9mm;left:-3mm", "bottom:-3mm;left:9mm", "top:9mm;right:-3mm"],
)
def test_text_nearer_than_ten_millimetres_to_the_edge_is_found(place: str) -> None:
    body = f'<div style="position:absolute;{place}">988</div>'
    page = "body{position:relative;height:126mm}"
    assert problems(body, page) == ["page 1: “988” comes nearer than 10 mm to the paper’s edge"]
    nearer = place.replace("-3mm", "-1.8mm")  # 10.2 mm: the margin is 12
    assert problems(body.replace(place, nearer), page) == []


def test_text_in_the_page_margin_counts_too() -> None:
    css = "@page{@bottom-center{content:'988';vertical-align:bottom}}"
    assert problems("<p>one</p>", css) == [
        "page 1: “988” comes nearer than 10 mm to the paper’s edge"
    ]


@pytest.mark.parametrize(
    ("turn", "near"),
    [
        ("rotate(180deg)", True),
        ("rotate(90deg)", True),
        ("translate(0, 90mm)", True),
        ("rotate(360deg)", False),
        ("translate(0, 20mm)", False),
    ],
)
def test_where_turned_text_is_printed_is_what_counts(turn: str, near: bool) -> None:
    """Text at the head of a panel that hangs over the paper's edge once the panel is turned."""
    body = (
        '<div style="position:absolute;top:40mm;left:10mm;width:40mm;height:20mm;'
        f'transform-origin:40mm 30mm;transform:{turn}">988</div>'
    )
    far = '<div style="position:absolute;top:2mm;left:2mm">one</div>'
    found = problems(f'{far}<div style="position:absolute;top:14mm;left:0">{body}</div>')
    assert bool(found) == near, found
    assert all("“988” comes nearer than 10 mm" in each for each in found)


def test_a_turn_inside_a_turn_is_followed() -> None:
    body = (
        '<div style="transform:rotate(180deg)"><div style="transform:rotate(180deg)">'
        '<p style="position:relative;top:{}">988</p></div></div>'
    )
    assert problems(body.format("0")) == []
    assert "nearer than 10 mm" in problems(body.format("-16mm"))[0]


def test_a_long_text_is_named_by_its_beginning() -> None:
    text = "word " * 30
    [problem, *_] = problems(f'<p style="position:relative;left:-10mm;white-space:nowrap">{text}')
    assert "“word word word word word word word word …”" in problem


def test_looking_changes_nothing() -> None:
    document = lay_out('<div class="fixed" style="height:5mm">one<br>two</div>')
    assert list(overflows(document)) == list(overflows(document))
    assert (
        document.write_pdf()
        == lay_out('<div class="fixed" style="height:5mm">one<br>two</div>').write_pdf()
    )
