from __future__ import annotations

import gc
import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from toolkit import locales
from toolkit.checks.printed import text_of
from toolkit.errors import DoesNotFit, RenderError
from toolkit.render.assets import Asset, asset
from toolkit.render.html import Composed
from toolkit.render.pdf import Sheet, render

if TYPE_CHECKING:
    from tests.verapdf import Validator

PAGE = "@page{size:200mm 150mm;margin:12mm}body{margin:0}"


def composed(
    body: str,
    *assets: Asset,
    styles: tuple[Asset, ...] = (),
    code: str = "en",
    css: str = "",
) -> Composed:
    locale = locales.get(code)
    families = ", ".join(f'"{family}"' for family in locale.fonts)
    style = f"{PAGE}html{{font-family:{families};line-height:{locale.leading}}}{css}"
    html = (
        f'<!doctype html><html lang="{locale.tag}" dir="{locale.direction}"><head><title>A</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )
    return Composed("US/en/card.letter", html, styles, (*styles, *assets), "digest")


def make(body: str, *assets: Asset, pages: int = 1, **changes: Any) -> Sheet:
    return render(composed(body, *assets, **changes), max_pages=pages)


def commands(pdf: bytes, operator: str) -> list[Any]:
    """Operands of every use of ``operator`` on the first page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        stream: Any = pikepdf.parse_content_stream(document.pages[0])
        return [operands for operands, name in stream if str(name) == operator]


def square(colour: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="96" height="96">'
        f'<rect width="8" height="8" fill="{colour}"/></svg>'
    ).encode()


def colours(pdf: bytes) -> set[tuple[int, int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=0.5).to_pil().convert("RGB")
    found = {colour for _, colour in image.getcolors(1 << 20) or ()}
    document.close()
    return found


def complaints() -> int:
    """Count the handlers left on WeasyPrint's logger, but for its own."""
    handlers = logging.getLogger("weasyprint").handlers
    return sum(not isinstance(each, logging.NullHandler) for each in handlers)


RED, BLUE = (255, 0, 0), (0, 0, 255)


# --- the sheet


def test_a_sheet_knows_its_pages_its_scale_and_its_hash() -> None:
    sheet = make("<h1>One</h1><p style='break-before:page'>Two</p>", pages=2)
    assert (sheet.pages, sheet.scale, sheet.layouts) == (2, 1.0, 1)
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        assert len(pdf.pages) == 2


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert make("<h1>One</h1>").pdf == make("<h1>One</h1>").pdf


def test_body_text_is_eleven_points_times_the_scale() -> None:
    frame = '<h1>One</h1><div class="fixed" style="height:{}rem">a<br>b</div>'
    assert make(frame.format(3)).scale == 1.0
    sizes = [float(operands[1]) for operands in commands(make("<p>Body</p>").pdf, "Tf")]
    assert sizes == [pytest.approx(11 * 96 / 72, rel=1e-3)]  # in pixels


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(DoesNotFit, match="takes 2 pages, 1 allowed") as caught:
        make("<h1>One</h1><p style='break-before:page'>Two</p>")
    assert caught.value.where == "US/en/card.letter"


def test_text_that_layout_loses_is_refused() -> None:
    """A float too tall for its page, beside one that fills it: WeasyPrint drops its end."""
    tall = "".join(f"<p>line {number}</p>" for number in range(90))
    with pytest.raises(DoesNotFit):
        make(f'<h1>A</h1><div style="float:left">{tall}</div>')


# --- what is only a log line in WeasyPrint


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p>A private character: \U000f0000</p>", "notdef"),
        ('<p style="colour:red">A</p>', "Ignored `colour:red`"),
        ('<p style="width:calc(">A</p>', "Ignored"),
        ('<img src="images/none.svg" alt="A">', 'Error fetching "file:///handout/images/none.svg"'),
        (
            '<img src="https://example.org/a.svg" alt="A">',
            'Error fetching "https://example.org/a.svg"',
        ),
        (
            '<p style="background:url(file:///etc/hostname)">A</p>',
            'Error fetching "file:///etc/hostname"',
        ),
        ('<img src="images/bad.svg" alt="A">', "images/bad.svg"),
        ('<a href="#nowhere">A</a>', "nowhere"),
    ],
)
def test_what_cannot_be_printed_is_an_error(body: str, complaint: str) -> None:
    with pytest.raises(RenderError, match=re.escape(complaint)) as caught:
        make(f"<h1>A</h1>{body}", asset("images/bad.svg", b"<svg"))
    assert caught.value.where == "US/en/card.letter"


