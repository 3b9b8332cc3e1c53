"""Small real values for tests: change what a test is about, leave the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import locales
from toolkit.hotlines import Hotline, Number, Region, Reporting, Wanted
from toolkit.hotlines.model import ALWAYS
from toolkit.materials import EVERYDAY, Material
from toolkit.plan import Data
from toolkit.schools import EMPTY
from toolkit.translations.catalog import Catalog, Message, MsgId, Review
from toolkit.translations.plurals import PluralRule

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
CHECKED = date(2026, 11, 21)
TODAY = date(2026, 11, 22)
EXPIRES = date(2027, 5, 21)


def hotline(line_id: str = "us-one", topic: str = "crisis", **changes: Any) -> Hotline:
    return replace(
        Hotline(
            id=line_id,
            name=line_id.upper(),
            short_name=line_id.upper(),
            topic=topic,
            topics=(topic,),
            audience="both",
            phone=Number("988", "tel:988", "988"),
            text=None,
            chat=None,
            web=None,
            hours=ALWAYS,
            languages=("en", "es"),
            text_languages=(),
            chat_languages=(),
            keywords=(),
            interpreters=False,
            ages=None,
            answers="counsellor",
            free=True,
            reports="",
            source="https://example.org",
            source_date="2026",
            second_source="",
            how="read",
            checked_on=CHECKED,
            expires_on=EXPIRES,
            confidence="high",
            unverified="",
            accepted="",
        ),
        **changes,
    )


def region(code: str = "US", **changes: Any) -> Region:
    return replace(
        Region(
            code=code,
            country=code[:2],
            name=None,
            paper="letter",
            emergency=hotline("us-911", "emergency", phone=Number("911", "tel:911", "911")),
            hotlines=(hotline(),),
            reporting=Reporting(),
        ),
        **changes,
    )


def material(material_id: str = "card", **changes: Any) -> Material:
    return replace(
        Material(
            id=material_id,
            family=material_id,
            version="",
            title="A card",
            kind="guide",
            audience="young",
            revision="1.0",
            template=f"materials/{material_id}/sheet.html",
            pages=1,
            grade=5,
            age_range=None,
            papers=EVERYDAY,
            help=Wanted(topics=("crisis",), audience="both", limit=3, tools=False),
            required=("crisis",),
            beside=(),
            beside_range=(0, 7),
            sources=("A publisher",),
        ),
        **changes,
    )


def catalog(
    code: str = "en",
    strings: Mapping[str, str] | None = None,
    *,
    fuzzy: tuple[str, ...] = (),
    review: str = "",
) -> Catalog:
    locale = locales.get(code)
    messages: dict[MsgId, Message] = {
        msgid: Message(msgid, "", (text,), fuzzy=msgid in fuzzy)
        for msgid, text in (strings or {}).items()
    }
    status: Any = review or ("source" if locale.source else "draft")
    return Catalog(
        locale=locale,
        messages=messages,
        review=Review(status),
        plural=PluralRule.parse(locale.plural),
        where=f"locale {code}",
    )


def data(**changes: Any) -> Data:
    return replace(
        Data(
            materials=(material(),),
            regions=(region(),),
            catalogs={"en": catalog()},
            messages={"card": frozenset({"Hello", "Bye"})},
            school=EMPTY,
        ),
        **changes,
    )
