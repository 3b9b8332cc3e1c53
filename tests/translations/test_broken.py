"""One broken catalogue for every fault there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import TranslationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.errors import ToolkitError
    from toolkit.translations.catalog import Catalog

BROKEN = Path(__file__).parents[1] / "data/broken/po"

FAULTS = {
    "byte-order-mark": ":1: starts with a byte order mark",
    "charset-missing": ": Content-Type: is missing",
    "charset-not-utf-8": ": Content-Type: is text/plain; charset=ISO-8859-1",
    "context": ':27 "Stop": has a context',
    "empty": ": is empty",
    "forms-out-of-order": ":23: msgstr[1] where msgstr[0] belongs",
    "header-line-without-colon": ": header: cannot read MIME-Version",
    "language-missing": ": Language: is missing (write Language: es)",
    "language-of-another-locale": ": Language: is fr (write Language: es)",
    "language-twice": ": Language: is given twice",
    "location-not-closed": ":15: location comment contains more First Strong Isolate",
    "no-header": ": Plural-Forms: is missing",
    "no-msgid": ":16: msgstr where msgctxt or msgid belongs",
    "no-msgstr": ":18: the entry before this line lacks its msgid_plural or msgstr",
    "no-msgstr-at-the-end": ":27: the entry before this line lacks its msgid_plural or msgstr",
    "no-quotation-marks": ":16: cannot be read",
    "not-utf-8": ":17: is not UTF-8",
    "obsolete-in-the-middle": ":17: msgstr where msgid_plural or msgstr belongs",
    "plural-forms-divides-by-nought": ": Plural-Forms: is nplurals=2; plural=(1 / n);: cannot be",
    "plural-forms-is-code": ": Plural-Forms: is nplurals=2; plural=__import__('os').getpid();: inv",
    "plural-forms-missing": ": Plural-Forms: is missing (write Plural-Forms: nplurals=2; plural=",
    "plural-forms-never-plural": ": Plural-Forms: is nplurals=2; plural=0;: gives forms [0]",
    "plural-forms-of-another-language": ": Plural-Forms: has 1 forms where es has 2",
    "plural-without-forms": ":23: msgstr where msgstr[0] belongs",
    "quotation-mark-inside": ":17: cannot be read",
    "review-date-impossible": ": Reviewed-By: is Ana, 2026-02-30",
    "review-status-twice": ": Review-Status: is given twice",
    "review-status-unknown": ": Review-Status: is perfect (write draft or reviewed)",
    "reviewer-missing": ": Reviewed-By: is missing though Review-Status is reviewed",
    "reviewer-twice": ": Reviewed-By: is given twice",
    "reviewer-without-date": ": Reviewed-By: is Ana (write # Reviewed-By: NAME, YYYY-MM-DD)",
    "reviewer-without-name": ": Reviewed-By: is 2026-01-11",
    "revision-date-impossible": ": PO-Revision-Date: is 2026-13-40",
    "revision-date-unreadable": ": PO-Revision-Date: is last Tuesday",
    "text-given-twice": ':26 "You are safe here.": is there already, in line 16',
    "text-without-keyword": ":16: a text that belongs to no keyword",
    "too-many-forms": ':21 "Call one line.": has 3 plural forms where the language has 2',
    "two-headers": ":26: a second header",
    "unknown-escape": ":17: cannot be read",
    "unknown-keyword": ":17: cannot be read",
}

# The one file that lacks several things.
SEVERAL = {"no-header": 3}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found_and_nothing_else(
    loaded: Callable[..., tuple[Catalog, list[ToolkitError]]], name: str
) -> None:
    catalog, faults = loaded((BROKEN / f"{name}.po").read_bytes())
    start = f"locales/es/LC_MESSAGES/messages.po{FAULTS[name]}"
    assert [str(fault) for fault in faults if str(fault).startswith(start)], faults
    assert len(faults) == SEVERAL.get(name, 1), faults
    assert all(isinstance(fault, TranslationError) for fault in faults)
    assert catalog.review.status == "draft"


def test_every_broken_file_has_its_fault() -> None:
    assert {path.stem for path in BROKEN.iterdir()} == set(FAULTS)