def test_a_faulty_style_sheet_is_an_error_for_every_sheet_that_uses_it() -> None:
    """Style sheets are parsed once a worker; the complaint must not be heard only once."""
    faulty = asset("styles/faulty.css", b"p { colour: red }")
    for _ in range(2):
        with pytest.raises(RenderError, match="colour: red") as caught:
            make("<h1>A</h1>", styles=(faulty,))
        assert caught.value.where == "templates/styles/faulty.css"
    assert make("<h1>A</h1>", styles=(asset("styles/sound.css", b"p { color: red }"),)).pages == 1


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        make('<h1>A</h1><img src="images/a.svg" alt="A">', asset("images/a.svg", square("red")))
    loud = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert loud == []
    assert complaints() == 0


def test_a_refused_sheet_leaves_nothing_behind() -> None:
    with pytest.raises(RenderError):
        make('<p style="colour:red">A</p>')
    assert gc.isenabled()
    assert complaints() == 0
    assert make("<h1>A</h1>").pages == 1


# --- assets


def test_two_sheets_in_one_process_do_not_mix_their_pictures() -> None:
    body = '<h1>A</h1><img src="images/a.svg" alt="A">'
    red = make(body, asset("images/a.svg", square("red")))
    blue = make(body, asset("images/a.svg", square("blue")))
    assert RED in colours(red.pdf)
    assert BLUE not in colours(red.pdf)
    assert BLUE in colours(blue.pdf)
    assert RED not in colours(blue.pdf)


def test_two_sheets_in_one_process_do_not_mix_their_styles() -> None:
    body = '<h1>A</h1><div class="box"></div>'
    size = "height:20mm;background:"
    red, blue = (
        make(body, styles=(asset("styles/a.css", f".box {{{size}{colour}}}".encode()),))
        for colour in ("red", "blue")
    )
    assert RED in colours(red.pdf)
    assert BLUE in colours(blue.pdf)
    assert RED not in colours(blue.pdf)


def test_a_picture_named_in_a_style_sheet_is_found_from_there() -> None:
    style = asset("styles/a.css", b"div { height: 20mm; background: url(../images/a.svg) }")
    sheet = make("<h1>A</h1><div></div>", asset("images/a.svg", square("red")), styles=(style,))
    assert RED in colours(sheet.pdf)


def test_a_sheet_cannot_use_the_assets_of_another() -> None:
    body = '<h1>A</h1><img src="images/a.svg" alt="A">'
    make(body, asset("images/a.svg", square("red")))
    with pytest.raises(RenderError, match="Error fetching"):
        make(body)


# --- what a screen reader hears


def test_a_link_is_read_by_its_title() -> None:
    sheet = make(
        '<h1>A</h1><p><a href="tel:988" title="Call Somebody">988</a> '
        '<a href="https://a.example/">a.example</a></p>'
    )
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        notes = {str(note.A.URI): str(note.Contents) for note in pdf.pages[0].Annots}
    assert notes["tel:988"] == "Call Somebody"
    assert set(notes) == {"tel:988", "https://a.example/"}


def test_a_title_in_any_script_is_read_out_as_written() -> None:
    sheet = make('<h1>A</h1><a href="tel:988" title="اتصل (بـ) 988 \\ “é”">988</a>')
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        [note] = pdf.pages[0].Annots
        assert str(note.Contents) == "اتصل (بـ) 988 \\ “é”"


