"""Asking for somebody's word at a distance, giving it and refusing it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import ACCESS, Refused, bad_input
from salesfloor.base.texts import Code, Line
from salesfloor.kernel.consent.kinds import KINDS, Kind
from salesfloor.kernel.consent.models import Consent, ConsentState
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

WORK: Final = "consent"
RequestNumber = Annotated[Number, Label("Request")]


class ConsentAsked(Answer):
    """The number of the request."""

    request: int


@command(
    "ask_consent",
    may=ANYONE,
    word=phrase("Ask for somebody's word"),
    writes=RegisterLine(
        "people",
        phrase("{who} asks for somebody's word, request {request}"),
        facts={"who": Who},
    ),
    done=phrase("Asked. You hear at once what is decided."),
)
def ask_consent(
    *,
    actor: StaffActor,
    at: datetime,
    what: Annotated[Code, Label("For what")],
    about_: Annotated[Line, Field(alias="about"), Label("About which case")] = "",
) -> ConsentAsked:
    """Ask those who may give it for their word, wherever they are; asked twice is asked once.

    :raises Refused: `input` for something that needs nobody's word.
    """
    kind = _kind(what)
    mine = Consent.objects.filter(asker_id=actor.staff_id, what=what, about=about_)
    open_request = mine.filter(state=ConsentState.ASKED).first()
    if open_request is not None:
        return ConsentAsked(request=open_request.number)
    number = next_number(actor.site_id, "consent")
    row = Consent.objects.create(
        site_id=actor.site_id,
        number=number,
        what=what,
        about=about_,
        asker_id=actor.staff_id,
        asked_at=at,
        asked_by=actor.code,
        state=ConsentState.ASKED,
    )
    registers.record(actor=actor, at=at, body={"who": actor.code, "request": number, "what": what})
    _put_on_lists(row, kind, at)
    about(f"consent:{number}")
    board_changed()
    return ConsentAsked(request=number)


def _kind(what: str) -> Kind:
    kind = KINDS.get(what)
    if kind is None:
        raise bad_input(phrase("This needs nobody's word."))
    return kind


def _case(row: Consent) -> str:
    """Return the name of the case a request is about, as `v1` of `reception:v1`."""
    return row.about.partition(":")[2]


def _put_on_lists(row: Consent, kind: Kind, at: datetime) -> None:
    person = people.Staff.objects.get(pk=row.asker_id)
    team_id = people.team_at(person, at) if Post.LEAD in kind.givers else None
    work.owe(
        kind=WORK,
        subject=f"consent:{row.number}",
        site_id=row.site_id,
        clause=kind.clause,
        sentence=Phrase(kind.asks.template, {"who": row.asked_by, "case": _case(row)}),
        at=at,
        posts=[Post.MANAGER],
        team_id=team_id,
        command="give_consent",
        given={"request": row.number},
    )


class ConsentDecided(Answer):
    """Where the request stands now."""

    state: ConsentState


@command(
    "give_consent",
    may=ANYONE,
    word=phrase("Agree"),
    writes=RegisterLine(
        "people",
        phrase("Agreed to request {request} of {who}"),
        facts={"who": Who},
    ),
    done=phrase("Agreed. The person hears it at once."),
)
def give_consent(*, actor: StaffActor, at: datetime, request: RequestNumber) -> ConsentDecided:
    """Give one's word to what somebody asks for; it serves once, today.

    :raises Refused: the clause of the matter, or `access`, unless one's post gives such a word, and for
        one's own request; `input` for one that is decided.
    """
    return _decide(actor, at, request, ConsentState.GIVEN)


@command(
    "refuse_consent",
    may=ANYONE,
    word=phrase("Say no"),
    writes=RegisterLine(
        "people",
        phrase("Did not agree to request {request} of {who}"),
        facts={"who": Who},
    ),
    done=phrase("Noted. The person hears it at once."),
)
def refuse_consent(*, actor: StaffActor, at: datetime, request: RequestNumber) -> ConsentDecided:
    """Refuse one's word to what somebody asks for.

    :raises Refused: as `give_consent`.
    """
    return _decide(actor, at, request, ConsentState.REFUSED)


work.may_be_refused("give_consent", by="refuse_consent")


def _decide(actor: StaffActor, at: datetime, number: int, state: ConsentState) -> ConsentDecided:
    rows = Consent.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no request {request} here.", request=number))
    kind = _kind(row.what)
    if actor.post not in kind.givers or row.asker_id == actor.staff_id:
        raise Refused(ACCESS, phrase("This is not for your post. Ask someone who may do it."))
    if row.state != ConsentState.ASKED:
        raise bad_input(phrase("Request {request} is decided already.", request=number))
    row.state, row.decided_at, row.decided_by = state, at, actor.code
    row.save(update_fields=["state", "decided_at", "decided_by"])
    work.settle(kind=WORK, subject=f"consent:{number}", site_id=row.site_id, at=at)
    sentence = kind.given if state is ConsentState.GIVEN else kind.refused
    messages.tell(
        staff_id=row.asker_id,
        site_id=row.site_id,
        at=at,
        clause=kind.clause,
        sentence=Phrase(sentence.template, {"by": actor.code, "case": _case(row)}),
        subject=row.about,
    )
    registers.record(
        actor=actor,
        at=at,
        body={
            "who": row.asked_by,
            "request": number,
            "what": row.what,
            "asker": row.asker_id,
            "about": row.about,
        },
    )
    if kind.clause != ACCESS:
        cite(kind.clause)
    about(f"consent:{number}")
    board_changed()
    return ConsentDecided(state=state)
