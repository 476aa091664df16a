"""Where a person wants copies of messages: said by the person, or entered by the house and confirmed (4.2.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, StaffActor, about, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phones import is_abroad, normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine, RequiredName
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.outgoing.choices import Reach, Tool
from salesfloor.kernel.outgoing.models import Account, Address
from salesfloor.kernel.outgoing.sealing import opened, seal
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

MEMBERS: Final = ANYONE - {Post.OPERATOR}
SETTERS: Final = MANAGERS | {Post.ADMIN}
CLAUSE: Final = "4.2.3"
KIND: Final = "account"
_MOBILE: Final = 11
_SHOWN: Final = 2


def is_mail(text: str) -> bool:
    """Tell whether a text is an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


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
    if reach.value in {one.value for one in Tool}:
        raise bad_input(
            phrase("The house enters your account in a chat tool; you confirm it here.")
        )
    found = _address(reach, address)
    _set(actor.staff_id, reach, seal(found), at)
    registers.record(actor=actor, at=at, body={"reach": reach.value})
    return ReachSet(reach=reach)


def _set(staff_id: int, reach: Reach, sealed: str, at: datetime) -> None:
    Address.objects.update_or_create(
        staff_id=staff_id, defaults={"reach": reach.value, "sealed": sealed, "given_at": at}
    )


def _address(reach: Reach, given: str) -> str:
    if reach is Reach.EMAIL:
        if not is_mail(given):
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


class AccountEntered(Answer):
    """Whose account in which tool waits to be confirmed."""

    who: str
    tool: Tool


@command(
    "enter_account",
    may=SETTERS,
    word=phrase("Enter an account"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("The account of {who} in {tool} was entered.")),
    done=phrase("It waits for the person to confirm it."),
)
def enter_account(
    *,
    actor: SiteActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("person")],
    tool: Annotated[Tool, Label("Chat tool")],
    account: Annotated[RequiredName, Label("Account", hint=phrase("user id as the tool has it"))],
) -> AccountEntered:
    """Enter which account in a chat tool is a person's; nothing goes there before they confirm it.

    :raises Refused: `input` for nobody of the site.
    """
    person = people.person_here(who, actor.site_id, at)
    Account.objects.update_or_create(
        staff_id=person.pk,
        tool=tool.value,
        defaults={"sealed": seal(account), "by": actor.code, "at": at},
    )
    sentence = phrase(
        "Is {account} your account in {tool}? Then copies of your messages go there.",
        account=_in_part(account),
        tool=tool.label,
    )
    work.owe(
        kind=KIND,
        subject=f"account:{tool.value}",
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=sentence,
        at=at,
        staff_ids=[person.pk],
        command="confirm_account",
        given={"tool": tool.value},
    )
    messages.tell(
        staff_id=person.pk, site_id=actor.site_id, at=at, clause=CLAUSE, sentence=sentence
    )
    registers.record(actor=actor, at=at, body={"who": person.code, "tool": tool})
    about(f"person:{person.code}")
    return AccountEntered(who=person.code, tool=tool)


def _in_part(account: str) -> str:
    """Return as much of an account as its owner needs to know it."""
    if len(account) <= _SHOWN * 2:
        return account
    return f"{account[:_SHOWN]}…{account[-_SHOWN:]}"


class AccountConfirmed(Answer):
    """Whether copies go there now."""

    tool: Tool
    mine: bool


@command(
    "confirm_account",
    may=MEMBERS,
    word=phrase("That is my account"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("{by} answered about the account in {tool}.")),
    done=phrase("Kept."),
)
def confirm_account(
    *,
    actor: StaffActor,
    at: datetime,
    tool: Annotated[Tool, Label("Chat tool")],
    mine: Annotated[bool, Label("It is mine")] = True,
) -> AccountConfirmed:
    """Confirm that an account is one's own, so that copies go there; or say that it is not, which destroys it.

    :raises Refused: `input` where none was entered.
    """
    row = Account.objects.filter(staff_id=actor.staff_id, tool=tool.value).first()
    if row is None:
        raise bad_input(phrase("No account of yours was entered there."))
    if mine:
        _set(actor.staff_id, Reach(tool.value), seal(opened(row.sealed)), at)
    row.delete()
    work.settle(
        kind=KIND,
        subject=f"account:{tool.value}",
        site_id=actor.site_id,
        at=at,
        staff_ids=[actor.staff_id],
    )
    registers.record(actor=actor, at=at, body={"tool": tool, "mine": mine})
    return AccountConfirmed(tool=tool, mine=mine)
