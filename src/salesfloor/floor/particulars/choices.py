"""The closed words of a customer's particulars and need, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Stage(Choice):
    """How far things have come with a customer."""

    CALLER = "caller", phrase("Called or referred")
    VISITOR = "visitor", phrase("Visited")
    NEGOTIATING = "negotiating", phrase("Negotiating")
    BUYER = "buyer", phrase("Paid")


class Source(Choice):
    """How a customer first came to the house."""

    WALK_IN = "walk_in", phrase("Walked in")
    PHONE = "phone", phrase("By telephone")
    REFERRAL = "referral", phrase("By a referral")


class Criterion(Choice):
    """What a need can state, in the order in which it is judged (5.1)."""

    ROOMS = "rooms", phrase("Rooms")
    BUDGET = "budget", phrase("Budget")
    AREA = "area", phrase("Size")
    ORIENTATION = "orientation", phrase("Orientation")
    LIKES = "likes", phrase("Wishes")
    FLOOR = "floor", phrase("Storey")


class Particular(Choice):
    """What a customer's page asks for, in the order of the table (3.4.3.2)."""

    NAME = "name", phrase("Name")
    PHONE = "phone", phrase("Phone")
    AREA = "area", phrase("Area")
    MEDIUM = "medium", phrase("Where they heard of us")
    SOURCE = "source", phrase("How they came")
    NEED = "need", phrase("Need")
    BUDGET = "budget", phrase("Budget")
    FAMILY = "family", phrase("Family")
    DECISION_MAKER = "decision_maker", phrase("Who decides")
    BUYER = "buyer", phrase("Buyer")
    ID_NO = "id_no", phrase("Identity number")
