"""Colours and their contrast, as WCAG 2.2 defines it.

Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
Contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import re

READABLE = 4.5
"""Least contrast of running text with its ground, WCAG 2.2 success criterion 1.4.3."""


def channels(colour: str) -> tuple[int, int, int]:
    """Split ``#rrggbb`` into red, green and blue, 0 to 255.

    Raises:
        ValueError: ``colour`` is written in another way.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour written as #rrggbb")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``: 0 is black, 1 is white."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, whichever is the lighter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str = "#ffffff", ratio: float = READABLE) -> str:
    """Darken ``colour`` as little as ``ratio`` against ``ground`` needs; its hue stays.

    Raises:
        ValueError: Even black lacks the contrast.
    """
    red, green, blue = channels(colour)
    for percent in range(100, -1, -1):
        tone = "#" + "".join(f"{channel * percent // 100:02x}" for channel in (red, green, blue))
        if contrast(tone, ground) >= ratio:
            return tone
    raise ValueError(f"nothing as dark as {ground} can be read on it at {ratio}:1")


def _linear(channel: float) -> float:
    if channel <= 0.04045:  # noqa: PLR2004 - all these numbers are the standard's
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
