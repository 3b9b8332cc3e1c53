"""One place in a template that prints a text, and how a template tells where that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from toolkit.translations.calls import unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

# The functions of gettext a template may call.
TEXTS = frozenset({"_", "gettext", "ngettext"})

_PLACES = re.compile(r'<(/?)(h[1-6]|li|t[dh]|label|title|p)\b(?:\s+class="([a-z-]+)[^"<>]*")?')
_SPOKEN = re.compile(r'\s(alt|title|aria-label)="[^"<>]*$')


@dataclass(frozen=True, slots=True)
class Use:
    """One place that prints a text.

    Attributes:
        msgid: The text; its singular where it counts something.
        template: Below ``templates/``.
        part: What holds it: an HTML tag (``h2``, ``p.kicker``), an attribute (``@alt``), else a
            block (``lede``); "" where nothing tells.
        values: Placeholder and the expression that fills it, ``("number", "material.revision")``.
    """

    msgid: str
    template: str
    part: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Place:
    """What the walk knows of where it is.

    Attributes:
        given: The part where a macro prints what it is given.
        text: Printed last.
        tags: Open ones.
        assigned: What fills the next placeholder, where Jinja says that before.
    """

    template: str
    block: str = ""
    given: str = ""
    text: str = ""
    tags: list[str] = field(default_factory=list)
    assigned: str = ""

    @property
    def part(self) -> str:
        spoken = _SPOKEN.search(self.text)
        if spoken:
            return f"@{spoken[1]}"
        return self.given or (self.tags[-1] if self.tags else self.block)

    def print(self, data: str) -> None:
        self.text = data
        for close, tag, kind in _PLACES.findall(data):
            if not close:
                self.tags.append(f"{tag}.{kind}" if kind else tag)
                continue
            # HTML lets some tags stay open.
            inner = [each.partition(".")[0] for each in self.tags]
            del self.tags[len(inner) - 1 - inner[::-1].index(tag) if tag in inner else len(inner) :]


def use(call: nodes.Call, function: str, at: Place) -> Iterator[Use]:
    """Make a use of a call of gettext, none where it is of no use to translators."""
    texts = tuple(each.value for each in call.args if isinstance(each, nodes.Const))
    if not unusable("", function, texts):
        pairs = ((each.key, written(each.value)) for each in call.kwargs)
        values = tuple((key, at.assigned if value == "_trans" else value) for key, value in pairs)
        yield Use(texts[0], at.template, at.part, values)


def written(node: nodes.Node) -> str:
    """Write an expression as a template does, as far as its names go: ``line.phone.display``."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Const(value=value):
            return repr(value)
        case nodes.Getattr(node=inner, attr=attr):
            text = f"{written(inner)}.{attr}"
        case nodes.Getitem(node=inner):
            text = f"{written(inner)}[]"
        case nodes.Call(node=inner):
            text = f"{written(inner)}()"
        case nodes.Filter(node=nodes.Node() as inner, name=name):
            text = f"{written(inner)}|{name}"
        case _:
            text = type(node).__name__.lower()
    return text
