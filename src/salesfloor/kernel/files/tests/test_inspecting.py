"""What is taken and what is not, by the content alone; what is left of it."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from salesfloor.base.china_time import CHINA
from salesfloor.kernel.files.apart import inspect_apart
from salesfloor.kernel.files.inspecting import inspect
from salesfloor.kernel.files.kinds import LARGEST
from salesfloor.kernel.files.tests import made
from salesfloor.kernel.files.unusable import UnusableError, Why

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
BOMB = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;&c;&c;</a>'
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def why(content: bytes) -> Why:
    with pytest.raises(UnusableError) as refused:
        inspect(content)
    return refused.value.why


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_metadata_goes_but_for_the_time(kind: str) -> None:
    content = made.photo(kind)
    assert b"Secret" in content

    found = inspect(content)

    assert found.kind == kind.lower()
    assert found.taken_at == datetime(2026, 3, 2, 8, 15, tzinfo=CHINA)
    assert b"Secret" not in found.content
    with Image.open(BytesIO(found.content)) as picture:
        assert not dict(picture.getexif())
        assert {"exif", "comment", "icc_profile", "xmp"}.isdisjoint(picture.info)
        red, green, _ = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc] # three bands
        assert red > 150 > green


@pytest.mark.parametrize(
    ("taken", "offset", "found"),
    [
        ("2026:03:02 08:15:00", "+09:00", "2026-03-02T08:15:00+09:00"),
        ("2026:03:02 08:15:00", "nonsense", "2026-03-02T08:15:00+08:00"),
        ("0000:00:00 00:00:00", "", None),
        ("1970:01:01 00:00:00", "", None),
        ("yesterday", "", None),
    ],
)
def test_the_time_is_a_claim(taken: str, offset: str, found: str | None) -> None:
    at = inspect(made.photo(taken=taken, offset=offset)).taken_at
    assert (at and at.isoformat()) == found


def test_a_turned_photo_is_stored_upright() -> None:
    found = inspect(made.photo(orientation=6))
    with Image.open(BytesIO(found.content)) as picture:
        assert picture.size == (32, 64)


def test_what_hides_behind_a_picture_is_gone() -> None:
    found = inspect(made.photo() + b"<html><script>alert(1)</script></html>")
    assert b"script" not in found.content


def test_a_pdf_loses_author_scripts_and_attachments() -> None:
    found = inspect(made.pdf(script=True))
    assert found.kind == "pdf"
    for secret in (b"Secret", b"app.alert", b"/JavaScript"):
        assert secret not in found.content
    assert len(PdfReader(BytesIO(found.content)).pages) == 1


def test_a_signed_document_stays_as_it_is() -> None:
    signed = made.pdf() + b"\n% /ByteRange [0 1 2 3]\n"
    assert inspect(signed).content == signed
    sealed = made.ofd(parts={"Doc_0/Signs/Sign_0/Signature.xml": b"<a/>"})
    assert inspect(sealed).content == sealed


def test_an_ofd_loses_author_and_times() -> None:
    found = inspect(made.ofd())
    assert found.kind == "ofd"
    with zipfile.ZipFile(BytesIO(found.content)) as archive:
        assert b"Secret" not in archive.read("OFD.xml")
        assert b"Doc_0/Document.xml" in archive.read("OFD.xml")
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_invoice_data_is_taken() -> None:
    content = b'<?xml version="1.0" encoding="UTF-8"?><EInvoice><Total>12</Total></EInvoice>'
    assert inspect(content).kind == "xml"
    assert inspect(content).content == content


@pytest.mark.case(96)
@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b"<?xml version='1.0'?>\n" + SVG,
        HTML,
        b"<html><body>hello</body></html>",
        b"<!-- x --><HTML><script>alert(1)</script></HTML>",
        b"<html><br><p>not well formed",
        b'<a xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></a>',
        b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl" type="text/xsl"?><a/>',
    ],
)
def test_no_web_page_and_no_svg(content: bytes) -> None:
    assert why(content) is Why.WEB_PAGE


@pytest.mark.case(63)
@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
def test_no_entities(content: bytes) -> None:
    assert why(content) is Why.TOO_MUCH_INSIDE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Why.EMPTY),
        (b"hello, I am a photo.jpg", Why.OTHER_KIND),
        (b"GIF89a" + b"\0" * 20, Why.OTHER_KIND),
        (b"MZ\x90\0", Why.OTHER_KIND),
        (b"PK\x03\x04 not a zip", Why.OTHER_KIND),
        (made.ofd(root="<workbook/>"), Why.OTHER_KIND),
        (made.photo()[:200], Why.BROKEN),
        (b"\xff\xd8\xff" + b"\0" * 100, Why.BROKEN),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Why.BROKEN),
        (b"%PDF-1.7 and then nothing", Why.BROKEN),
        (b"<a><b></a>", Why.BROKEN),
        (made.pdf(password="4711"), Why.LOCKED),
        (made.ofd(parts={"../../x": b"1"}), Why.BROKEN),
        (made.ofd(parts={"Doc_0/blank": b"\0" * 110 * 1024 * 1024}), Why.TOO_MUCH_INSIDE),
        (made.huge_webp(), Why.TOO_MUCH_INSIDE),
    ],
    ids=lambda value: value.name if isinstance(value, Why) else f"{value[:10]!r}",
)
def test_what_is_refused(content: bytes, reason: Why) -> None:
    assert why(content) is reason


@pytest.mark.case(63)
def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    content = made.huge_png()
    assert len(content) < 200_000
    assert why(content) is Why.TOO_MUCH_INSIDE


def test_ten_mebibytes_and_not_one_byte_more() -> None:
    head, tail = b"<a>", b"</a>"
    fits = head + b"1" * (LARGEST - len(head) - len(tail)) + tail
    assert len(fits) == LARGEST
    assert inspect(fits).kind == "xml"
    assert why(fits + b"\n") is Why.TOO_LARGE


@pytest.mark.case(48)
def test_files_are_read_in_a_process_of_their_own() -> None:
    found = inspect_apart(made.photo())
    assert found.kind == "jpeg"
    assert found.taken_at == datetime(2026, 3, 2, 8, 15, tzinfo=CHINA)
    assert b"Secret" not in found.content
    with pytest.raises(UnusableError) as refused:
        inspect_apart(SVG)
    assert refused.value.why is Why.WEB_PAGE


@pytest.mark.case(48)
def test_a_process_that_dies_of_a_file_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesfloor.kernel.files.apart.run_apart", lambda *_: (-9, b""))
    with pytest.raises(UnusableError) as refused:
        inspect_apart(made.photo())
    assert refused.value.why is Why.TOO_MUCH_INSIDE
