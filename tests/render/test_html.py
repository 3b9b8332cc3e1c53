from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.make import catalog, hotline, material, region
from toolkit import locales
from toolkit.errors import RenderError
from toolkit.hotlines import Number, TextNumber
from toolkit.materials import PAPERS
from toolkit.plan import Job
from toolkit.render import breaking
from toolkit.render.environment import Templates
from toolkit.render.html import Composed, compose
from toolkit.schools import EMPTY, Logo, School
from toolkit.translations.catalog import Catalog

SHEET = """\
<html lang="{{ locale.tag }}" dir="{{ locale.direction }}"><head><title>A</title>
<link rel="stylesheet" href="styles/a.css">
</head><body>{{ body }}</body></html>
"""


def job(code: str = "en", **changes: Any) -> Job:
    return replace(
        Job(
            material=material(),
            locale=locales.get(code),
            region=region(),
            paper=PAPERS["letter"],
            lines=(hotline(),),
            tools=(),
            school=EMPTY,
            review="source",
            checked_on=None,
        ),
        **changes,
    )


def made(
    root: Path,
    body: str = "Hello",
    engines: str = "e",
    voices: tuple[Catalog, ...] = (),
    **changes: Any,
) -> Composed:
    """Compose a job whose template prints ``body``."""
    templates = root / "templates"
    for name, text in {
        "materials/card/sheet.html": SHEET.replace("{{ body }}", body),
        "styles/a.css": "p { background: url(../images/a.svg) }",
        "images/a.svg": "<svg/>",
    }.items():
        path = templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or name.endswith("html"):
            path.write_text(text, encoding="utf-8")
    wanted = job(**changes)
    return compose(wanted, catalog(wanted.locale.code), Templates(templates), engines, voices)


def test_a_worker_gets_everything_in_one_value(tmp_path: Path) -> None:
    composed = made(tmp_path)
    assert composed.where == "US/en/card.letter"
    assert [each.name for each in composed.stylesheets] == ["styles/a.css"]
    assert [each.name for each in composed.assets] == ["styles/a.css", "images/a.svg"]
    assert "stylesheet" not in composed.html
    assert pickle.loads(pickle.dumps(composed)) == composed


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("--leading:1.4", '"Noto Sans", "Noto Sans Symbols2"', "hyphens:manual")),
        ("de", ("--leading:1.4", '"Noto Sans", "Noto Sans Symbols2"', "hyphens:auto")),
        ("km", ("--leading:1.65;--tight:1.41;", '"Noto Sans Khmer"', "hyphens:manual")),
        (
            "ar",
            ("--size:1.06;--leading:1.55;--tight:1;", '"Noto Naskh Arabic", ', "hyphens:manual"),
        ),
        ("zh_Hant", ("--leading:1.5", '"Noto Sans CJK TC", "Noto Sans"', "hyphens:manual")),
    ],
)
def test_the_script_sets_font_line_height_and_hyphens(
    tmp_path: Path, code: str, said: tuple[str, ...]
) -> None:
    html = made(tmp_path, code=code).html
    style = html[html.index("<style>") : html.index("</style>")]
    assert all(each in style for each in said)
    assert "moji" not in style
    assert html.index("<style>") < html.index("<title>")


@pytest.mark.parametrize(
    ("code", "words", "kept"),
    [
        ("ru", "Я в школе, и он — по-русски", "Я в\u00a0школе, и\u00a0он\u00a0— по-\u2060русски"),
        ("uk", "В <b>ній</b> будь-хто", "В\u00a0<b>ній</b> будь-\u2060хто"),
        ("fr", "Pourrais-tu, porte-clés", "Pourrais-\u2060tu, porte-clés"),
        ("ht", "N ap pataje l ak ou", "N\u00a0ap pataje\u00a0l ak ou"),
        ("fil", "I-report mo, at pagsisisi-hin", "I-\u2060report mo, at pagsisisi-hin"),
        ("hi", "दिन-रात 1-800", "दिन-\u2060रात 1-800"),
        ("en", "I am 24 hours in 3 2", "I am 24\u00a0hours in 3 2"),
    ],
)
def test_words_that_belong_together_stay_in_one_line(
    tmp_path: Path, code: str, words: str, kept: str
) -> None:
    assert f"<p>{kept}</p>" in made(tmp_path, f"<p>{words}</p>", code=code).html


