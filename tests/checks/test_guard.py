from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.project import CARD_TOML, Project
from toolkit.checks import guard as guards
from toolkit.checks.guard import Guard
from toolkit.errors import Faults, RenderError, TranslationError
from toolkit.load import load
from toolkit.plan import plan
from toolkit.render.environment import Templates
from toolkit.schools import School

if TYPE_CHECKING:
    from toolkit.errors import ToolkitError
    from toolkit.plan import Job

CARD = "templates/materials/card/sheet.html"
GLOSSARY = '[[term]]\nsource = "a"\nterm = "b"\navoid = ["{}"]\n'


def guard(project: Project) -> tuple[Guard, dict[str, Job]]:
    """Make a guard, and every job in the US, by locale and material."""
    loaded = load(project.order())
    jobs = plan(loaded.data, None, project.order().today).jobs
    made = Guard(project.root, loaded.data, Templates(project.root / "templates"))
    return made, {f"{job.locale.code}/{job.material.id}": job for job in jobs}


def faults(guarded: Guard, job: Job) -> list[ToolkitError]:
    return guarded.faults(job, guarded.compose(job, "").html)


def whats(guarded: Guard, job: Job) -> list[str]:
    return [fault.what for fault in faults(guarded, job)]


def test_a_sound_project_passes(project: Project) -> None:
    guarded, jobs = guard(project)
    assert len(jobs) == 6
    for job in jobs.values():
        assert whats(guarded, job) == guarded.advice(job) == []


def test_rules_on_english_stop_the_translations_too(project: Project) -> None:
    project.edit(CARD, "It is <b>never</b> your fault.", "It is <b>never</b> good.")
    project.edit(project.po("es"), "It is <b>never</b> your fault.", "It is <b>never</b> good.")
    guarded, jobs = guard(project)
    wanted = ["nothing says that it is not the young person’s fault"]
    assert whats(guarded, jobs["en/card"]) == whats(guarded, jobs["es/card"]) == wanted
    assert whats(guarded, jobs["es/poster"]) == []


def test_rules_on_markup_look_at_the_sheet_itself(project: Project) -> None:
    signs = "{% if locale.code == 'ar' %}<p class=signs></p>{% endif %}"
    project.edit(CARD, "<h1>", f"{signs}<h1>")
    guarded, jobs = guard(project)
    assert whats(guarded, jobs["ar/card"]) == ["signs are listed without the caveat beside them"]
    assert whats(guarded, jobs["en/card"]) == []


def test_english_is_read_without_a_school_as_no_name_is_our_word(project: Project) -> None:
    guarded, jobs = guard(project)
    school = School(name="A school whose name is long " * 4, lead="1 in 7")
    job = replace(jobs["es/poster"], school=school)
    assert whats(guarded, replace(jobs["en/poster"], school=school)) == []
    assert whats(guarded, job) == []
    said = [block.text for page in guarded.english(job).pages for block in page.blocks]
    assert "Who can help" in said
    assert not any("school" in text for text in said)


def test_terms_are_looked_for_in_each_language_of_a_sheet(project: Project) -> None:
    project.write("locales/glossary/en.toml", GLOSSARY.format("keep safe"))
    project.write("locales/glossary/es.toml", GLOSSARY.format("cuídate"))
    guarded, jobs = guard(project)
    [english] = faults(guarded, jobs["en/card"])
    assert isinstance(english, RenderError)
    [spanish] = faults(guarded, jobs["es/card"])
    assert isinstance(spanish, TranslationError)
    assert spanish.where.startswith("locales/es/LC_MESSAGES/messages.po:")
    assert faults(guarded, jobs["ar/card"]) == faults(guarded, jobs["es/poster"]) == []


def test_terms_of_what_stands_beside_count_too(project: Project) -> None:
    project.write("locales/glossary/es.toml", GLOSSARY.format("cuídate"))
    guarded, jobs = guard(project)
    both = replace(jobs["ar/card"], beside=(jobs["en/card"].locale, jobs["es/card"].locale))
    assert faults(guarded, both) == faults(guarded, jobs["es/card"])


def test_a_school_s_own_words_are_not_looked_through(project: Project) -> None:
    project.write("locales/glossary/en.toml", GLOSSARY.format("rescue"))
    guarded, jobs = guard(project)
    assert faults(guarded, replace(jobs["en/poster"], school=School(name="Rescue School"))) == []


def test_a_sheet_on_threats_is_held_to_its_crisis_line(project: Project) -> None:
    guarded, jobs = guard(project)
    job = jobs["en/card"]
    threats = replace(job, material=replace(job.material, family="picture-threat"), lines=())
    assert whats(guarded, threats) == ["prints no crisis line"]


def test_a_broken_glossary_is_named(project: Project) -> None:
    project.write("locales/glossary/es.toml", "[[term]]\n")
    with pytest.raises(Faults, match=r"es\.toml: term\[0\]\.source: is missing"):
        guard(project)


def test_a_grade_is_advice(project: Project) -> None:
    project.edit(f"templates/materials/card/{'material.toml'}", "grade = 5", "grade = 1")
    hard = "Communicate immediately with professionals."
    project.edit(CARD, "<h1>", f"<p>{hard}</p><h1>")
    guarded, jobs = guard(project)
    [fault] = guarded.advice(jobs["es/card"])
    assert "is written for 1" in fault.what
    assert whats(guarded, jobs["es/card"]) == []


def test_the_digest_changes_with_whatever_a_sheet_is_held_to(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digests() -> dict[str, str]:
        guarded, jobs = guard(project)
        return {name: guarded.compose(job, "").digest for name, job in jobs.items()}

    before = digests()
    assert digests() == before
    card = "templates/materials/card/material.toml"
    project.write(card, CARD_TOML.replace('audience = "young"', 'audience = "staff"', 1))
    after = digests()
    assert {name for name in after if after[name] != before[name]} == {
        *(f"{code}/card" for code in ("en", "es", "ar"))
    }
    project.write("locales/glossary/es.toml", GLOSSARY.format("rescate"))
    stricter = digests()
    assert {name for name in after if stricter[name] != after[name]} == {"es/card", "es/poster"}
    monkeypatch.setattr(guards, "RULES", project.root / "templates")
    assert not set(digests().values()) & set(stricter.values())
