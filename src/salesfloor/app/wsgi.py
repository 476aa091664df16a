"""Django as a WSGI application; `asgi.py` serves it in threads.

Whoever shows a token has no session, no form and no page: programs go past all that is there for
browsers only.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import ResolverMatch

_USUAL: Final = 200
"""How long an address may be to be remembered: strangers choose them, too."""


class Handler(WSGIHandler):
    """Django, which finds the view of an address once; it stands among many."""

    def resolve_request(self, request: Any) -> ResolverMatch:  # noqa: ANN401 - a field is added
        """Find the view, as Django does for the one list of addresses that there is."""
        path = request.path_info
        match = _view_at(path) if len(path) <= _USUAL else get_resolver().resolve(path)
        request.resolver_match = match
        return match


class ProgramsHandler(Handler):
    """Django with the middleware that programs need."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Take the shorter list."""
        of_browsers, settings.MIDDLEWARE = settings.MIDDLEWARE, settings.PROGRAMS_MIDDLEWARE
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = of_browsers


@lru_cache(maxsize=1024)
def _view_at(path: str) -> ResolverMatch:
    return get_resolver().resolve(path)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
django.setup(set_prefix=False)
_for_browsers: Final = Handler()
_for_programs: Final = ProgramsHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:  # noqa: ANN401 - Django's response
    """Answer a request; one that brings a cookie may mean a session, token or not."""
    is_program = (
        "HTTP_AUTHORIZATION" in environ
        and "HTTP_COOKIE" not in environ
        and environ["PATH_INFO"].startswith("/api/")
    )
    handler = _for_programs if is_program else _for_browsers
    return handler(environ, start_response)
