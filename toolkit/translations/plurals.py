"""The plural rule of a catalogue: which form of a sentence goes with a number."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from functools import cache

_HEADER = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*", re.ASCII)

# CLDR's rules repeat with the last two digits, but for a form of whole millions.
_NUMBERS = (*range(1001), 1_000_000)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """What a ``Plural-Forms`` header says.

    Attributes:
        forms: How many forms a sentence has.
        expression: C expression in ``n`` that gives the form's index.

    Raises:
        ValueError: ``expression`` is no plural expression, fails or leaves the forms for some
            number, or never uses one of the forms.
    """

    forms: int
    expression: str

    def __post_init__(self) -> None:
        used = set(_used(self.expression))
        if used != set(range(self.forms)):
            raise ValueError(f"gives forms {sorted(used)} where there are {self.forms}")

    @classmethod
    def parse(cls, header: str) -> PluralRule:
        """Read ``nplurals=2; plural=(n != 1);``; ValueError where it is anything else."""
        match = _HEADER.fullmatch(header)
        if match is None:
            raise ValueError("not of the form nplurals=N; plural=EXPRESSION;")
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"nplurals={self.forms}; plural={self.expression};"

    def form(self, n: int) -> int:
        """Index of the form that goes with ``n``."""
        return gettext.c2py(self.expression)(n)

    def says_one_number(self, form: int) -> bool:
        """Whether the reader of ``form`` knows the number without seeing it.

        Nought aside: French says one and none alike, and no sheet counts none of anything.
        """
        return len(_used(self.expression)[form] - {0}) <= 1


@cache
def _used(expression: str) -> dict[int, frozenset[int]]:
    """Map each form to the numbers that take it."""
    numbers: dict[int, set[int]] = {}
    try:
        # The standard library's own reader of this header: a tokeniser that lets through n, digits
        # and operators, with limits on length and depth. What it compiles can do nothing but count.
        rule = gettext.c2py(expression)
        for n in _NUMBERS:
            numbers.setdefault(rule(n), set()).add(n)
    except (ArithmeticError, RecursionError) as error:
        raise ValueError(f"cannot be evaluated: {error}") from error
    return {form: frozenset(taken) for form, taken in numbers.items()}
