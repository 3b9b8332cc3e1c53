"""Pseudo-locales: the source in disguise, to show what cannot be translated or does not fit.

``en_XA`` has accents everywhere, is about a third longer, as German and Tamil are, and ends in
brackets, so that clipped text shows. ``ar_XB`` is in Arabic letters and so needs their font, their
shaping and their direction. Neither touches what ``checks`` would miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.translations.patterns import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

_LATIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
_ACCENTED = str.maketrans(_LATIN, "ȦȧƁƀƇƈḒḓḖḗƑƒƓɠĦħĪīĴĵĶķĿŀḾḿȠƞǾǿƤƥɊɋŘřŞşŦŧŬŭṼṽẆẇẊẋẎẏẐẑ")
_VOWELS = {ord(vowel): vowel * 2 for vowel in "aeiouAEIOU"}

# Letter for letter by sound where there is one; alef and its like join on one side only.
_ARABIC_LETTERS = "ابجدهفغحيژكلمنوپقرستوڤوخيز"
_ARABIC = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwxyz", _ARABIC_LETTERS, strict=True)),
        **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _ARABIC_LETTERS, strict=True)),
        "?": "؟",
        ",": "،",
        ";": "؛",
    }
)


def translate(text: str, code: str) -> str:
    """Disguise ``text``; KeyError when ``code`` is no pseudo-locale."""
    disguised = "".join(piece if kept else _DISGUISES[code](piece) for piece, kept in pieces(text))
    if code == "ar_XB" or not text.strip():
        return disguised
    before, body, after = disguised.partition(disguised.strip())
    return f"{before}[{body}]{after}"


def _accented(text: str) -> str:
    return text.translate(_VOWELS).translate(_ACCENTED)


def _arabic(text: str) -> str:
    return text.translate(_ARABIC)


_DISGUISES: dict[str, Callable[[str], str]] = {"en_XA": _accented, "ar_XB": _arabic}
