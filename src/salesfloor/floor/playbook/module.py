"""What the playbook module says of itself."""

from salesfloor.base.modules import Beginning, Group, Module, Page, Subject, TodayPart, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import WITH_DEALS, WITH_ROTATION
from salesfloor.floor.playbook import today
from salesfloor.floor.playbook.commands.cards import MEMBERS
from salesfloor.floor.playbook.lists import cards_to_choose, objections_to_choose
from salesfloor.floor.playbook.models import Card
from salesfloor.floor.playbook.parts import DOUBTS
from salesfloor.floor.playbook.samples import samples

describe(
    Module(
        name="playbook",
        pages=(
            Page(
                "playbook:cards",
                phrase("Playbook"),
                "ti-cards",
                MEMBERS,
                trades=WITH_ROTATION,
                group=Group.CUSTOMERS,
                rank=57,
                clauses=(
                    *("9.0", "9.2.1.5", "9.2.2.1", "9.2.2.2", "9.3.1.3", "9.3.2.6", "9.4.1"),
                    *("9.4.3", "9.4.4", "9.4.5"),
                ),
            ),
            Page(
                "playbook:objections",
                phrase("Objections"),
                "ti-message-question",
                MEMBERS,
                trades=WITH_ROTATION,
                group=Group.CUSTOMERS,
                rank=58,
                clauses=("9.3.1.4", "9.4.2", "9.4.6"),
            ),
            Page(
                "playbook:practice",
                phrase("Practise"),
                "ti-message-question",
                MEMBERS,
                trades=WITH_ROTATION,
                rank=59,
                in_bar=False,
                clauses=("9.4.1", "9.4.4", "9.4.5"),
            ),
            Page(
                "playbook:paper",
                phrase("Cards on paper"),
                "ti-printer",
                MEMBERS,
                trades=WITH_ROTATION,
                rank=60,
                in_bar=False,
                clauses=("9.2.1.5",),
            ),
        ),
        subjects=(
            Subject("card", phrase("The card"), "playbook:card", ("code",)),
            Subject("objection", phrase("Objection"), "playbook:objection", ("number",)),
        ),
        options={"card": cards_to_choose, "objection": objections_to_choose},
        parts=(DOUBTS,),
        today=(
            TodayPart(
                "playbook/_today.html",
                today.part,
                posts=frozenset({Post.SALESPERSON}),
                trades=WITH_ROTATION,
                rank=25,
            ),
        ),
        beginnings=(
            Beginning(
                "playbook:cards",
                phrase("Write the first cards of the playbook"),
                phrase("The cards that fit stand beside whoever receives a customer."),
                lambda site_id: Card.objects.filter(site_id=site_id),
                MANAGERS | {Post.ADMIN},
                WITH_DEALS,
                clause="9.4.4",
                rank=70,
            ),
        ),
        samples=samples,
    )
)
