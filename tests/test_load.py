from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.project import Project, po
from toolkit import fonts, locales
from toolkit.errors import (
    DataError,
    EnvironmentFault,
    Faults,
    RenderError,
    TranslationError,
    UsageError,
)
from toolkit.load import every_locale, load, messages_of
from toolkit.materials import PAPERS
from toolkit.render import breaking
from toolkit.translations.extract import Sources

if TYPE_CHECKING:
    pass


def test_an_order_without_wishes_gets_every_material_and_every_locale(project: Project) -> None:
    loaded = load(project.order())
    assert [each.id for each in loaded.data.materials] == ["card", "poster"]
    assert list(loaded.data.catalogs) == ["en", "ar", "es"]
    assert [each.code for each in loaded.data.regions] == ["US"]
    assert loaded.papers is None


def test_names_are_picked_in_the_order_they_were_asked_for_and_once(project: Project) -> None:
    loaded = load(
        project.order(
            materials=("poster", "card", "poster"),
            locales=("es", "en", "es"),
            regions=("GB", "US"),
            papers=("a4", "letter"),
        )
    )
    assert [each.id for each in loaded.data.materials] == ["poster", "card"]
    assert list(loaded.data.catalogs) == ["es", "en"]
    assert [each.code for each in loaded.data.regions] == ["GB", "US"]
    assert loaded.papers == (PAPERS["a4"], PAPERS["letter"])


def test_all_means_all(project: Project) -> None:
    loaded = load(
        project.order(materials=("all",), locales=("all",), regions=("all",), papers=("all",))
    )
    assert len(loaded.data.materials) == 2
    assert list(loaded.data.catalogs) == ["en", "ar", "es"]
    assert [each.code for each in loaded.data.regions] == ["GB", "US"]
    assert loaded.papers == tuple(PAPERS.values())


def test_a_family_stands_for_its_versions(project: Project) -> None:
    path = project.root / "templates/materials/card/material.toml"
    path.write_text(path.read_text() + "\n[versions.9-12]\n[versions.teen]\n")
    ids = [each.id for each in load(project.order(materials=("card",))).data.materials]
    assert ids == ["card-9-12", "card-teen"]
    ids = [each.id for each in load(project.order(materials=("card-teen",))).data.materials]
    assert ids == ["card-teen"]


def test_a_hyphen_in_a_locale_is_understood(project: Project) -> None:
    project.write(project.po("es").replace("/es/", "/pt_BR/"), "")
    assert "pt_BR" in every_locale(project.root)
    with pytest.raises(Faults) as caught:  # the file is empty; the locale is known
        load(project.order(locales=("pt-BR",)))
    assert "locales/pt_BR/LC_MESSAGES/messages.po: is empty" in str(caught.value)


def test_pseudo_locales_are_there_when_asked_for_by_name(project: Project) -> None:
    project.write("locales/messages.pot", 'msgid ""\nmsgstr ""\n\nmsgid "Hi"\nmsgstr ""\n')
    loaded = load(project.order(locales=("en_XA",)))
    assert loaded.data.catalogs["en_XA"].gettext("Hi") == "[Ħīī]"
    assert "en_XA" not in every_locale(project.root)


def test_the_texts_of_a_material_are_those_of_all_it_takes_in(project: Project) -> None:
    [card] = load(project.order(materials=("card",))).data.materials
    assert messages_of(Sources(project.root), card) == {
        "Keep safe",
        "It is <b>never</b> your fault.",
        "Call %(number)s at any time.",
        "Call %(name)s",
        "Day and night",
        "By day",
    }


