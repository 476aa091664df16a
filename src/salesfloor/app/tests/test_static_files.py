"""Static files: named by their content, short, kept by the browser, and nothing beside them."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from salesfloor.app.static_files import collect, with_static_files

SCRIPT = "django_htmx/htmx-2.min.js"


class Files:
    """The collected files, asked as a server asks."""

    def __init__(self, root: Path) -> None:
        self.names = json.loads((root / "staticfiles.json").read_text())["paths"]
        self.application = with_static_files(self._beyond)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Any, bytes]:
        """Return status, headers and body."""
        said: list[Any] = []
        sent = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "wsgi.input": io.BytesIO(), **sent}
        answer = self.application(environ, lambda *given: said.extend(given))
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return int(said[0][:3]), dict(said[1]), body

    @staticmethod
    def _beyond(_: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("404 Not Found", [])
        return []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Collect every file once."""
    root = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": storage}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        collect()
        return Files(root)


def test_a_file_named_by_its_content_is_kept_for_ever(files: Files) -> None:
    status, headers, body = files.get(f"/static/{files.names[SCRIPT]}")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/javascript")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers
    assert b"htmx" in body


def test_a_plain_name_is_kept_for_a_while(files: Files) -> None:
    assert "immutable" not in files.get(f"/static/{SCRIPT}")[1]["Cache-Control"]


def test_text_is_sent_short(files: Files) -> None:
    path = f"/static/{files.names[SCRIPT]}"
    _, headers, body = files.get(path, accept_encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == files.get(path)[2]


def test_a_known_file_is_not_sent_again(files: Files) -> None:
    path = f"/static/{SCRIPT}"
    tag = files.get(path)[1]["ETag"]
    assert files.get(path, if_none_match=tag)[::2] == (304, b"")


@pytest.mark.case(93)
@pytest.mark.parametrize(
    "path",
    [
        "../secret-key",
        "web/../../secret-key",
        "./web/salesfloor.css",
        "web//salesfloor.css",
        "/etc/passwd",
        "",
        "web",
        "web/",
        "a\0b",
        "nothing.js",
        "..%2fsecret-key",
        "vendor/tabler/licences.txt",
    ],
)
def test_nothing_else_is_found(files: Files, path: str) -> None:
    assert files.get(f"/static/{path}")[0] == 404
