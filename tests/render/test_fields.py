"""Forms: what a reader types must be kept, printed as typed, and told apart by ear."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from jinja2 import Environment, FileSystemLoader
from pypdfium2 import raw

from tests.make import ROOT
from tests.render.test_pdf import composed, make
from toolkit.checks.printed import text_of
from toolkit.errors import DoesNotFit, RenderError
from toolkit.render import fields
from toolkit.render.assets import asset
from toolkit.render.pdf import Sheet, render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.verapdf import Validator

CSS = (
    ".blank,.box-to-tick{appearance:auto;display:block;box-sizing:border-box;margin:0;padding:0;"
    "font-size:1rem;font-family:inherit}"
    ".blank{width:100%;height:8mm;border:0;border-bottom:.3mm solid}"
    "textarea.blank{height:20mm}.box-to-tick{width:5mm;height:5mm;border:.4mm solid}"
    "p{margin:0}"
)
LINE = '<p><label for="f-{0}">{1}</label><input class="blank" id="f-{0}" name="{0}"></p>'
TICK = (
    '<p><input type="checkbox" class="box-to-tick" id="f-{0}" name="{0}">'
    '<label for="f-{0}">{1}</label></p>'
)
AREA = (
    '<p><label for="f-{0}">{1}</label><textarea class="blank" id="f-{0}" name="{0}"></textarea></p>'
)
FORM = (
    "<h1>A</h1>"
    + LINE.format("name", "Your  <b>name</b>\n here:")
    + TICK.format("ask", "I ask “you” first.")
    + AREA.format("words", "In my words:")
)


def form(body: str = FORM, code: str = "en", css: str = "") -> Sheet:
    return make(body, code=code, css=CSS + css)


@dataclass(frozen=True)
class Field:
    """A field of a finished form, read with another library than it was written with."""

    name: str
    spoken: str
    kind: str
    value: str
    state: str
    place: tuple[float, ...]
    appearance: str
    side: int | None
    flags: int
    keys: frozenset[str]

    @classmethod
    def of(cls, raw_field: Any) -> Field:
        return cls(
            name=str(raw_field.T),
            spoken=str(raw_field.TU),
            kind=str(raw_field.FT),
            value=str(raw_field.get("/V", "")),
            state=str(raw_field.get("/AS", "")),
            place=tuple(float(edge) for edge in raw_field.Rect),
            appearance=str(raw_field.get("/DA", "")),
            side=int(raw_field.Q) if "/Q" in raw_field else None,
            flags=int(raw_field.get("/Ff", 0)),
            keys=frozenset(raw_field.keys()),
        )


def of_form(pdf: bytes) -> list[Field]:
    """Read the fields as the form lists them."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [Field.of(each) for each in document.Root.AcroForm.Fields]


def of_page(pdf: bytes) -> list[Field]:
    """Read the fields as the first page lists them."""
    with pikepdf.open(BytesIO(pdf)) as document:
        notes = document.pages[0].Annots
        return [Field.of(each) for each in notes if each.Subtype == "/Widget"]


# --- what stands in the file


def test_fields_have_the_names_of_the_template_and_the_words_beside_them() -> None:
    found = [(each.name, each.spoken) for each in of_form(form().pdf)]
    assert found == [
        ("name", "Your name here:"),
        ("ask", "I ask “you” first."),
        ("words", "In my words:"),
    ]


def test_a_field_under_a_heading_is_read_after_it() -> None:
    body = (
        '<h1>A</h1><h2 id="home">At home:</h2><p><label id="l-a" for="f-a">Name:</label>'
        '<input class="blank" id="f-a" name="a" aria-labelledby="home l-a"></p>'
    )
    assert [each.spoken for each in of_form(form(body).pdf)] == ["At home: Name"]


