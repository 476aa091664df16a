"""Subscription agreements: 3.4.2.1 to 3.4.2.5 as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from salesfloor.base.identity_numbers import normal_id
from salesfloor.base.money import yuan
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.shares import half_up
from salesfloor.base.verdicts import clause
from salesfloor.floor.deals.choices import AgreementStatus, Party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_HUNDRED: Final = 100
_WRITE_FOR_OTHERS: Final = frozenset({Post.SALESPERSON, Post.LEAD})


@clause("input")
def may_price_once(*, discount: Decimal | None, price_fen: int | None) -> Phrase | None:
    """Ask for either a discount or a price."""
    if (discount is None) == (price_fen is None):
        return phrase("Give either the discount in per cent or the price, one of the two.")
    return None


@clause("3.5.5")
def may_agree_for(*, is_anothers: bool) -> Phrase | None:
    """Refuse an agreement on a unit that another customer has."""
    if is_anothers:
        return phrase("Another customer holds this unit.")
    return None


@clause("3.4.2.2")
def may_agree_on(*, is_held: bool) -> Phrase | None:
    """Refuse an agreement before any deposit."""
    if not is_held:
        return phrase("No deposit is paid for this unit. The agreement follows the deposit.")
    return None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes an agreement."""

    post: Post
    is_owner: bool
    approved_by: Post | None = None
    """The post of the manager who lets somebody else write, where it is somebody else."""


@clause("3.4.2.1")
def may_write(writer: Writer) -> Phrase | None:
    """Let the deal's owner write, or a manager, or somebody whom a manager lets write."""
    if writer.is_owner or writer.post in MANAGERS:
        return None
    if writer.post in _WRITE_FOR_OTHERS and writer.approved_by in MANAGERS:
        return None
    return phrase(
        "The consultant whose deal it is writes the agreement. Somebody else needs the manager's "
        "word, who is named with it."
    )


@clause("input")
def may_write_another(*, is_open: bool) -> Phrase | None:
    """Keep one agreement a unit."""
    if is_open:
        return phrase("There is an agreement on this unit. Withdraw it first, or sign it.")
    return None


@clause("3.4.2.2")
def may_agree_before_full(*, is_full: bool) -> Phrase | None:
    """Refuse an agreement before the deposit is complete."""
    if not is_full:
        return phrase("The deposit is not complete yet.")
    return None


@dataclass(frozen=True, slots=True)
class Names:
    """A buyer's name and number: as given, and as they stand on the customer's page."""

    given_buyer: str
    given_id: str
    known_buyer: str
    known_id: str

    @property
    def buyer(self) -> str:
        """Return the name that counts."""
        return self.known_buyer or self.given_buyer

    @property
    def id_no(self) -> str:
        """Return the number that counts."""
        return self.known_id or self.given_id


@clause("3.4.2.2")
def may_name_buyer(names: Names) -> Phrase | None:
    """Refuse a buyer who is missing, or other than on record."""
    if not names.buyer:
        return phrase("The buyer's name is missing: the customer's page has none yet.")
    if not names.id_no:
        return phrase("The buyer's identity number is missing: the customer's page has none yet.")
    if names.known_buyer and _differs(names.given_buyer, names.known_buyer):
        return phrase("The buyer on record has another name. Compare it with the paper.")
    if names.known_id and _differs(names.given_id, names.known_id):
        return phrase("The identity number on record is another one. Compare it with the paper.")
    return None


def _differs(given: str, known: str) -> bool:
    """Tell whether something else than what is known is given; width and case make no difference."""
    return bool(given) and normal_id(given) != normal_id(known)


@clause("3.4.2.2")
def may_have_id(*, is_possible: bool, whose: str) -> Phrase | None:
    """Refuse a number of identity that cannot be."""
    if not is_possible:
        return phrase("The identity number of {whose} cannot be right.", whose=whose)
    return None


