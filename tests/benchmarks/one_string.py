"""Change one translated text of one catalogue file, as a translator would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.translations.catalog import po_path

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.plan import Data


def change(data: Data, root: Path, code: str) -> str | None:
    """Write one text a little differently; says which, or None when no text is simple enough.

    The text is one that few materials print: what changes most often is a sentence of one handout.
    """
    path = po_path(root / "locales", code)
    file = path.read_text(encoding="utf-8")
    for text in _rarest_first(data):
        message = data.catalogs[code].messages.get(text)
        if message is None or not message.translated or '"' in message.strings[0]:
            continue
        old = f'msgid "{text}"\nmsgstr "{message.strings[0]}"\n'
        if file.count(old) == 1 and message.strings[0].endswith("."):
            new = old.removesuffix('."\n') + '!"\n'
            path.write_text(file.replace(old, new), encoding="utf-8")
            return text
    return None


def _rarest_first(data: Data) -> list[str]:
    uses: dict[str, int] = {}
    for messages in data.messages.values():
        for message in messages:
            if isinstance(message, str):
                uses[message] = uses.get(message, 0) + 1
    return sorted(uses, key=lambda text: (uses[text], text))
