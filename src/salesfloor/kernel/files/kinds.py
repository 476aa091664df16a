"""The kinds of files that are taken, how a kind is told from the content, and how it is served."""

from __future__ import annotations

import re
from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

LARGEST: Final = 10 * 1024 * 1024
"""A file has at most 10 MiB."""
_XML_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!A-Za-z_]")


class FileKind(Choice):
    """What a file is, by its content."""

    JPEG = "jpeg", phrase("photo (JPEG)")
    PNG = "png", phrase("picture (PNG)")
    WEBP = "webp", phrase("picture (WebP)")
    PDF = "pdf", phrase("document (PDF)")
    OFD = "ofd", phrase("document (OFD)")
    XML = "xml", phrase("invoice data (XML)")

    @property
    def is_picture(self) -> bool:
        """Tell whether pages may show it."""
        return self in PICTURES

    @property
    def extension(self) -> str:
        """Return the ending of a stored file's name."""
        return "jpg" if self is FileKind.JPEG else self.value

    @property
    def media_type(self) -> str:
        """Return the media type that a browser is told; what it might run is nameless bytes to it."""
        return _MEDIA_TYPES.get(self, "application/octet-stream")


PICTURES: Final = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
_MEDIA_TYPES: Final = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.PDF: "application/pdf",
}


def kind_of(content: bytes) -> FileKind | None:
    """Return what the content begins like, or None; its name and declared type do not count."""
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return FileKind.OFD
    return FileKind.XML if _XML_START.match(content) else None