def test_tabs_go_in_reading_order() -> None:
    sheet = form(FORM.replace("<h1>A</h1>", f"<h1>A</h1>{LINE.format('zero', 'Zero')}"))
    with pikepdf.open(BytesIO(sheet.pdf)) as document:
        assert document.pages[0].Tabs == "/S"
        [root] = document.Root.StructTreeRoot.K
        order = [str(each.Obj.T) for each in _references(root)]
    assert order == ["zero", "name", "ask", "words"]
    assert order == [each.name for each in of_page(sheet.pdf)]


def _references(element: Any) -> Iterator[Any]:
    """Walk over the object references below structure elements of type Form."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            assert element.S == "/Form"
            yield kid
        elif isinstance(kid, pikepdf.Dictionary):
            yield from _references(kid)


@pytest.mark.parametrize(("code", "side"), [("en", 0), ("ar", 2), ("zh_Hans", 0)])
def test_words_are_typed_from_the_side_where_reading_starts(code: str, side: int) -> None:
    assert [each.side for each in of_form(form(code=code).pdf)] == [side, None, side]


def test_the_same_form_is_the_same_bytes() -> None:
    assert form().pdf == form().pdf


@pytest.mark.parametrize("code", ["en", "ar", "zh_Hans"])
def test_what_is_typed_needs_no_font_of_ours_and_no_new_drawing_by_others(code: str) -> None:
    pdf = form(code=code).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        found = document.Root.AcroForm
        [(alias, typeface)] = found.DR.Font.items()
        assert (alias, str(typeface.Subtype), str(typeface.BaseFont)) == (
            "/Helv",
            "/Type1",
            "/Helvetica",
        )
        assert "/NeedAppearances" not in found
        assert str(found.DA) == "/Helv 11.00 Tf 0 g"
    assert [each.appearance for each in of_form(pdf) if each.kind == "/Tx"] == [
        "/Helv 11.00 Tf 0 g"
    ] * 2


def test_typed_words_are_as_large_as_the_text_around_them() -> None:
    frame = '<div class="fixed" style="height:15.4mm">a<br>b<br>c</div>'
    sheet = form(f"{FORM}{frame}")
    assert sheet.scale < 1
    assert of_form(sheet.pdf)[0].appearance == f"/Helv {11 * sheet.scale:.2f} Tf 0 g"


@pytest.mark.parametrize("code", ["en", "zh_Hans"])
def test_a_form_carries_no_whole_font(code: str) -> None:
    """Guards the patch of WeasyPrint's fonts: 250 KB in English, 16 MB in Chinese."""
    words = "<h1>A</h1><p>Your <b>name</b> here:</p><p>I ask “you” first.</p><p>In my words:</p>"
    assert len(form(code=code).pdf) - len(form(words, code=code).pdf) < 6_000


def test_nothing_scrolls_nothing_is_spell_checked_and_nothing_is_too_long() -> None:
    name, _, words = of_form(form().pdf)
    assert name.flags == (1 << 22) + (1 << 23)
    assert words.flags == (1 << 12) + (1 << 22) + (1 << 23)
    assert "/MaxLen" not in name.keys | words.keys


def test_nothing_in_a_form_runs_or_is_sent() -> None:
    with pikepdf.open(BytesIO(form().pdf)) as document:
        assert not {"/OpenAction", "/AA"} & set(document.Root.keys())
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(document.Root.Names.keys())
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/A", "/AA", "/SubmitForm"} & set(thing.keys())


def test_a_field_is_where_its_line_is_printed() -> None:
    for each in of_form(form().pdf):
        left, low, right, high = each.place
        assert left < right
        assert low < high


def test_a_page_without_fields_has_no_form() -> None:
    with pikepdf.open(BytesIO(make("<h1>A</h1>").pdf)) as document:
        assert "/AcroForm" not in document.Root


def test_a_form_is_pdf_ua_1_in_every_direction(verapdf: Validator, tmp_path: Path) -> None:
    for code in ("en", "ar", "zh_Hans", "hi"):
        path = tmp_path / f"{code}.pdf"
        path.write_bytes(form(code=code).pdf)
        verdict = verapdf.check(path)
        assert verdict.compliant, f"{code}: {verdict}"


# --- what a reader does with it, in PDFium: Chrome's and Edge's engine


