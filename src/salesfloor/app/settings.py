"""Django's settings, from the environment and the data folder.

What an operator may set is listed in `docs/how-to/settings.md`; everything has a default that
serves one machine.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from salesfloor.app import secret_keys
from salesfloor.app.listening import public_address
from salesfloor.base.postgres.cursors import PatientCursor

SOURCE: Final = Path(__file__).resolve().parents[1]
DATA_FOLDER: Final = Path(os.environ.get("SALESFLOOR_DATA", "data")).resolve()
ADDRESS: Final = public_address(os.environ.get("SALESFLOOR_ADDRESS", ""))
"""The public address, such as https://floor.example.cn; empty on a machine of one's own."""
SECOND_FACTOR: Final = os.environ.get("SALESFLOOR_SECOND_FACTOR") == "1"
"""Managers and those above them need a second factor to work."""
DEBUG = False


_KEEPALIVES: Final = ("keepalives_idle", "keepalives_interval", "keepalives_count")
NETWORK: Final = {
    "connect_timeout": "5",
    **dict(zip(_KEEPALIVES, ("10", "3", "3"), strict=True)),
    "tcp_user_timeout": "15000",
}
"""How long either end goes on with a line on which nothing is heard; the database's address may say otherwise."""


def database_from(url: str, *, role: str = "") -> dict[str, Any]:
    """Return Django's database settings for a libpq address.

    `role` is taken on right after connecting; waiting for a lock is bounded (3 s), and so is waiting for an
    answer over a network that is cut (`NETWORK`, case 43). What else the address asks of libpq holds as well.
    """
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host, port = asked.pop("host", parts.hostname or ""), asked.pop("port", str(parts.port or ""))
    network = {name: asked.pop(name, value) for name, value in NETWORK.items()}
    flags = ["-c lock_timeout=3000"] + ([f"-c role={role}"] if role else [])
    flags += [f"-c tcp_{name}={network[name]}" for name in _KEEPALIVES]
    flags += [f"-c tcp_user_timeout={network['tcp_user_timeout']}"]
    options: dict[str, Any] = {
        **asked,
        **network,
        "options": " ".join(flags),
        "server_side_binding": True,
        "cursor_factory": PatientCursor,
        "prepare_threshold": 3,
    }
    return {
        "ENGINE": "salesfloor.base.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": None,  # a thread keeps its connection
        "ATOMIC_REQUESTS": False,
    }


