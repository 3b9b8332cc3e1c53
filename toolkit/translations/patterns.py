"""The pieces of a text that a translation must carry over as they are."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# As Python formats: every translation goes through ``%`` (Jinja's newstyle gettext).
_PERCENT = re.compile(r"%%|%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")

# Only whole, well-formed tags: a ``<`` that starts none of these is stray.
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([A-Za-z][\w-]*)(?:{_ATTRIBUTE})*\s*(/?)>")
_VOID = frozenset({"br", "wbr", "hr", "img"})

_ENTITY = re.compile(r"&(?:#[xX][0-9A-Fa-f]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?")

_NAME = r"[^\W_](?:[\w-]*[^\W_])?"
_LINK = re.compile(
    # With a scheme, or as people write them.
    r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*"
    rf"|[\w.+-]+@{_NAME}(?:\.{_NAME})+"
    # Bare host names. One part of two letters before a dot keeps "z.B.", "p.ej." and "m.in." out;
    # an end in lower case keeps "EE.UU." out, and a sentence that follows without a space.
    rf"|(?<![\w.@-])(?=[\w.-]*[\w-]{{2}}\.[^\W_])(?:{_NAME}\.)+"
    r"(?:[a-z]{2,24}|COM|ORG|NET|GOV|EDU|INFO|IO|APP)(?![\w-])"
)
_SENTENCE_END = ".,;:!?…)]}'"

SCRIPT = re.compile(r"(?:java|vb)script\s*:", re.IGNORECASE)

_NUMBER = re.compile(r"[0-9]+")
_NUMERIC = frozenset({"Nd", "Nl", "No"})


def placeholders(text: str) -> list[str]:
    """Find what a value is put in for, ``%(number)s``."""
    return [found for found in _PERCENT.findall(text) if found != "%%"]


def has_bare_percent(text: str) -> bool:
    """Whether formatting would stumble over a ``%``."""
    return "%" in _PERCENT.sub("", text)


def tags(text: str) -> list[str]:
    return [found[0] for found in _TAG.finditer(text)]


def angles(text: str) -> list[str]:
    """Every ``<`` and ``>`` that belongs to no tag."""
    return re.findall("[<>]", _TAG.sub("", text))


def entities(text: str) -> list[str]:
    """Character references; without their semicolon too where a browser would read them so."""
    return [found for found in _ENTITY.findall(text) if html.unescape(found) != found]


def links(text: str) -> list[str]:
    """Addresses, e-mail addresses and host names, without the sentence's punctuation after them."""
    return [found.rstrip(_SENTENCE_END) for found in _LINK.findall(_words_and_links(text))]


def words(text: str) -> str:
    """Blank out what is not for translating: placeholders, tags, entities, links."""
    return _LINK.sub(" ", _words_and_links(text))


def numbers(text: str) -> list[str]:
    """Find runs of 0-9, and every other character that counts as a number by itself."""
    plain = words(text)
    others = [c for c in plain if not c.isascii() and unicodedata.category(c) in _NUMERIC]
    return _NUMBER.findall(plain) + others


def nesting(text: str) -> list[tuple[str, ...]] | None:
    """Path from the outermost tag to each tag, in reading order; None when tags cross."""
    paths: list[tuple[str, ...]] = []
    opened: list[tuple[str, str]] = []
    for tag in _TAG.finditer(text):
        close, name, empty = tag.groups()
        if close:
            if not opened or opened.pop()[0] != name:
                return None
            continue
        paths.append((*(outer for _, outer in opened), tag[0]))
        if not empty and name.lower() not in _VOID:
            opened.append((name, tag[0]))
    return None if opened else paths


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut ``text`` into ``(piece, whether it must stay as it is)``, leaving nothing out."""
    at = 0
    for found in _KEPT.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _words_and_links(text: str) -> str:
    return _ENTITY.sub(
        lambda found: found[0] if html.unescape(found[0]) == found[0] else " ",
        _PERCENT.sub(" ", _TAG.sub(" ", text)),
    )


_KEPT = re.compile("|".join(part.pattern for part in (_TAG, _PERCENT, _LINK, _ENTITY)))
