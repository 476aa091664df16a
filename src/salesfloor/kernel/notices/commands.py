"""Writing a notice, and confirming that one has read it (4.2.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Moment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredNote
from salesfloor.base.trades import trade_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.notices import rules
from salesfloor.kernel.notices.leaving import leaves_at
from salesfloor.kernel.notices.models import Notice, Receipt
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.wordings import api as wordings
from salesfloor.kernel.work import api as work

MEMBERS: Final = ANYONE - {Post.OPERATOR}
WRITERS: Final = LEADERS | {Post.ADMIN}
READ_BY: Final = "notice_read_by"
WHOLE_SITE: Final = "site"
NoticeNumber = Annotated[Number, Label("Notice"), Reference("notice")]
Readers = Annotated[
    Code | list[Code],
    Field(max_length=200),
    Label("For whom", hint=phrase("Everybody, posts, or single people")),
    Reference("reader"),
]


class NoticeWritten(Answer):
    """The number of the notice, for how many people it is, when it leaves the house."""

    notice: int
    people: int
    deliver_at: Instant


@command(
    "notice",
    may=WRITERS,
    word=phrase("Write a notice"),
    clauses=("4.2.3",),
    writes=RegisterLine("performance", phrase("Notice {notice} to {people} people.")),
    done=phrase("The notice is out."),
)
def notice(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[RequiredNote, Label("Notice")],
    to: Readers,
    read_by: Annotated[Moment, Label("To be read by")],
    good_news: Annotated[
        bool, Label("Good news", hint=phrase("leaves at once, also at night"))
    ] = False,
) -> NoticeWritten:
    """Write a notice to people, posts or the whole site, to be confirmed as read by a moment.

    :raises Refused: `input` for nobody, or a time that is over.
    """
    readers = _readers(to, actor, at)
    rules.may_ask_until(is_ahead=read_by > at).enforce()
    row = Notice.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "notice"),
        text=text,
        by=actor.code,
        at=at,
        read_by=read_by,
        is_good_news=good_news,
        deliver_at=leaves_at(actor.site_id, at, at_once=good_news),
    )
    Receipt.objects.bulk_create(Receipt(notice=row, staff_id=one) for one in readers)
    _tell(row, readers, at)
    deadlines.set_due(READ_BY, subject=row.pk, site_id=row.site_id, due_at=read_by)
    body = {
        "notice": row.number,
        "people": len(readers),
        "read_by": read_by,
        "is_to_all": to in (WHOLE_SITE, [WHOLE_SITE]),
    }
    registers.record(actor=actor, at=at, body=body, personal={"text": text})
    _done(row)
    return NoticeWritten(notice=row.number, people=len(readers), deliver_at=row.deliver_at)


def _readers(to: str | list[str], actor: StaffActor, at: datetime) -> list[int]:
    """Return whom a notice is for: those named, of the posts named, or all of the site; not the writer."""
    names = [to] if isinstance(to, str) else to
    here = people.working_at(actor.site_id, at).exclude(pk=actor.staff_id)
    if names == [WHOLE_SITE]:
        found = set(here.values_list("pk", flat=True))
    else:
        known = {code: (pk, post) for pk, code, post in here.values_list("pk", "code", "post")}
        found = {pk for name in names for pk in _named(name, known, actor, at)}
    if not found:
        raise bad_input(phrase("This notice would be for nobody."))
    return sorted(found)


def _named(
    name: str, known: dict[str, tuple[int, str]], actor: StaffActor, at: datetime
) -> list[int]:
    if name in known:
        return [known[name][0]]
    if name in set(Post):
        return [pk for pk, post in known.values() if post == name]
    return [people.person_here(name, actor.site_id, at).pk]


def _tell(row: Notice, readers: list[int], at: datetime) -> None:
    subject = f"notice:{row.number}"
    sentence = announcement(row)
    clause = rules.clause_of(trade_of(row.site_id))
    leaves = messages.Leaves.GOOD_NEWS if row.is_good_news else messages.Leaves.NOTICE
    messages.tell_all(
        readers,
        site_id=row.site_id,
        at=at,
        clause=clause,
        sentence=sentence,
        subject=subject,
        leaves=leaves,
    )
    work.owe(
        kind="notice",
        subject=subject,
        site_id=row.site_id,
        clause=clause,
        sentence=sentence,
        at=at,
        due_at=row.read_by,
        staff_ids=readers,
        command="read_notice",
        given={"notice": row.number},
    )


def announcement(row: Notice) -> Phrase:
    """Return a notice in the words in which the house announces."""
    say = wordings.wording(row.site_id, wordings.Text.ANNOUNCEMENT, row.at)
    return say(text=row.text, until=row.read_by)


class NoticeRead(Answer):
    """The notice that was read."""

    notice: int


@command(
    "read_notice",
    may=MEMBERS,
    word=phrase("I have read the notice"),
    clauses=("4.2.3",),
    writes=RegisterLine("performance", phrase("Notice {notice} read.")),
    done=phrase("Confirmed."),
)
def read_notice(*, actor: StaffActor, at: datetime, notice: NoticeNumber) -> NoticeRead:
    """Confirm that one has read a notice; confirming again changes nothing.

    :raises Refused: `access` for a notice to others; `input` for one that is not there.
    """
    row = notice_numbered(actor.site_id, notice)
    receipts = Receipt.objects.filter(notice=row, staff_id=actor.staff_id)
    rules.may_read(is_theirs=receipts.exists()).enforce()
    if receipts.filter(read_at=None).update(read_at=at):
        registers.record(actor=actor, at=at, body={"notice": notice})
    work.settle(
        kind="notice",
        subject=f"notice:{notice}",
        site_id=row.site_id,
        at=at,
        staff_ids=[actor.staff_id],
    )
    _done(row)
    return NoticeRead(notice=notice)


def notice_numbered(site_id: int, number: int) -> Notice:
    """Return a notice of a site.

    :raises Refused: `input` where there is none of that number.
    """
    row = Notice.objects.filter(site_id=site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no notice {notice} here.", notice=number))
    return row


def _done(row: Notice) -> None:
    cite(rules.clause_of(trade_of(row.site_id)))
    about(f"notice:{row.number}")
    board_changed()
