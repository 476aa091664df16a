"""What a page's view is given beside Django's own request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from datetime import datetime

    from django_htmx.middleware import HtmxDetails

    from salesfloor.base.commands import Actor


class StaffRequest(HttpRequest):
    """The request of somebody logged in: who acts, where, and the database's clock.

    One statement brings all three; a view takes `request.actor` and `request.at` from here
    and passes them on, so nothing further in asks who or when.
    """

    actor: Actor
    at: datetime
    site: Any
    """The site (a row of `people`) where the person works today; None for those of no site."""
    screen: Any
    """The paired screen on the wall that asks, where nobody is logged in; None for people."""
    htmx: HtmxDetails
