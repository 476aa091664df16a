"""How people get in: their account, their password, their PIN for the desk's screen."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pydantic import StringConstraints

from salesfloor.base.answers import Answer
from salesfloor.base.commands import Actor, about, command
from salesfloor.base.constraints import constraint
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, SecretMark
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS, SET_UP, Post
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.people import queries, rules
from salesfloor.kernel.people.models import Account, Staff
from salesfloor.kernel.people.pins import tries_of
from salesfloor.kernel.people.tries import forget_tries
from salesfloor.kernel.registers import api as registers

Secret = Annotated[str, StringConstraints(min_length=1, max_length=200), SecretMark()]
FirstPassword = Annotated[Secret, Label("Password")]
MustChange = Annotated[bool, Label("To be changed at the next log-in")]


class PinSet(Answer):
    """Answer of `set_pin`."""

    who: str


constraint("people_account_username_key", phrase("There is an account of this name already."))
constraint("people_account_staff_id_key", phrase("This person has an account already."))


@command(
    "set_pin",
    may=ANYONE,
    word=phrase("Set a PIN"),
    writes=RegisterLine("people", phrase("The PIN of {who} was set")),
    done=phrase("The PIN is set."),
)
def set_pin(
    *, actor: Actor, at: datetime, pin: Annotated[Secret, Label("PIN")], who: Who | None = None
) -> PinSet:
    """Set the PIN with which a person signs in at the desk: one's own, or that of somebody below.

    :raises Refused: `access` for somebody one does not stand above; `input` for a PIN that is
        none or that anybody would guess.
    """
    person = _let_in(actor, who or actor.code)
    rules.may_be_pin(pin).enforce()
    person.pin_hash = make_password(pin)
    person.save(update_fields=["pin_hash"])
    forget_tries(tries_of(person), at)
    _write_down(actor, at, "set_pin", person)
    return PinSet(who=person.code)


class AccountOpened(Answer):
    """Answer of `open_account`."""

    who: str


@command(
    "open_account",
    may=MANAGERS | SET_UP,
    word=phrase("Open an account"),
    writes=RegisterLine("people", phrase("An account was opened for {who}")),
    done=phrase("The account is open."),
)
def open_account(
    *,
    actor: Actor,
    at: datetime,
    who: Who,
    password: FirstPassword,
    must_change: MustChange = False,
) -> AccountOpened:
    """Open a person's account with a first password; the name to log in with is the code.

    :raises Refused: `access` for somebody one does not stand above; `input` for an account that
        is there already or a password that is too weak.
    """
    person = _let_in(actor, who)
    account = Account.objects.select_for_update().filter(staff=person).first()
    if account is not None and account.is_active:
        raise bad_input(phrase("{who} has an account already.", who=who))
    if account is None:
        account = Account(username=person.code, staff=person, first_name=person.name[:150])
    account.is_active = True  # an account that was closed when its person left
    account.must_change = must_change
    _set_password(account, password)
    _write_down(actor, at, "open_account", person)
    return AccountOpened(who=person.code)


class PasswordGiven(Answer):
    """Answer of `reset_password`."""

    who: str


@command(
    "reset_password",
    may=MANAGERS | SET_UP,
    word=phrase("Give a new password"),
    writes=RegisterLine("people", phrase("{who} was given a new password")),
    done=phrase("The password is changed."),
)
def reset_password(
    *,
    actor: Actor,
    at: datetime,
    who: Who,
    password: FirstPassword,
    must_change: MustChange = False,
) -> PasswordGiven:
    """Give a person a new password; the person who was logged in with the old one is out at once.

    :raises Refused: `access` for somebody one does not stand above; `input` where there is no
        account, or for a password that is too weak.
    """
    person = _let_in(actor, who)
    if person.code == actor.code:
        raise bad_input(phrase("Change your own password on your own page."))
    account = Account.objects.select_for_update().filter(staff=person).first()
    if account is None:
        raise bad_input(phrase("{who} has no account yet. Open one first.", who=who))
    account.must_change = must_change
    _set_password(account, password)
    _write_down(actor, at, "reset_password", person)
    return PasswordGiven(who=person.code)


def _let_in(actor: Actor, who: str) -> Staff:
    person = queries.staff_by_code(who)
    rules.may_let_in(
        actor.post,
        Post(person.post),
        same_site=person.site_id == actor.site_id,
        is_self=who == actor.code,
    ).enforce()
    return person


def _write_down(actor: Actor, at: datetime, do: str, person: Staff) -> None:
    """Write in the people register who was let in by whom; never with what."""
    registers.append(
        site_id=person.site_id or registers.site_of(actor),
        kind="people",
        actor=actor,
        at=at,
        body={"do": do, "who": person.code},
    )
    about(f"staff:{person.code}")


WEAK: Final = {
    "password_too_short": phrase("A password has at least ten characters."),
    "password_too_common": phrase("Too many people use this password. Take another one."),
    "password_entirely_numeric": phrase("A password is not made of digits alone."),
    "password_too_similar": phrase("This password is too much like the name or the code."),
}
"""What is wrong with a password, by what Django finds."""
UNUSABLE: Final = phrase("This password cannot be used. Take another one.")


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        code = next((one.code for one in error.error_list if one.code in WEAK), "")
        raise bad_input(WEAK.get(code or "", UNUSABLE)) from None
    account.set_password(password)
    account.save()