class Reader:
    """Somebody who opens a form, types into it, ticks, and keeps the file."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.document.init_forms()
        self.page = self.document[0]
        self.places = {each.name: each.place for each in of_page(pdf)}

    def click(self, name: str) -> None:
        left, low, right, high = self.places[name]
        at = self.document.formenv.raw, self.page.raw, 0, (left + right) / 2, (low + high) / 2
        raw.FORM_OnMouseMove(*at)
        raw.FORM_OnLButtonDown(*at)
        raw.FORM_OnLButtonUp(*at)

    def type(self, name: str, text: str) -> None:
        self.click(name)
        for letter in text:
            raw.FORM_OnChar(self.document.formenv.raw, self.page.raw, ord(letter), 0)

    def keep(self) -> bytes:
        raw.FORM_ForceToKillFocus(self.document.formenv.raw)
        kept = BytesIO()
        self.document.save(kept)
        self.document.close()
        return kept.getvalue()


def typed(text: str, code: str = "en") -> bytes:
    reader = Reader(form(code=code).pdf)
    reader.type("name", text)
    return reader.keep()


def print_of(pdf: bytes) -> bytes:
    """Make the fields part of the page, as printing does."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    assert raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
    page.close()
    printed = BytesIO()
    document.save(printed)
    document.close()
    return printed.getvalue()


