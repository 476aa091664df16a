"""Reviews face to face, signed by both (4.4.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import WhoSells
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Note, RequiredNote
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results.api import FLOORS, MEMBERS
from salesfloor.floor.tracking import rules
from salesfloor.floor.tracking.commands.asked import Points, below, give_tasks
from salesfloor.floor.tracking.models import Review
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.tasks import api as tasks
from salesfloor.kernel.work import api as work

CLAUSE: Final = "4.4.1"
TO_SIGN: Final = "review_to_sign"


class Became(Choice):
    """What became of a point of the last review."""

    DONE = "done", phrase("Done")
    CARRIED = "carried", phrase("Carried on")
    DROPPED = "dropped", phrase("Dropped")


class Reviewed(Answer):
    """The number of the review, and the tasks it made."""

    review: int
    tasks: list[int]


@command(
    "review",
    may=LEADERS,
    word=phrase("Hold a review"),
    clauses=(CLAUSE,),
    trades=FLOORS,
    writes=RegisterLine("performance", phrase("Review {review} of {who}.")),
    done=phrase("Given; the person signs it."),
)
def review(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    results: Annotated[RequiredNote, Label("What was reached")],
    problems: Annotated[RequiredNote, Label("What went wrong")],
    causes: Annotated[RequiredNote, Label("Why")],
    improvements: Annotated[Points, Label("What will be better")],
    earlier: Annotated[dict[str, Became], Label("Points of the last review")] | None = None,
) -> Reviewed:
    """Hold a review; every point of the last one that is open or was accepted since is taken up.

    :raises Refused: `access` unless one stands above the person; `input` for what is blank, or no day to come;
        4.4.1 for points of the last review that are missing.
    """
    person = below(actor, who, at)
    if all(one.due <= day_of(at) for one in improvements):
        raise bad_input(phrase("Name at least one improvement with a day to come."))
    before = Review.objects.filter(staff_id=person.pk).order_by("-at", "-pk").first()
    wanted = points_to_take_up(before) if before else set()
    given = _numbers(earlier or {})
    rules.takes_up(wanted - given.keys()).enforce()
    number = next_number(actor.site_id, "review")
    made = give_tasks(improvements, person, f"review:{number}", actor, at)
    Review.objects.create(
        site_id=actor.site_id,
        number=number,
        staff_id=person.pk,
        at=at,
        by=actor.code,
        results=results,
        problems=problems,
        causes=causes,
        figures=_figures(actor.site_id, person, at),
        tasks=made,
        earlier={str(task): became for task, became in given.items()},
    )
    registers.record(
        actor=actor,
        at=at,
        body={"review": number, "who": who, "tasks": made},
        personal={"results": results, "problems": problems, "causes": causes},
    )
    _ask_to_sign(actor.site_id, person, number, actor.code, at)
    cite(CLAUSE)
    about(f"review:{number}")
    board_changed()
    return Reviewed(review=number, tasks=made)


def points_to_take_up(before: Review) -> set[int]:
    """Return the points of a review that are still open, or were accepted since."""
    rows = tasks.Task.objects.filter(site_id=before.site_id, number__in=before.tasks)
    return set(rows.values_list("number", flat=True))


def _numbers(earlier: dict[str, Became]) -> dict[int, Became]:
    if any(not (key.isascii() and key.isdecimal()) for key in earlier):
        raise bad_input(phrase("Name the points of the last review by their numbers."))
    return {int(key): became for key, became in earlier.items()}


def _figures(site_id: int, person: people.Staff, at: datetime) -> dict[str, Any]:
    """Return the figures of the period, as the product puts them into a review."""
    site = people.Site.objects.get(pk=site_id)
    board = pace.board_at(site, at)
    row = pace.row_of(board, person)
    if row is None:
        return {}
    return pace.progress_row(board, row, {}).as_json() | {"period": str(board.period)}


def _ask_to_sign(site_id: int, person: people.Staff, number: int, by: str, at: datetime) -> None:
    subject = f"review:{number}"
    sentence = phrase("Review {review} by {by}: read and sign it.", review=number, by=by)
    work.owe(
        kind=TO_SIGN,
        subject=subject,
        site_id=site_id,
        clause=CLAUSE,
        sentence=sentence,
        at=at,
        staff_ids=[person.pk],
        command="sign_review",
        given={"review": number},
    )
    messages.tell(
        staff_id=person.pk,
        site_id=site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        subject=subject,
    )


class ReviewSigned(Answer):
    """When it was signed."""

    signed_at: Instant


@command(
    "sign_review",
    may=MEMBERS,
    word=phrase("Sign a review"),
    clauses=(CLAUSE,),
    trades=FLOORS,
    writes=RegisterLine("performance", phrase("{by} signs review {review}.")),
    done=phrase("Signed."),
)
def sign_review(
    *,
    actor: StaffActor,
    at: datetime,
    review: Annotated[Number, Label("Review"), Reference("review")],
    words: Annotated[Note, Label("Your words")] = "",
) -> ReviewSigned:
    """Sign a review of oneself, with words of one's own; nothing is ever taken as signed.

    :raises Refused: `input` for no review, or one that is signed; `access` for somebody else's.
    """
    row = Review.objects.select_for_update().filter(site_id=actor.site_id, number=review).first()
    if row is None:
        raise bad_input(phrase("There is no review {review} here.", review=review))
    if row.staff_id != actor.staff_id:
        raise no_access(phrase("Only the person reviewed signs."))
    if row.signed_at is not None:
        raise bad_input(phrase("This review is signed already."))
    row.signed_at, row.words = at, words
    row.save(update_fields=["signed_at", "words"])
    registers.record(
        actor=actor, at=at, body={"review": review}, personal={"words": words} if words else {}
    )
    work.settle(kind=TO_SIGN, subject=f"review:{review}", site_id=row.site_id, at=at)
    cite(CLAUSE)
    board_changed()
    return ReviewSigned(signed_at=at)
