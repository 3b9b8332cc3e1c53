"""The Jinja2 environment: strict, escaped, and speaking one locale at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup, escape

from toolkit.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

    from toolkit.hotlines import Hours
    from toolkit.translations.catalog import Catalog

# Printed through the `hours` filter, so no template that uses it names it.
HOURS = "parts/hours.html"


class _Compiled(BytecodeCache):
    """Templates compiled once, shared by the environments of all locales."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


class Templates:
    """All templates below one folder, in any locale.

    Each locale gets an environment of its own, so that imported macros speak the right language
    without being handed it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._loader = FileSystemLoader(root)
        self._compiled = _Compiled()
        self._environments: dict[str, Environment] = {}

    def render(self, name: str, catalog: Catalog, context: Mapping[str, object]) -> str:
        """Print one template.

        Raises:
            RenderError: A template is missing, is wrong, or uses a name nobody gave it.
        """
        try:
            return self._environment(catalog).get_template(name).render(context)
        except TemplateNotFound as error:
            raise RenderError(
                f"templates/{name}", f"there is no template {error.name}", "check the name"
            ) from error
        except TemplateSyntaxError as error:
            raise RenderError(
                f"templates/{error.name}:{error.lineno}", error.message or "syntax", "mend it"
            ) from error
        except UndefinedError as error:
            where = _line_of(error, self.root) or f"templates/{name}"
            raise RenderError(where, str(error), "use a name from CONTRIBUTING.md") from error
        except Exception as error:  # whatever an expression in a template can raise
            where = _line_of(error, self.root) or f"templates/{name}"
            raise RenderError(where, f"{type(error).__name__}: {error}", "mend it") from error

    def _environment(self, catalog: Catalog) -> Environment:
        code = catalog.locale.code
        if code not in self._environments:
            self._environments[code] = self._make(catalog)
        return self._environments[code]

    def _make(self, catalog: Catalog) -> Environment:
        locale = catalog.locale
        environment = Environment(
            loader=self._loader,
            bytecode_cache=self._compiled,
            undefined=StrictUndefined,
            autoescape=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            auto_reload=False,
        )
        # Also in pyproject.toml's mapping: were they to differ, English would print.
        environment.policies["ext.i18n.trimmed"] = True
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            catalog.gettext, catalog.ngettext, newstyle=True
        )

        def hours(value: Hours) -> Markup:
            macro = environment.get_template(HOURS).module.hours  # type: ignore[attr-defined]
            return Markup(str(macro(value)).strip())  # noqa: S704 - the macro has escaped it

        @pass_context
        def spelled(context: Context, day: date) -> Markup:
            region = context.get("region") or {}
            return _together(locale.date(day, region.get("code", "").partition("-")[0]))

        environment.filters |= {
            "date": spelled,
            "time": locale.time,
            "weekday": locale.day,
            "languages": lambda codes: locale.list([locale.language(code) for code in codes]),
            "hours": hours,
            "qr": _qr,
        }
        return environment


def _together(text: str) -> Markup:
    """Keep words on one line where there is room for them: Chinese breaks anywhere."""
    return Markup('<span class="together">{}</span>').format(text)


def _qr(address: str) -> Markup:
    """Draw ``address`` as an SVG QR code that names it; the address is printed beside it.

    The quiet zone of four modules is part of the drawing.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, border=4, omitsize=True, nl=False
    )
    head, tail = out.getvalue().decode().split(">", 1)
    return Markup(f"{head}><title>{escape(address)}</title>{tail}")  # noqa: S704 - escaped here


def _line_of(error: BaseException, root: Path) -> str | None:
    """Find the innermost template line an error came from (Jinja rewrites the traceback)."""
    found = None
    trace = error.__traceback__
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        if filename.startswith(str(root)):
            found = f"templates/{filename[len(str(root)) + 1 :]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