def ink(pdf: bytes) -> int:
    """Count the dark pixels of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=2, grayscale=True).to_pil()
    document.close()
    return sum(image.histogram()[:128])


NAMES = {
    "en": "Zoë O’Neill",
    "ar": "أمل محمد",
    "zh_Hans": "阿明 李老师",
    "hi": "अमल शर्मा",
    "ru": "Анна Иванова",
    "vi": "Nguyễn Thị Hương",
}


@pytest.mark.parametrize("code", NAMES)
def test_a_name_in_any_script_is_kept_as_it_was_typed(code: str) -> None:
    assert of_form(typed(NAMES[code], code))[0].value == NAMES[code]


@pytest.mark.parametrize("code", NAMES)
def test_a_number_is_printed_digit_by_digit_as_it_was_typed(code: str) -> None:
    """With the script's own font, Chrome prints other letters: WeasyPrint's issue 2388."""
    text = text_of(print_of(typed("Ann 1-800-843-5678", code)))
    assert "Ann 1-800-843-5678" in text


def test_letters_outside_helvetica_are_drawn_with_a_font_of_the_machine() -> None:
    name = NAMES["zh_Hans"]
    pdf = print_of(typed(name, "zh_Hans"))
    assert name.replace(" ", "") in text_of(pdf).replace(" ", "")
    assert ink(pdf) > ink(print_of(form(code="zh_Hans").pdf)) + 200


def test_a_box_is_ticked_and_the_tick_is_printed() -> None:
    reader = Reader(form().pdf)
    reader.click("ask")
    kept = reader.keep()
    assert [(each.value, each.state) for each in of_form(kept)][1] == ("/on", "/on")
    assert ink(print_of(kept)) > ink(print_of(form().pdf)) + 50


def test_what_is_typed_stops_where_the_line_ends() -> None:
    """Else the end of it would be in the file and not on the paper."""
    assert 50 < len(of_form(typed("word " * 100))[0].value) < 200


# --- what is refused


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<input class="blank" name="a">', "field 'a' has no label"),
        ('<label>Name</label><input class="blank" id="a" name="a">', "field 'a' has no label"),
        ('<label for="a"> </label><input class="blank" id="a" name="a">', "'a' has no label"),
        (
            '<p id="l">Name</p><input class="blank" name="a" aria-labelledby="l none">',
            "field 'a' has no label",
        ),
        (LINE.format("a", "One") + LINE.format("a", "Two"), "two fields have the name 'a'"),
        (
            LINE.format("a", "Name") + LINE.format("b", "Name"),
            "fields 'a' and 'b' are both read aloud as 'Name'",
        ),
        ('<label for="a">A</label><input class="blank" id="a">', "'' has no name of small letters"),
        (LINE.format("a.b", "A"), "'a.b' has no name of small letters"),
        (LINE.format("Child", "A"), "'Child' has no name of small letters"),
        (
            LINE.format("a", "A").replace("<input", '<input value="x"'),
            "field 'a' is filled in already",
        ),
        (AREA.format("a", "A").replace("></t", ">x</t"), "field 'a' is filled in already"),
        (TICK.format("a", "A").replace("<input", "<input checked"), "'a' is filled in already"),
        (
            LINE.format("a", "A").replace("<input", '<input maxlength="9"'),
            "field 'a' limits how much is written",
        ),
        (
            LINE.format("a", "A").replace("<input", '<input type="password"'),
            "field 'a' is an input of type 'password'",
        ),
        ("<button>Send</button>", "<button> has no place on a sheet"),
        ("<select><option>A</option></select>", "<select> has no place on a sheet"),
        ("<script>1</script>", "<script> has no place on a sheet"),
        ('<form action="https://example.org">A</form>', "a form sends what is typed"),
        ('<form method="post">A</form>', "a form sends what is typed"),
    ],
)
def test_a_field_nobody_could_use_is_refused_by_name(body: str, complaint: str) -> None:
    with pytest.raises(RenderError) as caught:
        form(f"<h1>A</h1>{body}")
    assert complaint in caught.value.what
    assert caught.value.where == "US/en/card.letter"
    assert caught.value.fix == fields.FIX


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        (".blank{height:5.8mm}", "field 'name' is 176.0 × 5.8 mm"),
        (".blank{width:24mm}", "field 'name' is 24.0 × 8.0 mm"),
        (".box-to-tick{width:3.8mm}", "field 'ask' is 3.8 × 5.0 mm"),
        (".blank{appearance:none}", "field 'name' is on no page"),
    ],
)
def test_a_field_without_room_for_a_pen_is_refused(css: str, complaint: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        form(css=css)
    assert complaint in caught.value.what


def test_a_label_that_is_not_printed_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="'Your' is on no page"):
        form(css="label{display:none}")


@pytest.mark.parametrize(
    ("style", "complaint"),
    [
        ("position:absolute;top:0;left:-3mm;width:40mm", "field 'name' comes nearer than 10 mm"),
        ("position:relative;top:9mm", "field 'name' runs out of its div.fixed"),
        ("display:inline-block;width:190mm", "field 'name' is wider than its column"),
    ],
)
def test_a_field_outside_its_place_is_refused(style: str, complaint: str) -> None:
    line = LINE.format("name", "Name").replace("<input", f'<input style="{style}"')
    with pytest.raises(DoesNotFit) as caught:
        form(
            f'<h1>A</h1><div class="{"" if "absolute" in style else "fixed"}">{line}</div>',
            css=".fixed{height:16mm}body{position:relative}",
        )
    assert complaint in caught.value.what


# --- the part the sheets use


def test_the_part_makes_fields_that_are_accepted_in_every_shape() -> None:
    part = """{% import "parts/fields.html" as fields with context %}<h1>A</h1><h2 id="own">Own</h2>
        {{ fields.line("line", "Line") }}{{ fields.row("row", "Row") }}
        {{ fields.area("area", "Area", "low") }}{{ fields.date("date", "Date") }}
        {{ fields.sign("sign", "Sign") }}{{ fields.numbered("own-1", "1.", "own") }}
        {% call fields.check("check") %}Check{% endcall %}"""
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    body = environment.from_string(part).render()
    sheets = tuple(
        asset(name, (ROOT / "templates" / name).read_bytes())
        for name in ("styles/tokens.css", "styles/fields.css")
    )
    page = composed(body, styles=sheets, css=":root{--leading:1.4;--tight:1.2}h1,h2,p{margin:0}")
    found = of_form(render(page, max_pages=1).pdf)
    assert [each.spoken for each in found] == [
        "Line",
        "Row",
        "Area",
        "Date",
        "Sign",
        "Own: 1.",
        "Check",
    ]
