"""The whole way of a deal: 7.1.4, 7.1.14, 7.2.3 and the law about earnest money, as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.base.shares import half_up
from salesfloor.base.verdicts import clause
from salesfloor.floor.deals.choices import Cause, Stage, WayOfPaying
from salesfloor.floor.deals.rules.stages import stages_of

if TYPE_CHECKING:
    from collections.abc import Collection

EARNEST: Final = Fraction(1, 5)
"""What of the price earnest money secures; above it secures nothing (Civil Code 586)."""
BY_HAND: Final = frozenset(Stage) - {Stage.DEPOSIT, Stage.SUBSCRIPTION}
"""Stages that somebody finishes by saying so; the others are done by money and signatures."""


@clause("access")
def may_act_on(*, is_owner: bool, is_manager: bool = False) -> Phrase | None:
    """Leave a deal to its owner, and where told to the manager."""
    if is_owner or is_manager:
        return None
    return phrase("This deal is a colleague's. Its owner does this.")


@clause("7.1.4")
def may_finish(stage: Stage, *, next_stage: str, payment: str) -> Phrase | None:
    """Keep the order of the stages: each after all before it."""
    if stage in BY_HAND and stage in stages_of(payment) and stage == next_stage:
        return None
    if not next_stage:
        return phrase("This deal is over.")
    return phrase(
        "{stage} is not what comes next here. First comes: {next}.",
        stage=stage.label,
        next=Stage(next_stage).label,
    )


@clause("input")
def may_be_done_on(on: date, *, today: date) -> Phrase | None:
    """Refuse a stage that is done on a day still to come."""
    return phrase("That day is still to come.") if on > today else None


@clause("7.1.14")
def may_finish_loan(*, is_handed_in: bool) -> Phrase | None:
    """Refuse to finish the loan before its papers are handed in."""
    if not is_handed_in:
        return phrase("The loan's papers are not handed in at the bank yet.")
    return None


@clause("input")
def may_be_due(stage: Stage, *, next_stage: str) -> Phrase | None:
    """Set a day for the next stage only."""
    if stage == next_stage:
        return None
    return phrase("{stage} is not what comes next here.", stage=stage.label)


@clause("input")
def may_receive(*, is_sealed: bool) -> Phrase | None:
    """Refuse payments of the price before the agreement is sealed."""
    if not is_sealed:
        return phrase("Before the agreement is sealed only the deposit is taken.")
    return None


@clause("input")
def may_receive_so_much(amount_fen: int, *, balance_fen: int, is_fee: bool) -> Phrase | None:
    """Refuse more than the balance; fees stand beside the price."""
    if not is_fee and amount_fen > balance_fen:
        return phrase("At most {balance} yuan are still to be paid.", balance=yuan(balance_fen))
    return None


@clause("access")
def may_cancel(post: Post, *, is_contracted: bool) -> Phrase | None:
    """Leave deals under contract to a director or above."""
    if is_contracted and post not in ABOVE_MANAGERS:
        return phrase("From the contract on, a director or somebody above cancels a deal.")
    return None


@clause("input")
def may_be_cancelled(*, is_open: bool, has_title: bool) -> Phrase | None:
    """Refuse to cancel what is over, or after the title deed."""
    if not is_open:
        return phrase("This deal is over.")
    return phrase("The title deed is made out; the deal stands.") if has_title else None


@dataclass(frozen=True, slots=True)
class Received:
    """What was paid for a deal that is called off, and the price that was agreed."""

    deposit_fen: int
    everything_fen: int
    price_fen: int

    @property
    def earnest_fen(self) -> int:
        """Return the earnest money: the deposit received, a fifth of the price at most."""
        return min(self.deposit_fen, int(half_up(self.price_fen * EARNEST)))


@dataclass(frozen=True, slots=True)
class Owed:
    """What is paid back when a deal is called off, and what the buyer loses."""

    refund_fen: int
    forfeited_fen: int = 0


def owed(received: Received, cause: Cause, *, forfeit: bool) -> Owed:
    """Return what is paid back (Civil Code 586, 587).

    The buyer who backs out may lose the earnest money; the house that backs out gives it back twice.
    """
    earnest = received.earnest_fen
    if cause is Cause.HOUSE:
        return Owed(received.everything_fen + earnest)
    if cause is Cause.BUYER and forfeit:
        return Owed(received.everything_fen - earnest, earnest)
    return Owed(received.everything_fen)


@clause("input")
def may_open_loan(payment: str, *, has_loan: bool) -> Phrase | None:
    """Open a loan once, where the price is paid with one."""
    if payment != WayOfPaying.LOAN:
        return phrase("This price is not paid with a loan.")
    return phrase("There is a loan on this deal already.") if has_loan else None


@clause("input")
def may_hand_in_paper(paper: str, *, wanted: Collection[str]) -> Phrase | None:
    """Refuse a paper that the bank does not want."""
    if paper not in wanted:
        return phrase("The bank's list has no paper {paper}.", paper=paper)
    return None


@clause("7.1.14")
def may_hand_in_loan(missing: Collection[str]) -> Phrase | None:
    """Refuse to hand in a loan whose papers are not complete."""
    if missing:
        return phrase("Papers are missing: {papers}.", papers=listed(missing))
    return None


@clause("input")
def may_hand_in_once(*, is_handed_in: bool) -> Phrase | None:
    """Hand a loan in once."""
    return phrase("These papers are handed in already.") if is_handed_in else None


@clause("input")
def may_review_papers(*, is_written: bool) -> Phrase | None:
    """Refuse to review what nobody has written yet."""
    if not is_written:
        return phrase("These papers are not written yet.")
    return None
