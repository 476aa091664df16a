"""What the arguments module says of itself."""

from django.urls import reverse

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.arguments.queries import MEMBERS
from salesfloor.floor.reception import api as reception

reception.goes_on_with(lambda: f"{reverse('arguments:card')}?after=no_deal")

describe(
    Module(
        name="arguments",
        pages=(
            Page(
                "arguments:card",
                phrase("Business card"),
                "ti-id-badge-2",
                MEMBERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=80,
                clauses=("9.2.1.2", "9.5.1.2"),
                group=Group.CUSTOMERS,
            ),
        ),
    )
)