def test_no_short_word_stands_alone_below_a_heading(tmp_path: Path) -> None:
    page = made(tmp_path, "<h2>Good friends, good feelings</h2><p>a b c</p>").html
    assert "<h2>Good friends, good\u00a0feelings</h2><p>a b c</p>" in page
    for whole in ("<h2>Good feelings</h2>", "<h2>Good friends, good relationships</h2>"):
        assert whole in made(tmp_path, whole).html


def test_only_words_are_kept_together(tmp_path: Path) -> None:
    page = made(tmp_path, '<p class="a l b">A l</p>', code="ht").html
    assert '<p class="a l b">A\u00a0l</p>' in page
    for code, whole in (
        ("en", '<b class="name" dir="ltr">988 Lifeline</b>'),
        ("fil", '<a class="address" dir="ltr">i-report.example.org</a>'),
    ):
        assert whole in made(tmp_path, f"<p>A {whole}</p>", code=code).html


def test_a_language_without_spaces_is_broken_when_it_is_laid_out(tmp_path: Path) -> None:
    """Not before: what is checked, and what the digest is of, are the words."""
    khmer = "អ្នកមិនឯកោទេ"
    composed = made(tmp_path, khmer, code="km")
    assert khmer in composed.html
    assert composed.breaking == breaking.version()
    assert made(tmp_path, khmer).breaking == ""
    assert made(tmp_path, khmer, beside=(locales.get("km"),), voices=(catalog("km"),)).breaking


def test_another_icu_makes_another_sheet_of_what_it_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [made(tmp_path, code=code).digest for code in ("en", "km")]
    monkeypatch.setattr(breaking, "version", lambda: "icu4py 2")
    english, khmer = (made(tmp_path, code=code).digest for code in ("en", "km"))
    assert english == before[0]
    assert khmer != before[1]


@pytest.mark.parametrize(
    ("code", "families"),
    [
        ("km", '"Noto Sans", "Noto Sans Khmer"'),
        ("ar", '"Noto Sans", "Noto Naskh Arabic"'),
        ("en", '"Noto Sans", "Noto Sans Symbols2"'),
        ("ja", '"Noto Sans CJK JP", "Noto Sans"'),
    ],
)
def test_a_number_is_set_in_one_face(tmp_path: Path, code: str, families: str) -> None:
    html = made(tmp_path, code=code).html
    assert f"a[dir=ltr],.keyword,.tab-address{{font-family:{families}" in html


def test_a_voice_says_its_words_in_its_own_language_and_letters(tmp_path: Path) -> None:
    said = """{% for voice in voices %}{% set its = voice.locale %}
<p lang="{{ its.tag }}" dir="{{ its.direction }}" style="{{ voice.style }}">
{{ voice.gettext("Hello") }}</p>{% endfor %}"""
    arabic = catalog("ar", {"Hello": "مرحبا"})
    unwanted = catalog("es", {"Hello": "Hola"})
    made(tmp_path, said)
    wanted = job(beside=(arabic.locale,))
    templates = Templates(tmp_path / "templates")
    page = compose(wanted, catalog("en"), templates, "e", (unwanted, arabic)).html
    assert '<p lang="ar" dir="rtl" style="font-family:&#39;Noto Naskh Arabic&#39;,' in page
    assert "مرحبا" in page
    assert "Hola" not in page


def test_a_voice_prints_a_whole_template_with_the_lines_as_its_readers_reach_them(
    tmp_path: Path,
) -> None:
    """A text is answered in some languages only, and wants another word in each."""
    text = TextNumber("988", "sms:988", "988", "HOME")
    asked = hotline(text=text, text_languages=("en",), keywords=(("es", "AYUDA"),))
    there = region(hotlines=(asked,))
    path = tmp_path / "templates" / "materials" / "card" / "side.html"
    body = '{% for voice in voices %}{{ voice.render("materials/card/side.html") }}{% endfor %}'
    made(tmp_path, body)
    path.write_text(
        "{% for line in lines %}<p>{{ locale.code }} {{ line.text and line.text.keyword }}</p>"
        "{% endfor %}<p>{{ _('<b>Hello</b>') }}</p>",
        encoding="utf-8",
    )
    spanish, arabic = catalog("es", {"<b>Hello</b>": "<b>Hola</b>"}), catalog("ar")
    wanted = job(region=there, lines=there.hotlines, beside=(spanish.locale, arabic.locale))
    templates = Templates(tmp_path / "templates")
    page = compose(wanted, catalog("en"), templates, "e", (spanish, arabic)).html
    assert "<p>es AYUDA</p>" in page
    assert "<p>ar None</p>" in page
    assert "<b>Hola</b>" in page


