"""Every rule on words, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.checks import figures, markup, wording
from toolkit.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.checks.reading import Reading, Rule
    from toolkit.errors import ToolkitError
    from toolkit.plan import Job

# A sheet that breaks one of these is not made. Besides them: `avoided.avoided_terms`.
IN_EVERY_LOCALE: tuple[Rule, ...] = (
    markup.caveat_beside_signs,
    markup.words_for_pictures,
    markup.known_readers,
    markup.sources_printed,
)
IN_ENGLISH: tuple[Rule, ...] = (
    wording.never_their_fault,
    wording.signs_marked,
    wording.short_sentences,
    figures.no_loose_numbers,
    figures.figures_complete,
    figures.few_figures,
)
# What `check` also names. A grade is a measure of a whole sheet: a page is not unsafe for it.
ADVISED: tuple[Rule, ...] = (wording.reading_grade,)

# Families that speak of a threat with a picture. Not in material.toml: whoever removes the topic
# from its list must meet this one.
NEED_CRISIS_LINE = frozenset({"picture-threat", "child-blackmailed"})


def broken(rules: Iterable[Rule], reading: Reading) -> Iterator[ToolkitError]:
    """Name everything about a sheet that ``rules`` do not allow."""
    for rule in rules:
        for page, what, fix in rule(reading):
            place = f", page {page}" if page else ""
            yield RenderError(f"material {reading.material.id}{place}", what, fix)


def crisis_line(job: Job) -> Iterator[ToolkitError]:
    """Require a line for a crisis on threats with a picture: some readers see no way out."""
    if job.material.family in NEED_CRISIS_LINE and not any(
        "crisis" in (line.topic, *line.topics) for line in job.lines
    ):
        yield RenderError(
            f"material {job.material.id}, region {job.region.code}",
            "prints no crisis line",
            'write "crisis" into topics and required of its [help]',
        )
