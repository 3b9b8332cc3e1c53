"""Where each text prints: which sheets reach it, in which part, and what fills its placeholders.

``extract.Sources`` says what a sheet *may* print, for a sheet with one text too few must not be
made. Here macros nobody calls and blocks somebody replaces are left out: this is for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from jinja2 import nodes

from toolkit.translations.extract import environment
from toolkit.translations.places import TEXTS, Place, Use, use, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

N = TypeVar("N", bound=nodes.Node)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a template names: modules by alias, and macros as (template, name)."""

    modules: Mapping[str, str]
    macros: Mapping[str, tuple[str, str]]

    def over(self, other: _Scope) -> _Scope:
        return _Scope({**other.modules, **self.modules}, {**other.macros, **self.macros})


class Uses:
    """The uses of texts by sheet; reads each template once.

    ``filters`` names the template that a filter prints with, ``{"hours": "parts/hours.html"}``.
    Templates are those ``Sources`` accepts: what it would name as a fault raises here, or is
    passed over.
    """

    def __init__(self, root: Path, filters: Mapping[str, str] | None = None) -> None:
        self._environment = environment(root)
        self._filters = filters or {}
        self._trees: dict[str, nodes.Template] = {}
        self._scopes: dict[str, _Scope] = {}
        self._macros: dict[str, dict[str, nodes.Macro]] = {}

    def of(self, sheet: str) -> tuple[Use, ...]:
        """Every use of a text by ``sheet``, in no particular order; each once."""
        return tuple(dict.fromkeys(_Walk(self, sheet).uses()))

    def tree(self, name: str) -> nodes.Template:
        """Parse a template.

        Raises:
            jinja2.TemplateError: It is missing or cannot be parsed.
        """
        if name not in self._trees:
            assert self._environment.loader is not None
            source, *_ = self._environment.loader.get_source(self._environment, name)
            self._trees[name] = self._environment.parse(source, name)
        return self._trees[name]

    def scope(self, name: str) -> _Scope:
        if name not in self._scopes:
            tree = self.tree(name)
            modules = {each.target: _constant(each.template) for each in _all(tree, nodes.Import)}
            macros = {each.name: (name, each.name) for each in _all(tree, nodes.Macro)}
            for each in _all(tree, nodes.FromImport):
                for pair in each.names:
                    there, here = pair if isinstance(pair, tuple) else (pair, pair)
                    macros[here] = (_constant(each.template), there)
            self._scopes[name] = _Scope(modules, macros)
        return self._scopes[name]

    def macro(self, macro: tuple[str, str]) -> nodes.Macro | None:
        """Find a macro by its template and name."""
        template, name = macro
        if template not in self._macros:
            found = _all(self.tree(template), nodes.Macro)
            self._macros[template] = {each.name: each for each in found}
        return self._macros[template].get(name)

    def filter(self, name: str) -> str:
        return self._filters.get(name, "")

    def known(self, name: str) -> bool:
        """Whether ``name`` is that of a template."""
        assert self._environment.loader is not None
        return name.endswith(".html") and name in self._environment.loader.list_templates()


