"""HTML to PDF/UA-1. The only module that imports WeasyPrint.

One font configuration and one parsed copy of each style sheet serve every sheet of a worker.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import MarginBox, TextBox
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from toolkit import scripts
from toolkit.colours import READABLE
from toolkit.errors import DoesNotFit, RenderError
from toolkit.render import breaking, contrast, fields, repeat
from toolkit.render.breaking import MAY_BREAK
from toolkit.render.fit import BODY_PT, SCALES, Fitted, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.render.assets import Asset
    from toolkit.render.html import Composed

# Never opened: relative addresses resolve against it and the fetcher looks them up by name.
BASE = "file:///handout/"
VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished PDF.

    Attributes:
        pdf: The file.
        pages: How many.
        scale: Type scale, 1 is 11 pt body text.
        layouts: How many layouts the fit took.
        sha256: Of ``pdf``, hexadecimal.
    """

    pdf: bytes
    sha256: str
    pages: int
    scale: float
    layouts: int


def render(composed: Composed, *, max_pages: int) -> Sheet:
    """Make the PDF of a composed sheet, the same bytes every time.

    Raises:
        DoesNotFit: The text does not fit ``max_pages`` at the smallest legible type.
        RenderError: WeasyPrint could not use an asset, a glyph or a style; or a reader could not
            use a field.
    """
    with _no_collector():
        return _render(composed, max_pages)


def _render(composed: Composed, max_pages: int) -> Sheet:
    with _no_warnings(composed.where):
        try:
            html = weasyprint.HTML(
                string=composed.html, base_url=BASE, url_fetcher=_Fetcher(composed.assets)
            )
            labels = fields.read(html.etree_element, composed.where)
            if composed.breaking:
                breaking.put(html.etree_element)
            fitted = fit(
                _layouts(html, composed.stylesheets),
                where=composed.where,
                max_pages=max_pages,
            )
            _refuse_lost_text(fitted.document, composed.where)
            _refuse_faint_text(fitted.document, composed.where)
            fields.require(fitted.document, labels, composed.where)

            def finish(document: Any, pdf: pydyf.PDF) -> None:
                _describe_links(document)
                fields.finish(document, pdf, labels)

            if composed.breaking:
                breaking.clean(fitted.document)
            pdf = fitted.document.write_pdf(pdf_variant=VARIANT, finisher=finish)
        except FatalURLFetchingError as error:
            raise RenderError(composed.where, str(error), "use an asset the sheet names") from error
    return _sheet(pdf, fitted)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet to look at, not to hand out.

    Attributes:
        pdf: Without tags.
        document: WeasyPrint's laid-out document.
        problem: Why it would be refused; "" when it would not.
    """

    pdf: bytes
    document: Any
    scale: float
    problem: str


def draw(composed: Composed, *, max_pages: int) -> Drawn:
    """Draw a sheet even where it does not fit: at the smallest type, and say what is wrong.

    Raises:
        RenderError: WeasyPrint could not use an asset, a glyph or a style.
    """
    with _no_collector(), _no_warnings(composed.where):
        try:
            html = weasyprint.HTML(
                string=composed.html, base_url=BASE, url_fetcher=_Fetcher(composed.assets)
            )
            if composed.breaking:
                breaking.put(html.etree_element)
            lay_out = _layouts(html, composed.stylesheets)
            try:
                fitted = fit(lay_out, where=composed.where, max_pages=max_pages)
                problem = ""
            except DoesNotFit as refused:
                fitted = Fitted(lay_out(SCALES[-1]), SCALES[-1], len(SCALES))
                problem = refused.what
            return Drawn(fitted.document.write_pdf(), fitted.document, fitted.scale, problem)
        except FatalURLFetchingError as error:
            raise RenderError(composed.where, str(error), "use an asset the sheet names") from error


def _sheet(pdf: bytes, fitted: Fitted) -> Sheet:
    sha256 = hashlib.sha256(pdf).hexdigest()
    return Sheet(pdf, sha256, len(fitted.document.pages), fitted.scale, fitted.layouts)


def _refuse_lost_text(document: Any, where: str) -> None:
    """Compare what was written with what was laid out.

    WeasyPrint drops, without a word and without another page, what a float or a running element
    leaves no room for.

    Raises:
        DoesNotFit: A piece of the text is on no page, or not as often as it should be.
    """
    boxes = [box for page in document.pages for box in page._page_box.all_children()]
    # A paragraph may go on on the next page; what stands in a margin does not interrupt it.
    flow = "".join(text for box in boxes if not isinstance(box, MarginBox) for text in _texts(box))
    margins = ("".join(_texts(box)) for box in boxes if isinstance(box, MarginBox))
    laid = "\n".join(map(_plain, (flow, *margins)))
    body = document._html.etree_element.find("body")
    written = Counter(filter(None, map(_plain, _written(body))))
    for text, times in written.items():
        if laid.count(text) < times:
            raise DoesNotFit(
                where, f"{text[:40]!r} is on no page", "give it more room, or use no float there"
            )


# A drawing's only text is its title, which is read aloud.
_UNSEEN = ("script", "style", "title", "template", "{http://www.w3.org/2000/svg}svg")


def _refuse_faint_text(document: Any, where: str) -> None:
    """Refuse colours that some readers cannot tell from their ground.

    Raises:
        RenderError: A pair of text and ground is below 4.5:1.
    """
    faint = "; ".join(contrast.faint(document))
    if faint:
        raise RenderError(where, faint, f"{READABLE}:1 is the least: take other colours")


def _written(element: Any) -> Iterator[str]:
    if element.tag in _UNSEEN or callable(element.tag):
        return
    yield element.text or ""
    for child in element:
        yield from _written(child)
        yield child.tail or ""


def _texts(box: Any) -> Iterator[str]:
    if isinstance(box, TextBox):
        yield box.text
    elif hasattr(box, "all_children"):
        for child in box.all_children():
            yield from _texts(child)


def _plain(text: str) -> str:
    """Leave out what a line break may add or take away."""
    return re.sub(r"[\s\u00ad\u2010\u200b-]+", "", text)


def _layouts(
    html: weasyprint.HTML, stylesheets: tuple[Asset, ...]
) -> Callable[[float], weasyprint.Document]:
    """Lay the parsed sheet out at any type scale."""
    root = html.etree_element
    repeats = repeat.empty(root)

    def lay_out(scale: float) -> weasyprint.Document:
        root.set("style", f"font-size:calc({BODY_PT * scale:.4f}pt * var(--size, 1))")
        document = html.render(
            font_config=_fonts(),
            stylesheets=[_stylesheet(each) for each in stylesheets],
            pdf_variant=VARIANT,
        )
        if repeats:
            repeat.fill(document)
        return document

    return lay_out


@cache
def _fonts() -> FontConfiguration:
    _patch_marked_content()
    fields.keep_fonts_small()
    return FontConfiguration()


@cache
def _stylesheet(sheet: Asset) -> weasyprint.CSS:
    # A complaint is heard only when it is parsed: as an error, which is not cached.
    with _no_warnings(f"templates/{sheet.name}"):
        return weasyprint.CSS(
            string=sheet.content.decode(),
            base_url=urljoin(BASE, sheet.name),
            font_config=_fonts(),
            url_fetcher=_Fetcher(()),
        )


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Hands out the sheet's own assets; anything else ends the render."""

    def __init__(self, assets: tuple[Asset, ...]) -> None:
        super().__init__(fail_on_errors=True)
        self._assets = {urljoin(BASE, each.name): each for each in assets}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        found = self._assets.get(url)
        if found is None:
            raise ValueError(f"{url} is not an asset of this sheet")
        return URLFetcherResponse(url, found.content, {"Content-Type": found.mime})


