"""What the customers module says of itself."""

from typing import Final

from salesfloor.base.modules import TIME, Book, Column, Group, Module, Page, Subject, describe
from salesfloor.base.phones import normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.customers import permissions
from salesfloor.floor.customers.samples import samples
from salesfloor.kernel.people import api as people

_ASKED_ABOUT: Final = {"customer": lambda _site_id, phone: normal_phone(phone) is not None}
"""Of any phone that can be one: a refusal would tell who is a customer here, and of whom (3.4.3.5)."""

describe(
    Module(
        name="customers",
        asked_about=_ASKED_ABOUT,
        pages=(
            Page(
                "customers:customers",
                phrase("Customers"),
                "ti-users",
                permissions.CUSTOMERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=40,
                first_for={Post.DESK: 4},
                clauses=(
                    "3.3.1.1",
                    "3.3.2.1",
                    "3.4.3.5",
                    "3.5.0",
                    "3.5.2",
                    "3.5.3",
                    "3.5.4",
                    "9.6.1.2",
                ),
                tour=phrase(
                    "Find a customer by a part of the name, pinyin initials or digits of the phone."
                ),
                group=Group.CUSTOMERS,
            ),
            Page(
                "customers:follow_ups",
                phrase("Follow-up"),
                "ti-phone-call",
                permissions.FOLLOW_UPS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=50,
                first_for={Post.SALESPERSON: 3, Post.LEAD: 3},
                clauses=(
                    "3.2.4.4",
                    "3.3.1.1",
                    "3.3.2.1",
                    "3.3.2.2",
                    "3.4.3.3",
                    "9.6.1.1",
                    "9.6.2.2",
                ),
                tour=phrase(
                    "Whom to contact by when. A claim that is not followed up in time lapses by itself."
                ),
                group=Group.CUSTOMERS,
            ),
        ),
        subjects=(
            Subject("claim", phrase("Claim"), "customers:claim"),
            Subject("customer", phrase("Customer"), "customers:customer"),
        ),
        books=(
            Book(
                "claims",
                phrase("Ownership book"),
                phrase("Claims that lapsed, relations and referrals."),
            ),
            Book(
                "follow_up",
                phrase("Follow-up books"),
                phrase("One numbered book a consultant, one page a customer."),
                (
                    TIME,
                    Column("page", phrase("Page"), "body.page"),
                    Column("phone", phrase("Phone"), "value.phone", "phone", weight=3),
                    Column("method", phrase("Method"), "body.method", "word", weight=2),
                    Column("reached", phrase("Reached"), "body.reached", "word", weight=2),
                    Column("note", phrase("What was said"), "value.note", weight=8),
                    Column("next_step", phrase("Next step"), "value.next_step", weight=4),
                    Column("next_on", phrase("Next on"), "body.next_on", "day", weight=2),
                ),
                is_held=True,
            ),
        ),
        samples=samples,
    )
)

people.add_to_person(
    people.PersonPanel(
        "customers/_books_of_person.html",
        {
            "issue_book": lambda on: on.post is Post.ADMIN and on.in_team,
            "return_book": lambda on: on.post is Post.ADMIN,
        },
    )
)
people.add_to_person(
    people.PersonPanel(
        "customers/_leaving_of_person.html",
        {"leave_job": lambda on: on.moves and on.above},
        among_acts=True,
        leads_away=True,
    )
)
