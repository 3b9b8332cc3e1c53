"""Bring a catalogue up to date with the templates, and keep whatever a translator has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages import catalog as babel

    from toolkit.translations.po import Po


def merge(po: Po, template: babel.Catalog) -> None:
    """Make ``po`` hold the texts of ``template``.

    A changed text keeps its translation as fuzzy, with the text it was made for; a text that is
    gone becomes obsolete, and one that comes back is fuzzy until a translator has seen it again.
    Babel matches similar texts soundly here because there are no contexts (Babel#1330).
    """
    before = {_singular(message): message for message in po if message.id}
    _revive(po)
    po.update(template, update_creation_date=False)
    for message in po:
        if message.id:
            _mark(message, before.get(_singular(message)))
    # Nobody's work is lost with a text that was never translated; gettext drops those, too.
    for key, message in list(po.obsolete.items()):
        if not any(message.string or ()):
            del po.obsolete[key]


def _revive(po: Po) -> None:
    """Put obsolete texts among the others, for Babel to find; what is still gone it takes out."""
    for key, message in list(po.obsolete.items()):
        if message.context is None:
            del po.obsolete[key]
            if message.id not in po:
                # Babel does not write the flags of obsolete texts: this one may have been fuzzy.
                message.flags.add("fuzzy")
                po[message.id] = message


def _mark(message: babel.Message, old: babel.Message | None) -> None:
    if not message.python_format:
        # Left over from the text it was carried over from; the next update would drop it.
        message.flags.discard("python-format")
    if not any(message.string or ()):
        message.flags.discard("fuzzy")
        message.previous_id = []
    elif old is not None and old.id != message.id:
        # Babel looks at the singular only, and so keeps what was said of another plural.
        message.flags.add("fuzzy")
        message.previous_id = [old.id] if isinstance(old.id, str) else list(old.id)
    elif old is not None and message.fuzzy:
        message.previous_id = old.previous_id


def _singular(message: babel.Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
