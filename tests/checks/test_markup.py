from __future__ import annotations

import pytest

from tests.checks.sheets import page
from toolkit.checks.markup import (
    caveat_beside_signs,
    known_readers,
    sources_printed,
    words_for_pictures,
)


def test_the_caveat_must_stand_on_the_page_of_the_signs() -> None:
    caveat, signs = "<div class=caveat>A</div>", "<table class='plain signs'><td>B</table>"
    other = "<section class=page>{}</section>"
    assert list(caveat_beside_signs(page(caveat + signs))) == []
    assert list(caveat_beside_signs(page(caveat + other.format("A")))) == []
    [found] = caveat_beside_signs(page(caveat + other.format(signs)))
    assert found.page == 2
    [found] = caveat_beside_signs(page(signs + other.format(caveat)))
    assert found.page == 1


def test_a_page_names_one_picture_fault_however_many_there_are() -> None:
    [found] = words_for_pictures(page("<img src=a><img src=b><img src=c alt=C>"))
    assert found.page == 1


@pytest.mark.parametrize("reader", ["young", "parent", "staff", "everyone"])
def test_readers_are_those_of_materials(reader: str) -> None:
    assert list(known_readers(page(f"<p data-reader={reader}>A</p>"))) == []


@pytest.mark.parametrize(
    ("kind", "needed"),
    [("guide", 1), ("lesson", 1), ("cards", 0), ("fold", 0), ("poster", 0), ("form", 0)],
)
def test_a_guide_and_a_lesson_print_their_sources(kind: str, needed: int) -> None:
    assert len(list(sources_printed(page("<p>A</p>", kind=kind)))) == needed
    assert list(sources_printed(page("<p class=sources>A</p>", kind=kind))) == []
