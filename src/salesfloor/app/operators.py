"""`salesfloor createadmin`, `token`: what the person who runs the machine does at its terminal."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from salesfloor.app import tokens
from salesfloor.base.codes import staff_code
from salesfloor.base.commands import Act, Actor
from salesfloor.base.names import pinyin_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.people.api import Account, Staff
from salesfloor.kernel.rulebook.api import DatabaseJournal, database_now

TERMINAL: Final = Actor("terminal", Post.OPERATOR, None)


def create_operator(*, code: str, name: str, password: str) -> None:
    """Make the one who sets up sites and people; is on no floor.

    :raises Refused: `input` for a code that nobody can have, or that is in use.
    :raises ValidationError: for a password that is too weak.
    """
    code = staff_code(code)
    at = database_now(timezone.now())
    if Staff.objects.filter(code__iexact=code).exists():
        raise bad_input(phrase("There is a person with the code {code} already.", code=code))
    with transaction.atomic():
        person = Staff.objects.create(
            code=code, name=name, pinyin=pinyin_of(name), post=Post.OPERATOR, joined_at=at
        )
        account = Account(username=code, staff=person, first_name=name[:150])
        validate_password(password, account)
        account.set_password(password)
        account.save()
        act = Act("createadmin", TERMINAL, at, None, subject=f"staff:{code}")
        DatabaseJournal().done(act, {"who": code})


def issue_token(*, code: str, label: str) -> str:
    """Return a new token for a person; that it was issued is on record, it itself is not.

    :raises Refused: `input` where nobody has the code.
    """
    at = database_now(timezone.now())
    with transaction.atomic():
        token = tokens.issue(code, label=label, at=at)
        act = Act("issue_token", TERMINAL, at, None, subject=f"staff:{code}")
        DatabaseJournal().done(act, {"who": code, "label": label})
    return token


def revoke_tokens(*, code: str, label: str | None) -> int:
    """Make a person's tokens worthless at once; return how many there were."""
    at = database_now(timezone.now())
    with transaction.atomic():
        revoked = tokens.revoke(code, at=at, label=label)
        act = Act("revoke_tokens", TERMINAL, at, None, subject=f"staff:{code}")
        DatabaseJournal().done(act, {"who": code, "label": label, "revoked": revoked})
    return revoked
