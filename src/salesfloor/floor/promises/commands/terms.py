"""The terms that a site has approved for its agreements (3.4.2.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Note, RequiredNote
from salesfloor.floor.promises.models import Term
from salesfloor.kernel.registers import api as registers


class TermKept(Answer):
    """The code of the term."""

    term: str


@command(
    "term",
    may=MANAGERS,
    word=phrase("Approve a term"),
    clauses=("3.4.2.3",),
    writes=RegisterLine("deals", phrase("Term {code} is approved for agreements: {text}")),
    done=phrase("The term may stand in agreements from now on."),
)
def approve_term(
    *,
    actor: StaffActor,
    at: datetime,
    code: Annotated[NewCode, Label("Code of the term")],
    text: Annotated[RequiredNote, Label("Wording")],
) -> TermKept:
    """Approve a wording for agreements; told again it holds with the new words from now on."""
    standing = Term.objects.filter(site_id=actor.site_id, code=code, withdrawn_at=None)
    standing.update(withdrawn_at=at, withdrawn_by=actor.code)
    Term.objects.create(
        site_id=actor.site_id, code=code, text=text, approved_at=at, approved_by=actor.code
    )
    registers.record(actor=actor, at=at, body={"code": code}, personal={"text": text})
    about(f"term:{code}")
    return TermKept(term=code)


@command(
    "withdraw_term",
    may=MANAGERS,
    word=phrase("Withdraw a term"),
    clauses=("3.4.2.3",),
    writes=RegisterLine("deals", phrase("Term {code} is withdrawn: {text}")),
    done=phrase("New agreements do not have the term any more."),
)
def withdraw_term(
    *,
    actor: StaffActor,
    at: datetime,
    code: Annotated[Code, Label("Code of the term")],
    text: Annotated[Note, Label("Why")] = "",
) -> TermKept:
    """Take a term off the list of approved ones.

    :raises Refused: `input` where there is none of that code.
    """
    rows = Term.objects.filter(site_id=actor.site_id, code=code, withdrawn_at=None)
    if not rows.update(withdrawn_at=at, withdrawn_by=actor.code):
        raise bad_input(phrase("There is no approved term {code}.", code=code))
    registers.record(actor=actor, at=at, body={"code": code}, personal={"text": text})
    about(f"term:{code}")
    return TermKept(term=code)
