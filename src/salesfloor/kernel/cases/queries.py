"""What is known of a case: where it stands, who said what, what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.answers import Answer
from salesfloor.base.choices import label_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.money import yuan
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import trade_of
from salesfloor.kernel.cases.fields import CaseNo
from salesfloor.kernel.cases.kinds import hooks_of, kinds_at
from salesfloor.kernel.cases.limits import standing
from salesfloor.kernel.cases.models import Case, Cause, EntryKind, Status
from salesfloor.kernel.cases.sight import case_named, must_see, seen_by
from salesfloor.kernel.conduct import api as conduct
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.cases.models import CaseEntry


class Decision(Answer):
    """What was decided; after an appeal that was granted nothing is found against anybody."""

    cause: Cause | None
    reason: str
    person: str | None
    amount: str | None
    measure: str | None
    points: int | None
    by: str


class CaseTold(Answer):
    """A case as the person who asks may see it."""

    kind: str
    clause: str
    status: Status
    person: str | None
    dealer: str | None
    open: str | None
    evidence: list[str]
    decision: Decision | None


@question("case_of", may=ANYONE - {Post.OPERATOR}, word=phrase("Look into a case"))
def case_of(*, actor: StaffActor, at: datetime, case: CaseNo) -> CaseTold:
    """Return where a case stands and what was said in it, in order.

    :raises Refused: `input` where there is none; `access` for a case of others.
    """
    found = case_named(actor, case)
    must_see(actor, found)
    hooks = hooks_of(found.kind)
    fen = hooks.open_fen(found, at)
    return CaseTold(
        kind=found.kind,
        clause=found.clause,
        status=standing(found, at).status,
        person=found.person or None,
        dealer=found.dealer or None,
        open=None if fen is None else yuan(fen),
        evidence=[said(one) for one in [*evidence(found), *hooks.evidence(found, at)]],
        decision=_decision(found, at),
    )


def evidence(case: Case) -> list[Phrase]:
    """Return what was said in a case, a sentence each, oldest first."""
    sentences = [_sentence(entry) for entry in case.entries.order_by("pk")]
    if case.parties:
        parties = phrase("Involved: {parties}.", parties=listed(case.parties))
        sentences.insert(1, parties)
    return sentences


def _sentence(entry: CaseEntry) -> Phrase:
    facts = {
        "at": entry.at,
        "who": entry.by or phrase("by itself"),
        "what": label_of(EntryKind, entry.kind),
        "text": entry.text,
    }
    if entry.dealer:
        return phrase("{at} {who} for {dealer}: {text}", dealer=entry.dealer, **facts)
    if entry.photos:
        return phrase("{at} {who} {what}: {text} ({photos} files)", photos=entry.photos, **facts)
    return phrase("{at} {who} {what}: {text}", **facts)


def _decision(case: Case, at: datetime) -> Decision | None:
    if case.decided_at is None:
        return None
    is_waived = standing(case, at).is_granted
    amount = None if case.amount_fen is None or is_waived else yuan(case.amount_fen)
    return Decision(
        cause=Cause(case.cause) if case.cause else None,
        reason=case.reason,
        person=None if is_waived else case.charged or None,
        amount=amount,
        measure=None if is_waived else case.measure or None,
        points=None if is_waived else case.points,
        by=case.decided_by,
    )


def kinds_to_open(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the kinds of cases that the actor may open, for a select box."""
    del at
    known = kinds_at(trade_of(actor.site_id)) if actor.site_id else []
    return [(kind.code, kind.word) for kind in known if actor.post in kind.block.opened_by]


def items_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the matters that the cases which the actor may open are about, for a select box."""
    del at
    trade = trade_of(actor.site_id or 0)
    kinds = [kind for kind in kinds_at(trade) if actor.post in kind.block.opened_by]
    codes = dict.fromkeys(code for kind in kinds for code in kind.block.items)
    found = [item for code in codes if (item := conduct.item_of(code, trade)) is not None]
    return [(item.code, item.words) for item in found]


def cases_in_progress(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the cases that the actor sees and that are not closed, for a select box."""
    del at
    found = seen_by(actor).exclude(status=Status.CLOSED).order_by("-number")[:100]
    return [(str(case.number), f"{case.number} {case.text[:40]}") for case in found]
