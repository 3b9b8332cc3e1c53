from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.addresses import LONGEST, Address, address
from toolkit.tomlfile import Invalid


@pytest.mark.parametrize(
    ("value", "display", "uri"),
    [
        ("https://report.cybertip.org", "report.cybertip.org", "https://report.cybertip.org"),
        (
            "https://www.ceop.police.uk/Safety-Centre/",
            "www.ceop.police.uk/Safety-Centre",
            "https://www.ceop.police.uk/Safety-Centre/",
        ),
        ("WWW.Example.org", "www.example.org", "https://www.example.org"),
        (
            "schule-münchen.de/hilfe",
            "schule-münchen.de/hilfe",
            "https://xn--schule-mnchen-3ob.de/hilfe",
        ),
        (
            "مثال.إختبار/مدرسة",
            "مثال.إختبار/مدرسة",
            "https://xn--mgbh0fb.xn--kgbechtv/%D9%85%D8%AF%D8%B1%D8%B3%D8%A9",
        ),
    ],
)
def test_an_address_is_printed_without_scheme_and_linked_in_ascii(
    value: str, display: str, uri: str
) -> None:
    assert address(value) == Address(display, uri)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://user:secret@example.org",
        "https://example.org:8443",
        "https://example.org/?q=1",
        "https://example.org/#top",
        "https://example.org/a b",
        "https://example.org\\@evil.org",
        "https://",
        "localhost",
        "https://127.0.0.1",
        "https://-example.org",
        "https://example..org",
        "//example.org",
        'example.org/"onclick',
        "https://example.org/" + "a" * LONGEST,
    ],
)
def test_what_cannot_be_typed_or_trusted_is_refused(value: str) -> None:
    with pytest.raises(Invalid):
        address(value)


@given(st.text(max_size=40) | st.text(max_size=20).map("https://{}".format))
def test_any_text_is_an_https_address_or_refused(value: str) -> None:
    try:
        found = address(value)
    except Invalid:
        return
    parts = urlsplit(found.uri)
    assert (parts.scheme, parts.query, parts.fragment, parts.port) == ("https", "", "", None)
    assert parts.hostname
    assert found.uri.isascii()
    assert 0 < len(found.display) <= LONGEST
