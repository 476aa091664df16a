"""Who calls: a program by its token, a page by its session."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from salesfloor.base.commands import Actor
from salesfloor.base.posts import ABOVE_SITES
from salesfloor.kernel.people.api import Site, actor_by_token

if TYPE_CHECKING:
    from datetime import datetime


CHOOSE_SITES: Final = ABOVE_SITES
SITE: Final = "site"


class BearerToken(HttpBearer):
    """A token of a person, for programs; only its hash is on record."""

    def authenticate(self, request: Any, token: str) -> Actor | None:  # noqa: ANN401 - fields are added
        """Return whom the token speaks for, or None."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        found = actor_by_token(digest)
        if found is None:
            return None
        request.actor, request.at = found
        return request.actor  # type: ignore[no-any-return]


class OwnSession(APIKeyCookie):
    """The session of a page; what changes something needs its CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, once it is known that somebody is logged in

    def authenticate(self, request: Any, key: str | None) -> Actor | None:  # noqa: ANN401 - see above
        """Return who is logged in, or None; a request that brings a token is judged by that.

        :raises ForgedRequest: the CSRF token is missing or wrong.
        """
        if not key or request.actor is None or "Authorization" in request.headers:
            return None
        if check_csrf(request) is not None:
            raise ForgedRequest
        return request.actor  # type: ignore[no-any-return]


class ForgedRequest(Exception):  # noqa: N818 - answered with 403
    """A session came along with a request that no page of ours made."""


def who_and_when(request: Any) -> tuple[Actor, datetime]:  # noqa: ANN401 - fields were added
    """Return who acts at which site, and the database's clock.

    :raises Http404: for a site that is not there or not theirs.
    """
    actor: Actor = request.actor
    wished = request.GET.get(SITE)
    if wished is None:
        return actor, request.at
    site_id = Site.objects.filter(code=wished).values_list("pk", flat=True).first()
    if site_id is None or (site_id != actor.site_id and actor.post not in CHOOSE_SITES):
        raise Http404
    return replace(actor, site_id=site_id), request.at