@clause("3.4.2.4")
def may_witness(*, has_part: bool) -> Phrase | None:
    """Let the buyer sign before somebody who has a part in the deal, whose name stands beside it."""
    if has_part:
        return None
    return phrase(
        "The buyer signs on the screen of who wrote the agreement, follows the customer, leads them, "
        "or of finance or a manager."
    )


@clause("9.3.2.8")
def may_discount(*, is_covered: bool) -> Phrase | None:
    """Refuse a discount beyond the writer's authority that no promise covers."""
    if not is_covered:
        return phrase(
            "This discount is beyond your authority. Have it promised by whoever may, then write "
            "the agreement."
        )
    return None


@clause("3.4.2.2")
def may_cost(price_fen: int, *, list_fen: int) -> Phrase | None:
    """Refuse a price above the list."""
    if price_fen > list_fen:
        return phrase("The price is above the list's {price} yuan.", price=yuan(list_fen))
    return None


@clause("3.4.2.3")
def may_use_terms(unknown: Collection[str]) -> Phrase | None:
    """Refuse terms that the site has not approved."""
    if unknown:
        return phrase(
            "{terms}: this is no term that the site has approved. Write it as special wording; the "
            "manager decides about that.",
            terms=listed(sorted(unknown)),
        )
    return None


def price_after(list_fen: int, discount: Decimal) -> int:
    """Return the price after a discount in per cent, rounded once, half up."""
    return int(half_up(_exact(list_fen, discount)))


def least_price(list_fen: int, discount: Decimal) -> int:
    """Return the lowest price, in whole fen, that a discount does not go below."""
    return ceil(_exact(list_fen, discount))


def _exact(list_fen: int, discount: Decimal) -> Fraction:
    return list_fen * (_HUNDRED - Fraction(discount)) / _HUNDRED


@clause("access")
def may_word(*, is_writer: bool) -> Phrase | None:
    """Let somebody else than the writer decide about special wording."""
    if is_writer:
        return phrase("You wrote this wording. Another manager decides about it.")
    return None


@clause("input")
def may_decide_wording(status: str) -> Phrase | None:
    """Decide about special wording once, while it waits."""
    if status != AgreementStatus.WAITING_SPECIAL:
        return phrase("No wording of this agreement waits for a decision.")
    return None


@clause("access")
def may_review(*, is_writer: bool) -> Phrase | None:
    """Let another than the writer look for mistakes."""
    return phrase("Nobody reviews what they wrote themselves.") if is_writer else None


@clause("access")
def may_withdraw(*, is_writer: bool, is_manager: bool) -> Phrase | None:
    """Let the writer or a manager withdraw an agreement."""
    if is_writer or is_manager:
        return None
    return phrase("The agreement is withdrawn by who wrote it, or by the manager.")


@clause("input")
def may_be_withdrawn(status: str) -> Phrase | None:
    """Refuse to withdraw what is sealed or over."""
    if status in {
        AgreementStatus.PREPARED,
        AgreementStatus.WAITING_SPECIAL,
        AgreementStatus.SIGNED_BY_BUYER,
        AgreementStatus.SIGNED_BY_CONSULTANT,
    }:
        return None
    return phrase("This agreement is sealed, or over already.")


@clause("input")
def may_be_signed(status: str) -> Phrase | None:
    """Refuse signatures on what is withdrawn or sealed."""
    if status in {
        AgreementStatus.WITHDRAWN,
        AgreementStatus.SEALED,
        AgreementStatus.SUPERSEDED,
        AgreementStatus.CANCELLED,
    }:
        return phrase("This agreement is sealed, or over already.")
    return None


@clause("3.4.2.3")
def may_sign_wording(status: str) -> Phrase | None:
    """Refuse signatures while special wording waits."""
    if status == AgreementStatus.WAITING_SPECIAL:
        return phrase("Special wording waits for the manager; nobody signs before.")
    return None


