"""What the people module says of itself."""

from salesfloor.base.modules import Beginning, Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, SET_UP, Post
from salesfloor.kernel.people import subjects
from salesfloor.kernel.people.models import Account, Staff
from salesfloor.kernel.people.queries import (
    all_teams,
    leaders_to_choose,
    managers_to_choose,
    people_to_choose,
    salespeople_ever,
    salespeople_to_choose,
    teams_to_choose,
)
from salesfloor.kernel.people.samples import samples
from salesfloor.kernel.people.standing import people_below
from salesfloor.web.trades import posts_to_choose

__all__ = ["subjects"]

describe(
    Module(
        name="people",
        pages=(
            Page(
                "people:people",
                phrase("People"),
                "ti-id-badge-2",
                LEADERS | SET_UP,
                rank=70,
                clauses=("3.1.1", "3.1.2", "3.4.3.1", "3.4.3.6"),
                tour=phrase(
                    "Teams, loans, vacancies. Open a person to transfer, lend or let somebody in."
                ),
                group=Group.TEAM,
            ),
            Page(
                "people:list",
                phrase("List of people"),
                "ti-list",
                LEADERS | SET_UP,
                in_bar=False,
                rank=71,
            ),
            Page(
                "people:take_on",
                phrase("Take somebody on"),
                "ti-user-plus",
                SET_UP,
                in_bar=False,
                rank=72,
            ),
            Page(
                "people:mine",
                phrase("My account and PIN"),
                "ti-user",
                in_bar=False,
                in_account=True,
                rank=95,
            ),
            Page(
                "people:site",
                phrase("The site's name and hours"),
                "ti-building-store",
                MANAGERS | SET_UP,
                in_bar=False,
                rank=91,
            ),
        ),
        beginnings=(
            Beginning(
                "people:people",
                phrase("Enter the people, from a list or one by one"),
                phrase("Whoever sells has exactly one lead; hand-ins and questions go there."),
                lambda site_id: Staff.objects.filter(site_id=site_id, post=Post.SALESPERSON),
                MANAGERS | SET_UP,
                clause="7.1.1",
                rank=10,
            ),
            Beginning(
                "people:accounts",
                phrase("Open their accounts, each with a first password"),
                phrase("At the first log-in everybody chooses a password of their own."),
                lambda site_id: Account.objects.filter(
                    staff__site_id=site_id, staff__post=Post.SALESPERSON
                ),
                MANAGERS | SET_UP,
                rank=20,
            ),
        ),
        subjects=(Subject("staff", phrase("Person"), "people:person", ("code",)),),
        books=(
            Book(
                "people",
                phrase("People book"),
                phrase("Transfers, loans, posts and who was let in."),
                is_traced=False,
                is_common=False,
            ),
        ),
        options={
            "post": posts_to_choose,
            "person": people_to_choose,
            "below": people_below,
            "leader": leaders_to_choose,
            "manager": managers_to_choose,
            "salesperson": salespeople_to_choose,
            "salesperson_ever": salespeople_ever,
            "team_here": teams_to_choose,
            "team_known": all_teams,
        },
        samples=samples,
    )
)
