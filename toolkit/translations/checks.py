"""What must hold of every translation before it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import TranslationError
from toolkit.translations.compare import Fault, compare, shown
from toolkit.translations.plurals import PluralRule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toolkit.translations.catalog import Catalog, MsgId

_ENGLISH = PluralRule(2, "(n != 1)")


def faults(
    source: MsgId, translated: str | Sequence[str], rule: PluralRule = _ENGLISH
) -> list[str]:
    """Say what a translation lost, added or would break; empty means safe to print.

    ``source`` that counts something is (singular, plural), ``translated`` then has one text a form
    of ``rule``. A form whose reader knows the number may say it in the words of the singular, and
    so may leave ``%(number)s`` out if the singular does.
    """
    strings = (translated,) if isinstance(translated, str) else tuple(translated)
    return [str(fault) for fault in _faults(source, strings, rule)]


def check(catalog: Catalog, wanted: Collection[MsgId] | None = None) -> list[TranslationError]:
    """Name every fault of every translated text; missing and fuzzy ones are not printed anyway.

    ``wanted`` names the only texts to look at.
    """
    return [
        TranslationError(f'{catalog.where}:{message.line} "{shown(message.msgid, 40)}"', *fault)
        for message in catalog.messages.values()
        if message.translated and (wanted is None or message.id in wanted)
        for fault in _faults(message.id, message.strings, catalog.plural)
    ]


def _faults(source: MsgId, strings: tuple[str, ...], rule: PluralRule) -> Iterator[Fault]:
    if isinstance(source, str):
        yield from compare(source, strings[0])
        return
    singular, plural = source
    for form, text in enumerate(strings):
        found = compare(plural, text)
        if rule.says_one_number(form):
            found = min(found, compare(singular, text), key=len)
        for what, fix in found:
            yield Fault(f"form {form} {what}", fix)
