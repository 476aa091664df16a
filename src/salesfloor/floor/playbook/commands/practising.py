"""Practising with a card: what was said is read by rule, and the card comes again (9.4.1, 9.4.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command, miss
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.playbook import rules
from salesfloor.floor.playbook import words as reading
from salesfloor.floor.playbook.choices import Mistake, Tactic
from salesfloor.floor.playbook.commands.cards import MEMBERS, CardCode, card_in_use
from salesfloor.floor.playbook.models import Practice
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Sequence


class Flag(Answer):
    """An error, the words that show it, and better ones."""

    error: Mistake
    phrase: str
    better: str


class Practised(Answer):
    """What practice showed, and when the card comes again."""

    flags: list[Flag]
    score: int
    right: bool
    next_on: date


@command(
    "practise",
    may=MEMBERS,
    word=phrase("Practise"),
    clauses=("9.4.1", "9.4.5", "9.4.6"),
    writes=RegisterLine("training", phrase("Practice with card {card}: {score}")),
    done=phrase("Practised."),
)
def practise(
    *,
    actor: StaffActor,
    at: datetime,
    card: CardCode,
    words: Annotated[RequiredNote, Label("What you would say")],
    method: Annotated[Tactic | None, Label("Method")] = None,
) -> Practised:
    """Read an answer by the rules of practice, score it, and say when the card comes again.

    :raises Refused: `input` for a card that is not in use.
    """
    row = card_in_use(actor.site_id, card)
    policies = rulebook.policies(actor.site_id, at)
    added = reading.added_phrases(policies["playbook.phrases"])
    found = reading.mistakes(words, tags=row.tags, added=added)
    is_other = method is not None and method != row.method
    score = rules.score_of(len(found), is_other_method=is_other)
    is_right = score >= rules.RIGHT_FROM
    next_on = _put_in_box(actor, at, card, score)
    body = {
        "card": card,
        "score": score,
        "right": is_right,
        "errors": [one.mistake for one in found],
        "next_on": next_on,
    }
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    cite("9.4.1", "9.4.5", *(["9.4.6"] if any(f.mistake is Mistake.YES_BUT for f in found) else []))
    _count_errors(found, is_right=is_right)
    about(f"card:{card}")
    flags = [Flag(error=one.mistake, phrase=one.phrase, better=row.wording) for one in found]
    return Practised(flags=flags, score=score, right=is_right, next_on=next_on)


def _count_errors(found: Sequence[reading.Found], *, is_right: bool) -> None:
    """Count what the words did not keep, by nobody's name: practice is for learning, and is held against nobody."""
    if not is_right:
        miss("9.4.1")
    if found:
        miss("9.4.5")
    if any(one.mistake is Mistake.YES_BUT for one in found):
        miss("9.4.6")


def _put_in_box(actor: StaffActor, at: datetime, code: str, score: int) -> date:
    today = day_of(at)
    mine = Practice.objects.filter(site_id=actor.site_id, staff_id=actor.staff_id, code=code)
    known = mine.select_for_update().first()
    before = rules.Box(known.box, known.risen_on) if known else rules.Box(0, None)
    box = rules.moved(before, is_right=score >= rules.RIGHT_FROM, today=today)
    next_on = rules.next_day(box, today)
    Practice.objects.update_or_create(
        site_id=actor.site_id,
        staff_id=actor.staff_id,
        code=code,
        defaults={
            "box": box.number,
            "risen_on": box.risen_on,
            "next_on": next_on,
            "score": score,
            "at": at,
        },
    )
    return next_on
