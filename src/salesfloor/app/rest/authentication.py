"""Who calls: a program by its token, a page by its session; one statement either way."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import Http404
from ninja.security import APIKeyCookie, HttpBearer

from salesfloor.base.commands import Actor
from salesfloor.base.posts import ABOVE_MANAGERS, SET_UP, Post
from salesfloor.base.sql import fetch_one
from salesfloor.kernel.people.api import Site
from salesfloor.web.requests import SITE_MARK

if TYPE_CHECKING:
    from datetime import datetime


CHOOSE_SITES: Final = ABOVE_MANAGERS | SET_UP
SITE: Final = "site"

_SPEAKS_FOR: Final = """
    WITH clock AS MATERIALIZED (SELECT register.now(clock_timestamp()) AS at)
    SELECT clock.at, s.id, s.code, s.name, s.post, coalesce(lent.site_id, s.site_id), t.id
    FROM clock, people_token t
    JOIN people_staff s ON s.id = t.staff_id AND s.left_at IS NULL
    LEFT JOIN people_account a ON a.staff_id = s.id
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= (SELECT at FROM clock) AND m.until_at > (SELECT at FROM clock)
    LEFT JOIN people_team lent ON lent.id = m.to_team_id
    WHERE t.digest = %s AND t.revoked_at IS NULL AND coalesce(a.is_active, true)
"""


class BearerToken(HttpBearer):
    """A token of a person, for programs; only its hash is on record."""

    def authenticate(self, request: Any, token: str) -> Actor | None:  # noqa: ANN401 - fields are added
        """Return whom the token speaks for, or None."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        row = fetch_one(_SPEAKS_FOR, (digest,))
        if row is None:
            return None
        at, staff_id, code, name, post, site_id, token_id = row
        request.at = at
        request.actor = Actor(code, Post(post), site_id, staff_id, name, f"token-{token_id}")
        return request.actor  # type: ignore[no-any-return]


class OwnSession(APIKeyCookie):
    """The session of a page; what changes something needs its CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: Any, key: str | None) -> Actor | None:  # noqa: ANN401 - see above
        """Return who is logged in, or None."""
        return request.actor if key else None


def who_and_when(request: Any) -> tuple[Actor, datetime]:  # noqa: ANN401 - fields were added
    """Return who acts at which site, and the database's clock.

    :raises Http404: for a site that is not there or not theirs.
    """
    actor: Actor = request.actor
    wished = request.GET.get(SITE)
    if wished is None:
        request.META[SITE_MARK] = actor.site_id
        return actor, request.at
    site_id = Site.objects.filter(code=wished).values_list("pk", flat=True).first()
    if site_id is None or (site_id != actor.site_id and actor.post not in CHOOSE_SITES):
        raise Http404
    return replace(actor, site_id=site_id), request.at
