"""Static files straight from the package: no collecting, addresses that change with the content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@cache
def fingerprint(name: str) -> str:
    """Return the first characters of the content's hash, or nothing where there is no such file."""
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]


class FingerprintStorage(StaticFilesStorage):
    """Names files as they are; `?v=` tells the browser when one has changed."""

    def url(self, name: str | None) -> str:
        """Return the address of a file with its fingerprint."""
        mark = fingerprint(name or "")
        address = f"{settings.STATIC_URL}{quote(name or '')}"
        return f"{address}?v={mark}" if mark else address
