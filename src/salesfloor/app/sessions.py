"""Sessions in the database, read in one plain statement with the person: every page begins with that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from salesfloor.app.actors import account_in, by_session
from salesfloor.base.sql import fetch_one

if TYPE_CHECKING:
    from salesfloor.kernel.people.api import Account


class SessionStore(db.SessionStore):
    """Django's own store but for how it is read."""

    account: Account | None = None
    """Whose log-in began the session, if that account stands; what the session holds decides."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or outdated one is begun anew."""
        row = fetch_one(by_session(), (self.session_key, timezone.now()))
        if row is None:
            self._session_key = None
            return {}
        held, *present = row
        self.account = account_in(present)
        return dict(self.decode(held))
