"""Static files: collected into the data folder at each start, served by WhiteNoise before Django."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.management import call_command
from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.headers import Headers

    Application = Callable[..., Any]

_HASHED: Final = r"^.+\.[0-9a-f]{12}\..+$"
"""Names that change with their content, as Django's manifest storage makes them."""
_UNHASHED_FOR: Final = 3600
_UNUSED: Final = ["*.map", "licences.txt", "stamp.txt", "ext", "htmx-4*", "htmax-4*"]
"""Files of the packages that no page of ours names."""


def collect() -> None:
    """Copy every static file into `STATIC_ROOT`, named by its content and compressed."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process at a time writes the manifest
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_UNUSED)


def with_static_files(application: Application) -> WhiteNoise:
    """Return the application with the collected files before it."""
    return WhiteNoise(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        max_age=_UNHASHED_FOR,
        allow_all_origins=False,
        immutable_file_test=_HASHED,
        add_headers_function=_not_sniffed,
    )


def _not_sniffed(headers: Headers, path: str, url: str) -> None:
    del path, url
    headers["X-Content-Type-Options"] = "nosniff"
