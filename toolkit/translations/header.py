"""The header of a catalogue: language, plural rule, and who has reviewed it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from toolkit.errors import TranslationError
from toolkit.translations.compare import shown
from toolkit.translations.plurals import PluralRule
from toolkit.translations.po import Po

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.locales import Locale

# Comments, not X- headers: `pybabel update` drops those.
_STATUS = re.compile(r"#\s*Review-Status\s*:(.*)", re.IGNORECASE)
_REVIEWER = re.compile(r"#\s*Reviewed-By\s*:(.*)", re.IGNORECASE)
_NAME_AND_DAY = re.compile(r"\s*(\S.*?)\s*,\s*(\d{4}-\d\d-\d\d)\s*", re.ASCII)
_REVISION = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*", re.ASCII)
_NOT_REVISED = "YEAR-MO-DA HO:MI+ZONE"

_COMMENT = """\
# {title} {project}: see TRANSLATING.md.
# Copyright the {project} contributors.
# This file is distributed under the same license as {project}."""


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a person who speaks the language has read the catalogue.

    Attributes:
        status: "source" needs none; "draft" has had none, or has changed since.
        reviewer: Name, as the reviewer wants it printed; "" when there was none.
        on: Day of the review.
    """

    status: Literal["source", "draft", "reviewed"]
    reviewer: str = ""
    on: date | None = None


def blank(project: str, version: str, title: str) -> Po:
    """Make a catalogue that has a header and no texts; ``title`` goes before the project's name.

    Without ``Language``: from a template that has an empty one, ``pybabel init`` gives every
    language two plural forms.
    """
    po = Po()
    po.header_comment = _COMMENT.format(title=title, project=project)
    po.set_headers(
        Project_Id_Version=f"{project} {version}",
        Report_Msgid_Bugs_To="",
        POT_Creation_Date="",
        PO_Revision_Date=_NOT_REVISED,
        Last_Translator="",
        Language_Team="",
        MIME_Version="1.0",
        Content_Type="text/plain; charset=UTF-8",
        Content_Transfer_Encoding="8bit",
    )
    return po


def plural_rule(po: Po, locale: Locale, where: str) -> tuple[PluralRule, list[TranslationError]]:
    """Take the rule the translator had before them; the locale's own when that is faulty."""
    own = PluralRule.parse(locale.plural)
    fix = f"write Plural-Forms: {own}"
    given = po.headers().get("Plural-Forms", "")
    place = f"{where}: Plural-Forms"
    if not given:
        return own, [TranslationError(place, "is missing", fix)]
    try:
        rule = PluralRule.parse(given)
    except ValueError as error:
        return own, [TranslationError(place, f"is {shown(given)}: {error}", fix)]
    if rule.forms != own.forms:
        what = f"has {rule.forms} forms where {locale.code} has {own.forms}"
        return own, [TranslationError(place, what, fix)]
    return rule, []


def header_faults(po: Po, locale: Locale, where: str) -> Iterator[TranslationError]:
    """Name what is wrong with the header but for its plural rule and review."""
    lines = [line.partition(":") for line in po.header.splitlines()]
    for name, colon, _ in lines:
        if not colon:
            yield TranslationError(f"{where}: header", f"cannot read {shown(name)}", "remove it")
    for name, times in Counter(name.strip() for name, *_ in lines).items():
        if times > 1:
            yield TranslationError(f"{where}: {shown(name)}", "is given twice", "keep one")
    headers = po.headers()
    language = headers.get("Language", "")
    if language.replace("-", "_") != locale.code:
        what = f"is {shown(language)}" if language else "is missing"
        yield TranslationError(f"{where}: Language", what, f"write Language: {locale.code}")
    kind = headers.get("Content-Type", "")
    if not re.fullmatch(r"text/plain; *charset=utf-?8", kind, re.IGNORECASE):
        what = f"is {shown(kind)}" if kind else "is missing"
        fix = "write Content-Type: text/plain; charset=UTF-8"
        yield TranslationError(f"{where}: Content-Type", what, fix)


def review(po: Po, where: str) -> tuple[Review, list[TranslationError]]:
    """Tell the review from the header's comments: a draft, unless they say more without fault."""
    faults: list[TranslationError] = []
    statuses, reviewers = _values(_STATUS, po), _values(_REVIEWER, po)
    for name, values in (("Review-Status", statuses), ("Reviewed-By", reviewers)):
        if len(values) > 1:
            faults.append(TranslationError(f"{where}: {name}", "is given twice", "keep one"))
    status = statuses[0] if statuses else "draft"
    if status not in {"draft", "reviewed"}:
        place, what = f"{where}: Review-Status", f"is {shown(status) or 'empty'}"
        faults.append(TranslationError(place, what, "write draft or reviewed"))
    fix = "write # Reviewed-By: NAME, YYYY-MM-DD"
    name, day = _reviewer(reviewers[0]) if reviewers else ("", None)
    if reviewers and day is None:
        what = f"is {shown(reviewers[0]) or 'empty'}"
        faults.append(TranslationError(f"{where}: Reviewed-By", what, fix))
    elif status == "reviewed" and not reviewers:
        what = "is missing though Review-Status is reviewed"
        faults.append(TranslationError(f"{where}: Reviewed-By", what, fix))
    revised, revision_faults = _revised(po, where)
    faults += revision_faults
    if faults or status == "draft" or day is None or (revised and revised > day):
        return Review("draft", name, day), faults
    return Review("reviewed", name, day), faults


def _values(pattern: re.Pattern[str], po: Po) -> list[str]:
    matches = map(pattern.fullmatch, po.header_comment.splitlines())
    return [match[1].strip() for match in matches if match]


def _reviewer(text: str) -> tuple[str, date | None]:
    match = _NAME_AND_DAY.fullmatch(text)
    day = _day(match[2]) if match else None
    return (match[1], day) if match and day and match[1].isprintable() else ("", None)


def _revised(po: Po, where: str) -> tuple[date | None, list[TranslationError]]:
    given = po.headers().get("PO-Revision-Date", _NOT_REVISED)
    if given == _NOT_REVISED:
        return None, []
    match = _REVISION.fullmatch(given)
    day = _day(match[1]) if match else None
    if day is None:
        what, fix = f"is {shown(given) or 'empty'}", "write it as YYYY-MM-DD HH:MM+ZZZZ"
        return None, [TranslationError(f"{where}: PO-Revision-Date", what, fix)]
    return day, []


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
