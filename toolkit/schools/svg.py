"""An SVG that comes from outside may hold a drawing, and nothing that acts, fetches or explodes."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, XMLParser  # _Drawing refuses entities

from toolkit.tomlfile import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "http://www.w3.org/2000/svg"
MAX_ELEMENTS = 5000
MAX_DEPTH = 100

_ACTIVE = re.compile(r"script|foreignobject|iframe|embed|object|audio|video|handler|set|animate.*")
_URL = re.compile(r"""url\s*\(\s*["']?\s*(?P<hash>#?)""", re.IGNORECASE)
_REACHING = re.compile(r"\\|@import|image-set|\bsrc\s*\(", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,(?P<data>[A-Za-z0-9+/=\s]+)")
_FIX = "export it again as plain SVG, or as PNG"


def check_svg(content: bytes, check_raster: Callable[[bytes], None]) -> None:
    """Read an SVG and refuse what is more than a drawing.

    ``check_raster`` checks a picture it carries inside.

    Raises:
        Invalid: It is not well-formed XML, has no size, or holds a document type, script, event,
            style rule or link that reaches outside, or a drawing repeated inside a repeated one.
    """
    drawing = _Drawing(check_raster)
    # The target is told of a document type before any entity of it is expanded, and refuses it.
    parser = XMLParser(target=drawing)  # noqa: S314
    try:
        parser.feed(content)
        parser.close()
    except (ParseError, LookupError, UnicodeError) as error:
        raise Invalid(f"is not an SVG that can be read: {error}", _FIX) from None


class _Drawing:
    """What the XML parser talks to, element by element."""

    def __init__(self, check_raster: Callable[[bytes], None]) -> None:
        self._check_raster = check_raster
        self._open: list[tuple[str, str]] = []  # name and id of every element we are inside of
        self._count = 0
        self._used: set[str] = set()
        self._using: set[str] = set()
        self._style: list[str] = []

    def doctype(self, *_: object) -> None:
        raise Invalid("is an SVG with a document type", _FIX)

    def pi(self, target: str, _: object = None) -> None:
        raise Invalid(f"is an SVG with a <?{target}?> instruction", _FIX)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if not self._open:
            _require_svg(tag, attributes)
        if _ACTIVE.fullmatch(name):
            raise Invalid(f"is an SVG with <{name}>", _FIX)
        self._count += 1
        self._open.append((name, attributes.get("id", "")))
        if self._count > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            raise Invalid("is an SVG too complex for a logo", "simplify it, or export it as PNG")
        for key, value in attributes.items():
            self._attribute(name, key, value)

    def data(self, text: str) -> None:
        # The parser hands out text in pieces, which may cut a word in two.
        if self._open[-1][0] == "style":
            self._style.append(text)

    def end(self, _: str) -> None:
        name, _ = self._open.pop()
        if name == "style":
            _require_inner("".join(self._style), css=True)
            self._style.clear()

    def close(self) -> None:
        if self._used & self._using:
            raise Invalid("is an SVG that repeats a drawing inside a repeated drawing", _FIX)

    def _attribute(self, element: str, key: str, value: str) -> None:
        name = _local(key)
        if name.startswith("on"):
            raise Invalid(f"is an SVG with an event, {name}", _FIX)
        if name == "base":
            raise Invalid("is an SVG with a base address", _FIX)
        if name in {"href", "src"}:
            self._link(element, value.strip())
        else:
            # Names of other namespaces are the drawing program's own notes.
            _require_inner(value, css=not key.startswith("{"))

    def _link(self, element: str, value: str) -> None:
        if value.startswith("#"):
            if element == "use":
                self._used.add(value[1:])
                self._using.update(slug for _, slug in self._open)
            return
        match = _DATA.fullmatch(value)
        if not match:
            raise Invalid(f"is an SVG that links to {value[:40]!r}", _FIX)
        try:
            self._check_raster(base64.b64decode(match["data"]))
        except binascii.Error:
            raise Invalid("is an SVG with a broken picture inside", _FIX) from None


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _require_svg(tag: str, attributes: dict[str, str]) -> None:
    if tag != f"{{{NAMESPACE}}}svg":
        raise Invalid("is XML, but not an SVG", "export it as SVG or PNG")
    if "viewBox" not in attributes and not {"width", "height"} <= attributes.keys():
        raise Invalid("is an SVG without a size", "give its <svg> a viewBox")


def _require_inner(value: str, *, css: bool) -> None:
    """Refuse what reaches outside the drawing; in CSS also what could hide that it does."""
    outside = any(not match["hash"] for match in _URL.finditer(value))
    if outside or (css and _REACHING.search(value)):
        raise Invalid(f"is an SVG with a style that reaches outside: {value[:40]!r}", _FIX)
