"""One sheet for the preview: its pages as pictures, and every message on them."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2

from toolkit.checks.doubts.find import find
from toolkit.preview.marks import Place, marking, places
from toolkit.render.html import compose
from toolkit.render.pdf import draw
from toolkit.translations import checks

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.plan import Data, Job
    from toolkit.preview.marks import MarkedTemplates
    from toolkit.translations.catalog import Catalog, Message, MsgId

DPI = 110


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a picture.

    Attributes:
        png: The file.
        places: Where the words of each message stand, in reading order.
    """

    png: bytes
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a sheet.

    Attributes:
        msgid: Of the message; singular and plural joined by a slash where it counts something.
        msgstr: Its translation, forms joined likewise; "" where there is none.
        state: ``translated``, ``fuzzy``, ``missing``; or ``broken``: not printed until mended.
        comments: What translators are told.
        po: File and line of its ``msgid``, or "".
        templates: Files that print it.
        faults: What is wrong with the translation.
        doubts: What to look at again.
        here: Whether it stands on the pages; else other help lines or papers bring it.
    """

    msgid: str
    msgstr: str
    state: str
    comments: tuple[str, ...]
    po: str
    templates: tuple[str, ...]
    faults: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    here: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as the preview shows it; messages are numbered as in the places of its pages.

    Behind those stand the messages that wait for a translator and that the sheet prints elsewhere:
    without them it is not made.
    """

    pages: tuple[Page, ...]
    messages: tuple[Said, ...]
    scale: float
    problem: str


def show(job: Job, data: Data, templates: MarkedTemplates, told: Catalog) -> Shown:
    """Draw a sheet with marks; what does not fit is drawn all the same, and said.

    ``told`` is the catalogue whose comments and places in files are shown: for the source, that of
    a translation.

    Raises:
        RenderError: The sheet cannot be drawn.
    """
    catalog = data.catalogs[job.locale.code]
    marked = marking(sound(catalog))
    composed = compose(job, marked, templates, "", data.voices)
    drawn = draw(composed, max_pages=job.material.pages)
    pages = tuple(
        Page(png, places(page))
        for png, page in zip(_pictures(drawn.pdf), drawn.document.pages, strict=True)
    )
    messages = [_said(msgid, catalog, told) for msgid in marked.asked]
    wanted = data.messages[job.material.id] - set(marked.asked)
    others = [_said(msgid, catalog, told) for msgid in told.messages if msgid in wanted]
    messages += [replace(each, here=False) for each in others if each.state != "translated"]
    return Shown(pages, tuple(messages), drawn.scale, drawn.problem)


def doubtful(shown: Shown, catalog: Catalog, glossaries: Path) -> Shown:
    """Note beside each message what a translator should look at again.

    Raises:
        Faults: The glossary cannot be read.
    """
    asked = {each.msgid.partition(" / ")[0] for each in shown.messages}
    on_it = {key: each for key, each in catalog.messages.items() if each.msgid in asked}
    doubts: dict[str, list[str]] = {}
    for each in find(replace(catalog, messages=on_it), glossaries, (), _nowhere, quick=True).doubts:
        if each.rule != "exempt":  # of a text that stands on another sheet
            doubts.setdefault(each.msgid, []).append(f"{each.what} ({each.fix})")
    messages = (
        replace(said, doubts=tuple(doubts.get(said.msgid.partition(" / ")[0], ())))
        for said in shown.messages
    )
    return replace(shown, messages=tuple(messages))


def _nowhere(_: str) -> tuple[str, ...]:
    return ()


def sound(catalog: Catalog) -> Catalog:
    """Leave out what would break a page: the preview prints the source there."""
    messages = {
        msgid: message
        for msgid, message in catalog.messages.items()
        if not message.translated or not checks.faults(msgid, message.strings, catalog.plural)
    }
    return replace(catalog, messages=messages)


def _said(msgid: MsgId, catalog: Catalog, told: Catalog) -> Said:
    message = told.messages.get(msgid)
    own = catalog.messages.get(msgid)
    strings = own.strings if own else ()
    given = any(strings)
    faults = tuple(checks.faults(msgid, strings, catalog.plural)) if given else ()
    return Said(
        msgid=msgid if isinstance(msgid, str) else " / ".join(msgid),
        msgstr=" / ".join(strings) if given else "",
        state="broken" if faults else _state(own, source=catalog.locale.source),
        comments=message.comments if message else (),
        po=f"{told.where}:{message.line}" if message and message.line else "",
        templates=tuple(path for path, _ in message.locations) if message else (),
        faults=faults,
    )


def _state(message: Message | None, *, source: bool) -> str:
    if source or (message and message.translated):
        return "translated"
    return "fuzzy" if message and message.fuzzy else "missing"


def _pictures(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(page) for page in document]
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage) -> bytes:
    out = io.BytesIO()
    page.render(scale=DPI / 72).to_pil().convert("RGB").quantize(128).save(out, "PNG")
    return out.getvalue()
