"""Web addresses as they are printed and as they are linked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from toolkit.tomlfile import Invalid

LONGEST = 80
"""Characters a reader can be asked to type."""

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


@dataclass(frozen=True, slots=True)
class Address:
    """A web page.

    Attributes:
        display: Without scheme and final slash, ``report.cybertip.org``.
        uri: ``https://report.cybertip.org``, in ASCII.
    """

    display: str
    uri: str


def address(value: str) -> Address:
    """Read a host or an https address.

    Raises:
        Invalid: It is no https address, or one nobody can type: with a query, port or password.
    """
    scheme, separator, rest = value.partition("://")
    if not separator:
        scheme, rest = "https", value
    if scheme.lower() != "https":
        raise Invalid(f"{value!r} is not an https address", "use https://…")
    if re.search(r"""[\s\\<>"'`{}|^?#@:%]""", rest):
        raise Invalid(
            f"{value!r} is not an address a reader can type",
            "give host and path only, as in www.example.org/help",
        )
    host, slash, path = rest.partition("/")
    ascii_host = _ascii(host, value)
    display = (host.lower() + slash + path).rstrip("/")
    if len(display) > LONGEST:
        raise Invalid(f"{value!r} is too long to type", f"use one of up to {LONGEST} characters")
    return Address(display, f"https://{ascii_host}{quote(slash + path)}")


def _ascii(host: str, value: str) -> str:
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_host = ""
    labels = ascii_host.split(".")
    if not labels[1:] or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdecimal():
        raise Invalid(f"{value!r} has no host name", "write it as www.example.org")
    return ascii_host
