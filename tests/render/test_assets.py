from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import RenderError
from toolkit.render import assets

HTML = (
    '<link rel="stylesheet" href="styles/a.css">\n<img class="x" src="images/one.svg" alt="">'
    '<div style="background: url(images/two.svg)"></div>'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "templates"
    for name, text in {
        "styles/a.css": "p { background: url('../images/three.svg') }",
        "images/one.svg": "<svg/>",
        "images/two.svg": "<svg id='2'/>",
        "images/three.svg": "<svg id='3'/>",
        "layouts/base.html": "secret",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (tmp_path / "outside.svg").write_text("<svg/>")
    return root


def test_every_file_is_found_also_those_style_sheets_name(root: Path) -> None:
    html, sheets = assets.split_stylesheets(HTML)
    assert "stylesheet" not in html
    assert sheets == ("styles/a.css",)
    found = assets.collect(html, sheets, assets.Folder(root), "sheet")
    assert [each.name for each in found] == [
        "styles/a.css",
        "images/one.svg",
        "images/two.svg",
        "images/three.svg",
    ]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("images/none.svg", "is missing"),
        ("https://example.org/a.svg", "is on the network"),
        ("//example.org/a.svg", "is on the network"),
        ("file:///etc/passwd", "is on the network"),
        ("../outside.svg", "outside the asset folders"),
        ("images/../../outside.svg", "outside the asset folders"),
        ("images/%2e%2e/%2e%2e/outside.svg", "outside the asset folders"),
        ("layouts/base.html", "outside the asset folders"),
        ("/etc/hostname", "outside the asset folders"),
    ],
)
def test_an_asset_that_may_not_be_used_is_named_with_the_template(
    root: Path, name: str, fault: str
) -> None:
    with pytest.raises(RenderError, match=fault) as caught:
        assets.collect(f'<img src="{name}">', (), assets.Folder(root), "templates/sheet.html")
    assert caught.value.where == "templates/sheet.html"


def test_a_link_out_of_the_folders_is_not_followed(root: Path) -> None:
    (root / "images" / "link.svg").symlink_to(root.parent / "outside.svg")
    with pytest.raises(RenderError, match="outside the asset folders"):
        assets.Folder(root)("images/link.svg")


def test_the_school_s_logo_is_handed_out_by_its_name(root: Path) -> None:
    logo = assets.asset("school/logo-1.png", b"png")
    assert assets.Folder(root, [logo])("school/logo-1.png") is logo
    assert logo.mime == "image/png"