def mail_server(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Return host, port, user, password, and how TLS begins, of `smtp://`, `smtp+tls://` or `smtps://`."""
    parts = urlsplit(url)
    is_ssl, is_tls = parts.scheme == "smtps", parts.scheme == "smtp+tls"
    port = parts.port or (465 if is_ssl else 587 if is_tls else 25)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname or "localhost", port, user, password, is_ssl, is_tls


SECRET_KEY = secret_keys.key_for(DATA_FOLDER)
DATABASES = {
    "default": database_from(
        os.environ.get("DATABASE_URL", "postgresql:///salesfloor"),
        role=os.environ.get("SALESFLOOR_DATABASE_ROLE", ""),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "salesfloor.kernel.numbers",
    "salesfloor.kernel.rulebook",
    "salesfloor.kernel.registers",
    "salesfloor.kernel.deadlines",
    "salesfloor.kernel.messages",
    "salesfloor.kernel.people",
    "salesfloor.kernel.work",
    "salesfloor.kernel.consent",
    "salesfloor.kernel.workdays",
    "salesfloor.kernel.leave",
    "salesfloor.kernel.conduct",
    "salesfloor.kernel.jobs",
    "salesfloor.kernel.advances",
    "salesfloor.kernel.imports",
    "salesfloor.kernel.tasks",
    "salesfloor.kernel.questions",
    "salesfloor.kernel.wordings",
    "salesfloor.kernel.notices",
    "salesfloor.kernel.training",
    "salesfloor.kernel.exams",
    "salesfloor.kernel.proposals",
    "salesfloor.kernel.signing",
    "salesfloor.kernel.duties",
    "salesfloor.kernel.flows",
    "salesfloor.kernel.cases",
    "salesfloor.kernel.places",
    "salesfloor.kernel.escalations",
    "salesfloor.kernel.findings",
    "salesfloor.kernel.assets",
    "salesfloor.kernel.checks",
    "salesfloor.kernel.asks",
    "salesfloor.kernel.licences",
    "salesfloor.kernel.documents",
    "salesfloor.kernel.papers",
    "salesfloor.kernel.files",
    "salesfloor.kernel.screens",
    "salesfloor.kernel.outgoing",
    "salesfloor.floor.catalogue",
    "salesfloor.floor.till",
    "salesfloor.floor.customers",
    "salesfloor.floor.kinship",
    "salesfloor.floor.reception",
    "salesfloor.floor.exports",
    "salesfloor.floor.arguments",
    "salesfloor.floor.disputes",
    "salesfloor.floor.looks",
    "salesfloor.floor.leaving",
    "salesfloor.floor.roster",
    "salesfloor.floor.particulars",
    "salesfloor.floor.advice",
    "salesfloor.floor.appointments",
    "salesfloor.floor.following",
    "salesfloor.floor.privacy",
    "salesfloor.floor.promises",
    "salesfloor.floor.tables",
    "salesfloor.floor.playbook",
    "salesfloor.floor.materials",
    "salesfloor.floor.returns",
    "salesfloor.floor.intake",
    "salesfloor.floor.hindsight",
    "salesfloor.floor.results",
    "salesfloor.floor.targets",
    "salesfloor.floor.pace",
    "salesfloor.floor.tracking",
    "salesfloor.floor.standings",
    "salesfloor.floor.pulse",
    "salesfloor.floor.closing",
    "salesfloor.floor.records",
    "salesfloor.floor.assessment",
    "salesfloor.floor.deals",
    "salesfloor.floor.meetings",
    "salesfloor.floor.manners",
    "salesfloor.floor.today",
    "salesfloor.trades.venue.plans",
    "salesfloor.trades.venue.shifts",
    "salesfloor.trades.venue.rounds",
    "salesfloor.trades.venue.hazards",
    "salesfloor.trades.venue.cockpit",
    "salesfloor.web",
    "salesfloor.app",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "salesfloor.web.language.LanguageMiddleware",
    "salesfloor.app.refusing.EntranceMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "salesfloor.app.refusing.TextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "salesfloor.app.actors.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "salesfloor.app.urls"
WSGI_APPLICATION = "salesfloor.app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    }
]

# Words, days, files.

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
"""Made at each start; see `static_files.py`."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "documents"

# Who may reach it, and over what.

HTTPS: Final = ADDRESS.startswith("https://")
_HOSTS: Final = os.environ.get("SALESFLOOR_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [host for host in [*_HOSTS.split(","), urlsplit(ADDRESS).hostname or ""] if host]
CSRF_TRUSTED_ORIGINS = [ADDRESS] if ADDRESS else []
CSRF_FAILURE_VIEW = "salesfloor.app.refusing.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SCREEN_COOKIE_NAME: Final = "screen"
SCREEN_COOKIE_AGE: Final = 400 * 24 * 60 * 60
"""As long as browsers keep a cookie; it is sent anew with each page that a screen loads."""
SCREEN_URL: Final = "/account/screen/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
"""A day's work; moved on while somebody works (`ActorMiddleware`)."""
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/api/"],  # no browser shows what is answered there
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

LARGEST_BODY: Final = 10 * 1024 * 1024
"""Longer bodies are refused with 413 before they are read."""
_FORM_AROUND: Final = 16 * 1024
UPLOADS: Final = {
    "/api/v1/files": LARGEST_BODY + _FORM_AROUND,
    "/api/v1/imports/": 2 * LARGEST_BODY + _FORM_AROUND,
    "/imports/": 2 * LARGEST_BODY + _FORM_AROUND,
}
"""The same for uploads, by how their addresses begin: one file of the full size, and the form around it."""
LARGEST_UPLOAD: Final = max(UPLOADS.values())
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Logging in: the name is the person's code.

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["salesfloor.app.actors.StaffBackend"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION: Final = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "salesfloor.app.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/15m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Salesfloor"

# What leaves the house.

OUTGOING_ALLOW: Final = frozenset(
    one.strip().lower() for one in os.environ.get("SALESFLOOR_OUTGOING_ALLOW", "").split(",") if one
)
"""Machines that messages may go to although they are no public ones over https: `name` or `name:port`."""
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL, EMAIL_USE_TLS = (
    mail_server(os.environ.get("SALESFLOOR_MAIL", ""))
)
DEFAULT_FROM_EMAIL = os.environ.get("SALESFLOOR_MAIL_FROM", "salesfloor@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