def _describe_links(document: Any) -> None:
    """Let a link be read aloud by its title: WeasyPrint reads out the address."""
    for page in document.pages:
        for _type, _target, _rectangle, box in page.links:
            title = box.element.get("title") if box.element is not None else None
            if title and getattr(box, "link_annotation", None):
                box.link_annotation["Contents"] = pydyf.String(title)


def _patch_marked_content() -> None:
    """Give each piece of text its language and, for some scripts, its letters.

    WeasyPrint drops ``lang`` inside the page, and Indic and South-East Asian text copies and
    reads aloud wrong because a glyph keeps the first letters it stood for. Both belong beside
    the marked-content id; where a line may break is nothing to copy or to read aloud.
    ``tests/render/test_pdf.py`` and ``tests/scripts`` fail when WeasyPrint changes this.
    """
    marked, begin = Stream.marked, pydyf.Stream.begin_marked_content
    if getattr(marked, "patched", False):
        return

    @contextmanager
    def marked_with_box(self: Any, box: Any, tag: str) -> Iterator[None]:
        self.marked_box = box
        with marked(self, box, tag):
            yield

    def begin_with_text(self: Any, tag: str, properties: Any = None) -> None:
        box = self.__dict__.pop("marked_box", None)
        if properties is not None and isinstance(box, TextBox):
            if box.style["lang"]:
                properties["Lang"] = pydyf.String(box.style["lang"])
            if scripts.needs_text().search(box.text):
                properties["ActualText"] = pydyf.String(box.text.replace(MAY_BREAK, ""))
        begin(self, tag, properties)

    marked_with_box.patched = True  # type: ignore[attr-defined]
    Stream.marked = marked_with_box
    pydyf.Stream.begin_marked_content = begin_with_text


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector out of a render: it walks the box tree and frees nothing.

    Once nobody holds the box tree any more it is all young, and goes at once: older garbage would
    wait for a collection that seldom comes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.collect(0)
            gc.enable()


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_warnings(where: str) -> Iterator[None]:
    """Turn what WeasyPrint only logs (missing glyph, ignored style, lost image) into an error."""
    logger = logging.getLogger("weasyprint")
    complaints = _Complaints()
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.messages:
        raise RenderError(where, "; ".join(complaints.messages[:3]), "mend the template or style")
