"""The only files a sheet may use: our style sheets, our drawings, and the school's logo."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from toolkit.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FOLDERS = ("images/", "styles/", "materials/")
SUFFIXES = (".css", ".svg", ".png", ".jpg", ".jpeg")
LOGO = "school/logo"

_LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)"\s*/?>\s*')
_IN_HTML = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')
_IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')]+)["']?""")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file a sheet uses.

    Attributes:
        name: Path below ``templates/``, or ``school/logo…``.
        content: The bytes.
        digest: SHA-256, hexadecimal.
    """

    name: str
    content: bytes
    digest: str

    @property
    def mime(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def asset(name: str, content: bytes) -> Asset:
    return Asset(name, content, hashlib.sha256(content).hexdigest())


def split_stylesheets(html: str) -> tuple[str, tuple[str, ...]]:
    """Take the linked style sheets out of ``html``: a worker parses each of them only once."""
    return _LINK.sub("", html), tuple(_LINK.findall(html))


def collect(
    html: str, stylesheets: Iterable[str], read: Callable[[str], Asset], where: str
) -> tuple[Asset, ...]:
    """Name every file the sheet uses, in order, each once.

    Raises:
        RenderError: A file is missing, outside the asset folders, or on the network.
    """
    found: dict[str, Asset] = {}
    waiting = [(name, where) for name in stylesheets]
    waiting += [(name, where) for name in [*_IN_HTML.findall(html), *_IN_CSS.findall(html)]]
    while waiting:
        name, used_in = waiting.pop(0)
        if name in found or name.startswith(("#", "data:image/")):
            continue
        try:
            found[name] = read(name)
        except RenderError as error:
            raise RenderError(used_in, error.what, error.fix) from None
        if name.endswith(".css"):
            text = found[name].content.decode()
            waiting += [(urljoin(name, inner), name) for inner in _IN_CSS.findall(text)]
    return tuple(found.values())


class Folder:
    """Reads assets below ``root`` (the ``templates`` folder), each file once."""

    def __init__(self, root: Path, extra: Iterable[Asset] = ()) -> None:
        self._root = root
        self._read = {each.name: each for each in extra}

    def __call__(self, name: str) -> Asset:
        """Read one asset.

        Raises:
            RenderError: ``name`` is missing, outside the folders, or on the network.
        """
        if name not in self._read:
            self._read[name] = self._load(name)
        return self._read[name]

    def _load(self, name: str) -> Asset:
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", name):
            raise RenderError(
                name, f"asset {name} is on the network", "put a copy into templates/images"
            )
        path = (self._root / unquote(name)).resolve()
        allowed = any(path.is_relative_to((self._root / each).resolve()) for each in FOLDERS)
        if not allowed or path.suffix.lower() not in SUFFIXES:
            raise RenderError(
                name,
                f"asset {name} is outside the asset folders",
                f"keep it in templates/{{{','.join(each.strip('/') for each in FOLDERS)}}}",
            )
        try:
            return asset(name, path.read_bytes())
        except OSError as error:
            raise RenderError(
                name, f"asset {name} is missing", f"add it to templates/ ({error.strerror})"
            ) from error
