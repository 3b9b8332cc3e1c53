"""Composes jobs and holds them to the rules on words; looks at nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import locales
from toolkit.checks import rules
from toolkit.checks.avoided import avoided_terms, load_glossary
from toolkit.checks.measures import measure
from toolkit.checks.reading import read
from toolkit.errors import Faults, ToolkitError
from toolkit.render.html import compose
from toolkit.schools import EMPTY
from toolkit.translations import catalog as catalogs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.checks.avoided import Glossary
    from toolkit.checks.measures import Measures
    from toolkit.checks.reading import Reading
    from toolkit.plan import Data, Job
    from toolkit.render.environment import Templates
    from toolkit.render.html import Composed
    from toolkit.translations.catalog import Catalog, MsgId

RULES = Path(__file__).parent


class Guard:
    """The rules, and what they have already said about the data of one order.

    Args:
        root: The project.
        data: Everything that was loaded.
        templates: What the sheets are composed from.

    Raises:
        Faults: A glossary cannot be used.
    """

    def __init__(self, root: Path, data: Data, templates: Templates) -> None:
        self._data = data
        self._templates = templates
        self._source, _ = catalogs.load(root / "locales", locales.get(locales.SOURCE))
        self._catalogs = {
            each.locale.code: each for each in (*data.voices, *data.catalogs.values())
        }
        self._glossaries = _glossaries(root, self._catalogs)
        self._code = hashlib.sha256(
            b"".join(path.name.encode() + path.read_bytes() for path in sorted(RULES.glob("*.py")))
        ).hexdigest()
        self._terms: dict[tuple[str, MsgId], list[ToolkitError]] = {}
        self._sheets: dict[tuple[str, str, str], list[ToolkitError]] = {}
        self._english: dict[tuple[str, str], Reading] = {}
        self._words: dict[tuple[str, str], list[ToolkitError]] = {}

    def compose(self, job: Job, engines: str) -> Composed:
        """Compose a sheet; its digest also tells what it is held to.

        Raises:
            RenderError: The template or one of its assets is at fault.
        """
        terms = (self._glossaries[each.code].avoided for each in (job.locale, *job.beside))
        reader = f"{job.material.kind} {job.material.audience}"
        held_to = f"{engines}; rules {self._code} {reader} {[*terms]}"
        catalog = self._catalogs[job.locale.code]
        return compose(job, catalog, self._templates, held_to, self._catalogs.values())

    def faults(self, job: Job, html: str) -> list[ToolkitError]:
        """Name what stops a sheet; ``html`` is it, composed, on any paper."""
        key = (job.material.id, job.locale.code, job.region.code)
        if key not in self._sheets:
            reading = read(html, job.material)
            if job.locale.source and job.school == EMPTY:
                self._english[job.material.id, job.region.code] = reading
            made = rules.broken(rules.IN_EVERY_LOCALE, reading)
            self._sheets[key] = [
                *made,
                *rules.crisis_line(job),
                *self._words_of(job),
                *self._terms_of(job),
            ]
        return self._sheets[key]

    def advice(self, job: Job) -> list[ToolkitError]:
        """Name what should be mended, and stops no sheet."""
        return list(rules.broken(rules.ADVISED, self.english(job)))

    def measures(self, job: Job) -> Measures:
        """Measure the English of a job."""
        return measure(self.english(job))

    def english(self, job: Job) -> Reading:
        """Compose what a job says in the source language, without a school: no name is a word."""
        key = (job.material.id, job.region.code)
        if key not in self._english:
            # On a sheet of several languages English changes places with the first of them.
            beside = (job.locale, *job.beside) if job.beside else ()
            source = replace(
                job,
                locale=self._source.locale,
                school=EMPTY,
                review="source",
                beside=tuple(each for each in beside if not each.source),
            )
            composed = compose(source, self._source, self._templates, "", self._catalogs.values())
            self._english[key] = read(composed.html, job.material)
        return self._english[key]

    def _words_of(self, job: Job) -> list[ToolkitError]:
        key = (job.material.id, job.region.code)
        if key not in self._words:
            self._words[key] = list(rules.broken(rules.IN_ENGLISH, self.english(job)))
        return self._words[key]

    def _terms_of(self, job: Job) -> list[ToolkitError]:
        """Name the terms to avoid that a sheet can print, in each of its languages."""
        codes = [locale.code for locale in (job.locale, *job.beside)]
        texts = self._data.messages[job.material.id]
        return [fault for code in codes for text in texts for fault in self._terms_in(code, text)]

    def _terms_in(self, code: str, text: MsgId) -> list[ToolkitError]:
        if (code, text) not in self._terms:
            found = avoided_terms(self._catalogs[code], text, self._glossaries[code])
            self._terms[code, text] = found
        return self._terms[code, text]


def _glossaries(root: Path, spoken: Mapping[str, Catalog]) -> dict[str, Glossary]:
    folder = root / "locales" / "glossary"
    loaded = {code: load_glossary(folder, each.locale) for code, each in spoken.items()}
    faults = [fault for _, found in loaded.values() for fault in found]
    if faults:
        raise Faults(tuple(faults))
    return {code: glossary for code, (glossary, _) in loaded.items()}
