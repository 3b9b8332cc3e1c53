"""Catalogues in memory: what each locale has to say for each text of the templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from toolkit import locales
from toolkit.errors import UsageError
from toolkit.translations import pseudo
from toolkit.translations.header import Review, header_faults, plural_rule, review
from toolkit.translations.plurals import PluralRule
from toolkit.translations.po import read, settle_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from babel.messages import catalog as babel

    from toolkit.errors import ToolkitError
    from toolkit.locales import Locale

__all__ = ["Catalog", "Message", "MsgId", "Review", "available", "load", "po_path", "pot_path"]

# A text as the templates have it; singular and plural where it counts something.
MsgId: TypeAlias = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """One text and its translation.

    Attributes:
        msgid: The text, its singular where it counts something.
        msgid_plural: The plural; "" where it counts nothing.
        strings: One form, or as many as the plural rule has; "" where untranslated.
        fuzzy: Carried over from another text, and not confirmed.
        locations: Template, from the project's root, and line; 0 where the file names no line.
        comments: What translators are told about it.
        line: Of its ``msgid`` in the file.
    """

    msgid: str
    msgid_plural: str
    strings: tuple[str, ...]
    fuzzy: bool = False
    locations: tuple[tuple[str, int], ...] = ()
    comments: tuple[str, ...] = ()
    line: int = 0

    @property
    def id(self) -> MsgId:
        return (self.msgid, self.msgid_plural) if self.msgid_plural else self.msgid

    @property
    def translated(self) -> bool:
        """Whether every form is there and confirmed."""
        return all(self.strings) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class Catalog:
    """All a locale has to say; picklable.

    Attributes:
        locale: Whose words they are.
        messages: By text; a text that counts something by (singular, plural).
        review: Whether a person has read it.
        plural: Which form goes with a number.
        where: The file, as messages call it.
    """

    locale: Locale
    messages: Mapping[MsgId, Message]
    review: Review
    plural: PluralRule
    where: str

    def gettext(self, msgid: str) -> str:
        """Translate ``msgid``; itself when there is no confirmed translation."""
        message = self.messages.get(msgid)
        return message.strings[0] if message and message.translated else msgid

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Translate for the number ``n``; as the source has it when there is no translation."""
        message = self.messages.get((singular, plural))
        if message and message.translated:
            return message.strings[self.plural.form(n)]
        return singular if n == 1 else plural

    def missing(self, msgids: Iterable[MsgId]) -> tuple[str, ...]:
        """Name the texts that would print in the source language, fuzzy ones too, sorted."""
        if self.locale.source:
            return ()
        found = ((msgid, self.messages.get(msgid)) for msgid in msgids)
        return _names(msgid for msgid, message in found if not (message and message.translated))

    def fuzzy(self, msgids: Iterable[MsgId]) -> tuple[str, ...]:
        """Name the missing texts that wait for a translator's yes, sorted."""
        found = ((msgid, self.messages.get(msgid)) for msgid in msgids)
        return _names(msgid for msgid, message in found if message and message.fuzzy)


def load(locales_dir: Path, locale: Locale) -> tuple[Catalog, list[ToolkitError]]:
    """Read the catalogue of ``locale``; never raises, whatever the file holds.

    The source has every text without a file. Pseudo-locales are made from ``messages.pot``. What is
    wrong with the translations themselves is for ``checks.check`` to say.
    """
    if locale.source:
        rule = PluralRule.parse(locale.plural)
        return Catalog(locale, {}, Review("source"), rule, f"locale {locale.code}"), []
    path = pot_path(locales_dir) if locale.pseudo else po_path(locales_dir, locale.code)
    where = f"{locales_dir.name}/{path.relative_to(locales_dir).as_posix()}"
    po, faults = read(path, where)
    own = PluralRule.parse(locale.plural)
    if po is None:
        return Catalog(locale, {}, Review("draft"), own, where), faults
    if locale.pseudo:
        settle_forms(po, own.forms, where)
        made = (_pseudo(message, locale, own) for message in map(_message, po) if message.msgid)
        return Catalog(locale, {m.id: m for m in made}, Review("draft"), own, where), faults
    rule, plural_faults = plural_rule(po, locale, where)
    form_faults = settle_forms(po, rule.forms, where)
    reviewed, review_faults = review(po, where)
    faults += [*header_faults(po, locale, where), *plural_faults, *review_faults]
    # A file with a rule of another language has too many forms everywhere: one fault says it.
    faults += [] if plural_faults else form_faults
    messages = {message.id: message for message in map(_message, po) if message.msgid}
    return Catalog(locale, messages, reviewed, rule, where), faults


def available(locales_dir: Path) -> tuple[str, ...]:
    """Codes of the locales that have a catalogue file, sorted; the source needs none."""
    codes = (path.parent.parent.name for path in locales_dir.glob("*/LC_MESSAGES/messages.po"))
    return tuple(sorted(code for code in codes if not _made_in_memory(code)))


def po_path(locales_dir: Path, code: str) -> Path:
    """Where the catalogue of ``code`` is, or would be."""
    return locales_dir / code / "LC_MESSAGES" / "messages.po"


def pot_path(locales_dir: Path) -> Path:
    """Where the texts of the templates are."""
    return locales_dir / "messages.pot"


def _message(message: babel.Message) -> Message:
    singular, plural = (message.id, "") if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return Message(
        msgid=singular,
        msgid_plural=plural,
        strings=tuple(strings or ("",)),
        fuzzy=message.fuzzy,
        locations=tuple((path, line or 0) for path, line in message.locations),
        comments=tuple(message.auto_comments),
        line=message.lineno or 0,
    )


def _pseudo(message: Message, locale: Locale, rule: PluralRule) -> Message:
    if message.msgid_plural:
        one = rule.form(1)
        texts = [message.msgid if i == one else message.msgid_plural for i in range(rule.forms)]
    else:
        texts = [message.msgid]
    strings = tuple(pseudo.translate(text, locale.code) for text in texts)
    return replace(message, strings=strings, fuzzy=False)


def _names(msgids: Iterable[MsgId]) -> tuple[str, ...]:
    return tuple(sorted(msgid if isinstance(msgid, str) else msgid[0] for msgid in msgids))


def _made_in_memory(code: str) -> bool:
    try:
        locale = locales.get(code)
    except UsageError:
        return False  # a folder nobody can print: loading it says so
    return locale.pseudo or locale.source
