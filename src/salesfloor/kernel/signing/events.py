"""When to look anew who owes a signature: people come and go, policies change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.signing.watching import refresh

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry


@on(people.SITE_OPENED, people.JOINED, rulebook.POLICY_SET)
def look_anew(entry: Entry) -> None:
    """Work out anew who owes a signature at the site."""
    refresh(people.Site.objects.get(pk=entry.site_id), entry.at)
