"""Setting up ways out of the house, trying them, sending again; saying where one wants copies (4.2.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import StringConstraints

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, StaffActor, about, command
from salesfloor.base.constraints import constraint
from salesfloor.base.labels import Label, SecretMark
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phones import is_abroad, normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredLine, RequiredName
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.outgoing import rules
from salesfloor.kernel.outgoing.choices import DEAD, ROBOTS, STOPPED, Reach, State, Way
from salesfloor.kernel.outgoing.models import Address, Channel, Outgoing
from salesfloor.kernel.outgoing.putting import to_try
from salesfloor.kernel.outgoing.reaching import why_not
from salesfloor.kernel.outgoing.sealing import seal
from salesfloor.kernel.registers import api as registers

SETTERS: Final = MANAGERS | {Post.ADMIN}
LOOKERS: Final = LEADERS | {Post.ADMIN}
"""Those who see what could not be sent."""
MEMBERS: Final = ANYONE - {Post.OPERATOR}
CLAUSE: Final = "4.2.3"
ALIYUN: Final = "https://dysmsapi.aliyuncs.com/"
_LONGEST_ADDRESS: Final = 500
_MOBILE: Final = 11

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
    key_id: Annotated[Secret, Label("Access key", hint=phrase("Aliyun only"))] = "",
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
    _check(
        way,
        address,
        {"secret": secret, "key_id": key_id, "sign_name": sign_name, "template": template_code},
        sender,
    )
    row = Channel.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "channel"),
        way=way.value,
        name=name,
        sealed=seal({"address": address, "secret": secret, "key_id": key_id}),
        host=urlsplit(address).hostname or "",
        keyword=keyword,
        plain={"sender": sender, "sign_name": sign_name, "template_code": template_code},
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
}


def _check(way: Way, address: str, given: dict[str, str], sender: str) -> None:
    """Refuse what a kind of channel cannot work with.

    :raises Refused: `input`.
    """
    if way is Way.EMAIL:
        if sender and not _is_mail(sender):
            raise bad_input(phrase("The sender is no e-mail address."))
        return
    why = why_not(address)
    if why is not None:
        raise bad_input(why)
    if any(not given[name] for name in _NEEDS.get(way, ())):
        raise bad_input(phrase("This kind of channel needs its secrets, signature and template."))


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


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
    reach = Reach.EMAIL if row.way == Way.EMAIL else Reach.SMS
    own = Address.objects.filter(staff_id=actor.staff_id, reach=reach.value)
    if row.way not in ROBOTS and not own.exists():
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


class ReachSet(Answer):
    """How one is reached."""

    reach: Reach


@command(
    "reach_me",
    may=MEMBERS,
    word=phrase("Send me copies"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("{by} wants copies of messages by {reach}.")),
    done=phrase("Copies of your messages go there from now on."),
)
def reach_me(
    *,
    actor: StaffActor,
    at: datetime,
    reach: Annotated[Reach, Label("How")],
    address: Annotated[RequiredLine, Label("Where to", hint=phrase("e-mail, or mobile number"))],
) -> ReachSet:
    """Say where one wants copies of one's messages; nobody says it for somebody else.

    :raises Refused: `input` for what is no address of that kind.
    """
    found = _address(reach, address)
    Address.objects.update_or_create(
        staff_id=actor.staff_id,
        defaults={"reach": reach.value, "sealed": seal(found), "given_at": at},
    )
    registers.record(actor=actor, at=at, body={"reach": reach.value})
    return ReachSet(reach=reach)


def _address(reach: Reach, given: str) -> str:
    if reach is Reach.EMAIL:
        if not _is_mail(given):
            raise bad_input(phrase("That is no e-mail address."))
        return given
    phone = normal_phone(given)
    if phone is None or is_abroad(phone) or len(phone) != _MOBILE or not phone.startswith("1"):
        raise bad_input(phrase("That is no mobile number of the mainland."))
    return phone


class ReachEnded(Answer):
    """Nothing to say."""


@command(
    "reach_me_not",
    may=MEMBERS,
    word=phrase("No copies any more"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("{by} wants no copies of messages.")),
    done=phrase("Nothing leaves the house for you any more."),
)
def reach_me_not(*, actor: StaffActor, at: datetime) -> ReachEnded:
    """Want no copies any more; the address is destroyed."""
    Address.objects.filter(staff_id=actor.staff_id).delete()
    registers.record(actor=actor, at=at, body={})
    return ReachEnded()
