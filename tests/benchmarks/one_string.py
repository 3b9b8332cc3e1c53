"""Change one translated text of one catalogue file, as a translator would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.translations.catalog import po_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toolkit.translations.catalog import Catalog, Message


def change(catalog: Catalog, pages: Sequence[str], root: Path) -> str | None:
    """Write one text a little differently; says which, or None when none is simple enough.

    ``pages`` are the locale's sheets as HTML. The text is one that few of them print: what changes
    most often is a sentence of one handout.
    """
    path = po_path(root / "locales", catalog.locale.code)
    file = path.read_text(encoding="utf-8")
    for message in _rarest_first(catalog.messages.values(), pages):
        text = message.strings[0]
        old = f'msgid "{message.msgid}"\nmsgstr "{text}"\n'
        if file.count(old) == 1:
            # The same words the other way round: as long as before, and nothing lost.
            new = old.replace(f'"{text}"', f'"{" ".join(reversed(text.split(" ")))}"')
            path.write_text(file.replace(old, new), encoding="utf-8")
            return message.msgid
    return None


def _rarest_first(messages: Iterable[Message], pages: Sequence[str]) -> list[Message]:
    """Plain texts of several words that at least one page prints."""
    uses: dict[str, int] = {}
    plain: dict[str, Message] = {}
    for message in messages:
        text = message.strings[0]
        if message.translated and not set(text) & set('%<>&"\\\n') and len(set(text.split())) > 1:
            plain[message.msgid] = message
            uses[message.msgid] = sum(text in page for page in pages)
    printed = [msgid for msgid, times in uses.items() if times]
    return [plain[msgid] for msgid in sorted(printed, key=lambda msgid: (uses[msgid], msgid))]
