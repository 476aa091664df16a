"""The closed words about disputes, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class State(Choice):
    """How far a case has come."""

    OPEN = "open", phrase("open")
    SETTLED = "settled", phrase("settled among them")
    DECIDED = "decided", phrase("decided by the manager")
    WITHDRAWN = "withdrawn", phrase("withdrawn")


class What(Choice):
    """What a piece of evidence is."""

    VISIT = "visit", phrase("Received the visit")
    CALL = "call", phrase("Took the call")
    ASSIST = "assist", phrase("Helped with the reception")
    CLAIM = "claim", phrase("The claim began")
    LOST_TURN = "lost_turn", phrase("Did not take the customer up in time")
    PASSED = "passed", phrase("The claim passed to")
    LAPSE = "lapse", phrase("The claim lapsed")
    FOLLOW_UP = "follow_up", phrase("Followed up")
    REFERRAL = "referral", phrase("Recorded the referral")
    DEPOSIT = "deposit", phrase("Paid the deposit")


class Reading(Choice):
    """By which reading a customer would be somebody's."""

    BY_RULE = "by_rule", phrase("By the rulebook, now")
    FIRST_PHONE = "first_phone", phrase("Who had the phone first")
    FIRST_VISIT = "first_visit", phrase("Who received the first visit")
    LAST_VISIT = "last_visit", phrase("Who received the last visit")
    LAST_CONTACT = "last_contact", phrase("Who reached the customer last")
    OWN_PHONE_ONLY = "own_phone_only", phrase("By the rulebook, relations left out")
    ATTEMPTS_COUNT = "attempts_count", phrase("By the rulebook, had every attempt counted")
    HALVES = "halves", phrase("In equal parts")
