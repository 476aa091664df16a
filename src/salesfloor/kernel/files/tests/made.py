"""Files for tests, made on the spot: whole ones, and hostile ones."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

TAKEN, OFFSET, EXIF, GPS, MAKER, ORIENTATION = 0x9003, 0x9011, 0x8769, 0x8825, 0x010F, 0x0112
OFD_SPACE = "http://www.ofdspec.org/2016"


def photo(
    kind: str = "JPEG",
    *,
    color: tuple[int, int, int] = (200, 30, 30),
    taken: str = "2026:03:02 08:15:00",
    offset: str = "",
    orientation: int = 1,
) -> bytes:
    """Return a photo with a camera's metadata: time, maker, position, a comment."""
    picture = Image.new("RGB", (64, 32), color)
    exif = picture.getexif()
    exif[MAKER] = "Secret Maker"
    exif[ORIENTATION] = orientation
    exif.get_ifd(EXIF)[TAKEN] = taken
    if offset:
        exif.get_ifd(EXIF)[OFFSET] = offset
    exif.get_ifd(GPS)[2] = (30.0, 40.0, 0.0)
    written = BytesIO()
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Author", "Secret Author")
        picture.save(written, "PNG", pnginfo=told, exif=exif)
    else:
        picture.save(written, kind, exif=exif, comment=b"Secret comment")
    return written.getvalue()


def huge_png(side: int = 20_000) -> bytes:
    """Return a small PNG that says it has 400 million pixels."""

    def chunk(name: bytes, inside: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + inside))
        return struct.pack(">I", len(inside)) + name + inside + crc

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (side // 8 + 1) * side, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_webp() -> bytes:
    """Return a WebP whose header says 16384 by 16384."""
    size = struct.pack("<I", 16383)[:3] * 2
    return b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\0" * 4 + size


def pdf(*, password: str = "", script: bool = False) -> bytes:
    """Return a PDF of one page with its author's name."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Secret Author", "/Title": "Secret title"})
    if script:
        action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
        action[NameObject("/JS")] = TextStringObject("app.alert('hello')")
        writer.root_object[NameObject("/OpenAction")] = action
        named = ArrayObject([TextStringObject("x"), writer._add_object(action)])
        tree = DictionaryObject({NameObject("/Names"): named})
        names = DictionaryObject({NameObject("/JavaScript"): tree})
        writer.root_object[NameObject("/Names")] = names
        writer.add_attachment("inside.txt", b"Secret attachment")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def ofd(*, parts: dict[str, bytes] | None = None, root: str = "") -> bytes:
    """Return an OFD document with its author's name."""
    text = root or (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="{OFD_SPACE}" Version="1.0">'
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Author>Secret Author</ofd:Author>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", text)
        for name, inside in (parts or {"Doc_0/Document.xml": b"<a/>"}).items():
            archive.writestr(name, inside)
    return written.getvalue()
