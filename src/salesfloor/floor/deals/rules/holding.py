"""Deposits and holds: 3.4.1.1, 3.4.1.2, 3.5.5 and the deposit's part of 7.2.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import clause
from salesfloor.floor.deals.choices import Caution, HoldStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

FINANCE_ONLY: Final = "finance_only"
WITHHELD, AVAILABLE = "withheld", "available"
FULL_PERCENT: Final = 100


@clause("3.4.1.1")
def may_take_deposit(post: Post, *, is_designated: bool) -> Phrase | None:
    """Let the manager's own post, finance, and whom the manager named take deposits."""
    if post in {Post.MANAGER, Post.FINANCE} or is_designated:
        return None
    return phrase(
        "Deposits are taken by finance, by the manager, and by whoever the manager has named. "
        "Bring the customer to one of them."
    )


@clause("7.2.3")
def may_take_where_finance_does(post: Post) -> Phrase | None:
    """Leave deposits to finance where the house has decided so."""
    if post is Post.FINANCE:
        return None
    return phrase("Customers pay at finance here; nobody else takes deposits.")


@clause("3.4.1.1")
def may_name(*, by_manager: bool) -> Phrase | None:
    """Let the manager alone name who takes deposits."""
    return None if by_manager else phrase("The manager names who takes deposits.")


@clause("7.2.3")
def may_name_anybody(*, is_finance_only: bool) -> Phrase | None:
    """Refuse to name somebody where finance alone takes deposits."""
    if is_finance_only:
        return phrase("Finance alone takes deposits here, so nobody is named for it.")
    return None


@clause("input")
def may_be_named(post: Post) -> Phrase | None:
    """Let salespeople and leads be named."""
    if post in {Post.SALESPERSON, Post.LEAD}:
        return None
    return phrase("Named for taking deposits are salespeople and leads.")


@clause("input")
def may_run(from_at: datetime, until_at: datetime, now: datetime) -> Phrase | None:
    """Refuse a time that is over or ends before it begins."""
    if until_at > max(from_at, now):
        return None
    return phrase("That time is over before it begins. Give a later end.")


@clause("3.2.4.4")
def may_take_from(post: Post, *, is_tied_by_courtesy: bool) -> Phrase | None:
    """Keep the courtesy consultant from taking the follower's customer's money."""
    if is_tied_by_courtesy and post not in {Post.MANAGER, Post.FINANCE}:
        return phrase(
            "You received this customer as a courtesy. The follower, the manager or finance takes "
            "the deposit."
        )
    return None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit as a payment finds it."""

    code: str
    state: str
    is_own: bool = False
    """The hold on it is this customer's, or that of somebody counted as one with them."""
    is_kept: bool = False
    """Another customer's first refusal runs."""
    is_permitted: bool = True


@clause("input")
def may_be_sold(unit: UnitFacts) -> Phrase | None:
    """Refuse money for what is not for sale."""
    if unit.state == WITHHELD:
        return phrase("Unit {unit} is withheld from sale.", unit=unit.code)
    if not unit.is_permitted:
        return phrase(
            "No price list with a permit names unit {unit}; it may not be sold yet.", unit=unit.code
        )
    return None


