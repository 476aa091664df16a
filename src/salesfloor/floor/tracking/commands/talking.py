"""Talks with people who lag: words, demands with days, and what the person said (4.4.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import WhoSells
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.texts import Note, RequiredNote
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.commands.asked import Points, below, give_tasks
from salesfloor.floor.tracking.models import Talk, TalkDue
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "4.4.2"
KIND: Final = "talk_due"


class Talked(Answer):
    """The number of the talk, and the tasks it made."""

    talk: int
    tasks: list[int]


@command(
    "talk",
    may=LEADERS,
    word=phrase("Keep a talk"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Talk {talk} with {who}.")),
    done=phrase("Kept; the person can read it."),
)
def talk(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    words: Annotated[RequiredNote, Label("What was said")],
    demands: Annotated[Points, Label("What is asked for")],
    said: Annotated[Note, Label("The person's words")] = "",
) -> Talked:
    """Keep a talk with its demands; it has no consequence of its own.

    :raises Refused: `access` unless one stands above the person; `input` for what is blank, or days gone by.
    """
    person = below(actor, who, at)
    number = next_number(actor.site_id, "talk")
    made = give_tasks(demands, person, f"talk:{number}", actor, at)
    Talk.objects.create(
        site_id=actor.site_id,
        number=number,
        staff_id=person.pk,
        at=at,
        by=actor.code,
        words=words,
        said=said,
        tasks=made,
    )
    personal = {"words": words, **({"said": said} if said else {})}
    body = {"talk": number, "who": who, "tasks": made}
    registers.record(actor=actor, at=at, body=body, personal=personal)
    for due in TalkDue.objects.filter(staff_id=person.pk, talked_at=None, at__lte=at):
        due.talked_at = at
        due.save(update_fields=["talked_at"])
        work.settle(kind=KIND, subject=f"talk_due:{due.pk}", site_id=due.site_id, at=at)
    messages.tell(
        staff_id=person.pk,
        site_id=actor.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase("{by} kept a talk with you.", by=actor.code),
        subject=f"talk:{number}",
    )
    cite(CLAUSE)
    about(f"talk:{number}")
    board_changed()
    return Talked(talk=number, tasks=made)
