"""What must hold between the fields of a help line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.hotlines import numbers
from toolkit.hotlines.model import EMERGENCY, IMAGE_REMOVAL, Number

if TYPE_CHECKING:
    from toolkit.hotlines.model import Hotline
    from toolkit.tomlfile import Table


def check(row: Table, line: Hotline, country: str, unknown: str) -> None:
    """Note on ``row`` every fault that no single field of ``line`` shows.

    Fields already found at fault are left alone: ``line`` holds stand-ins for them. ``unknown``
    says why a short code may be missing from ``phonenumbers``, and is mostly empty.
    """
    _channels(row, line)
    if row.clear("topic", "also"):
        _topics(row, line)
    if row.clear("phone", "text", "topic"):
        _numbers(row, line, country, unknown)
    _dates(row, line)
    if row.clear("confidence", "topic"):
        _trust(row, line)


def _channels(row: Table, line: Hotline) -> None:
    if row.sound and not (line.phone or line.text or line.chat or line.web):
        row.fault("", "has no way to reach it", "give phone, text, chat or web")
    for channel, keys in (
        ("phone", ("phone_display", "languages", "interpreters", "free")),
        ("text", ("keyword", "keywords", "text_languages")),
        ("chat", ("chat_languages",)),
    ):
        for key in keys:
            if row.has(key) and not row.has(channel):
                row.fault(key, f"is about {channel}, and the line has none", "leave it out")


def _topics(row: Table, line: Hotline) -> None:
    if len(set(line.topics)) < len(line.topics):
        row.fault("also", "names a topic twice", "name the main one in topic, others once in also")
    for topic in (EMERGENCY, IMAGE_REMOVAL):
        if topic in line.topics[1:]:
            row.fault("also", f"{topic} cannot be a further topic", "give it a line of its own")
    if line.topic == IMAGE_REMOVAL and not row.has("web"):
        row.fault("web", "is missing from an image-removal tool", "add its address")
    if line.topic == EMERGENCY and not row.has("phone"):
        row.fault("phone", "is missing from the emergency line", "add its number")


def _numbers(row: Table, line: Hotline, country: str, unknown: str) -> None:
    dialled = [
        Number(each.display, each.uri.replace("sms:", "tel:"), each.digits)
        for each in (line.phone, line.text)
        if each
    ]
    if unknown and all(numbers.is_known(each, country) for each in dialled):
        row.fault(
            "unknown_to_phonenumbers", "is of no use: phonenumbers knows them all", "leave it out"
        )
    if not line.phone:
        return
    if line.topic == EMERGENCY and not (unknown or numbers.is_emergency(line.phone, country)):
        row.fault(
            "phone",
            f"{line.phone.display} is no emergency number of {country} that phonenumbers knows",
            "check it; if it is right, say where that was seen in unknown_to_phonenumbers",
        )
    if line.free and not (unknown or numbers.is_free(line.phone, country)):
        row.fault("free", f"{line.phone.display} is not known as a free number", "leave it out")


def _dates(row: Table, line: Hotline) -> None:
    if row.clear("checked_on", "expires_on") and line.expires_on < line.checked_on:
        row.fault("expires_on", f"is before the check on {line.checked_on}", "give a later day")


def _trust(row: Table, line: Hotline) -> None:
    if line.confidence == "medium" and not row.has("unverified"):
        row.fault("unverified", "is missing from a medium line", "say what still has to be checked")
    if line.confidence == "high" and line.accepted:
        row.fault("accepted", "is for medium lines", "leave it out")
    if line.topic == EMERGENCY and line.confidence != "high":
        row.fault("confidence", "an emergency number must be certain", "check it until it is high")
