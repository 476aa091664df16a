"""Setting up ways out of the house, trying them, sending again (4.2.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import StringConstraints

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, StaffActor, about, command
from salesfloor.base.constraints import constraint
from salesfloor.base.labels import Label, SecretMark
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredName
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.outgoing import rules
from salesfloor.kernel.outgoing.addresses import CLAUSE, MEMBERS, SETTERS, is_mail
from salesfloor.kernel.outgoing.choices import DEAD, REACH_BY, STOPPED, State, Way
from salesfloor.kernel.outgoing.formats.apps import SERVICES
from salesfloor.kernel.outgoing.models import Address, Channel, Outgoing
from salesfloor.kernel.outgoing.putting import to_try
from salesfloor.kernel.outgoing.reaching import why_not
from salesfloor.kernel.outgoing.sealing import seal
from salesfloor.kernel.registers import api as registers

LOOKERS: Final = LEADERS | {Post.ADMIN}
"""Those who see what could not be sent."""
__all__ = ["CLAUSE", "LOOKERS", "MEMBERS", "SETTERS", "set_channel"]
ALIYUN: Final = "https://dysmsapi.aliyuncs.com/"
_LONGEST_ADDRESS: Final = 500

Secret = Annotated[Line, SecretMark()]
WebAddress = Annotated[
    Line,
    StringConstraints(max_length=_LONGEST_ADDRESS),
    SecretMark(),
    Label(
        "Web address",
        hint=phrase("of a robot or a gateway, as the service shows it; https:// only"),
    ),
]
ChannelNumber = Annotated[Number, Label("Way out")]
constraint("one_channel_of_a_name", phrase("There is a channel of this name already."))


class ChannelMeant(Answer):
    """The number of the channel."""

    channel: int


@command(
    "set_channel",
    may=SETTERS,
    word=phrase("Connect a channel"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("Channel {channel} was connected: {name}.")),
    done=phrase("Connected. Send a test now."),
)
def set_channel(
    *,
    actor: SiteActor,
    at: datetime,
    way: Annotated[Way, Label("Kind")],
    name: Annotated[
        RequiredName, Label("What it is called", hint=phrase("the group, for instance"))
    ],
    address: WebAddress = "",
    secret: Annotated[Secret, Label("Secret", hint=phrase("for signing; never shown again"))] = "",
    key_id: Annotated[
        Secret,
        Label("Access key", hint=phrase("Aliyun; of an application: CorpID, AppKey or App ID")),
    ] = "",
    agent: Annotated[
        Line,
        StringConstraints(pattern=r"^\d*$", max_length=20),
        Label("AgentId", hint=phrase("applications in WeCom and DingTalk")),
    ] = "",
    keyword: Annotated[
        Line,
        StringConstraints(max_length=50),
        Label("Keyword", hint=phrase("if the robot demands one")),
    ] = "",
    sender: Annotated[Line, Label("From address", hint=phrase("e-mail only"))] = "",
    sign_name: Annotated[Line, Label("Signature", hint=phrase("SMS only"))] = "",
    template_code: Annotated[Line, Label("Template", hint=phrase("Aliyun only"))] = "",
) -> ChannelMeant:
    """Connect a way out of the house; what is secret of it is sealed and never shown again.

    :raises Refused: `input` for an address that may not be spoken to, or something that the kind needs.
    """
    if way is Way.SMS_ALIYUN:
        address = address or ALIYUN
    address = address or SERVICES.get(way, "")
    told = {"secret": secret, "key_id": key_id, "agent": agent}
    _check(way, address, {**told, "sign_name": sign_name, "template": template_code}, sender)
    row = Channel.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "channel"),
        way=way.value,
        name=name,
        sealed=seal({"address": address, "secret": secret, "key_id": key_id}),
        host=urlsplit(address).hostname or "",
        keyword=keyword,
        plain={
            "sender": sender,
            "sign_name": sign_name,
            "template_code": template_code,
            "agent": agent,
        },
        spread=int(rules.spread_of(way, address).total_seconds() * 1000),
        made_by=actor.code,
        made_at=at,
    )
    registers.record(
        actor=actor, at=at, body={"channel": row.number, "way": way.value, "name": name}
    )
    about(f"channel:{row.number}")
    return ChannelMeant(channel=row.number)


_NEEDS: Final = {
    Way.SMS_GATEWAY: ("secret",),
    Way.SMS_ALIYUN: ("secret", "key_id", "sign_name", "template"),
    Way.WECOM_APP: ("secret", "key_id", "agent"),
    Way.DINGTALK_APP: ("secret", "key_id", "agent"),
    Way.FEISHU_APP: ("secret", "key_id"),
}


def _check(way: Way, address: str, given: dict[str, str], sender: str) -> None:
    """Refuse what a kind of channel cannot work with.

    :raises Refused: `input`.
    """
    if way is Way.EMAIL:
        if sender and not is_mail(sender):
            raise bad_input(phrase("The sender is no e-mail address."))
        return
    why = why_not(address)
    if why is not None:
        raise bad_input(why)
    if any(not given[name] for name in _NEEDS.get(way, ())):
        raise bad_input(
            phrase("This kind of channel needs its secrets, its numbers, signature and template.")
        )


@command(
    "stop_channel",
    may=SETTERS,
    word=phrase("Disconnect"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("Channel {channel} was disconnected.")),
    done=phrase("Disconnected."),
)
def stop_channel(*, actor: SiteActor, at: datetime, channel: ChannelNumber) -> ChannelMeant:
    """Let nothing leave by a channel any more; its secrets are destroyed.

    :raises Refused: `input` where there is none of that number.
    """
    row = _channel(actor.site_id, channel)
    row.stopped_at, row.sealed = at, ""
    row.save(update_fields=["stopped_at", "sealed"])
    waiting = Outgoing.objects.filter(channel=row, state=State.WAITING.value)
    waiting.update(state=State.NEEDLESS.value, ended_at=at, words=STOPPED)
    registers.record(actor=actor, at=at, body={"channel": channel})
    about(f"channel:{channel}")
    return ChannelMeant(channel=channel)


@command(
    "try_channel",
    may=SETTERS,
    word=phrase("Send a test"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("A test went to channel {channel}.")),
    done=phrase("The test is on its way; the answer of the service appears here."),
)
def try_channel(*, actor: StaffActor, at: datetime, channel: ChannelNumber) -> ChannelMeant:
    """Send a test: to the robot's group, or to one's own address.

    :raises Refused: `input` where there is no such channel, or no address of one's own for it.
    """
    row = _channel(actor.site_id, channel)
    reach = REACH_BY.get(Way(row.way))
    own = Address.objects.filter(staff_id=actor.staff_id, reach=reach)
    if reach is not None and not own.exists():
        raise bad_input(phrase("Say first where you want copies of your messages."))
    to_try(row, phrase("A test of {name}.", name=row.name), at, staff_id=actor.staff_id)
    registers.record(actor=actor, at=at, body={"channel": channel})
    about(f"channel:{channel}")
    return ChannelMeant(channel=channel)


def _channel(site_id: int, number: int) -> Channel:
    row = (
        Channel.objects.select_for_update()
        .filter(site_id=site_id, number=number, stopped_at=None)
        .first()
    )
    if row is None:
        raise bad_input(phrase("There is no channel {channel} here.", channel=number))
    return row


class SentAgain(Answer):
    """The message that is sent again."""

    outgoing: int


@command(
    "send_again",
    may=LOOKERS,
    word=phrase("Send again"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("Message {outgoing} is sent again.")),
    done=phrase("It is on its way again."),
)
def send_again(
    *, actor: SiteActor, at: datetime, outgoing: Annotated[Number, Label("Message")]
) -> SentAgain:
    """Send what could not be sent, or perhaps was not.

    :raises Refused: `input` where there is nothing of that number to send again.
    """
    rows = Outgoing.objects.filter(
        pk=outgoing, site_id=actor.site_id, state__in=DEAD, channel__stopped_at=None
    )
    again = rows.update(
        state=State.WAITING.value, tries=0, next_at=at, give_up_at=None, ended_at=None
    )
    if not again:
        raise bad_input(phrase("There is nothing of that number to send again."))
    registers.record(actor=actor, at=at, body={"outgoing": outgoing})
    about(f"outgoing:{outgoing}")
    return SentAgain(outgoing=outgoing)
