"""Pictures are decoded and written anew: metadata and whatever hides behind the picture are gone."""

from __future__ import annotations

import struct
import warnings
from datetime import datetime
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from salesfloor.base.china_time import CHINA
from salesfloor.kernel.files.kinds import FileKind
from salesfloor.kernel.files.unusable import UnusableError, Why

MOST_PIXELS: Final = 64_000_000
"""Larger pictures are refused before they are decoded (case 63)."""
_FORMATS: Final = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_OPENED_AS: Final = {
    FileKind.JPEG: ("JPEG", "MPO"),
    FileKind.PNG: ("PNG",),
    FileKind.WEBP: ("WEBP",),
}
_ORIENTATION, _EXIF, _TAKEN, _OFFSET = 0x0112, 0x8769, 0x9003, 0x9011
_OLDEST_PHOTO: Final = 1990
_BROKEN: Final = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError),
    *(ZeroDivisionError, EOFError, MemoryError, struct.error),
)


def cleaned(content: bytes, kind: FileKind) -> tuple[bytes, datetime | None]:
    """Return the picture written anew, and when it was taken as its metadata claims.

    :raises UnusableError: it does not decode, or is larger than `MOST_PIXELS`.
    """
    if kind is FileKind.WEBP:
        _check_size(*_size_of_webp(content))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _cleaned(content, kind)
    except Image.DecompressionBombError as error:
        raise UnusableError(Why.TOO_MUCH_INSIDE) from error
    except _BROKEN as error:
        raise UnusableError(Why.BROKEN) from error


def _cleaned(content: bytes, kind: FileKind) -> tuple[bytes, datetime | None]:
    with Image.open(BytesIO(content), formats=_OPENED_AS[kind]) as picture:
        _check_size(*picture.size)
        exif = picture.getexif()
        taken_at = _taken_at(exif)
        picture.load()
        is_turned = exif.get(_ORIENTATION, 1) != 1
        plain: Image.Image = ImageOps.exif_transpose(picture) if is_turned else picture
        kept = {"transparency"} & plain.info.keys()
        plain.info = {name: plain.info[name] for name in kept}
        written = BytesIO()
        if kind is FileKind.JPEG:
            quality: int | str = "keep" if plain.format == "JPEG" else 92
            plain.save(written, "JPEG", quality=quality)
        elif kind is FileKind.WEBP:
            plain.save(written, "WEBP", quality=92)
        else:
            plain.save(written, "PNG")
    return written.getvalue(), taken_at


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise UnusableError(Why.TOO_MUCH_INSIDE)


def _size_of_webp(content: bytes) -> tuple[int, int]:
    """Return width and height by the header: the decoder takes their memory when it opens a picture.

    :raises UnusableError: there is no such header.
    """
    try:
        if content[12:16] == b"VP8X":
            width, height = content[24:27] + b"\0", content[27:30] + b"\0"
            return 1 + struct.unpack("<I", width)[0], 1 + struct.unpack("<I", height)[0]
        if content[12:16] == b"VP8L":
            (bits,) = struct.unpack("<I", content[21:25])
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        wide, high = struct.unpack("<HH", content[26:30])
    except struct.error as error:
        raise UnusableError(Why.BROKEN) from error
    return wide & 0x3FFF, high & 0x3FFF


def _taken_at(exif: Image.Exif) -> datetime | None:
    """Return the time that the camera wrote; without an offset it is China's clock."""
    details = exif.get_ifd(_EXIF)
    text, offset = str(details.get(_TAKEN, "")), str(details.get(_OFFSET, ""))
    try:
        taken = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError:
        return None
    try:
        zone = datetime.strptime(offset.strip("\0 "), "%z").tzinfo
    except ValueError:
        zone = CHINA
    return taken.replace(tzinfo=zone) if taken.year >= _OLDEST_PHOTO else None