def test_the_school_s_colour_is_the_accent_and_none_is_none(tmp_path: Path) -> None:
    assert "--accent:#1f5fa8;" in made(tmp_path, school=School(colour="#1f5fa8")).html
    assert "--accent" not in made(tmp_path).html


def test_every_field_of_the_school_can_be_asked_for(tmp_path: Path) -> None:
    body = (
        "{% for each in [school.name, school.logo, school.lead, school.counsellor, school.phone, "
        "school.website, school.hours] %}{{ each or '-' }} {% endfor %}"
    )
    assert "- - - - - - - " in made(tmp_path, body).html


def test_the_region_goes_by_its_own_name_else_by_cldr_s_in_the_locale(tmp_path: Path) -> None:
    assert "United States" in made(tmp_path, "{{ region.name }}").html
    assert "Estados Unidos" in made(tmp_path, "{{ region.name }}", code="es").html
    washington = region("US-WA", name="Washington State", country="US")
    html = made(tmp_path, "{{ region.name }}", code="es", region=washington).html
    assert "Washington State" in html


def test_what_a_school_writes_is_text_and_never_markup(tmp_path: Path) -> None:
    name = "<script>alert('x')</script> & “Co” {{ 1 }}"
    html = made(
        tmp_path, "<p title='{{ school.name }}'>{{ school.name }}</p>", school=School(name=name)
    ).html
    assert "<script>" not in html
    assert html.count("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; “Co” {{ 1 }}") == 2


def test_a_logo_goes_by_its_content(tmp_path: Path) -> None:
    body = '<img src="{{ school.logo }}" alt="">'
    one, two = (
        made(tmp_path, body, school=School(logo=Logo(content, "png"))) for content in (b"1", b"2")
    )
    [logo] = [each for each in one.assets if each.name.startswith("school/")]
    assert f'src="{logo.name}"' in one.html
    assert logo.name not in two.html
    assert (logo.content, logo.mime) == (b"1", "image/png")
    assert one.digest != two.digest


def test_a_logo_nobody_prints_is_not_sent_along(tmp_path: Path) -> None:
    composed = made(tmp_path, school=School(logo=Logo(b"1", "png")))
    assert len(composed.assets) == 2
    assert composed.digest == made(tmp_path).digest


def test_a_fault_in_an_asset_names_the_template_that_wants_it(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"images/none\.svg is missing") as caught:
        made(tmp_path, '<img src="images/none.svg" alt="">')
    assert caught.value.where == "templates/materials/card/sheet.html"


# --- the digest: equal means nothing to do


def test_the_same_job_has_the_same_digest(tmp_path: Path) -> None:
    assert made(tmp_path).digest == made(tmp_path).digest
    assert len(made(tmp_path).digest) == 64


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "Hello!"},
        {"engines": "f"},
        {"code": "ar"},
        {"school": School(colour="#1f5fa8")},
        {"material": material(pages=2)},
        {"lines": (hotline(), hotline("us-two"))},
        {"lines": (hotline(phone=Number("911", "tel:911", "911")),)},
        {"lines": ()},
        {"tools": (hotline("us-tool"),)},
        {"region": region(emergency=hotline("us-112"))},
    ],
)
def test_whatever_the_sheet_shows_or_is_held_to_changes_the_digest(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    assert made(tmp_path, **changes).digest != made(tmp_path).digest


@pytest.mark.parametrize("name", ["styles/a.css", "images/a.svg"])
def test_the_content_of_an_asset_changes_the_digest(tmp_path: Path, name: str) -> None:
    before = made(tmp_path).digest
    path = tmp_path / "templates" / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert made(tmp_path).digest != before


@pytest.mark.parametrize(
    "changes",
    [{"checked_on": hotline().checked_on}, {"review": "draft"}, {"school": School(name="S")}],
)
def test_what_the_sheet_does_not_show_leaves_the_digest(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    assert made(tmp_path, **changes).digest == made(tmp_path).digest
