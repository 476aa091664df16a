"""The closed words about customers, each with its label."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Channel(Choice):
    """How a customer reaches the floor."""

    VISIT = "visit", phrase("Visit")
    CALL = "call", phrase("Call")


class Basis(Choice):
    """Why a reception has the receiver that it has."""

    TURN = "turn", phrase("In turn")
    OWN = "own", phrase("Own customer")
    COURTESY = "courtesy", phrase("Courtesy")
    WAITING = "waiting", phrase("Waiting")


class Outcome(Choice):
    """How a reception ends."""

    NEGOTIATED = "negotiated", phrase("Negotiated")
    NO_DEAL = "no_deal", phrase("No deal")
    DEAL = "deal", phrase("Deal")
    NOT_A_BUYER = "not_a_buyer", phrase("Not a buyer")
    LEFT = "left", phrase("Left")


class Method(Choice):
    """How a customer is contacted after the reception."""

    CALL = "call", phrase("Phone call")
    MESSAGE = "message", phrase("WeChat or text message")
    VISIT = "visit", phrase("Call at their place")
    INVITATION = "invitation", phrase("Invitation")
    MAIL = "mail", phrase("Materials sent")


class ClaimKind(Choice):
    """How a customer became somebody's."""

    VISIT = "visit", phrase("Came in person")
    CALL = "call", phrase("Called")
    REFERRAL = "referral", phrase("Referred")


class WhyNoThanks(Choice):
    """Why a referral counts for nothing: no thanks will be due for it."""

    KNOWN = "known", phrase("the phone was in a register already")
    REFERRED_BEFORE = "referred_before", phrase("somebody else had sent them before")
    REFERRER_UNKNOWN = "referrer_unknown", phrase("whoever sent them is in no register")
    SAME_CUSTOMER = "same_customer", phrase("both count as one customer")


class ClaimStep(Choice):
    """What happens to a claim."""

    FOUNDED = "FOUNDED", phrase("The claim began, with {who}")
    VISITED = "VISITED", phrase("The customer came; the claim runs on")
    FOLLOWED_UP = "FOLLOWED_UP", phrase("Followed up; the claim runs on")
    PASSED_ON = "PASSED_ON", phrase("The claim passed to {who}")
    COURTESY = "COURTESY", phrase("Received as a courtesy by {who}")
    LAPSED = "LAPSED", phrase("The claim lapsed")
    WITHDRAWN = "WITHDRAWN", phrase("The claim was withdrawn")


class RelationKind(Choice):
    """What another person or company is to a customer, as it is recorded."""

    SPOUSE = "spouse", phrase("Spouse")
    PARENT = "parent", phrase("Parent")
    CHILD = "child", phrase("Child")
    SIBLING = "sibling", phrase("Sibling")
    RELATIVE = "relative", phrase("Relative")
    SHAREHOLDER = "shareholder", phrase("Shareholder")
    EMPLOYEE = "employee", phrase("Employee")


SEEN_FROM_THE_OTHER_SIDE: Final = {
    "company": phrase("Company"),
    "employer": phrase("Employer"),
}
"""The labels of a relation to a company, on the page of its shareholder or employee."""
RECORDED_FROM_THERE: Final = {
    "company": RelationKind.SHAREHOLDER.value,
    "employer": RelationKind.EMPLOYEE.value,
}
"""What is recorded of the company, where its shareholder or employee is the one at hand."""


class Grade(Choice):
    """How likely and how soon a customer is to buy."""

    A = "A", phrase("A: will decide soon")
    B = "B", phrase("B: serious, comparing")
    C = "C", phrase("C: looking around")
    D = "D", phrase("D: no need for now")


class ReadingReason(Choice):
    """Why a colleague's page is opened."""

    CONTACT = "contact", phrase("the customer is to be contacted")
    DESK = "desk", phrase("a line is to be written or corrected")
    DISPUTE = "dispute", phrase("a dispute is about the customer")
    CHECK = "check", phrase("the follow-up is checked")
    HANDOVER = "handover", phrase("the customer is to be handed over")
