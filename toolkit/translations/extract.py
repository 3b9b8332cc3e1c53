"""What the templates say: for translators, and to know which sheet prints which text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

import jinja2
from babel.messages import catalog as babel
from babel.messages.extract import extract_from_dir

# What `pybabel extract -F pyproject.toml` reads its mapping with. It is private, but the only way
# to agree on every option; versions are pinned, and a test compares the results.
from babel.messages.frontend import _parse_mapping_toml
from jinja2.ext import babel_extract, extract_from_ast
from jinja2.meta import find_referenced_templates

from toolkit.errors import RenderError, ToolkitError, TranslationError
from toolkit.translations.calls import Arguments, msgid, raise_any, unreadable, unusable
from toolkit.translations.compare import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from toolkit.translations.catalog import MsgId

# The words in a template comment that make it one for translators.
COMMENT_TAG = "i18n:"

_EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do")


def extract(root: Path) -> babel.Catalog:
    """Collect every text of the templates under ``root``, as ``pybabel extract`` does.

    Texts come with template, line and comment for translators, sorted by template and line.

    Raises:
        ToolkitError: A template has a fault: RenderError for its syntax, TranslationError for a
            text that cannot be translated. Faults when there are several.
    """
    faults: list[ToolkitError] = []
    with (root / "pyproject.toml").open("rb") as file:
        methods, options = _parse_mapping_toml(file, "pyproject.toml", style="pyproject.toml")
    # Jinja's own reader stops at the first fault; ours goes on to the next template.
    own = {"jinja2": _reader(root, faults)}
    methods = [(pattern, own.get(method, method)) for pattern, method in methods]
    found = babel.Catalog()
    for path, line, text, comments, context in extract_from_dir(
        root, methods, options, comment_tags=(COMMENT_TAG,)
    ):
        known = found.get(text)
        if known and known.id != text:
            faults.append(_clash(f"{path}:{line}", known))
        found.add(text, None, [(path, line)], auto_comments=comments, context=context)
    raise_any(faults)
    messages = sorted((m for m in found if m.id), key=lambda message: message.locations)
    ordered = babel.Catalog()
    for message in messages:
        ordered[message.id] = message
    return ordered


# Line, function, arguments, comments.
_Call: TypeAlias = tuple[int, str, Arguments, list[str]]


class _Page(NamedTuple):
    """One template by itself: its texts, and the templates it takes in."""

    messages: frozenset[MsgId]
    references: frozenset[str]


class Sources:
    """Texts and files by template; reads each template once, when first asked for.

    Templates are named as Jinja names them, from ``root/templates``. Methods raise ToolkitError, or
    Faults when there are several, for a template that is missing, has a fault of syntax, takes in
    another one under a name that is not written out, or has a text that cannot be translated.
    """

    def __init__(self, root: Path) -> None:
        self._environment = environment(root)
        self._pages: dict[str, _Page] = {}

    def messages(self, template: str) -> frozenset[MsgId]:
        """Every text that ``template`` can print, by itself or through what it takes in."""
        pages = self._reach(template).values()
        return frozenset().union(*(page.messages for page in pages))

    def files(self, template: str) -> frozenset[str]:
        """``template`` and every template it takes in."""
        return frozenset(self._reach(template))

    def _reach(self, template: str) -> dict[str, _Page]:
        reached: dict[str, _Page] = {}
        faults: list[ToolkitError] = []
        wanted = {template: "templates"}
        while wanted:
            name, wanted_by = wanted.popitem()
            page, more = self._page(name, wanted_by)
            reached[name] = page
            faults += more
            wanted |= dict.fromkeys(page.references - reached.keys(), f"templates/{name}")
        raise_any(faults)
        return reached

    def _page(self, name: str, wanted_by: str) -> tuple[_Page, list[ToolkitError]]:
        if name in self._pages:
            return self._pages[name], []
        where = f"templates/{name}"
        faults: list[ToolkitError] = []
        messages: set[MsgId] = set()
        references: set[str | None] = set()
        try:
            assert self._environment.loader is not None
            source, *_ = self._environment.loader.get_source(self._environment, name)
            tree = self._environment.parse(source, name)
        except jinja2.TemplateNotFound:
            fix = "correct the name, or add the file"
            faults.append(RenderError(wanted_by, f"there is no template {name}", fix))
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError) as error:
            faults.append(unreadable(where, error))
        else:
            references = set(find_referenced_templates(tree))
            for line, function, arguments in extract_from_ast(tree):
                no_use = unusable(f"{where}:{line}", function, arguments)
                faults += no_use
                if not no_use:
                    messages.add(msgid(function, arguments))
        if None in references:
            what = "takes in a template whose name is not written out"
            faults.append(RenderError(where, what, "write the name in quotes"))
        page = _Page(frozenset(messages), frozenset(name for name in references if name))
        if not faults:
            self._pages[name] = page
        return page, faults


def environment(root: Path) -> jinja2.Environment:
    """Make what parses the templates under ``root`` as they are parsed to be printed."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "templates"),
        extensions=_EXTENSIONS,
        autoescape=True,
    )
    # Without these two, texts differ from those extracted, and English would be printed.
    made.policies["ext.i18n.trimmed"] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    return made


def messages_of(root: Path, *templates: str) -> frozenset[MsgId]:
    """Every text that ``templates`` can print; raises as ``Sources`` does."""
    sources = Sources(root)
    return frozenset().union(*map(sources.messages, templates))


def _reader(root: Path, faults: list[ToolkitError]) -> Callable[..., Iterator[_Call]]:
    """Make what does the work of Babel's method ``jinja2``, but notes faults and goes on."""

    def read(
        file: BinaryIO,
        keywords: Sequence[str],
        comment_tags: Sequence[str],
        options: dict[str, str],
    ) -> Iterator[_Call]:
        where = Path(os.path.relpath(file.name, root)).as_posix()
        try:
            for call in babel_extract(file, keywords, comment_tags, options):
                line, function, arguments, _ = call
                no_use = unusable(f"{where}:{line}", function, arguments)
                faults.extend(no_use)
                if not no_use:
                    yield call
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError) as error:
            faults.append(unreadable(where, error))

    return read


def _clash(where: str, known: babel.Message) -> TranslationError:
    text = known.id if isinstance(known.id, str) else known.id[0]
    path, line = known.locations[0]
    what = f'"{shown(text, 40)}" has another plural, or none, in {path}:{line}'
    return TranslationError(where, what, "catalogues tell texts apart by the singular: reword one")
