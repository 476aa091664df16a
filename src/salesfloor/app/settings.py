"""Django's settings, from the environment and the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

DATA_FOLDER: Final = Path(os.environ.get("SALESFLOOR_DATA", "data")).resolve()
DEMO: Final = os.environ.get("SALESFLOOR_DEMO") == "1"
DEBUG = False


def _secret() -> str:
    """Return the secret key: named by the operator, else made once in the data folder."""
    given = os.environ.get("SALESFLOOR_SECRET_KEY")
    if given:
        return given
    path = DATA_FOLDER / "secret-key"
    if not path.exists():
        DATA_FOLDER.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")


def database_from(url: str, *, role: str = "", pool: bool = False) -> dict[str, Any]:
    """Return Django's database settings for a libpq address.

    `role` is taken on right after connecting; waiting for a lock is bounded (3 s).
    """
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    flags = ["-c lock_timeout=3000"] + ([f"-c role={role}"] if role else [])
    options: dict[str, Any] = {"options": " ".join(flags)}
    if "sslmode" in query:
        options["sslmode"] = query["sslmode"]
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 30}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": query.get("port", str(parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }


SECRET_KEY = _secret()
DATABASES = {
    "default": database_from(
        os.environ.get("DATABASE_URL", "postgresql:///salesfloor"),
        role=os.environ.get("SALESFLOOR_DATABASE_ROLE", ""),
        pool=os.environ.get("SALESFLOOR_DATABASE_POOL") == "1",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "salesfloor.kernel.rulebook",
    "salesfloor.kernel.registers",
    "salesfloor.kernel.deadlines",
    "salesfloor.kernel.messages",
    "salesfloor.kernel.people",
    "salesfloor.kernel.papers",
    "salesfloor.floor.customers",
    "salesfloor.floor.reception",
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