class _Walk:
    """One sheet, followed as Jinja would run it, every ``if`` taken."""

    def __init__(self, uses: Uses, sheet: str) -> None:
        self._all = uses
        self._chain = list(_chain(uses, sheet))
        self._blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        scope = _Scope({}, {})
        for name in self._chain:
            scope = scope.over(uses.scope(name))
            for block in _all(uses.tree(name), nodes.Block):
                self._blocks.setdefault(block.name, []).append((name, block))
        self._scope = scope
        self._done: set[tuple[str, str]] = set()
        self._scopes: dict[str, _Scope] = {}
        self._parts: dict[tuple[tuple[str, str], str], str] = {}

    def uses(self) -> Iterator[Use]:
        *children, base = self._chain
        for name in children:  # outside blocks, an extending template only sets and imports
            yield from self._top(name)
        yield from self._visit(self._all.tree(base), Place(base))

    def _top(self, name: str) -> Iterator[Use]:
        for child in self._all.tree(name).body:
            if not isinstance(child, nodes.Block | nodes.Output):
                yield from self._visit(child, Place(name))

    def _visit(self, node: nodes.Node, at: Place) -> Iterator[Use]:
        if isinstance(node, nodes.Macro | nodes.Extends):
            return  # a macro prints where it is called
        if isinstance(node, nodes.TemplateData):
            at.print(node.data)
        elif isinstance(node, nodes.Call):
            yield from self._call(node, at)
        elif isinstance(node, nodes.Block):
            yield from self._block(node.name, 0)
        elif isinstance(node, nodes.Import | nodes.FromImport | nodes.Include):
            for name in _constants(node.template):
                yield from self._module(name)
        else:
            yield from self._named(node, at)
            for child in node.iter_child_nodes():
                yield from self._visit(child, at)

    def _named(self, node: nodes.Node, at: Place) -> Iterator[Use]:
        """Follow what a node names without calling it."""
        match node:
            case nodes.Assign(target=nodes.Name(name="_trans")):
                at.assigned = written(node.node)  # what Jinja makes of a call in a placeholder
            case nodes.Filter(name=name) if self._all.filter(name):
                yield from self._module(self._all.filter(name), macros=True)
            case nodes.Const(value=str(value)) if self._all.known(value):
                yield from self._module(value)  # a sheet that prints in several languages
            case nodes.Getattr() | nodes.Name():
                macro = self._macro(node, at.template)
                if macro:
                    yield from self._follow(macro)

    def _call(self, node: nodes.Call, at: Place) -> Iterator[Use]:
        match node.node:
            case nodes.Name(name="super"):
                yield from self._block(at.block, 1)
            case nodes.Getattr(node=nodes.Name(name="self"), attr=name):
                yield from self._block(name, 0)
            case nodes.Name(name=name) if name in TEXTS:
                yield from use(node, name, at)
        macro = self._macro(node.node, at.template)
        if macro:
            yield from self._follow(macro)
            for name, child in self._arguments(macro, node):
                given = self._part(macro, name) or at.given
                yield from self._visit(child, Place(at.template, at.block, given))
            return
        for child in node.iter_child_nodes():
            yield from self._visit(child, at)

    def _macro(self, node: nodes.Node, template: str) -> tuple[str, str] | None:
        """Resolve what names a macro."""
        if template not in self._scopes:
            self._scopes[template] = self._all.scope(template).over(self._scope)
        scope = self._scopes[template]
        match node:
            case nodes.Getattr(node=nodes.Name(name=alias), attr=attr) if alias in scope.modules:
                return scope.modules[alias], attr
            case nodes.Name(name=name) if name in scope.macros:
                return scope.macros[name]
        return None

    def _follow(self, macro: tuple[str, str]) -> Iterator[Use]:
        if macro in self._done:
            return
        self._done.add(macro)
        at, found = Place(macro[0]), self._all.macro(macro)
        for child in (*found.defaults, *found.body) if found else ():
            yield from self._visit(child, at)

    def _arguments(
        self, macro: tuple[str, str], call: nodes.Call
    ) -> Iterator[tuple[str, nodes.Node]]:
        """Pair what a macro is given with its own name for it."""
        found = self._all.macro(macro)
        names = [arg.name for arg in found.args] if found else []
        yield from zip(names, call.args, strict=False)
        yield from ((each.key, each.value) for each in call.kwargs)

    def _part(self, macro: tuple[str, str], name: str) -> str:
        """Tell in which part ``macro`` prints what it calls ``name``."""
        key = (macro, name)
        if key not in self._parts:
            self._parts[key] = ""  # should it call itself
            self._parts[key] = self._find_part(macro, name)
        return self._parts[key]

    def _find_part(self, macro: tuple[str, str], name: str) -> str:
        at, found = Place(macro[0]), self._all.macro(macro)
        kinds = (nodes.TemplateData, nodes.Call, nodes.Name)
        for node in found.find_all(kinds) if found else ():
            if isinstance(node, nodes.TemplateData):
                at.print(node.data)
            elif isinstance(node, nodes.Name) and node.name == name and at.part:
                return at.part
            elif isinstance(node, nodes.Call):
                inner = self._macro(node.node, at.template)
                for there, given in self._arguments(inner, node) if inner else ():
                    if inner and isinstance(given, nodes.Name) and given.name == name:
                        return self._part(inner, there)
        return ""

    def _module(self, name: str, *, macros: bool = False) -> Iterator[Use]:
        if (name, "") in self._done:
            return
        self._done.add((name, ""))
        yield from self._visit(self._all.tree(name), Place(name))
        for each in _all(self._all.tree(name), nodes.Macro) if macros else ():
            yield from self._follow((name, each.name))

    def _block(self, name: str, depth: int) -> Iterator[Use]:
        """Print the block as the sheet has it; ``depth`` 1 as what it extends has it."""
        given = self._blocks.get(name, [])
        done = (f"block {depth}", name)
        if depth >= len(given) or done in self._done:
            return
        self._done.add(done)
        template, block = given[depth]
        at = Place(template, name)
        for child in block.body:
            yield from self._visit(child, at)


def _chain(uses: Uses, sheet: str) -> Iterator[str]:
    yield sheet
    for node in _all(uses.tree(sheet), nodes.Extends):
        yield from _chain(uses, _constant(node.template))


def _all(tree: nodes.Template, kind: type[N]) -> list[N]:
    return list(tree.find_all(kind))


def _constant(node: nodes.Expr) -> str:
    (name,) = _constants(node)
    return name


def _constants(node: nodes.Expr) -> tuple[str, ...]:
    value = node.as_const()
    return (value,) if isinstance(value, str) else tuple(value)
