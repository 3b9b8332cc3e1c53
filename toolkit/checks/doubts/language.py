"""Whether a translation is in the language it says, by py3langid: small, kept, no network.

Of those tried it alone tells Haitian Creole and Filipino, Russian and Ukrainian apart and has a
package for every Python the toolkit runs on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import locales
from toolkit.checks.doubts.model import Unavailable, plain, translated
from toolkit.translations.compare import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from py3langid.langid import LanguageIdentifier

    from toolkit.checks.doubts.model import Finding
    from toolkit.translations.catalog import Catalog

# Letters below which nobody could tell, and how sure it must be.
_ENOUGH = 40
_ENOUGH_HAN = 12
_SURE = 0.8

# The identifier names macrolanguages.
_NAMES = {"fil": "tl", "pt_BR": "pt", "zh_Hans": "zh", "zh_Hant": "zh"}


def misplaced(catalog: Catalog, others: Iterable[str]) -> Iterator[Finding]:
    """Name texts in another of the languages there are: the locales ``others``, or English.

    Raises:
        Unavailable: The package is not installed, or does not know the language.
    """
    own = _language(catalog.locale.code)
    identifier = _identifier()
    if own not in identifier.nb_classes:
        raise Unavailable(f"language of {catalog.locale.code}: not one that is told", "none")
    known = {own, "en", *map(_language, others)} & set(identifier.nb_classes)
    identifier.set_languages(sorted(known))
    han = catalog.locale.script in {"Hans", "Hant", "Jpan"}
    enough = _ENOUGH_HAN if han else _ENOUGH
    every = []
    for message, form, _ in translated(catalog):
        text = plain(form)
        every.append(text)
        if sum(map(str.isalpha, text)) >= enough:
            language, sure = identifier.classify(text)
            if language != own and sure >= _SURE:
                what = f"reads like {_named(language)}, not {_named(own)}"
                yield message, Fault(what, "translate it")
    if every:
        language, _ = identifier.classify(" ".join(every))
        if language != own:
            what = f"most of it is in {_named(language)}, not {_named(own)}"
            yield None, Fault(what, "is this the right file?")


def _identifier() -> LanguageIdentifier:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        missing = "language: py3langid is not installed"
        raise Unavailable(missing, "run: make translate") from None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _language(code: str) -> str:
    return _NAMES.get(code) or code.partition("_")[0]


def _named(language: str) -> str:
    return locales.get("en").language({"tl": "fil"}.get(language, language))
