"""What following up does about news from below: a reception without a deal, a customer who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import cite
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.commands.remedies import CLAUSE, PROMISED, WANTED
from salesfloor.floor.following.models import Lost
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

HIGH = frozenset({"A", "B"})


@on("end")
def ask_for_remedy(entry: Entry) -> None:
    """Put a customer of grade A or B who did not buy on the manager's list at once (9.5.2.3)."""
    ref = entry.body["ref"]
    ended = reception.reception_of(entry.site_id, ref)
    if ended.phone:
        _settle(entry, ended.phone)  # the customer came back, or rang
    if entry.body["outcome"] != "no_deal" or entry.body["grade"] not in HIGH:
        return
    Lost.objects.get_or_create(
        reception_id=ended.pk,
        defaults={
            "site_id": entry.site_id,
            "ref": ref,
            "customer_id": ended.customer_id,
            "grade": entry.body["grade"],
            "at": entry.at,
        },
    )
    work.owe(
        kind=WANTED,
        subject=f"reception:{ref}",
        site_id=entry.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "{name}, grade {grade}, did not buy: {reason}. Set a remedy.",
            name=ended.name,
            grade=entry.body["grade"],
            reason=entry.personal.get("reason", ""),
        ),
        at=entry.at,
        posts=[Post.MANAGER],
    )
    cite(CLAUSE)


@on("follow_up")
def remedied(entry: Entry) -> None:
    """Take a remedy off the list once the customer is reached."""
    if entry.body.get("reached"):
        _settle(entry, entry.personal["phone"])


def _settle(entry: Entry, phone: str) -> None:
    known = customers.Customer.objects.filter(site_id=entry.site_id, phone=phone)
    theirs = Lost.objects.filter(customer_id__in=known.values("pk")).exclude(number=None)
    for ref in theirs.values_list("ref", flat=True):
        subject = f"reception:{ref}"
        work.settle(kind=PROMISED, subject=subject, site_id=entry.site_id, at=entry.at)