def test_every_kind_of_fault_is_named_at_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those of templates, which come in bundles."""
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"Noto Sans"}))
    project.edit("toolkit/data/regions/US.toml", 'phone = "988"', 'phone = "98"')
    project.edit(project.po("es"), "al %(number)s a", "a")
    project.edit("templates/materials/card/sheet.html", "parts/line.html", "parts/none.html")
    project.edit("templates/layouts/page.html", "<body>", "<body>{{ _(title) }}{{ _(name) }}")
    with pytest.raises(Faults) as caught:
        load(project.order(papers=("a5",)))
    faults = caught.value.faults
    kinds = {type(fault) for fault in faults}
    assert kinds == {DataError, EnvironmentFault, RenderError, TranslationError, UsageError}
    assert len(faults) == len(set(map(str, faults)))
    text = str(caught.value)
    for piece in ("988", "%(number)s", "parts/none.html", "page.html", "Arabic", "paper a5"):
        assert piece in text, text


def test_nothing_is_loaded_when_anything_is_wrong(project: Project) -> None:
    project.edit("toolkit/data/regions/GB.toml", 'phone = "116 123"', 'phone = "116 12"')
    with pytest.raises(Faults, match="gb-samaritans"):
        load(project.order(regions=("US", "GB")))


def test_a_fault_in_a_pack_nobody_asked_for_stops_nobody(project: Project) -> None:
    project.edit("toolkit/data/regions/GB.toml", 'phone = "116 123"', 'phone = "116 12"')
    loaded = load(project.order(regions=("US",)))
    assert [region.code for region in loaded.data.regions] == ["US"]


def test_a_fault_in_a_material_nobody_asked_for_stops_nobody(project: Project) -> None:
    project.edit("templates/materials/poster/material.toml", "pages = 1", "pages = 0")
    loaded = load(project.order(materials=("card",)))
    assert [material.id for material in loaded.data.materials] == ["card"]
    for wanted in ((), ("poster",), ("card", "poster"), ("cord",)):
        with pytest.raises(Faults, match="less than one page"):
            load(project.order(materials=wanted))


def test_a_broken_language_is_not_printed_beside_another(project: Project) -> None:
    """Nobody asked for it by name, so it stops no sheet."""
    project.edit(
        "templates/materials/card/material.toml", "pages = 1", 'pages = 1\nbeside = ["all"]'
    )

    def beside() -> list[str]:
        voices = load(project.order(locales=("en",))).data.voices
        return [voice.locale.code for voice in voices]

    codes = beside()
    assert codes[0] == "en"
    project.edit(project.po("es"), "Quién puede", "3 pueden")  # which the card does not print
    assert beside() == codes
    project.edit(project.po("es"), "al %(number)s a", "a")
    assert beside() == [code for code in codes if code != "es"]


def test_a_language_without_spaces_needs_what_breaks_its_lines(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for by name, that is said; printed beside others, it is left out."""
    project.edit(
        "templates/materials/card/material.toml", "pages = 1", 'pages = 1\nbeside = ["all"]'
    )
    project.write(project.po("km"), po("km", {}))
    order = project.order(locales=("en",))
    assert "km" in [voice.locale.code for voice in load(order).data.voices]
    monkeypatch.setattr(breaking, "version", lambda: "")
    assert "km" not in [voice.locale.code for voice in load(order).data.voices]
    with pytest.raises(Faults, match=r"locale km: .*make breaking"):
        load(project.order(locales=("km",)))


def test_a_locale_folder_nobody_can_print_is_named(project: Project) -> None:
    project.write("locales/espanol/LC_MESSAGES/messages.po", "")
    with pytest.raises(Faults, match="locale espanol: not a language code"):
        load(project.order())


@pytest.mark.parametrize(
    ("beside", "codes"), [("[]", []), ('["en"]', ["en"]), ('["en", "es"]', ["en", "es"])]
)
def test_no_more_languages_are_read_than_stand_beside(
    project: Project, beside: str, codes: list[str]
) -> None:
    """Reading a catalogue takes longer than printing a card."""
    material = "templates/materials/card/material.toml"
    project.edit(material, "pages = 1", f"pages = 1\nbeside = {beside}")
    voices = load(project.order(materials=("card",), locales=("ar",))).data.voices
    assert [voice.locale.code for voice in voices] == codes


def test_the_source_needs_no_file(project: Project) -> None:
    catalog = load(project.order(locales=("en",))).data.catalogs["en"]
    assert catalog.locale == locales.get("en")
    assert catalog.review.status == "source"
    assert catalog.missing(["anything"]) == ()
