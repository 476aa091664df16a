"""What the module of messages that leave the house says of itself."""

from salesfloor.base.modules import Beginning, Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.outgoing import accounts_list
from salesfloor.kernel.outgoing.commands import CLAUSE, LOOKERS, MEMBERS, SETTERS
from salesfloor.kernel.outgoing.models import Channel
from salesfloor.kernel.outgoing.samples import samples

__all__ = ["accounts_list"]

describe(
    Module(
        name="outgoing",
        pages=(
            Page(
                "outgoing:channels",
                phrase("Messages outside"),
                "ti-send",
                LOOKERS,
                rank=74,
                clauses=(CLAUSE,),
                group=Group.SITE,
            ),
            Page(
                "outgoing:texts",
                phrase("Texts of messages"),
                "ti-message-2",
                SETTERS,
                rank=75,
                clauses=(CLAUSE,),
                group=Group.SITE,
            ),
            Page(
                "outgoing:mine",
                phrase("Copies of my messages"),
                "ti-device-mobile",
                MEMBERS,
                in_bar=False,
                in_account=True,
                rank=76,
            ),
        ),
        beginnings=(
            Beginning(
                "outgoing:channels",
                phrase("Say how messages reach people's phones"),
                phrase("The evening round then comes as a link; without it, in the inbox alone."),
                lambda site_id: Channel.objects.filter(site_id=site_id),
                SETTERS,
                frozenset({Trade.BANK_CARDS}),
                clause=CLAUSE,
                rank=60,
            ),
        ),
        samples=samples,
    )
)
