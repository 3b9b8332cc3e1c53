from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.make import material
from toolkit import locales
from toolkit.checks.avoided import load_glossary
from toolkit.errors import Faults, OutputError, TranslationError, UsageError
from toolkit.translations import workshop
from toolkit.translations.catalog import Review, load, po_path
from toolkit.translations.extract import Sources

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

CODES = ["es", "ar", "zh_Hans", "hmn", "ksw", "pt_BR"]
POSTER = "materials/poster/sheet.html"


def rewrite(root: Path, text: str, name: str = POSTER) -> None:
    (root / "templates" / name).write_text(text, encoding="utf-8")


def translate(path: Path, msgid: str, translation: str, *, comment: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    empty = f'msgid "{msgid}"\nmsgstr ""\n'
    assert empty in text
    path.write_text(
        text.replace(empty, f'{comment}msgid "{msgid}"\nmsgstr "{translation}"\n'), encoding="utf-8"
    )


def pybabel(root: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *arguments]
    subprocess.run(command, cwd=root, check=True)


def msgfmt(path: Path) -> str:
    command = ["msgfmt", "--check", "-o", "/dev/null", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


needs_msgfmt = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")


def test_template_holds_every_text_and_what_translators_must_know(
    root: Path, now: datetime
) -> None:
    text = workshop.write_pot(root, now).read_text("utf-8")
    assert text.startswith("# Texts of prevention-toolkit: see TRANSLATING.md.\n")
    assert '"Project-Id-Version: prevention-toolkit ' in text
    assert '"Report-Msgid-Bugs-To: \\n"' in text
    assert '"POT-Creation-Date: 2026-01-10 09:00+0000\\n"' in text
    assert "#. number is the help line's phone number.\n#: templates/parts/help.html\n" in text
    assert text.index("Keep safe") < text.index("not your fault") < text.index("Trust")


def test_template_is_untouched_until_a_text_changes(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.write_pot(root, now)
    before = path.stat().st_mtime_ns, path.read_bytes()
    rewrite(root, '\n\n<p>\n{{ _("Trust your feeling.") }}\n</p>')
    workshop.write_pot(root, later)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    rewrite(root, '{{ _("Trust yourself.") }}')
    workshop.write_pot(root, later)
    assert "POT-Creation-Date: 2026-03-01 12:00+0000" in path.read_text("utf-8")


def test_a_broken_template_is_written_anew(root: Path, now: datetime) -> None:
    (root / "locales").mkdir()
    (root / "locales/messages.pot").write_bytes(b"\xff")
    assert "Trust your feeling." in workshop.write_pot(root, now).read_text("utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_new_catalogue_loads_and_misses_everything(root: Path, now: datetime, code: str) -> None:
    path = workshop.new(root, code, now).catalog
    catalog, faults = load(root / "locales", locales.get(code))
    assert faults == []
    assert path == po_path(root / "locales", code)
    assert catalog.review == Review("draft")
    assert str(catalog.plural) == locales.get(code).plural
    assert len(catalog.messages) == len(catalog.missing(catalog.messages)) == 5
    assert "# Review-Status: draft\n" in path.read_text("utf-8")


@needs_msgfmt
@pytest.mark.parametrize("code", CODES)
def test_msgfmt_accepts_new_and_filled_catalogues(root: Path, now: datetime, code: str) -> None:
    path = workshop.new(root, code, now).catalog
    assert msgfmt(path) == ""
    text = path.read_text("utf-8")
    for form in range(6):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "a %(num)s"')
    path.write_text(text, encoding="utf-8")
    translate(path, "Keep safe", "b")
    translate(path, "Call <b>%(number)s</b> at any time.", "<b>%(number)s</b>")
    assert msgfmt(path) == ""
    catalog, faults = load(root / "locales", locales.get(code))
    assert faults == []
    assert len(catalog.missing(catalog.messages)) == 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("xx", "not a language code known"),
        ("en", "is the source: it has no catalogue"),
        ("en_XA", "is made in memory: it has no catalogue"),
    ],
)
def test_new_refuses_what_cannot_be_translated_into(
    root: Path, now: datetime, code: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        workshop.new(root, code, now)
    assert not (root / "locales").exists()


def test_new_never_replaces_a_catalogue(root: Path, now: datetime) -> None:
    path = workshop.new(root, "es", now).catalog
    path.write_text("somebody's work")
    with pytest.raises(UsageError, match="has a catalogue already"):
        workshop.new(root, "es", now)
    assert path.read_text() == "somebody's work"


def test_update_changes_nothing_without_a_reason(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    translate(path, "Trust your feeling.", "Confía en lo que sientes.")
    before = path.read_bytes()
    (done,) = workshop.update(root, [], later)
    assert not done.changed
    assert (done.translated, done.fuzzy, done.missing, done.obsolete) == (1, 0, 4, 0)
    assert path.read_bytes() == before


LONG = (
    "Trust your feeling: when something is not right, you may say no, and you may always tell us."
)


def test_a_changed_text_keeps_its_translation_as_fuzzy(
    root: Path, now: datetime, later: datetime
) -> None:
    rewrite(root, f'{{{{ _("{LONG}") }}}}')
    path = workshop.new(root, "es", now).catalog
    text = path.read_text("utf-8")
    path.write_text(text.replace('tell us."\nmsgstr ""', 'tell us."\nmsgstr "Confía."'), "utf-8")
    rewrite(root, f'{{{{ _("{LONG} Now.") }}}}')
    (done,) = workshop.update(root, ["es"], later)
    text = path.read_text("utf-8")
    assert (done.translated, done.fuzzy, done.missing) == (0, 1, 4)
    assert '#, fuzzy\n#| msgid ""\n#| "Trust your feeling' in text
    assert 'msgstr "Confía."' in text
    if shutil.which("msgfmt"):
        assert msgfmt(path) == ""
    workshop.update(root, ["es"], later)
    assert path.read_text("utf-8") == text  # and is still there after the next one
    catalog, faults = load(root / "locales", locales.get("es"))
    assert faults == []
    assert catalog.fuzzy([f"{LONG} Now."]) == (f"{LONG} Now.",)


def test_a_changed_plural_makes_its_translation_fuzzy(
    root: Path, now: datetime, later: datetime
) -> None:
    source = "{{% trans n=2 %}}One day.{{% pluralize %}}{{{{ n }}}} {}.{{% endtrans %}}"
    rewrite(root, source.format("days"))
    path = workshop.new(root, "es", now).catalog
    text = path.read_text("utf-8").replace(
        'msgid_plural "%(n)s days."\nmsgstr[0] ""\nmsgstr[1] ""',
        'msgid_plural "%(n)s days."\nmsgstr[0] "Un día."\nmsgstr[1] "%(n)s días."',
    )
    path.write_text(text, encoding="utf-8")
    rewrite(root, source.format("long days"))
    (done,) = workshop.update(root, ["es"], later)
    text = path.read_text("utf-8")
    assert done.fuzzy == 1
    assert '#| msgid "One day."\n#| msgid_plural "%(n)s days."\nmsgid "One day."' in text
    assert 'msgstr[1] "%(n)s días."' in text


def test_a_text_that_is_gone_is_kept_and_returns_as_fuzzy(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    translate(path, "Trust your feeling.", "Confía en lo que sientes.")
    rewrite(root, "Quite another sheet")
    (done,) = workshop.update(root, [], later)
    assert done.obsolete == 1
    assert '#~ msgid "Trust your feeling."\n#~ msgstr "Confía' in path.read_text("utf-8")
    rewrite(root, '{{ _("Trust your feeling.") }}')
    (done,) = workshop.update(root, [], later)
    assert (done.fuzzy, done.obsolete) == (1, 0)
    assert '#, fuzzy\nmsgid "Trust your feeling."\nmsgstr "Confía' in path.read_text("utf-8")


def test_a_text_that_goes_before_it_was_translated_leaves_nothing(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    rewrite(root, "Quite another sheet")
    (done,) = workshop.update(root, [], later)
    assert done.obsolete == 0
    assert "#~" not in path.read_text("utf-8")


def test_an_obsolete_text_with_a_context_stays_obsolete(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    old = '#~ msgctxt "sheet"\n#~ msgid "Trust your feeling."\n#~ msgstr "Confía."\n'
    path.write_text(f"{path.read_text('utf-8')}\n{old}", encoding="utf-8")
    (done,) = workshop.update(root, [], later)
    assert (done.fuzzy, done.obsolete) == (0, 1)
    assert old in path.read_text("utf-8")


def test_an_empty_entry_never_becomes_fuzzy(root: Path, now: datetime, later: datetime) -> None:
    source = "{{% trans n=2 %}}One {0}.{{% pluralize %}}{{{{ n }}}} {0}s.{{% endtrans %}}"
    rewrite(root, source.format("long day"))
    path = workshop.new(root, "es", now).catalog
    rewrite(root, source.format("longer day"))
    (done,) = workshop.update(root, [], later)
    assert done.fuzzy == 0
    assert "fuzzy" not in path.read_text("utf-8")


def test_update_keeps_what_translators_wrote(root: Path, now: datetime, later: datetime) -> None:
    path = workshop.new(root, "hmn", now).catalog
    translate(path, "Trust your feeling.", "Ntseeg", comment="# ask Mai\n")
    text = path.read_text("utf-8")
    name = "A Name So Long That It Would Be Wrapped If It Were Left To Babel To Write It"
    text = text.replace(
        "Review-Status: draft", f"Review-Status: reviewed\n# Reviewed-By: {name}, 2026-01-12"
    )
    text = text.replace("Last-Translator: ", "Last-Translator: Mai <mai@example.org>")
    text = text.replace('"Language-Team', '"X-Generator: Poedit 3.4\\n"\n"Language-Team')
    path.write_text(text, encoding="utf-8")
    rewrite(root, '{{ _("New text") }}{{ _("Trust your feeling.") }}')
    (done,) = workshop.update(root, [], later)
    assert done.changed
    text = path.read_text("utf-8")
    for kept in (
        f"# Review-Status: reviewed\n# Reviewed-By: {name}, 2026-01-12\n",
        "Last-Translator: Mai <mai@example.org>",
        "X-Generator: Poedit 3.4",
        "Plural-Forms: nplurals=1; plural=0;",
        "PO-Revision-Date: 2026-01-10 09:00+0000",
        "# ask Mai\n",
    ):
        assert kept in text
    assert "POT-Creation-Date: 2026-03-01 12:00+0000" in text
    catalog, faults = load(root / "locales", locales.get("hmn"))
    assert faults == []
    assert catalog.review.status == "reviewed"


def test_update_gives_back_headers_that_pybabel_dropped(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "hmn", now).catalog
    text = path.read_text("utf-8").replace('"Language: hmn\\n"\n', "")
    path.write_text(text.replace('"Plural-Forms: nplurals=1; plural=0;\\n"\n', ""), "utf-8")
    workshop.update(root, ["hmn"], later)
    assert load(root / "locales", locales.get("hmn"))[1] == []


def test_update_touches_nothing_when_a_catalogue_is_broken(
    root: Path, now: datetime, later: datetime
) -> None:
    spanish, arabic = workshop.new(root, "es", now).catalog, workshop.new(root, "ar", now).catalog
    spanish.write_text(spanish.read_text("utf-8") + "nonsense\n", encoding="utf-8")
    arabic.write_text(arabic.read_text("utf-8").replace("nplurals=6", "nplurals=9"), "utf-8")
    rewrite(root, '{{ _("New text") }}')
    before = {path: path.read_bytes() for path in (root / "locales").rglob("messages.*")}
    with pytest.raises(Faults) as caught:
        workshop.update(root, [], later)
    last = spanish.read_text("utf-8").count("\n")
    assert [fault.where for fault in caught.value.faults] == [
        "locales/ar/LC_MESSAGES/messages.po: Plural-Forms",
        f"locales/es/LC_MESSAGES/messages.po:{last}",
    ]
    assert {path: path.read_bytes() for path in (root / "locales").rglob("messages.*")} == before


def test_update_names_a_catalogue_that_is_not_there(root: Path, now: datetime) -> None:
    with pytest.raises(TranslationError, match=r"locales/fr/.*: does not exist"):
        workshop.update(root, ["fr"], now)


def test_files_are_written_whole_or_not_at_all(
    root: Path, now: datetime, later: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workshop.new(root, "es", now).catalog
    before = path.read_bytes()
    rewrite(root, '{{ _("New text") }}')

    def full(_: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match="cannot be written: No space left on device"):
        workshop.update(root, [], later)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["messages.po"]


def test_check_names_faults_of_every_locale_and_an_old_template(root: Path, now: datetime) -> None:
    workshop.write_pot(root, now)
    assert workshop.check(root) == []
    spanish, french = workshop.new(root, "es", now).catalog, workshop.new(root, "fr", now).catalog
    translate(spanish, "Trust your feeling.", "Confía en 2.")
    french.write_text(french.read_text("utf-8").replace("Language: fr", "Language: es"), "utf-8")
    rewrite(root, '{{ _("New text") }}')
    assert [str(fault).partition(" (")[0] for fault in workshop.check(root)] == [
        'locales/es/LC_MESSAGES/messages.po:36 "Trust your feeling.": adds number 2',
        "locales/fr/LC_MESSAGES/messages.po: Language: is es",
        "locales/messages.pot: is not what the templates say",
    ]
    assert len(workshop.check(root, ["fr"])) == 2


def test_status_counts_by_locale_and_material(root: Path, now: datetime, later: datetime) -> None:
    path = workshop.new(root, "es", now).catalog
    workshop.new(root, "hmn", now)
    translate(path, "Keep safe", "Cuídate 2")
    translate(path, "Trust your feeling.", "Confía en lo que sientes.")
    rewrite(root, '{{ _("Trust your feelings.") }}')
    workshop.update(root, [], later)
    sources = Sources(root)
    texts = {
        "card": sources.messages("materials/card/sheet.html"),
        "poster": sources.messages(POSTER),
    }
    rows = workshop.status(root, texts)
    counts = [
        (r.code, r.material, r.translated, r.fuzzy, r.missing, r.total, r.faults) for r in rows
    ]
    assert counts == [
        ("es", "card", 1, 0, 3, 4, 1),
        ("es", "poster", 0, 1, 0, 1, 1),
        ("hmn", "card", 0, 0, 4, 4, 0),
        ("hmn", "poster", 0, 0, 1, 1, 0),
    ]
    assert {row.review for row in rows} == {Review("draft")}


@pytest.mark.parametrize("code", ["es", "ar"])
def test_plain_pybabel_works_on_our_files_and_we_on_its(
    root: Path, now: datetime, later: datetime, code: str
) -> None:
    (root / "locales").mkdir()
    extract = ["extract", "-F", "pyproject.toml", "--add-comments", "i18n:", "--sort-by-file"]
    pybabel(root, *extract, "-o", "locales/messages.pot", ".")
    pybabel(root, "init", "-i", "locales/messages.pot", "-d", "locales", "-l", code)
    path = po_path(root / "locales", code)
    assert load(root / "locales", locales.get(code))[1] == []
    translate(path, "Trust your feeling.", "a")
    workshop.update(root, [code], later)
    assert load(root / "locales", locales.get(code))[1] == []
    rewrite(root, '{{ _("Trust your feeling.") }}{{ _("New text") }}')
    workshop.write_pot(root, later)
    pybabel(root, "update", "-i", "locales/messages.pot", "-d", "locales", "-l", code)
    catalog, faults = load(root / "locales", locales.get(code))
    assert faults == []
    assert catalog.gettext("Trust your feeling.") == "a"
    assert catalog.missing(["New text"]) == ("New text",)


def test_plain_pybabel_begins_catalogues_from_our_template(root: Path, now: datetime) -> None:
    workshop.write_pot(root, now)
    pybabel(root, "init", "-i", "locales/messages.pot", "-d", "locales", "-l", "ru")
    catalog, faults = load(root / "locales", locales.get("ru"))
    assert faults == []
    assert len(catalog.messages) == 5


def test_status_tells_what_a_file_does_not_have_yet(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    translate(path, "Trust your feeling.", "Confía.")
    rewrite(root, '{{ _("Trust your feeling.") }}{{ _("Added since") }}')

    def stale() -> list[tuple[int, int, int]]:
        texts = {"poster": Sources(root).messages(POSTER)}
        return [(r.translated, r.missing, r.stale) for r in workshop.status(root, texts)]

    assert stale() == [(1, 1, 1)]
    workshop.update(root, [], later)
    assert stale() == [(1, 1, 0)]


def test_new_starts_a_glossary_with_the_terms_of_the_others_and_a_checklist(
    root: Path, now: datetime
) -> None:
    folder = root / "locales/glossary"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text('[[term]]\nsource = "victim"\nterm = "victim"\n')
    for code in ("ar", "es"):
        text = '[[term]]\nsource = "help line (any)"\nterm = "x"\npart_of_speech = "noun"\n'
        (folder / f"{code}.toml").write_text(text)
    begun = workshop.new(root, "fr", now)
    glossary, faults = load_glossary(folder, locales.get("fr"))
    assert (glossary.terms, faults) == ((), [])
    text = begun.glossary.read_text("utf-8")
    assert text.index('source = "help line (any)"') < text.index('source = "victim"')
    assert text.count('term = ""') == 2
    assert text.count('part_of_speech = "noun"') == 1
    assert "translations check fr --fit" in begun.checklist.read_text("utf-8")


def test_new_leaves_a_glossary_alone(root: Path, now: datetime) -> None:
    path = root / "locales/glossary/fr.toml"
    path.parent.mkdir(parents=True)
    path.write_text("somebody's work")
    workshop.new(root, "fr", now)
    assert path.read_text() == "somebody's work"


def test_comments_alone_keep_the_date_of_the_template(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.write_pot(root, now)
    part = root / "templates/parts/help.html"
    part.write_text(part.read_text("utf-8").replace("phone number.", "number, to dial."), "utf-8")
    workshop.write_pot(root, later)
    text = path.read_text("utf-8")
    assert "#. number is the help line's number, to dial.\n" in text
    assert "POT-Creation-Date: 2026-01-10 09:00+0000" in text


def test_update_says_in_every_catalogue_where_a_text_prints(
    root: Path, now: datetime, later: datetime
) -> None:
    path = workshop.new(root, "es", now).catalog
    workshop.update(root, [], later, [replace(material(), id="poster", template=POSTER)])
    assert "#. Prints on: card; for young people\n" in path.read_text("utf-8")
    before = path.read_bytes()
    workshop.update(root, [], later, [replace(material(), id="poster", template=POSTER)])
    assert path.read_bytes() == before


def test_a_carried_over_text_is_the_same_after_the_next_update(
    root: Path, now: datetime, later: datetime
) -> None:
    rewrite(root, '{{ _("Call %(number)s now, at any time of the day.", number=1) }}')
    path = workshop.new(root, "es", now).catalog
    translate(path, "Call %(number)s now, at any time of the day.", "Llama al %(number)s.")
    rewrite(root, '{{ _("Call us now, at any time of the day.") }}')
    workshop.update(root, ["es"], later)
    before = path.read_text("utf-8")
    assert "#, fuzzy\n#| msgid" in before
    workshop.update(root, ["es"], later)
    assert path.read_text("utf-8") == before
