"""The words in which customers, claims and contacts are told on the pages."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase

METHODS: Final = (
    ("call", phrase("Phone call")),
    ("message", phrase("Message")),
    ("visit", phrase("Call at their place")),
    ("invitation", phrase("Invitation")),
    ("mail", phrase("Materials sent")),
)
REACHED: Final = (
    ("yes", phrase("Reached")),
    ("no", phrase("Not reached")),
)
KINDS: Final = {
    "visit": phrase("Came in person"),
    "call": phrase("Called"),
    "referral": phrase("Referred"),
}
EVENTS: Final = {
    "FOUNDED": phrase("The claim began, with {who}"),
    "VISITED": phrase("The customer came; the claim runs on"),
    "FOLLOWED_UP": phrase("Followed up; the claim runs on"),
    "PASSED_ON": phrase("The claim passed to {who}"),
    "COURTESY": phrase("Received as a courtesy by {who}"),
    "LAPSED": phrase("The claim lapsed"),
    "WITHDRAWN": phrase("The claim was withdrawn"),
}
RELATIONS: Final = {
    "spouse": phrase("Spouse"),
    "parent": phrase("Parent"),
    "child": phrase("Child"),
    "sibling": phrase("Sibling"),
    "relative": phrase("Relative"),
    "shareholder": phrase("Shareholder"),
    "company": phrase("Company"),
    "employee": phrase("Employee"),
    "employer": phrase("Employer"),
}
RELATIONS_TO_RECORD: Final = tuple(
    (code, RELATIONS[code])
    for code in ("spouse", "parent", "child", "sibling", "relative", "shareholder", "employee")
)
OUTCOMES: Final = {
    "negotiated": phrase("Negotiated"),
    "no_deal": phrase("No deal"),
    "not_a_buyer": phrase("Not a buyer"),
    "left": phrase("Left"),
    "deal": phrase("Deal"),
}
BASES: Final = {
    "turn": phrase("In turn"),
    "own": phrase("Own customer"),
    "courtesy": phrase("Courtesy"),
    "waiting": phrase("Waiting"),
    "override": phrase("By the manager's word"),
}
CHANNELS: Final = {"visit": phrase("Visit"), "call": phrase("Call")}
READING_REASONS: Final = (
    ("contact", phrase("To contact the customer")),
    ("desk", phrase("To register or correct a line")),
    ("dispute", phrase("To settle whose customer it is")),
    ("check", phrase("To check the follow-up")),
    ("handover", phrase("To hand the customer over")),
)
