"""Phone numbers: checked by ``phonenumbers``, written as people in the country dial them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, ShortNumberCost

from toolkit.hotlines.model import Number
from toolkit.tomlfile import Invalid

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_FULL = re.compile(r"\+[0-9]+(?:[ -][0-9]+)*")
# Some countries dial a star or a hash in front: *4141 in Chile, #8103 in Japan.
_SHORT = re.compile(r"[*#]?[0-9]+(?: [0-9]+)*")
SHORT_DIGITS = 6
_NORTH_AMERICA = 1


def digits_of(written: str) -> str:
    return re.sub(r"[^0-9]", "", written)


def number(written: str, country: str, *, unknown_too: bool = False) -> Number:
    """Read a full number, ``+1 800 843 5678``, or a short code as it is displayed, ``116 123``.

    ``country`` is where it is dialled, ISO 3166-1. ``unknown_too`` takes a short code that
    ``phonenumbers`` has no data on.

    Raises:
        Invalid: It cannot be dialled in ``country``.
    """
    if _FULL.fullmatch(written):
        parsed = _parse(written, country)
        if not phonenumbers.is_valid_number_for_region(parsed, country):
            raise Invalid(f"cannot dial {written!r} in {country}", "check every digit")
        uri = phonenumbers.format_number(parsed, PhoneNumberFormat.RFC3966)
        display = _national(parsed)
        return _joined(display, uri.replace("-", ""))
    digits = digits_of(written)
    if not _SHORT.fullmatch(written) or not 1 < len(digits) <= SHORT_DIGITS:
        raise Invalid(
            f"cannot dial {written!r}",
            "write +, country code and digits; or a short code: digits and single spaces, "
            "a star or a hash in front where people dial one",
        )
    sign = {"*": "*", "#": "%23"}.get(written[0], "")
    found = _joined(written, f"tel:{sign}{digits}")
    if not unknown_too and not is_known(found, country):
        raise Invalid(
            f"{written!r} is no short code of {country} that phonenumbers knows",
            "check it; if it is right, say where that was seen in unknown_to_phonenumbers",
        )
    return found


def is_known(dialled: Number, country: str) -> bool:
    """Whether ``phonenumbers`` has it; its data on short codes has gaps, and no star or hash."""
    if "+" in dialled.uri:
        return True
    if dialled.display[0] in "*#":
        return False
    return phonenumbers.is_valid_short_number_for_region(_parse(dialled.digits, country), country)


def shown_as(dialled: Number, display: str) -> Number:
    """Group the digits as the operator does.

    Raises:
        Invalid: ``display`` has other digits.
    """
    if not re.fullmatch(r"[0-9][0-9 ()-]*[0-9]", display):
        raise Invalid(f"cannot print {display!r}", "use digits, spaces, hyphens and brackets")
    if digits_of(display) != dialled.digits:
        raise Invalid(f"{display!r} has other digits than {dialled.display}", "correct it")
    return _joined(display, dialled.uri)


def is_free(dialled: Number, country: str) -> bool:
    """Whether ``phonenumbers`` knows the call to cost nothing."""
    if not is_known(dialled, country):
        return False
    parsed = _parse(dialled.uri.removeprefix("tel:"), country)
    if "+" in dialled.uri:
        return phonenumbers.number_type(parsed) == PhoneNumberType.TOLL_FREE
    return phonenumbers.expected_cost_for_region(parsed, country) == ShortNumberCost.TOLL_FREE


def is_emergency(dialled: Number, country: str) -> bool:
    return phonenumbers.is_emergency_number(dialled.digits, country)


def _joined(display: str, uri: str) -> Number:
    """Join the groups of digits with no-break spaces.

    They stay on one line, and what is copied from right-to-left text keeps their order: to the
    bidi rules a no-break space is part of the number, a space is not.
    """
    return Number(display.replace(" ", "\u00a0"), uri, digits_of(display))


def _parse(written: str, country: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException as error:
        raise Invalid(f"cannot dial {written!r}", f"check every digit: {error}") from None


def _national(parsed: PhoneNumber) -> str:
    """Give the national format; ``1-800-843-5678`` in North America, where the 1 is dialled."""
    toll_free = phonenumbers.number_type(parsed) == PhoneNumberType.TOLL_FREE
    if parsed.country_code == _NORTH_AMERICA and toll_free:
        international = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
        return international.lstrip("+").replace(" ", "-")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