@clause("3.4.2.2")
def may_sign_reviewed(status: str, *, is_reviewed: bool, review_first: bool) -> Phrase | None:
    """Refuse signatures on what was returned, or, where the house wants so, on what nobody reviewed."""
    if status == AgreementStatus.RETURNED:
        return phrase("This agreement was returned with mistakes. Write a new one.")
    if review_first and not is_reviewed:
        return phrase("The manager reviews the agreement before anybody signs.")
    return None


@clause("3.4.2.4")
def may_sign_as(
    party: Party | None, *, signed: Iterable[str], is_same_person: bool
) -> Phrase | None:
    """Keep the order buyer, consultant, manager, three different hands, each once."""
    if party is None:
        return phrase(
            "An agreement is signed by the buyer, by who wrote it or whose deal it is, and last by "
            "a manager."
        )
    done = set(signed)
    if party in done:
        return phrase("{party}: signed already.", party=party.label)
    expected = next(one for one in Party if one not in done)
    if party is not expected:
        return phrase("It is the turn of {party} to sign.", party=expected.label)
    if is_same_person:
        return phrase("Who signed as consultant does not sign as manager. Another manager signs.")
    return None


@clause("3.4.2.4")
def must_be_the_manager(*, is_manager: bool, is_at_screen: bool, is_proven: bool) -> Phrase | None:
    """Have a manager at a screen prove by PIN, at this moment, to be the one who signs."""
    if is_manager and is_at_screen and not is_proven:
        return phrase("The manager's signature needs the PIN. Sign on the agreement's page.")
    return None


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody about to sign."""

    is_buyer: bool
    is_manager: bool
    is_writer: bool
    is_owner: bool
    signed_as_consultant: bool = False


def party_of(hand: Hand) -> Party | None:
    """Return as what somebody signs: a manager as manager, unless the deal is their own."""
    if hand.is_buyer:
        return Party.BUYER
    if hand.is_manager and not (hand.is_owner and not hand.signed_as_consultant):
        return Party.MANAGER
    if hand.is_owner or hand.is_writer:
        return Party.CONSULTANT
    return None


AFTER: Final = {
    Party.BUYER: AgreementStatus.SIGNED_BY_BUYER,
    Party.CONSULTANT: AgreementStatus.SIGNED_BY_CONSULTANT,
    Party.MANAGER: AgreementStatus.SEALED,
}
"""What an agreement is after each signature."""


@clause("3.4.2.5")
def may_pass(*, has_it: bool) -> Phrase | None:
    """Let an agreement go on only from the hands that have it."""
    if not has_it:
        return phrase("This agreement is not in your hands; who has it passes it on.")
    return None


@clause("7.2.3")
def may_leave_owing(advances: Collection[int]) -> Phrase | None:
    """Refuse leaving with an advance that is not settled."""
    if advances:
        return phrase(
            "Advances are not settled yet: {advances}.",
            advances=listed(map(str, sorted(advances))),
        )
    return None


@clause("3.4.2.5")
def may_leave_with(numbers: Collection[int]) -> Phrase | None:
    """Refuse leaving while sealed agreements are in one's hands."""
    if numbers:
        return phrase(
            "Sealed agreements are still in these hands: {agreements}. They are passed on first.",
            agreements=listed(map(str, sorted(numbers))),
        )
    return None


@clause("input")
def may_reopen(*, is_sealed: bool, is_contracted: bool) -> Phrase | None:
    """Open a sealed agreement anew only before the contract."""
    if is_sealed and not is_contracted:
        return None
    return phrase("Only a sealed agreement can be opened anew, and only before the contract.")


def places_of(errors: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the places that are new, each once, in the order given."""
    fresh = dict.fromkeys(text.strip() for text in errors)
    return [place for place in fresh if place not in known]


@clause("3.4.2.5")
def may_attach(*, is_party: bool, is_manager: bool) -> Phrase | None:
    """Leave scans to who has the paper, wrote it or owns the deal, and to managers."""
    if is_party or is_manager:
        return None
    return phrase("Whoever has the paper, wrote it or owns the deal attaches its scans.")
