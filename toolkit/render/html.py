"""A job becomes HTML, with the name and digest of everything it needs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from toolkit.hotlines import spoken
from toolkit.locales import LATIN
from toolkit.render import assets, breaking
from toolkit.render.assets import Asset, Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toolkit.locales import Locale
    from toolkit.plan import Job
    from toolkit.render.environment import Templates
    from toolkit.schools import School
    from toolkit.translations.catalog import Catalog

# WeasyPrint keeps room for collapsed white space at the start of a right-to-left line.
_BLOCKS = "p|h[1-6]|li|dt|dd|td|th|div|header|section|caption|figcaption"
# Sentences of one paragraph stand in lines of their own; Chinese and Japanese set no space between.
_NO_SPACES = ("Hans", "Hant", "Jpan")
_HAN = "[\u2018-\u201d\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]"
_INLINE = r"((?:</?(?:b|mark|span)\b[^>]*>)*)"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN}){_INLINE}\s+{_INLINE}(?={_HAN})")
_COUNTED = r"(?<=\d) (?=[^\W\d_])"
_LAST_WORDS = re.compile(r"( [^\s<>]{1,10}) ([^\s<>]{1,10}</h[1-3]>)")
# What is dialled, typed or a name, in `dir="ltr"`, is left as it is.
_WORDS = re.compile(r'<[^<>]*\bdir="ltr"[^<>]*>[^<]*|(>[^<]+)')
_NO_BREAK, _JOINER = "\u00a0", "\u2060"
# Always in Latin letters and digits: numbers to dial, addresses, words to text.
_NUMBERS = "a[dir=ltr],.keyword,.tab-address"
_AT_EDGES = re.compile(rf"(<(?:{_BLOCKS})\b[^>]*>)\s+|\s+(</(?:{_BLOCKS})>)")


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything a worker needs to make one sheet; picklable.

    Attributes:
        where: The job, for error messages.
        html: The whole document, its style sheets taken out.
        stylesheets: Parsed once a worker, in this order.
        assets: Style sheets, drawings and logo.
        digest: SHA-256 of all of it and of ``engines``: equal means nothing to do.
        breaking: What tells where lines may end in a script without spaces; "" where none is set.
    """

    where: str
    html: str
    stylesheets: tuple[Asset, ...]
    assets: tuple[Asset, ...]
    digest: str
    breaking: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Another locale, for a sheet that prints some of its words beside its own.

    Attributes:
        style: Inline style of an element in it: fonts and line height of its script.
        render: Prints a whole template in it.
    """

    locale: Locale
    gettext: Callable[[str], str]
    style: str
    render: Callable[[str], Markup]


def compose(
    job: Job,
    catalog: Catalog,
    templates: Templates,
    engines: str,
    voices: Iterable[Catalog] = (),
) -> Composed:
    """Print the job's template in its locale; ``voices`` hold the catalogues of ``job.beside``.

    Raises:
        RenderError: The template or one of its assets is at fault.
        EnvironmentFault: A language needs a package that is not installed.
    """
    broken_by = breaking.required((job.locale, *job.beside))
    logo = _logo(job.school)
    context = _context(job, logo)
    by_locale = {each.locale: each for each in voices}
    beside = [_voice(by_locale[locale], job, templates, context) for locale in job.beside]
    own = {"voices": beside, "own_review": catalog.review.status}
    text = templates.render(job.material.template, catalog, context | own)
    text = _AT_EDGES.sub(r"\1\2", text)
    if job.locale.script in _NO_SPACES:
        text = _BETWEEN_HAN.sub(r"\1\2", text)
    text = _kept(text, job.locale.keep)
    html, sheets = assets.split_stylesheets(text)
    html = html.replace("<head>", f"<head>{_style(job.locale, job.school)}", 1)
    folder = Folder(templates.root, [logo] if logo else [])
    used = assets.collect(html, sheets, folder, f"templates/{job.material.template}")
    # What the finished sheet is held to counts too: its words may stay while that changes.
    held_to = (f"{line.id} {sorted(line.numbers)} {line.web} {line.chat}" for line in job.printed)
    digest = hashlib.sha256()
    for part in (
        engines,
        broken_by,
        str(job.material.pages),
        *held_to,
        html,
        *(f"{each.name} {each.digest}" for each in used),
    ):
        digest.update(part.encode())
        digest.update(b"\0")
    return Composed(
        where=job.name,
        html=html,
        stylesheets=tuple(folder(name) for name in sheets),
        assets=used,
        digest=digest.hexdigest(),
        breaking=broken_by,
    )


def _context(job: Job, logo: Asset | None) -> dict[str, object]:
    """Name what a template may use; CONTRIBUTING.md has the same list."""
    region = job.region
    return {
        "locale": job.locale,
        "material": job.material,
        "paper": job.paper,
        "region": {
            "code": region.code,
            "name": _first_large(
                region.name or job.locale.territory(region.country) or region.country
            ),
            "emergency": region.emergency,
        },
        "lines": job.lines,
        "tools": job.tools,
        "school": {
            "name": job.school.name,
            "logo": logo.name if logo else None,
            "lead": job.school.lead,
            "counsellor": job.school.counsellor,
            "phone": job.school.phone,
            "website": job.school.website,
            "hours": job.school.hours,
        },
        "review": job.review,
        "checked_on": job.checked_on,
        "good_until": job.good_until,
        "reporting": region.reporting,
    }


def _first_large(name: str) -> str:
    """CLDR writes names as in the middle of a sentence: “world”."""
    return name[:1].upper() + name[1:]


def _voice(
    catalog: Catalog, job: Job, templates: Templates, context: Mapping[str, object]
) -> Voice:
    locale = catalog.locale
    families = ", ".join(f"'{family}'" for family in locale.fonts)
    # As the region has them: what a text answers, and the word it wants, differ by language.
    known = {line.id: line for line in job.region.hotlines}
    lines = spoken((replace(known[line.id], topic=line.topic) for line in job.lines), locale)
    status = catalog.review.status
    own = {**context, "locale": locale, "lines": lines, "voices": (), "own_review": status}
    return Voice(
        locale,
        catalog.gettext,
        f"font-family:{families};line-height:{locale.leading};"
        f"--leading:{locale.leading};--tight:{locale.tight}",
        # Escaped by its own template.
        lambda name: Markup(templates.render(name, catalog, own)),  # noqa: S704
    )


def _kept(text: str, pattern: str) -> str:
    """Let no line of the page end where two words, or a prefix and its word, belong together.

    So do a number and what it counts, and the last two words of a heading unless they are long.
    ``pattern`` is the locale's own.
    """
    kept = re.compile(f"{_COUNTED}|{pattern}" if pattern else _COUNTED)
    head, body, page = text.partition("<body")
    page = _WORDS.sub(lambda found: kept.sub(_joined, found[0]) if found[1] else found[0], page)
    return head + body + _LAST_WORDS.sub(rf"\1{_NO_BREAK}\2", page)


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", _NO_BREAK) if " " in found[0] else found[0] + _JOINER


def _logo(school: School) -> Asset | None:
    if school.logo is None:
        return None
    found = assets.asset(assets.LOGO, school.logo.content)
    # The digest in the name: one image cache serves many schools.
    return Asset(
        f"{assets.LOGO}-{found.digest[:12]}.{school.logo.suffix}", found.content, found.digest
    )


def _style(locale: Locale, school: School) -> str:
    """Set what depends on the script and the school; everything else is in style sheets."""
    families = ", ".join(f'"{family}"' for family in locale.fonts)
    # Many faces have some of the Latin signs: a number set in two of them falls to pieces when read
    # back, and its hyphens differ from its digits.
    latin = families if locale.latin else f'"{LATIN}", {families}'
    accent = f"--accent:{school.colour};" if school.colour else ""
    hyphens = "auto" if locale.hyphens else "manual"
    return (
        f"<style>:root{{--size:{locale.size};--leading:{locale.leading};--tight:{locale.tight};"
        f"--font:{families};{accent}}}"
        f"html{{font-family:{families};line-height:{locale.leading};hyphens:{hyphens}}}"
        f"{_NUMBERS}{{font-family:{latin}}}</style>"
    )
