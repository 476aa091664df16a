"""Static files: found by name only, short, and kept by the browser until they change."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import pytest
from django.templatetags.static import static

from salesfloor.app.static_files import serve_static

SCRIPT = "/static/django_htmx/htmx-2.min.js"


def get(address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for a file, and return status, headers and body."""
    path, _, query = address.partition("?")
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"path": path, "query_string": query.encode(), "method": method, "headers": raw}
    asyncio.run(serve_static(scope, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, sent[1]["body"]


def test_an_address_with_its_fingerprint_is_kept_for_ever() -> None:
    address = static("django_htmx/htmx-2.min.js")
    assert address.startswith(f"{SCRIPT}?v=")
    status, headers, body = get(address)
    assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert len(body) == int(headers["content-length"])
    assert headers["content-type"].startswith("text/javascript")


def test_another_fingerprint_is_not() -> None:
    assert "immutable" not in get(f"{SCRIPT}?v=000000000000")[1]["cache-control"]


def test_a_known_file_is_not_sent_again() -> None:
    tag = get(SCRIPT)[1]["etag"]
    assert get(SCRIPT, if_none_match=tag)[::2] == (304, b"")


def test_text_is_sent_short() -> None:
    status, headers, body = get(SCRIPT, accept_encoding="gzip, br")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == get(SCRIPT)[2]


def test_a_head_has_no_body() -> None:
    assert get(SCRIPT, method="HEAD")[2] == b""
    assert get(SCRIPT, method="POST")[0] == 405


@pytest.mark.case(93)
@pytest.mark.parametrize(
    "path",
    [
        "../app/settings.py",
        "web/../../app/settings.py",
        "./web/salesfloor.css",
        "web//salesfloor.css",
        "/etc/passwd",
        "",
        "web",
        "web/",
        "a\0b",
        "nothing.js",
        "..%2fapp/settings.py",
    ],
)
def test_nothing_else_is_found(path: str) -> None:
    assert get(f"/static/{path}")[0] == 404


def test_a_missing_file_keeps_its_plain_address() -> None:
    assert static("web/nothing.js") == "/static/web/nothing.js"
