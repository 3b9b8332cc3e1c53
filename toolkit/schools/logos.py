"""School logos, told apart by their content, and refused if they are more than a picture."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from toolkit.schools.svg import check_svg
from toolkit.tomlfile import Invalid

MAX_BYTES = 2_000_000
MAX_PIXELS = 4000
"""Of either side: a few kilobytes can unpack to gigabytes."""

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MIME = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture.

    Attributes:
        content: The file.
        suffix: ``png``, ``jpg`` or ``svg``, by its content.
    """

    content: bytes
    suffix: str

    @property
    def mime(self) -> str:
        return _MIME[self.suffix]


def read_logo(content: bytes) -> Logo:
    """Check a picture; ``content`` need not be read further than one byte past `MAX_BYTES`.

    Raises:
        Invalid: It is too large, broken, no PNG, JPEG or SVG, or an SVG with more than a drawing.
    """
    if len(content) > MAX_BYTES:
        raise Invalid(f"is larger than {MAX_BYTES // 1_000_000} MB", "save it smaller, or as SVG")
    suffix = _suffix(content)
    if suffix == "svg":
        check_svg(content, check_raster)
    else:
        check_raster(content)
    return Logo(content, suffix)


def check_raster(content: bytes) -> None:
    """Unpack a PNG or JPEG to its last line.

    Raises:
        Invalid: It is neither, has too many pixels, or is broken.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            width, height = image.size
            if max(width, height) <= MAX_PIXELS:
                image.verify()  # checksums; the picture cannot be used afterwards
                Image.open(io.BytesIO(content), formats=("PNG", "JPEG")).load()
    except Image.DecompressionBombError:
        raise Invalid(f"has many more than {MAX_PIXELS}² pixels", "save it smaller") from None
    except Exception:  # noqa: BLE001 - on broken files Pillow raises whatever its decoders met
        raise Invalid("is broken, or not wholly there", "export it again as PNG") from None
    if max(width, height) > MAX_PIXELS:
        raise Invalid(
            f"is {width} × {height} pixels, and {MAX_PIXELS} is the most", "save it smaller"
        )


def _suffix(content: bytes) -> str:
    for signature, suffix in _SIGNATURES.items():
        if content.startswith(signature):
            return suffix
    start = content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        return "svg"
    raise Invalid("is not PNG, JPEG or SVG, whatever its name says", "export it as one of these")
