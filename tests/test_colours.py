from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.colours import READABLE, channels, contrast, luminance, readable

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_what_the_standard_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)


def test_a_readable_colour_is_left_alone() -> None:
    assert readable("#1f5fa8") == "#1f5fa8"


def test_a_light_colour_is_darkened_no_more_than_needed() -> None:
    assert readable("#ffcc00") == "#8e7200"
    assert contrast("#917400", "#ffffff") < READABLE  # one step lighter


@given(colours)
def test_whatever_comes_out_can_be_read_and_keeps_its_hue(colour: str) -> None:
    dark = readable(colour)
    assert contrast(dark, "#ffffff") >= READABLE
    before, after = channels(colour), channels(dark)
    # Each channel by the same share, give or take the rounding.
    share = max(after) / max(before) if max(before) else 1
    assert all(abs(low - high * share) <= 2 for low, high in zip(after, before, strict=True))


def test_a_ground_on_which_nothing_can_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing as dark"):
        readable("#555555", ground="#444444")


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#1234567", "", "#１２３４５６"])
def test_only_one_way_to_write_a_colour(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        channels(colour)
