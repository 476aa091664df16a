"""What a page's view is given beside Django's own request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest

if TYPE_CHECKING:
    from datetime import datetime

    from django_htmx.middleware import HtmxDetails

    from salesfloor.base.commands import Actor

SITE_MARK: Final = "salesfloor.site"
"""Where a request says in its `META` which site it was about, once that is known."""


class StaffRequest(HttpRequest):
    """The request of somebody logged in: who acts, where, and the database's clock.

    One statement brings all three; a view takes `request.actor` and `request.at` from here
    and passes them on, so nothing further in asks who or when.
    """

    actor: Actor
    at: datetime
    site: Any
    """The site (a row of `people`) where the person works today; None for those of no site."""
    htmx: HtmxDetails
