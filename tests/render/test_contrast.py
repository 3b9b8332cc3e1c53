from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from tests.project import Project
from toolkit.render.contrast import faint


def named(body: str, style: str = "") -> list[str]:
    html = f"<html lang=en><style>html{{font:12pt 'Noto Sans'}}{style}</style><body>{body}</html>"
    document: Any = weasyprint.HTML(string=html).render()
    return list(faint(document))


def test_readable_text_is_not_named() -> None:
    assert named("<h1>A</h1><p style='color:#767676'>B</p>") == []


def test_faint_text_is_named_with_its_page_its_colours_and_their_ratio() -> None:
    body = "<p>A</p><p style='break-before:page;color:#777777'>Hard to read</p>"
    assert named(body) == ["page 2: “Hard to read” is #777777 on #ffffff, 4.48:1"]


def test_each_pair_of_colours_is_named_once() -> None:
    body = "<p style='color:#999'>A <b>b</b></p>" * 3 + "<p style='color:#aaa'>C</p>"
    assert len(named(body)) == 2


@pytest.mark.parametrize(
    "body",
    [
        "<div style='background:#222;padding:1mm'><p>A</p></div>",
        "<p>B <mark style='background:#222;color:inherit'>A</mark></p>",
        "<table style='background:#222'><tr><td>A</table>",
        "<table><tr style='background:#222'><td>A</table>",
        "<table><tr><td style='background:#222'>A</table>",
        "<ul><li style='background:#222'>A</ul>",
        "<div style='background:#222'><div style='position:absolute;top:9mm'>A</div></div>",
        "<div style='background:#222'><div style='float:left'>A</div></div>",
        "<p style='background:linear-gradient(#fff,#fff) #222'>A</p>",
    ],
)
def test_the_ground_is_the_nearest_around_the_text(body: str) -> None:
    [found] = named(body)
    assert "on #222222" in found
    assert named(body, "body { color: #fff; background: #000 }") == []


@pytest.mark.parametrize("where", ["html", "body", "@page"])
def test_the_ground_of_the_whole_page_counts(where: str) -> None:
    assert len(named("<p>A</p>", f"{where} {{ background: #222 }}")) == 1
    assert named("<p style='color:#fff'>A</p>", f"{where} {{ background: #222 }}") == []


def test_what_is_made_by_a_style_is_text_too() -> None:
    assert len(named("<p>A</p>", "p::before { content: 'B'; color: #ccc }")) == 1
    assert len(named("<ul><li>A</ul>", "li::marker { color: #ccc }")) == 1


def test_the_margins_of_a_page_are_looked_at() -> None:
    style = "@page { @bottom-left { content: 'Page'; color: #ccc } }"
    assert named("<p>A</p>", style) == ["page 1: “Page” is #cccccc on #ffffff, 1.61:1"]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("color: rgba(0, 0, 0, .4)", "#999999 on #ffffff"),
        ("opacity: .4", "#999999 on #ffffff"),
        ("background: rgba(0, 0, 0, .6)", "#000000 on #666666"),
        ("color: transparent", "#ffffff on #ffffff"),
        ("color: hsl(0, 0%, 60%)", "#999999 on #ffffff"),
    ],
)
def test_what_shines_through_is_mixed(style: str, shown: str) -> None:
    [found] = named(f"<p style='{style}'>A</p>")
    assert shown in found


def test_large_text_is_held_to_the_same() -> None:
    assert len(named("<h1 style='font-size:40pt;color:#888'>A</h1>")) == 1


def test_a_sheet_with_faint_text_is_not_made(project: Project) -> None:
    project.edit("templates/styles/page.css", "h1 {", "h1 { color: #8a8a8a;")
    report = project.build(locales=("en",))
    assert report.sheets == ()
    assert [fault.where for fault in report.faults] == ["US/en/card.letter", "US/en/poster.letter"]
    assert "#8a8a8a on #ffffff, 3.45:1 (4.5:1 is the least" in str(report.faults[0])


def test_text_nobody_sees_need_not_be_read() -> None:
    assert named("<p style='visibility:hidden;color:#eee'>A</p>") == []
