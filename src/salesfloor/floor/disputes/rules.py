"""Clause 3.5.1 as pure functions: who disputes what until when, who decides, who owns by shares."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@clause("3.5.1")
def may_dispute(*, is_tied: bool) -> Phrase | None:
    """Let a customer be disputed by who has something on record with them."""
    if is_tied:
        return None
    return phrase(
        "Nothing on record ties you to this customer: no reception, claim, follow-up or referral."
    )


@clause("3.5.1")
def may_be_disputed(*, is_salesperson: bool, is_tied: bool, who: str) -> Phrase | None:
    """Let a customer be disputed against who has something on record with them, or is the owner."""
    if not is_salesperson:
        return phrase("{who} is no salesperson of this site.", who=who)
    return None if is_tied else phrase("Nothing on record ties {who} to this customer.", who=who)


@clause("3.5.1")
def may_still_be_raised(deposit_on: date | None, days: int, today: date) -> Phrase | None:
    """Refuse a dispute that comes too long after the customer's first full deposit; 0: never."""
    if not days or deposit_on is None or today <= deposit_on + timedelta(days=days):
        return None
    return phrase(
        "Disputes are raised within {days} days of the full deposit, which was on {on}.",
        days=days,
        on=deposit_on,
    )


@clause("3.5.1")
def may_be_raised_again(*, case: int | None, is_news: bool) -> Phrase | None:
    """Refuse a dispute about what was closed, unless something has come on record since."""
    if case is None or is_news:
        return None
    return phrase(
        "Case {case} about this customer is closed, and nothing has come on record since.",
        case=case,
    )


@clause("3.5.1")
def may_agree(*, is_party: bool) -> Phrase | None:
    """Let only the parties agree."""
    return None if is_party else phrase("Only the parties of the case agree on shares.")


@clause("3.5.1")
def may_decide(
    *, today: date, negotiate_until: date, has_failed: bool, party_left: bool
) -> Phrase | None:
    """Leave the colleagues their days, unless they gave up or one of them is gone."""
    if today > negotiate_until or has_failed or party_left:
        return None
    return phrase(
        "The colleagues may agree among themselves to the end of {day}; decide then, or once one of "
        "them says that they do not agree.",
        day=negotiate_until,
    )


@clause("3.5.1")
def needs_reason(reason: str) -> Phrase | None:
    """A decision says why."""
    return None if reason.strip() else phrase("Say why you decide so; the parties read it.")


@clause("3.5.1")
def may_withdraw(*, opened_it: bool) -> Phrase | None:
    """Let who opened a case withdraw it."""
    return None if opened_it else phrase("Who opened the case withdraws it.")


@clause("3.5.1")
def may_see_case(*, is_party: bool, leads_party: bool, is_manager: bool) -> Phrase | None:
    """Show a case to its parties, their leads and the managers."""
    if is_party or leads_party or is_manager:
        return None
    return phrase("A case is for its parties, their leads and the manager.")


def owner_by(
    shares: Mapping[int, int],
    present: int | None,
    tied_since: Mapping[int, datetime],
    codes: Mapping[int, str],
) -> int:
    """Return who owns the customer: the largest share.

    Among equals the present owner, else who was tied to the customer first, else the first code.
    """
    largest = max(shares.values())
    equals = [one for one, share in shares.items() if share == largest]
    if present in equals:
        return present
    tied = [one for one in equals if one in tied_since]
    if tied:
        first = min(tied_since[one] for one in tied)
        equals = [one for one in tied if tied_since[one] == first]
    return min(equals, key=lambda one: codes[one])