def marked(pdf: bytes) -> list[tuple[str, str]]:
    """Language and ActualText of each piece of marked content on the first page."""
    properties = [operands[1] for operands in commands(pdf, "BDC")]
    return [(str(each.get("/Lang", "")), str(each.get("/ActualText", ""))) for each in properties]


def test_words_in_another_language_carry_it() -> None:
    sheet = make('<h1>Help</h1><p>Say <span lang="es">Necesito ayuda</span>.</p>')
    assert ("es", "") in marked(sheet.pdf)
    assert [language for language, _ in marked(sheet.pdf)].count("en") >= 2


# As written; the glyphs alone come back in another order, or as other letters.
SAYINGS = {
    "hi": "विश्वसनीय वयस्क से बात करें",
    "ne": "विश्वासिलो मानिसलाई भन्नुहोस्",
    "bn": "বিশ্বস্ত কাউকে বলুন",
    "pa": "ਕਿਸੇ ਭਰੋਸੇਮੰਦ ਨੂੰ ਦੱਸੋ",
    "gu": "વિશ્વાસુ વ્યક્તિને કહો",
    "ta": "நம்பும் பெரியவரிடம் சொல்லுங்கள்",
    "my": "ယုံကြည်ရသူကို ပြောပါ",
    "km": "ប្រាប់មនុស្សធំ",
}


@pytest.mark.parametrize("code", SAYINGS)
def test_text_comes_back_as_it_was_written(code: str) -> None:
    """Guards the patch of WeasyPrint's marked content: it is private, and may change."""
    saying = SAYINGS[code]
    sheet = make(f"<h1>{saying}</h1><p>{saying} 988.</p>", code=code)
    text = text_of(sheet.pdf)
    assert text.count(saying) == 2, text
    assert "988" in text
    assert (locales.get(code).tag, saying) in marked(sheet.pdf)


@pytest.mark.parametrize("code", ["en", "ar", "zh_Hans"])
def test_other_scripts_need_no_second_copy_of_their_text(code: str) -> None:
    sheet = make(
        "<h1>A مرحبا 中文 988</h1>",
        code=code,
        css="html{font-family:'Noto Sans','Noto Sans Arabic','Noto Sans CJK SC'}",
    )
    assert {text for _, text in marked(sheet.pdf)} == {""}
    assert "988" in text_of(sheet.pdf)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_some_scripts_are_set_larger_to_look_as_large(code: str) -> None:
    """The root's type, and with it all type: it is given in ``rem``."""
    size = locales.get(code).size
    sheet = make("<h1>A</h1><p>A</p>", code=code, css=f":root{{--size:{size}}}p{{font-size:1rem}}")
    sizes = {float(operands[1]) for operands in commands(sheet.pdf, "Tf")}
    assert min(sizes) == pytest.approx(11 * 96 / 72 * size, abs=0.01)


def test_numbers_in_right_to_left_text_keep_their_order() -> None:
    sheet = make(
        '<h1>مساعدة</h1><p>اتصل على <a dir="ltr" href="tel:1" title="A">1-800-843-5678</a> '
        'أو <a dir="ltr" href="tel:1" title="A">116\u00a0123</a></p>',
        code="ar",
        css=f"a{{font-family:{locales.LATIN}}}",  # as every sheet sets numbers
    )
    text = text_of(sheet.pdf)
    assert "1-800-843-5678" in text
    assert "116\u00a0123" in text


def test_all_of_it_is_pdf_ua_1(verapdf: Validator, tmp_path: Any) -> None:
    for code, saying in {**SAYINGS, "ar": "مرحبا", "en": "Hello"}.items():
        sheet = make(
            f'<h1>{saying}</h1><p><span lang="es">Hola</span> '
            '<a dir="ltr" href="tel:988" title="Call">988</a></p>',
            code=code,
        )
        path = tmp_path / f"{code}.pdf"
        path.write_bytes(sheet.pdf)
        verdict = verapdf.check(path)
        assert verdict.compliant, f"{code}: {verdict}"
