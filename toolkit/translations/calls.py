"""What a template hands to gettext, and why it may be of no use to a translator."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from toolkit.errors import Faults, RenderError, ToolkitError, TranslationError
from toolkit.translations.compare import shown, unsound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import TemplateSyntaxError

    from toolkit.translations.catalog import MsgId

# The arguments of a call as Jinja reports them; None stands for what is not written out.
Arguments: TypeAlias = str | tuple[str | None, ...] | None

# How many arguments of a function are text.
_TEXTS = {"_": 1, "gettext": 1, "ngettext": 2}


def unusable(where: str, function: str, arguments: Arguments) -> list[ToolkitError]:
    """Say why a call gives translators nothing they could translate."""
    if function not in _TEXTS:
        fix = "texts here have no contexts: use _() or {% trans %}"
        return [TranslationError(where, f"uses {function}", fix)]
    texts = _texts(function, arguments)
    if texts is None:
        fix = "write the whole text in quotes, with %(name)s for what varies"
        return [TranslationError(where, f"{function}() of what is not written out", fix)]
    if not all(map(str.strip, texts)):
        return [TranslationError(where, "translates nothing", "remove the call, or fill it in")]
    faults = [fault for text in texts for fault in unsound(text)]
    return [TranslationError(f'{where} "{shown(texts[0], 40)}"', *fault) for fault in faults]


def msgid(function: str, arguments: Arguments) -> MsgId:
    """Tell the text of a usable call."""
    texts = _texts(function, arguments)
    assert texts is not None, f"{function}{arguments} is of no use"
    return texts[0] if len(texts) == 1 else (texts[0], texts[1])


def unreadable(where: str, error: TemplateSyntaxError | UnicodeDecodeError) -> RenderError:
    """Say why a template cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return RenderError(where, "is not UTF-8", "save it as UTF-8")
    return RenderError(f"{where}:{error.lineno}", str(error.message), "mend the template")


def raise_any(faults: Sequence[ToolkitError]) -> None:
    """Raise the only fault as itself, several as Faults."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Faults(tuple(faults))


def _texts(function: str, arguments: Arguments) -> tuple[str, ...] | None:
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    texts = tuple(text for text in given[: _TEXTS[function]] if text is not None)
    return texts if len(texts) == _TEXTS[function] else None
