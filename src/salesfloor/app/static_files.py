"""Static files straight from the package: no collecting, addresses that change with the content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

if TYPE_CHECKING:
    from salesfloor.app.bridge import Scope, Send

_TEXT: Final = ("text/", "application/javascript", "application/json", "image/svg+xml")
_FOR_EVER: Final = b"public, max-age=31536000, immutable"
_FOR_A_WHILE: Final = b"public, max-age=3600"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent."""

    content: bytes
    zipped: bytes
    kind: str
    mark: str


@cache
def fingerprint(name: str) -> str:
    """Return the first characters of the content's hash, or nothing where there is no such file."""
    path = _path(name)
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path else ""


class FingerprintStorage(StaticFilesStorage):
    """Names files as they are; `?v=` tells the browser when one has changed."""

    def url(self, name: str | None) -> str:
        """Return the address of a file with its fingerprint."""
        mark = fingerprint(name or "")
        address = f"{settings.STATIC_URL}{quote(name or '')}"
        return f"{address}?v={mark}" if mark else address


def _path(name: str) -> Path | None:
    """Return the file of that name; only names that the finders list themselves are found."""
    parts = name.split("/")
    if not name or "\0" in name or any(part in {"", ".", ".."} for part in parts):
        return None
    found = finders.find(name)
    if isinstance(found, str) and Path(found).is_file():
        return Path(found)
    return None


@lru_cache(maxsize=512)
def static_file(name: str, _changed: float) -> StaticFile | None:
    """Return a file with its short form; `_changed` lets an edited file be read again."""
    path = _path(name)
    if path is None:
        return None
    content = path.read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = kind.startswith(_TEXT)
    zipped = gzip.compress(content, 9, mtime=0) if is_text else b""
    kind = f"{kind}; charset=utf-8" if is_text else kind
    return StaticFile(content, zipped, kind, hashlib.sha256(content).hexdigest()[:12])


def _find(name: str) -> StaticFile | None:
    path = _path(name)
    return static_file(name, path.stat().st_mtime) if path else None


async def serve_static(scope: Scope, send: Send) -> None:
    """Answer a GET or HEAD under the static address."""
    headers = dict(scope["headers"])
    file = _find(scope["path"].removeprefix(settings.STATIC_URL))
    if file is None or scope["method"] not in {"GET", "HEAD"}:
        await _send(send, 404 if file is None else 405, [], b"")
        return
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
    tag = f'"{file.mark}"'.encode()
    answer = [
        (b"content-type", file.kind.encode()),
        (b"cache-control", _FOR_EVER if asked == file.mark else _FOR_A_WHILE),
        (b"etag", tag),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if headers.get(b"if-none-match") == tag:
        await _send(send, 304, answer, b"")
        return
    body = file.content
    if file.zipped and b"gzip" in headers.get(b"accept-encoding", b""):
        body = file.zipped
        answer.append((b"content-encoding", b"gzip"))
    answer.append((b"content-length", str(len(body)).encode()))
    await _send(send, 200, answer, b"" if scope["method"] == "HEAD" else body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    if not any(name == b"content-length" for name, _ in headers) and status != 304:  # noqa: PLR2004
        headers = [*headers, (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
