"""What may and may not be done around a reception: 3.2.1.1, 3.2.1.2, 3.2.3.6, 7.1.12, 9.1, 9.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

OUTCOMES: Final = ("negotiated", "no_deal", "not_a_buyer", "left", "deal")


@clause("3.2.1.1")
def may_sign_in(*, is_signed_in: bool) -> Phrase | None:
    """Refuse a second signing in: one place per person."""
    if is_signed_in:
        return phrase("You are signed in already. The order of the first signing in stands.")
    return None


@clause("3.2.3.6")
def may_break_off(*, is_engaged: bool) -> Phrase | None:
    """Refuse to leave, or to take another customer, in the middle of a reception."""
    if is_engaged:
        return phrase("A reception is in progress. End it with its outcome first.")
    return None


@clause("7.1.12")
def may_leave_floor(*, others_present: int, is_open: bool) -> Phrase | None:
    """Refuse to leave the floor empty during opening hours."""
    if is_open and others_present == 0:
        return phrase(
            "You are the last on the floor, and it is never left empty while it is open. "
            "Wait until a colleague is here."
        )
    return None


@clause("7.1.12")
def may_be_taken_off(*, others_present: int, is_open: bool) -> Phrase | None:
    """Refuse to take the last one off the floor during opening hours."""
    if is_open and others_present == 0:
        return phrase(
            "This is the last one on the floor, and it is never left empty while it is open. "
            "Wait until a colleague is here."
        )
    return None


@clause("3.2.1.2", "7.2.10")
def may_override(post: Post) -> Phrase | None:
    """Refuse to choose who receives, unless the sales manager does."""
    if post not in MANAGERS:
        return phrase(
            "Customers are received strictly in turn. Only the sales manager decides otherwise, "
            "with a reason."
        )
    return None


@clause("3.2.1.2", "7.2.10")
def may_take_back(*, passed: timedelta, limit: timedelta) -> Phrase | None:
    """Refuse to take a registration back after the time for wrong taps."""
    if passed > limit:
        return phrase(
            "A wrong tap is taken back within {minutes} minutes. Ask the manager to override.",
            minutes=int(limit.total_seconds() // 60),
        )
    return None


@clause("3.2.1.2")
def may_take_up(*, is_receiver: bool) -> Phrase | None:
    """Refuse to take up a customer that fell to somebody else, or whose turn is lost."""
    if not is_receiver:
        return phrase("This customer is received by somebody else.")
    return None


@clause("3.2.3.6")
def may_be_given(*, is_engaged: bool, who: str) -> Phrase | None:
    """Refuse to give a customer to somebody who is receiving another."""
    if is_engaged:
        return phrase(
            "{who} is receiving a customer, and a reception is not broken off. Name somebody "
            "who is free.",
            who=who,
        )
    return None


@clause("3.2.1.1")
def may_be_named(*, is_signed_in: bool, is_away: bool, who: str) -> Phrase | None:
    """Refuse to give a customer to somebody who is not on the floor."""
    if not is_signed_in:
        return phrase("{who} has not signed in today.", who=who)
    if is_away:
        return phrase("{who} is away from the floor.", who=who)
    return None


@clause("9.1.2.2")
def may_assist(
    *, staff: int, approved_by: Post | None, usual: int, never_more: int
) -> Phrase | None:
    """Refuse a third person without the manager's word, and a fourth always."""
    if staff + 1 > never_more:
        return phrase(
            "{limit} people are with this customer; more are never allowed.", limit=never_more
        )
    if staff + 1 > usual and approved_by not in MANAGERS:
        return phrase(
            "{limit} people are with this customer. One more needs the manager's word.",
            limit=usual,
        )
    return None


@clause("access")
def may_excuse(post: Post) -> Phrase | None:
    """Let only a lead or the manager give leave."""
    return None if post in LEADERS else phrase("Leave is given by the lead or the manager.")


@clause("access")
def may_close(post: Post, *, is_receiver: bool) -> Phrase | None:
    """Let the receiver, the desk or the manager end a reception."""
    if is_receiver or post is Post.DESK or post in MANAGERS:
        return None
    return phrase("Whoever receives the customer ends the reception, or the desk or the manager.")


@clause("access")
def may_undo(post: Post, *, registered: bool) -> Phrase | None:
    """Let anyone who tapped take it back, or the desk or the manager; not the one it fell to."""
    if registered or post is Post.DESK or post in MANAGERS:
        return None
    return phrase("Whoever registered it takes it back, or the desk or the manager.")


@clause("9.3.2.3")
def may_end_negotiated(outcome: str, *, need: str, problem: str) -> Phrase | None:
    """Ask for need and main problem before a reception ends as negotiated."""
    if outcome == "negotiated" and not (need and problem):
        return phrase("After a negotiation the customer's need and main problem are written down.")
    return None


@clause("9.5.2.2")
def may_end_without_deal(outcome: str, *, reason: str) -> Phrase | None:
    """Ask for the true reason before a reception ends without a deal."""
    if outcome == "no_deal" and not reason:
        return phrase("Without a deal the true reason is written down.")
    return None


@clause("9.5.2.2")
def must_be_picked(*, kind: str) -> Phrase | None:
    """Ask for the reason from the list beside the words: what is counted can be discussed."""
    if kind:
        return None
    return phrase("Pick the reason from the list, too, and tell it in your own words.")


def missing_particulars(facts: Sequence[tuple[str, str]]) -> list[str]:
    """Return which particulars are still missing and go on the receiver's list (9.1.1.4)."""
    return [name for name, value in facts if not value]


_OF_NO_BUYER: Final = {
    "real_estate": ("address", "employer"),
    "bank_cards": ("address", "employer"),
    "showroom": ("address", "employer", "vehicle"),
}


def particulars_of_no_buyer(trade: str) -> tuple[str, ...]:
    """Return what somebody who does not buy is asked for in a trade (9.1.2.3)."""
    return _OF_NO_BUYER.get(trade, ("address",))


@clause("3.6.2.2")
def within_private_call(*, minutes: int, limit: int) -> Phrase | None:
    """Say when a private call took longer than it may."""
    if minutes > limit:
        return phrase(
            "A private call of {minutes} minutes; {limit} are the most.",
            minutes=minutes,
            limit=limit,
        )
    return None


@clause("input")
def may_be_neglected(basis: str) -> Phrase | None:
    """Refuse to note neglect of a courtesy customer where the reception is no courtesy."""
    if basis != "courtesy":
        return phrase("This is no courtesy reception.")
    return None


def seconds_to_greet(arrived_at: datetime, received_at: datetime) -> int:
    """Return how long a customer stood before somebody came (9.1.1.2), in seconds."""
    return max(0, int((received_at - arrived_at).total_seconds()))


@clause("9.1.1.2")
def received_in_time(*, seconds: int, within: int) -> Phrase | None:
    """Say when a customer stood longer than they should before somebody came."""
    if seconds > within:
        return phrase(
            "The customer stood for {seconds} seconds; {within} are the most.",
            seconds=seconds,
            within=within,
        )
    return None


@clause("7.1.12")
def may_be_on_duty(who: str, *, is_away: bool) -> Phrase | None:
    """Refuse to put somebody on duty who is on leave that whole day."""
    if is_away:
        return phrase("{who} is on leave that day. Put somebody else on duty.", who=who)
    return None
