"""Recording a paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subject_of
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.kernel.files import api as files
from salesfloor.kernel.licences.blocks import clauses_of_subjects
from salesfloor.kernel.licences.models import Paper, PaperKind, PaperState
from salesfloor.kernel.licences.recording import WARN_BEFORE, replace_older, standing, watch
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

RECORDERS = frozenset(
    {Post.SALESPERSON, Post.LEAD, Post.MANAGER, Post.DIRECTOR, Post.ADMIN, Post.QUALITY}
)


class PaperRecorded(Answer):
    """A paper, and how it stands today."""

    subject: str
    kind: PaperKind
    days_left: int | None
    state: PaperState


@command(
    "paper",
    may=RECORDERS,
    word=phrase("Record a licence"),
    clauses=("2.1.1",),
    writes=RegisterLine(
        "paper",
        phrase("{subject}: {kind} {number}, good to {valid_until}."),
        variants={"endless": phrase("{subject}: {kind} {number}, without an end.")},
    ),
    done=phrase("The paper is on record."),
)
def paper(
    *,
    actor: SiteActor,
    at: datetime,
    subject: Annotated[Code, Label("Whose"), Reference("paper_subject")],
    kind: Annotated[PaperKind, Label("Kind")],
    number: Annotated[RequiredLine, Label("Number")],
    valid_until: Annotated[Day, Label("Good to", hint=phrase("The last day on which it is good."))]
    | None,
    valid_from: Annotated[Day, Label("Good from")] | None = None,
    issued_by: Annotated[Line, Label("Issued by")] = "",
    photos: FileHashes | None = None,
) -> PaperRecorded:
    """Record a paper, one without an end by an empty day; it takes the place of an older one of its kind.

    :raises Refused: `input` for a code that nothing here has, or a paper that ends before it begins.
    """
    known = clauses_of_subjects()
    found = subject_of(known, actor.site_id, subject, at)
    if valid_from and valid_until and valid_from > valid_until:
        raise bad_input(phrase("A paper cannot end before it begins."))
    recorded = Paper(
        site_id=actor.site_id,
        subject_kind=found.kind,
        subject=found.code,
        clause=known[found.kind],
        kind=kind,
        number=number,
        valid_from=valid_from,
        valid_until=valid_until,
        issued_by=issued_by,
        recorded_at=at,
        recorded_by=actor.code,
    )
    replace_older(recorded, at)
    recorded.number_in_register = _write(recorded, actor, at)
    recorded.save()
    watch(recorded, at)
    files.attach(
        site_id=actor.site_id,
        subject=recorded.about,
        values=photos or (),
        at=at,
        actor=actor,
    )
    now = standing(valid_until, at, rulebook.policies(actor.site_id, at)[WARN_BEFORE])
    return PaperRecorded(subject=found.code, kind=kind, days_left=now.days_left, state=now.state)


def _write(recorded: Paper, actor: SiteActor, at: datetime) -> int:
    """Write the line; the paper's own number stands beside it, for it may look like somebody's."""
    until: date | None = recorded.valid_until
    body = {
        "subject": recorded.subject,
        "kind": recorded.kind,
        "clause": recorded.clause,
        **({"endless": True} if until is None else {"valid_until": until.isoformat()}),
    }
    personal = {"number": recorded.number, "issued_by": recorded.issued_by}
    written = registers.record(actor=actor, at=at, body=body, personal=personal)
    cite(recorded.clause)
    about(f"paper:{written.register_no}")
    return written.register_no