@clause("3.5.5")
def may_hold(unit: UnitFacts) -> Phrase | None:
    """Let the first payment win the unit; say by role who has it."""
    if unit.is_own and unit.state == "held":
        return None
    if unit.state != AVAILABLE:
        return phrase(
            "Another customer holds this unit, or it is sold: the first deposit has it. Put the "
            "customer on the list of those who want it."
        )
    if unit.is_kept:
        return phrase("Another customer on the list for this unit may pay first just now.")
    return None


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """A hold as a payment finds it; nothing of it for a first payment."""

    paid_fen: int = 0
    due_fen: int = 0
    hold_until: datetime | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether the deposit is complete."""
        return self.due_fen > 0 and self.paid_fen >= self.due_fen

    def is_overdue(self, at: datetime) -> bool:
        """Tell whether the last instant for the rest is gone by."""
        return not self.is_full and self.hold_until is not None and at > self.hold_until


@clause("input")
def may_agree(given_fen: int | None, *, list_fen: int, agreed_fen: int | None) -> Phrase | None:
    """Refuse a deposit that is not told at the first payment, above the price, or told otherwise."""
    if agreed_fen is not None:
        if given_fen is not None and given_fen != agreed_fen:
            return phrase("The deposit agreed for this unit is {due} yuan.", due=yuan(agreed_fen))
        return None
    if given_fen is None:
        return phrase("Say how much the whole deposit is; this is the first payment.")
    if given_fen > list_fen:
        return phrase(
            "The deposit cannot be more than the price of {price} yuan.", price=yuan(list_fen)
        )
    return None


@clause("input")
def may_receive_of_price(paid_fen: int, *, list_fen: int) -> Phrase | None:
    """Take no more for a unit than it costs: a sum above the price is a slip, never a deposit."""
    if paid_fen > list_fen:
        return phrase(
            "With this the unit would be paid with {paid} yuan, and its price is {price} yuan. Check the amount.",
            paid=yuan(paid_fen),
            price=yuan(list_fen),
        )
    return None


@clause("3.4.1.2")
def may_pay_in_time(hold: HoldFacts, at: datetime) -> Phrase | None:
    """Refuse money after the last instant, until the manager has decided."""
    if hold.is_overdue(at):
        return phrase(
            "The time for the rest of the deposit is over. The manager extends it or releases the "
            "unit; then money is taken again."
        )
    return None


@clause("input")
def may_pay_more(hold: HoldFacts) -> Phrase | None:
    """Refuse a top-up of what is complete."""
    if hold.is_full:
        return phrase("The deposit for this unit is complete.")
    return None


@clause("3.4.1.2")
def may_pay_so_little(
    amount_fen: int, *, hold: HoldFacts, due_fen: int, least: int
) -> Phrase | None:
    """Refuse a part payment below the least that the house takes."""
    if hold.paid_fen + amount_fen >= due_fen or amount_fen >= least * 100:
        return None
    return phrase("A part of the deposit is at least {least} yuan.", least=least)


@clause("3.4.1.2")
def may_extend(*, reason: str, extensions: int, most: int) -> Phrase | None:
    """Let the manager extend with a reason, so many times and no more."""
    if not reason.strip():
        return phrase("Say why the time for the rest of the deposit is extended.")
    if extensions >= most:
        return phrase(
            "It has been extended as often as the house allows ({most}). The unit is released, or "
            "the deposit was complete.",
            most=most,
        )
    return None


def status_of(paid_fen: int, due_fen: int) -> HoldStatus:
    """Return how much of the deposit is paid."""
    if paid_fen >= due_fen:
        return HoldStatus.FULL
    return HoldStatus.PART if paid_fen else HoldStatus.NONE


def hold_until(first_payment: datetime, policy: Mapping[str, int]) -> datetime:
    """Return the last instant for the rest, which is still in time (rule 2 of time)."""
    return first_payment + timedelta(hours=policy["deposit.complete_within_hours"])


def extended_until(now: datetime, old: datetime, policy: Mapping[str, int]) -> datetime:
    """Return the new last instant: from now or from the old one, whichever is later."""
    return hold_until(max(now, old), policy)


@dataclass(frozen=True, slots=True)
class Paid:
    """The figures of a deposit after a payment."""

    paid_fen: int
    due_fen: int
    list_fen: int


def cautions(paid: Paid, *, percent: int, has_owner: bool, is_registered: bool) -> list[Caution]:
    """Return what is worth a second look; none of it refuses."""
    most = Fraction(percent * paid.list_fen, FULL_PERCENT)
    found = []
    if paid.paid_fen > most or paid.due_fen > most:
        found.append(Caution.OVER_PERCENT)
    if paid.paid_fen > paid.due_fen:
        found.append(Caution.DIFFERS)
    if not has_owner:
        found.append(Caution.NO_OWNER)
    if not is_registered:
        found.append(Caution.NOT_REGISTERED)
    return found


def shares_of(
    owner: str | None,
    *,
    decided: Mapping[str, int] | None,
    courtesy: str | None,
    courtesy_share: int,
) -> dict[str, int]:
    """Return who gets which share of a deal, in hundredths (3.2.4.4, 3.5.1).

    What was decided counts first; else a colleague who received the customer that day as a courtesy has
    the share of the house's policy; the rest is the owner's.
    """
    if decided:
        return dict(decided)
    if owner is None:
        return {}
    if courtesy is None or courtesy == owner or not courtesy_share:
        return {owner: 100}
    parts = {owner: 100 - courtesy_share, courtesy: courtesy_share}
    return {code: share for code, share in parts.items() if share}
