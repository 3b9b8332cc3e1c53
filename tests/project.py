"""A small project of its own: tests depend neither on the shipped words nor on the shipped lines.

Two materials (a card; a poster that also prints tools and the school), two regions, three
locales. Nothing in it names the real one but the Babel mapping.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.make import ROOT, TODAY
from toolkit import batch, locales
from toolkit.build import build
from toolkit.cli import commands, main
from toolkit.cli import translations as translations_cli
from toolkit.order import Order
from toolkit.translations.catalog import po_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pytest

    from toolkit.order import Report

LAYOUT = """\
<!doctype html>
<html lang="{{ locale.tag }}" dir="{{ locale.direction }}">
<head>
<meta charset="utf-8">
<title>{% block title required %}{% endblock %}</title>
<link rel="stylesheet" href="styles/page.css">
{% block styles %}{% endblock %}
<style>@page { size: {{ paper.width }} {{ paper.height }} }</style>
</head>
<body>
{% block body %}{% endblock %}
</body>
</html>
"""

PART = """\
{% macro reach(line) %}
{%- if line.phone -%}
{#- i18n: number is a phone number #}
{% trans trimmed number=number(line) %}Call {{ number }} at any time.{% endtrans %}
{%- else -%}
{{ address(line) }}
{%- endif -%}
{% endmacro %}
{% macro number(line) -%}
<a class="number" dir="ltr" href="{{ line.phone.uri }}" title="{{ _("Call %(name)s", \
name=line.name) }}">{{ line.phone.display }}</a>
{%- endmacro %}
{% macro address(line) -%}
<a class="address" dir="ltr" href="{{ line.web.uri }}" title="{{ line.name }}">\
{{ line.web.display }}</a>
{%- endmacro %}
"""

HOURS = """\
{% macro hours(value) %}{{ _("Day and night") if value.always else _("By day") }}{% endmacro %}
"""

CARD = """\
{% extends "layouts/page.html" %}
{% from "parts/line.html" import reach %}
{% block title %}{% trans %}Keep safe{% endtrans %}{% endblock %}
{% block body %}
<h1>{{ self.title() }}</h1>
<p>{% trans %}It is <b>never</b> your fault.{% endtrans %}</p>
<p>{{ reach(region.emergency) }}</p>
{% for line in lines %}
<p>{{ reach(line) }}</p>
{% endfor %}
{% endblock %}
"""

POSTER = """\
{% extends "layouts/page.html" %}
{% from "parts/line.html" import reach %}
{% block title %}{% trans %}Who can help{% endtrans %}{% endblock %}
{% block styles %}<link rel="stylesheet" href="styles/poster.css">{% endblock %}
{% block body %}
<h1>{{ self.title() }}</h1>
{% if school.logo %}<img src="{{ school.logo }}" alt="{{ school.name or "" }}">{% endif %}
{% if school.name %}<h2>{{ school.name }}</h2>{% endif %}
{% if school.lead %}<p>{{ school.lead }}</p>{% endif %}
<p class="dot">{{ reach(region.emergency) }}</p>
{% for line in lines + tools %}
<p>{{ reach(line) }}</p>
{% endfor %}
<p>{{ checked_on|date }}</p>
{% endblock %}
"""

PAGE_CSS = """\
@page { margin: 15mm }
h1 { font-size: 1.5rem }
h2 { font-size: 1.2rem }
a { white-space: nowrap }
"""

CARD_TOML = """\
title = "Card"
kind = "letter"
audience = "young"
revision = "1.0"
sheet = "sheet.html"
pages = 1
grade = 5
sources = ["A publisher"]

[help]
topics = ["crisis"]
required = ["crisis"]
"""

# For adults: it need not say that nothing is the reader's fault.
POSTER_TOML = (
    CARD_TOML.replace("Card", "Poster")
    .replace('audience = "young"', 'audience = "staff"')
    .replace('topics = ["crisis"]', 'topics = ["crisis", "child-helpline"]\ntools = true', 1)
)

LINE = """
[hotline.{slug}]
name = "{name}"
topic = "{topic}"
audience = "both"
{reach}
answers = "counsellor"
source = "https://www.example.org"
how = "read"
checked_on = 2026-11-21
confidence = "high"
"""


def pack(paper: str, *lines: tuple[str, str, str]) -> str:
    """Write a region pack of (slug, topic, reach) lines."""
    return f'paper = "{paper}"\n' + "".join(
        LINE.format(slug=slug, name=slug.upper(), topic=topic, reach=reach)
        for slug, topic, reach in lines
    )


US = pack(
    "letter",
    ("us-911", "emergency", 'phone = "911"'),
    ("us-988", "crisis", 'phone = "988"'),
    ("us-boystown", "child-helpline", 'phone = "+1 800 448 3000"'),
    ("us-tool", "image-removal", 'web = "https://tool.example.org"'),
)
GB = pack(
    "a4",
    ("gb-999", "emergency", 'phone = "999"'),
    ("gb-samaritans", "crisis", 'phone = "116 123"'),
    ("gb-childline", "child-helpline", 'phone = "+44 800 1111"'),
    ("gb-tool", "image-removal", 'web = "https://tool.example.org"'),
)

SPANISH = {
    "Keep safe": "Cuídate",
    "It is <b>never</b> your fault.": "<b>Nunca</b> es culpa tuya.",
    "Call %(number)s at any time.": "Llama al %(number)s a cualquier hora.",
    "Call %(name)s": "Llamar a %(name)s",
    "Who can help": "Quién puede ayudar",
    "Day and night": "Día y noche",
    "By day": "De día",
}
ARABIC = {
    "Keep safe": "حافظ على سلامتك",
    "It is <b>never</b> your fault.": "<b>ليس</b> ذنبك أبدًا.",
    "Call %(number)s at any time.": "اتصل على %(number)s في أي وقت.",
    "Call %(name)s": "اتصل بـ %(name)s",
    "Who can help": "من يستطيع المساعدة",
    "Day and night": "ليلًا ونهارًا",
    "By day": "نهارًا",
}


def po(code: str, strings: Mapping[str, str]) -> str:
    """Write a catalogue without a fault."""
    head = (
        '# Review-Status: draft\nmsgid ""\nmsgstr ""\n'
        f'"Language: {code}\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {locales.get(code).plural}\\n"\n'
    )
    return head + "".join(
        f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in strings.items()
    )


FILES = {
    "templates/layouts/page.html": LAYOUT,
    "templates/parts/line.html": PART,
    "templates/parts/hours.html": HOURS,
    "templates/styles/page.css": PAGE_CSS,
    "templates/styles/poster.css": ".dot { background: url(../images/dot.svg) no-repeat }\n",
    "templates/images/dot.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
        '<circle cx="12" cy="12" r="9"/></svg>\n'
    ),
    "templates/materials/card/material.toml": CARD_TOML,
    "templates/materials/card/sheet.html": CARD,
    "templates/materials/poster/material.toml": POSTER_TOML,
    "templates/materials/poster/sheet.html": POSTER,
    "toolkit/data/regions/US.toml": US,
    "toolkit/data/regions/GB.toml": GB,
    "locales/es/LC_MESSAGES/messages.po": po("es", SPANISH),
    "locales/ar/LC_MESSAGES/messages.po": po("ar", ARABIC),
}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """Every line of standard error that names a fault."""
        lines = self.err.splitlines()
        return [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]


@dataclass(frozen=True)
class Project:
    """A small project and its output folder."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Project:
        """Write the files; ``root`` need not exist."""
        made = cls(root)
        for name, text in FILES.items():
            made.write(name, text)
        shutil.copy(ROOT / "pyproject.toml", root)
        return made

    @property
    def output(self) -> Path:
        return self.root / "output"

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one place that says ``old``."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def po(self, code: str) -> str:
        """Name the catalogue of ``code``, from the root."""
        return po_path(Path("locales"), code).as_posix()

    def order(self, **changes: Any) -> Order:
        return replace(Order(self.root, self.output, TODAY), **changes)

    def build(self, *, force: bool = False, **changes: Any) -> Report:
        """Build in this process."""
        return build(self.order(**changes), lambda _: batch.InProcess(), force=force)

    def sheet(self, path: str) -> Path:
        return self.output / path

    def pdfs(self, output: Path | None = None) -> dict[str, bytes]:
        """Read every PDF in the output folder, by path."""
        folder = output or self.output
        found = sorted(folder.rglob("*.pdf"))
        return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}

    def manifest(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads((self.output / "manifest.json").read_text("utf-8"))
        return body

    def command_line(
        self, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> Callable[..., Said]:
        """Let the commands of this process work on this project, on the day of the tests."""
        for module in (commands, translations_cli):
            patch.setattr(module, "ROOT", self.root)
            patch.setattr(module, "today", lambda: TODAY)
        patch.chdir(self.root)

        def run(*arguments: str) -> Said:
            code = main(arguments)
            captured = capsys.readouterr()
            return Said(code, captured.out, captured.err)

        return run

    def with_code(self) -> Project:
        """Put the toolkit itself beside the data: then ``generate.py`` runs as it is shipped."""
        shutil.copy2(ROOT / "generate.py", self.root)
        shutil.copytree(
            ROOT / "toolkit",
            self.root / "toolkit",
            ignore=shutil.ignore_patterns("regions"),
            dirs_exist_ok=True,
        )
        return self


def states(report: Report) -> dict[str, str]:
    """Tell what became of each sheet, by path."""
    return {each.entry.path: each.state for each in report.sheets}
