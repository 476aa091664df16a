"""Uploads over REST, and what a browser is sent back."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from salesfloor.app.tests.callers import Caller, problem_of
from salesfloor.kernel.files import api as files
from salesfloor.kernel.files.tests import made
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


def send(caller: Caller, content: bytes, name: str = "x.jpg", kind: str = "image/jpeg") -> Any:
    form = {"file": SimpleUploadedFile(name, content, kind)}
    return caller.browser.post("/api/v1/files", form, headers=caller.headers)


def test_a_photo_is_taken_and_answered_by_its_hash(floor: Floor) -> None:
    content = made.photo()
    answer = send(Caller("a"), content)
    assert answer.status_code == 200, answer.content
    assert answer.json() | {"size": 0} == {
        "value": hashlib.sha256(content).hexdigest(),
        "kind": "jpeg",
        "size": 0,
        "taken_at": "2026-03-02T08:15:00+08:00",
        "known": False,
    }
    assert send(Caller("a"), content).json()["known"]


@pytest.mark.case(95)
@pytest.mark.parametrize("name", ["../../x.jpg", "/etc/passwd", "CON", "a\0b.jpg", "x.html"])
def test_the_name_does_not_count(floor: Floor, own_storage: Path, name: str) -> None:
    answer = send(Caller("a"), made.photo(), name=name, kind="text/html")
    assert answer.status_code == 200
    [stored] = [one for one in own_storage.rglob("*") if one.is_file()]
    assert stored.is_relative_to(own_storage / "files")
    assert stored.suffix == ".jpg"
    assert answer.json()["value"] not in stored.name


@pytest.mark.case(96)
def test_an_svg_is_refused_whatever_it_is_called(floor: Floor) -> None:
    answer = send(Caller("a"), b"<svg xmlns='http://www.w3.org/2000/svg'/>", name="x.jpg")
    assert problem_of(answer) == (422, "input")


def test_ten_mebibytes_fit_and_a_byte_more_does_not(floor: Floor) -> None:
    content = b"<a>" + b"1" * (files.LARGEST - 7) + b"</a>"
    assert send(Caller("a"), content).status_code == 200
    assert problem_of(send(Caller("a"), content + b"\n")) == (422, "input")
    assert problem_of(send(Caller("a"), content + b"\n" * 100_000)) == (413, "input")


def test_one_file_at_a_time(floor: Floor) -> None:
    caller = Caller("a")
    nothing = caller.browser.post("/api/v1/files", {"note": "x"}, headers=caller.headers)
    assert problem_of(nothing) == (422, "input")
    two = {"file": [BytesIO(made.photo()), BytesIO(made.pdf())]}
    assert problem_of(caller.browser.post("/api/v1/files", two, headers=caller.headers)) == (
        422,
        "input",
    )


def test_strangers_send_nothing(floor: Floor) -> None:
    caller = Caller("a")
    form = {"file": BytesIO(made.photo())}
    assert problem_of(caller.browser.post("/api/v1/files", form)) == (401, "access")


@pytest.mark.case(96)
@pytest.mark.parametrize(
    ("content", "kind", "is_shown"),
    [
        (made.photo(), "image/jpeg", True),
        (made.photo("PNG"), "image/png", True),
        (made.pdf(), "application/pdf", False),
        (made.ofd(), "application/octet-stream", False),
        (b"<invoice/>", "application/octet-stream", False),
    ],
)
@pytest.mark.parametrize("way", ["program", "page"])
def test_browsers_guess_nothing(
    floor: Floor, content: bytes, kind: str, is_shown: bool, way: str
) -> None:
    caller = Caller("a")
    value = send(caller, content).json()["value"]
    if way == "program":
        answer = caller.get(f"files/{value}")
    else:
        answer = visitor(floor, "a").get(f"/files/{value}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline" if is_shown else "attachment")
    assert "private" in answer["Cache-Control"]
    body = b"".join(answer.streaming_content)
    assert b"Secret" not in body
    assert body


def test_what_a_browser_has_is_not_sent_again(floor: Floor) -> None:
    caller = Caller("a")
    value = send(caller, made.photo()).json()["value"]
    first = caller.get(f"files/{value}")
    tag = first["ETag"]
    assert b"".join(first.streaming_content)
    again = caller.browser.get(
        f"/api/v1/files/{value}", headers={**caller.headers, "If-None-Match": tag}
    )
    assert again.status_code == 304


@pytest.mark.case(80)
def test_foreign_files_are_not_there(floor: Floor) -> None:
    value = send(Caller("a"), made.photo()).json()["value"]
    for foreign in (value, "0" * 64, "nothing"):
        assert problem_of(Caller("b").get(f"files/{foreign}")) == (404, "access")
        assert visitor(floor, "b").get(f"/files/{foreign}/").status_code == 404
