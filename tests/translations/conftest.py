from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toolkit import locales
from toolkit.translations.catalog import Catalog, load, po_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.errors import ToolkitError

HERE = Path(__file__).parent

LAYOUT = """\
<title>{{ _("Keep safe") }}</title>
{% block body %}{% endblock %}
"""

PARTS = """\
{% macro help(line) %}
{#- i18n: number is the help line's phone number. #}
{% trans trimmed number=line.phone %}
  Call <b>{{ number }}</b>
  at any time.
{% endtrans %}
{% endmacro %}
"""

SHEET = """\
{% extends "layout.html" %}
{% from "parts/help.html" import help %}
{% block body %}
{{ _("This is 100%% not your fault.") }}
{% trans trimmed num=lines|length %}
  Call the line below.
{% pluralize %}
  Call one of the {{ num }} lines below.
{% endtrans %}
{% do lines.append(1) %}
{{ help(lines[0]) }}
{% endblock %}
"""


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 1, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def later() -> datetime:
    return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a small project with the real project's own Babel mapping."""
    shutil.copy(HERE.parents[1] / "pyproject.toml", tmp_path)
    templates = tmp_path / "templates"
    for name, text in {
        "layout.html": LAYOUT,
        "parts/help.html": PARTS,
        "materials/card/sheet.html": SHEET,
        "materials/poster/sheet.html": '{{ _("Trust your feeling.") }}',
    }.items():
        path = templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def good() -> str:
    """Read a Spanish catalogue without a fault."""
    return (HERE / "es.po").read_text(encoding="utf-8")


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., tuple[Catalog, list[ToolkitError]]]:
    """Load a catalogue of the given content."""

    def of(content: str | bytes, code: str = "es") -> tuple[Catalog, list[ToolkitError]]:
        path = po_path(tmp_path / "locales", code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load(tmp_path / "locales", locales.get(code))

    return of
