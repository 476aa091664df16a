"""Documents are checked and stripped; signed ones stay as they are, else their signature would break."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # entities are refused first
import zipfile
import zlib
from io import BytesIO
from typing import Final
from xml.parsers import expat

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from salesfloor.kernel.files.unusable import UnusableError, Why

MOST_PARTS, MOST_INSIDE = 2_000, 100 * 1024 * 1024
"""What an OFD archive may hold: parts, and bytes when they are unpacked (case 63)."""
_RUN_BY_BROWSERS: Final = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")
_PAGES: Final = frozenset({"html", "svg"})
_IN_PDF: Final = ("/Metadata", "/PieceInfo", "/OpenAction", "/AA", "/LastModified")
_NAMED_IN_PDF: Final = ("/JavaScript", "/EmbeddedFiles")
_SIGNED_PDF: Final = b"/ByteRange"
_OFD: Final = "http://www.ofdspec.org/2016"
_NEUTRAL_DATE: Final = (1980, 1, 1, 0, 0, 0)


def clean_pdf(content: bytes) -> bytes:
    """Return the PDF without metadata, scripts and embedded files.

    :raises UnusableError: it does not open, or only with a password.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise UnusableError(Why.LOCKED)
        if not reader.pages:
            raise UnusableError(Why.BROKEN)
        if _SIGNED_PDF in content:
            return content
        writer = PdfWriter(clone_from=reader)
        _strip(writer)
        return _bytes_of(PdfWriter(clone_from=PdfReader(BytesIO(_bytes_of(writer)))))
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnusableError(Why.BROKEN) from error
    except (RecursionError, MemoryError, OSError, zlib.error, AssertionError) as error:
        raise UnusableError(Why.BROKEN) from error


def _strip(writer: PdfWriter) -> None:
    """Take out what tells of people and programs, and what a reader would run."""
    writer.metadata = None
    for one in (writer.root_object, *writer._objects):  # noqa: SLF001 - no public way to all of them
        if isinstance(one, DictionaryObject):  # streams are dictionaries too
            for name in _IN_PDF:
                one.pop(name, None)
    names = writer.root_object.get("/Names")
    tree = names.get_object() if names is not None else None
    if isinstance(tree, DictionaryObject):
        for name in _NAMED_IN_PDF:
            tree.pop(name, None)


def _bytes_of(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def clean_ofd(content: bytes) -> bytes:
    """Return the OFD without names of authors and programs, and without times of its parts.

    :raises UnusableError: it is no OFD, or holds more than can be looked through.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            root = archive.read("OFD.xml")
            check_xml(root)
            document = ET.fromstring(root)  # noqa: S314 - doctypes are refused by check_xml
            if document.tag not in {f"{{{_OFD}}}OFD", "OFD"}:
                raise UnusableError(Why.OTHER_KIND)
            if any("sign" in part.filename.lower() for part in parts):
                return content
            return _written(archive, parts, document)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, ET.ParseError, zlib.error) as error:
        raise UnusableError(Why.OTHER_KIND) from error
    except (RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnusableError(Why.BROKEN) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise UnusableError(Why.TOO_MUCH_INSIDE)
    if any(part.flag_bits & 1 for part in parts):
        raise UnusableError(Why.LOCKED)
    if any(".." in part.filename.split("/") or part.filename[:1] == "/" for part in parts):
        raise UnusableError(Why.BROKEN)


def _written(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], document: ET.Element) -> bytes:
    for info in document.iter(f"{{{_OFD}}}DocInfo"):
        for told in [one for one in info if not one.tag.endswith("}DocID")]:
            info.remove(told)
    ET.register_namespace("ofd", _OFD)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in parts:
            if part.is_dir():
                continue
            is_root = part.filename == "OFD.xml"
            inside = (
                ET.tostring(document, encoding="UTF-8", xml_declaration=True)
                if is_root
                else archive.read(part)
            )
            plain = zipfile.ZipInfo(part.filename, _NEUTRAL_DATE)
            plain.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(plain, inside)
    return written.getvalue()


def check_xml(content: bytes) -> None:
    """Check that it is XML that no browser runs: no entities, no style sheets, no HTML, no SVG.

    :raises UnusableError: where it is not.
    """
    parser = expat.ParserCreate(namespace_separator=" ")

    def element(name: str, _: object) -> None:
        space, _, local = name.rpartition(" ")
        if space in _RUN_BY_BROWSERS or local.lower() in _PAGES:
            raise UnusableError(Why.WEB_PAGE)

    def instruction(target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise UnusableError(Why.WEB_PAGE)

    def doctype(name: str, *_: object) -> None:
        raise UnusableError(Why.WEB_PAGE if name.lower() in _PAGES else Why.TOO_MUCH_INSIDE)

    parser.StartElementHandler = element
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        looks_like_page = b"<html" in content[:4096].lower() or b"<svg" in content[:4096].lower()
        raise UnusableError(Why.WEB_PAGE if looks_like_page else Why.BROKEN) from error
    except (UnicodeError, LookupError) as error:
        raise UnusableError(Why.BROKEN) from error
