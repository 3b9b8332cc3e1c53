"""Forms: what a reader fills in, on screen or by pen.

A field is an ``<input>``, ``<input type=checkbox>`` or ``<textarea>`` with a name and a label that
is printed beside it and read aloud; ``templates/parts/fields.html`` writes them. WeasyPrint makes
the AcroForm; this module refuses fields a reader could not use, and finishes the rest:

- What is typed is set in Helvetica, which is in no file and which every viewer knows and completes
  with fonts of its own. With an embedded font, viewers print other letters than were typed, digits
  too, where the font lacks some (Kozea/WeasyPrint#2388), and a Chinese one is 16 MB.
- ``NeedAppearances`` is off. Every viewer draws what is typed into it and keeps that in the file;
  where the flag is on, the next viewer throws the drawing away and loses letters (Poppler).
- Nothing scrolls: what is typed is what is printed. Nothing is sent, run or spell-checked: other
  people's names stay in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.pdf.fonts import Font

from toolkit.errors import DoesNotFit, RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIX = "write it with templates/parts/fields.html"
# A line to write on with a pen; a box to tick with one.
LINE_MM, BOX_MM = 6.0, 4.0
# Room for a first name.
WIDTH_MM = 25.0
PX_PER_MM = 96 / 25.4
# Rounding of lengths to hundredths of a pixel.
TOLERANCE = 0.05

# Flags of a text field, ISO 32000-1 table 228; bits count from 1.
_MULTILINE, _NO_SPELL_CHECK, _NO_SCROLL = 1 << 12, 1 << 22, 1 << 23
_TO_THE_RIGHT = 2
_FONT = "Helv"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KINDS = ("text", "checkbox")
_NEVER = ("button", "select", "object", "embed", "script")


def read(root: Any, where: str) -> dict[str, str]:
    """Name every field of a page in reading order, with the words it is read aloud by.

    Args:
        root: The ``html`` element.
        where: The job, for the error.

    Raises:
        RenderError: A field lacks a name or a printed label, shares one with another field, is
            filled in already, or could send something.
    """
    faults = list(_faults(root))
    if faults:
        raise RenderError(where, "; ".join(faults[:3]), FIX)
    return {field.get("name"): _label(root, field) for field in _fields(root)}


def _fields(root: Any) -> Iterator[Any]:
    return (each for each in root.iter() if each.tag in ("input", "textarea"))


def _faults(root: Any) -> Iterator[str]:
    for each in root.iter():
        if each.tag in _NEVER:
            yield f"<{each.tag}> has no place on a sheet"
        if each.tag == "form" and (each.get("action") is not None or each.get("method")):
            yield "a form sends what is typed"
    names: set[str] = set()
    spoken: dict[str, str] = {}
    for field in _fields(root):
        name, label = field.get("name") or "", _label(root, field)
        yield from _faults_of(field, name)
        if name in names:
            yield f"two fields have the name {name!r}"
        if not label:
            yield f"field {name!r} has no label"
        elif label in spoken:
            yield f"fields {spoken[label]!r} and {name!r} are both read aloud as {label!r}"
        names.add(name)
        spoken.setdefault(label, name)


def _faults_of(field: Any, name: str) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        yield f"field {name!r} has no name of small letters, digits and hyphens"
    if field.tag == "input" and field.get("type", "text") not in _KINDS:
        yield f"field {name!r} is an input of type {field.get('type')!r}"
    if field.get("value") or (field.text or "").strip() or field.get("checked") is not None:
        yield f"field {name!r} is filled in already"
    if field.get("maxlength"):
        yield f"field {name!r} limits how much is written"


def _label(root: Any, field: Any) -> str:
    """Read a field's printed words: those ``aria-labelledby`` names, else its ``label``."""
    named = (field.get("aria-labelledby") or "").split()
    if named:
        words = {each.get("id"): _words(each) for each in root.iter() if each.get("id") in named}
        # One that is missing is no label at all: half of it may mean something else.
        found = [words.get(each, "") for each in named]
        return ": ".join(each.rstrip(":：") for each in found) if all(found) else ""
    own = field.get("id")
    labels = (each for each in root.iter("label") if own and each.get("for") == own)
    return next(map(_words, labels), "")


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def require(document: Any, labels: Mapping[str, str], where: str) -> None:
    """Refuse a laid-out sheet that lost a field, or has one too small for a pen.

    Raises:
        DoesNotFit: A field is on no page, or lower or narrower than a hand needs.
    """
    boxes = {box.element.get("name"): box for box in boxes_of(document)}
    for name in labels:
        if name not in boxes:
            raise DoesNotFit(
                where, f"field {name!r} is on no page", "give it more room, or use no float there"
            )
        box = boxes[name]
        wide, high = box.border_width() / PX_PER_MM, box.border_height() / PX_PER_MM
        tick = box.element.get("type") == "checkbox"
        least = (BOX_MM, BOX_MM) if tick else (WIDTH_MM, LINE_MM)
        if wide < least[0] - TOLERANCE or high < least[1] - TOLERANCE:
            raise DoesNotFit(
                where,
                f"field {name!r} is {wide:.1f} × {high:.1f} mm",
                f"make it at least {least[0]:.0f} × {least[1]:.0f} mm, room for a pen",
            )


def boxes_of(document: Any) -> Iterator[Any]:
    """Walk over the laid-out fields, in reading order."""
    for page in document.pages:
        for fields in page.forms.values():
            yield from (box for box, _ in fields)


def finish(document: Any, pdf: pydyf.PDF, labels: Mapping[str, str]) -> None:
    """Complete the AcroForm WeasyPrint has written; see the top of this module."""
    boxes = list(boxes_of(document))
    if not boxes:
        return
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type1",
            "BaseFont": "/Helvetica",
            "Encoding": "/WinAnsiEncoding",
        }
    )
    pdf.add_object(font)
    form = pdf.catalog["AcroForm"]
    form.pop("NeedAppearances", None)
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({_FONT: font.reference})})
    form["DA"] = _appearance(boxes)
    for box in boxes:
        field = box.widget_annotation
        left, top, right, bottom = field["Rect"]
        field["Rect"] = pydyf.Array((left, min(top, bottom), right, max(top, bottom)))
        field["TU"] = pydyf.String(labels[box.element.get("name")])
        if field["FT"] == "/Tx":
            field["DA"] = _appearance([box])
            field["Ff"] = field.get("Ff", 0) | _NO_SPELL_CHECK | _NO_SCROLL
            field["Q"] = _TO_THE_RIGHT if box.style["direction"] == "rtl" else 0


def _appearance(boxes: Iterable[Any]) -> pydyf.String:
    size = min(box.style["font_size"] for box in boxes) * 0.75
    return pydyf.String(f"/{_FONT} {size:.2f} Tf 0 g")


def keep_fonts_small() -> None:
    """Subset the page's font although a form uses it: WeasyPrint would embed all of it.

    ``tests/render/test_fields.py`` fails when WeasyPrint changes this.
    """
    Font.used_in_forms = property(lambda _: False, lambda _, __: None)
