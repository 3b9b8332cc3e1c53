"""A composed sheet as its reader meets it: pages, and on each of them the pieces of text.

A page is what comes before the first ``<section class="page">``, and each such section with what
follows it. A sheet of cards and a folded book are one page: a card is one thing, held as one.
``data-reader`` on a page (on the first one: on any element of it) says who reads that page, where
it is somebody else than the material's audience: a teacher's lesson has a page for students.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from toolkit.materials import Material

# One thing, however many sides or panels it has.
_ONE_PAGE = ("cards", "fold")

# Parts of a page that are facts, names or lines to write on, not running text. Their sentences are
# not measured; `further`, `dial`, `facts`, `shared` and `tool` are help lines outside their box.
_HELP = frozenset({"help", "further", "dial", "facts", "shared", "tool"})
_ASIDE = _HELP | {"imprint", "footer", "sources", "school", "letterhead"}
# Left out of a sentence: what is dialled, typed or called by its own name.
_NAMES = frozenset({"number", "address", "name", "keyword"})

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "em", "i", "mark", "q", "span", "strong", "wbr"}
)
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_UNSEEN = frozenset({"head", "script", "style", "template", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "caption"})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands by itself: a paragraph, a heading, a list item, a table cell.

    Attributes:
        tag: Of the element it stands in.
        text: Without numbers to dial, addresses, and names of help lines.
        classes: Of the element and of all around it.
        data: ``data-…`` attributes of the element, without ``data-``.
    """

    tag: str
    text: str
    classes: frozenset[str] = frozenset()
    data: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def prose(self) -> bool:
        """Whether its sentences are ours to keep short."""
        return self.classes.isdisjoint(_ASIDE)

    @property
    def facts(self) -> Mapping[str, str]:
        return dict(self.data)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1.
        reader: ``young``, ``parent``, ``staff`` or ``everyone``; or what the template says instead.
        blocks: In reading order.
        classes: Of every element, with text or without.
        pictures: What is said in place of each picture; empty where nothing is.
    """

    number: int
    reader: str
    blocks: tuple[Block, ...]
    classes: frozenset[str]
    pictures: tuple[str, ...]

    @property
    def young(self) -> bool:
        """Whether a young person may read it."""
        return self.reader in ("young", "everyone")


def pages_of(html: str, material: Material) -> tuple[Page, ...]:
    """Read the pages of a composed sheet of ``material``."""
    parser = _Parser(paged=material.kind not in _ONE_PAGE)
    parser.feed(html)
    parser.close()
    return tuple(
        Page(
            number,
            page.reader or material.audience,
            tuple(page.blocks if parser.paged else _once(page.blocks)),
            frozenset(page.classes),
            tuple(page.pictures),
        )
        for number, page in enumerate(parser.pages, start=1)
    )


def _once(blocks: list[Block]) -> Iterable[Block]:
    """Leave out what another card has said: ten equal cards are one card."""
    first: dict[tuple[str, str], Block] = {}
    for block in blocks:
        first.setdefault((block.tag, block.text), block)
    return first.values()


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet; ``classes`` are its own and those around it."""

    tag: str
    classes: frozenset[str] = frozenset()
    data: tuple[tuple[str, str], ...] = ()
    silent: bool = False


@dataclass(slots=True)
class _Started:
    """A page being read."""

    reader: str = ""
    blocks: list[Block] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self, *, paged: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.paged = paged
        self.pages = [_Started()]
        self._open = [_Open("")]
        self._text: list[str] = []
        self._language = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own = frozenset(given.get("class", "").split())
        around = self._open[-1]
        if tag not in _INLINE and not around.silent:
            self._flush()
        if self.paged and tag == "section" and "page" in own:
            self.pages.append(_Started())
        page = self.pages[-1]
        page.classes |= own
        page.reader = page.reader or given.get("data-reader", "")
        self._language = self._language or given.get("lang", "")
        self._picture(tag, given, page)
        if tag == "br":
            self._text.append(" ")
        if tag not in _VOID:
            inline = tag in _INLINE
            self._open.append(
                _Open(
                    tag,
                    around.classes | own,
                    around.data if inline else _data(given),
                    around.silent or self._is_silent(tag, own, given),
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE and not self._open[-1].silent:
            self._flush()
        if any(each.tag == tag for each in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._open[-1].silent:
            self._text.append(data)
        elif self._open[-1].tag == "title" and len(self._open) > 1 and self._open[-2].tag == "svg":
            self.pages[-1].pictures[-1] += data

    def close(self) -> None:
        super().close()
        self._flush()

    def _is_silent(self, tag: str, own: frozenset[str], given: Mapping[str, str]) -> bool:
        foreign = _language(given.get("lang", self._language)) != _language(self._language)
        return tag in _UNSEEN or tag == "svg" or foreign or not own.isdisjoint(_NAMES)

    def _picture(self, tag: str, given: Mapping[str, str], page: _Started) -> None:
        if tag == "img":
            page.pictures.append(given.get("alt", "").strip())
        elif tag == "svg" and given.get("aria-hidden") != "true":
            page.pictures.append(given.get("aria-label", ""))

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            at = next(each for each in reversed(self._open) if each.tag not in _INLINE)
            self.pages[-1].blocks.append(Block(at.tag, text, self._open[-1].classes, at.data))


def _data(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.removeprefix("data-"), value.strip())
        for name, value in given.items()
        if name.startswith("data-")
    )


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def prose(pages: Sequence[Page]) -> Iterator[tuple[Page, Block]]:
    """Walk the running text, page by page."""
    for page in pages:
        for block in page.blocks:
            if block.prose:
                yield page, block
