"""What the seed articles offer is in the handouts: docs/seeds.md says where, and these look."""

from __future__ import annotations

import re

import pytest

from tests.shipped.conftest import REGIONS, ROOT
from toolkit.load import messages_of
from toolkit.materials import load_materials
from toolkit.translations.extract import Sources

TABLE = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d{3}[^|]*)\| ([^|]*)\| ([^|]*)\| ([^|]*)\|$", TABLE, re.MULTILINE)
CLAIMS = re.findall(r"(region )?`([^`]+)` “([^\n|;]+?)”(?=;| \|)", TABLE)
SEEDS = {"000", "001", "002", "003", "004"}
MUST_BE_CARRIED = (
    "Warning sign",
    "Risk factors",
    "Parents keep talking",
    "where to report",
    "Grooming",
    "Reports of ordinary people",
    "Messages and account details",
    "Support goes on",
)


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """All texts of each material, as its templates have them."""
    materials, _ = load_materials(ROOT / "templates" / "materials")
    sources = Sources(ROOT)
    return {
        material.id: "\n".join(
            text if isinstance(text, str) else text[0] for text in messages_of(sources, material)
        )
        for material in materials
    }


def test_every_seed_has_its_rows() -> None:
    named = {seed for seeds, *_ in ROWS for seed in re.findall(r"\d{3}", seeds)}
    assert named == SEEDS
    offers = "\n".join(offer for _, offer, *_ in ROWS)
    assert [topic for topic in MUST_BE_CARRIED if topic not in offers] == []


def test_every_row_says_where_it_is_or_why_not() -> None:
    for _, offer, verdict, where in ROWS:
        assert re.match(r"keep|update", verdict), offer
        assert "“" in where or where.startswith("not printed: "), offer


def test_every_quotation_is_in_its_handout_and_every_number_in_its_pack(
    said: dict[str, str],
) -> None:
    assert len(CLAIMS) >= len(ROWS) - 2
    for region, name, quoted in CLAIMS:
        if region:
            lines = REGIONS[name].every_line
            shown = {
                each.display
                for line in lines
                for each in (line.phone, line.text, line.web, line.chat)
                if each
            }
            assert quoted in shown, (name, quoted)
        else:
            assert quoted in said[name], (name, quoted)
