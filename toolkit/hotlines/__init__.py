"""Help lines: region packs, which lines are fresh enough to print, and which a sheet gets."""

from __future__ import annotations

from toolkit.addresses import Address
from toolkit.hotlines.choosing import Chosen, Wanted, choose, printable
from toolkit.hotlines.model import (
    AUDIENCES,
    TOPICS,
    Hotline,
    Hours,
    Number,
    Region,
    Reporting,
    Span,
    TextNumber,
)
from toolkit.hotlines.packs import codes as region_codes
from toolkit.hotlines.packs import load_region, load_regions
from toolkit.hotlines.register import Row, due, register
from toolkit.hotlines.speaking import speaking, spoken

__all__ = [
    "AUDIENCES",
    "TOPICS",
    "Address",
    "Chosen",
    "Hotline",
    "Hours",
    "Number",
    "Region",
    "Reporting",
    "Row",
    "Span",
    "TextNumber",
    "Wanted",
    "choose",
    "due",
    "load_region",
    "load_regions",
    "printable",
    "region_codes",
    "register",
    "speaking",
    "spoken",
]
