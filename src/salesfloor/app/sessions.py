"""Sessions in the database, read in one plain statement: every page begins with that."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.utils import timezone

from salesfloor.base.sql import fetch_one

_READ: Final = """
    SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(db.SessionStore):
    """Django's own store but for how it is read."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or outdated one is begun anew."""
        row = fetch_one(_READ, (self.session_key, timezone.now()))
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row[0]))
