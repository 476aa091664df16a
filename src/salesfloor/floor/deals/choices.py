"""The closed words about deals."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class DealState(Choice):
    """How far a deal is, or how it ended."""

    OPEN = "open", phrase("under way")
    DONE = "done", phrase("done")
    RELEASED = "released", phrase("unit released")
    CANCELLED = "cancelled", phrase("called off")
    VOID = "void", phrase("all money void")


class HoldStatus(Choice):
    """How much of the agreed deposit is paid."""

    NONE = "none", phrase("nothing paid")
    PART = "part", phrase("paid in part")
    FULL = "full", phrase("paid in full")


class PaidStatus(Choice):
    """What a payment makes of the deposit."""

    PART = "part", phrase("paid in part")
    FULL = "full", phrase("paid in full")


class Stage(Choice):
    """The stages of a deal, in their order (7.1.4)."""

    DEPOSIT = "deposit", phrase("Deposit")
    SUBSCRIPTION = "subscription", phrase("Subscription")
    CONTRACT = "contract", phrase("Contract")
    LOAN = "loan", phrase("Loan")
    INSPECTION = "inspection", phrase("Inspection")
    TITLE = "title", phrase("Title deed")
    AFTER_SALES = "after_sales", phrase("After-sales")


BRINGS: Final = {
    Stage.SUBSCRIPTION: phrase("The customer brings: identity cards of all buyers."),
    Stage.CONTRACT: phrase(
        "The customer brings: identity cards of all buyers, proof of marital status, agreement,"
        " receipts. The house has ready: the contract with its annexes."
    ),
    Stage.LOAN: phrase("The papers of the bank's list; the file goes to the bank complete."),
    Stage.INSPECTION: phrase(
        "The customer brings: identity card, contract. The house has ready: inspection sheet,"
        " quality guarantee, manual."
    ),
    Stage.TITLE: phrase(
        "The customer brings: identity cards, contract, invoice, receipts of deed tax and"
        " maintenance fund. The house has ready: its papers for the registry."
    ),
    Stage.AFTER_SALES: phrase(
        "The house has ready: the hand-over sheet signed by both, and whom to call for repairs."
    ),
}
"""Who usually brings what to a stage; what a bank or a registry asks for besides, it says itself."""


class WayOfPaying(Choice):
    """How the price is to be paid."""

    FULL = "full", phrase("In one sum")
    LOAN = "loan", phrase("With a loan")
    INSTALMENTS = "instalments", phrase("In instalments")


class Cause(Choice):
    """Who calls a deal off."""

    BUYER = "buyer", phrase("The buyer backs out")
    HOUSE = "house", phrase("The house backs out")
    AGREED = "agreed", phrase("Both agree")


class Caution(Choice):
    """What is worth a second look at a deposit; none of it refuses."""

    OVER_PERCENT = "over_20_percent", phrase("The deposit is a large part of the price")
    DIFFERS = "differs_from_due", phrase("More is paid than was agreed")
    NO_OWNER = "no_owner", phrase("Nobody follows this customer")
    NOT_REGISTERED = "not_registered", phrase("The phone is in no register")


NOT_HELD: Final = frozenset({DealState.RELEASED, DealState.CANCELLED, DealState.VOID})
"""Ends of a deal after which its unit is free."""


class AgreementStatus(Choice):
    """Where a subscription agreement stands."""

    PREPARED = "prepared", phrase("written")
    WAITING_SPECIAL = "waiting_special", phrase("waits for the manager's word")
    RETURNED = "returned", phrase("returned with mistakes")
    WITHDRAWN = "withdrawn", phrase("withdrawn")
    SIGNED_BY_BUYER = "signed_by_buyer", phrase("signed by the buyer")
    SIGNED_BY_CONSULTANT = "signed_by_consultant", phrase("signed by the consultant")
    SEALED = "sealed", phrase("sealed")
    SUPERSEDED = "superseded", phrase("superseded")
    CANCELLED = "cancelled", phrase("called off")


ENDED: Final = frozenset(
    {
        AgreementStatus.RETURNED,
        AgreementStatus.WITHDRAWN,
        AgreementStatus.SUPERSEDED,
        AgreementStatus.CANCELLED,
    }
)
"""What an agreement is after which another one may be written for the unit."""
BEARS_SIGNATURE: Final = frozenset(
    {
        AgreementStatus.SIGNED_BY_BUYER,
        AgreementStatus.SIGNED_BY_CONSULTANT,
        AgreementStatus.SEALED,
    }
)


class Party(Choice):
    """Who signs an agreement, in this order (3.4.2.4)."""

    BUYER = "buyer", phrase("Buyer")
    CONSULTANT = "consultant", phrase("Consultant")
    MANAGER = "manager", phrase("Manager")


class Signer(Choice):
    """Who signs on somebody's screen."""

    BUYER = "buyer", phrase("Buyer")


class PaymentKind(Choice):
    """What a payment after the deposit is for."""

    DOWN_PAYMENT = "down_payment", phrase("Down payment")
    INSTALMENT = "instalment", phrase("Instalment")
    BALANCE = "balance", phrase("Balance")
    LOAN = "loan", phrase("Loan")
    FEE = "fee", phrase("Fee")


class Papers(Choice):
    """Which papers of a deal are reviewed after they are written."""

    CONTRACT = "contract", phrase("Contract")
    LOAN = "loan", phrase("Loan papers")
