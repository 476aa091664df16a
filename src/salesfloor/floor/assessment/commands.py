"""Opening an assessment, scoring people, closing it with what came out (7.1.7)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import WHOLE, Number
from salesfloor.base.periods import PeriodField, read_period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.shares import SCORE_DECIMALS, answered
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.assessment import rules
from salesfloor.floor.assessment.models import Assessment, Outcome, Score
from salesfloor.floor.assessment.parts import Figures
from salesfloor.floor.results import api as results
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from fractions import Fraction

KIND: Final = "assessment"
_PART_DECIMALS: Final = 2
Weight = Annotated[int, Field(ge=0, le=100), WHOLE]
AssessmentNumber = Annotated[Number, Label("Assessment"), Reference(KIND)]


class Weights(BaseModel):
    """How much each part counts; a part that is left out counts nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    results: Annotated[Weight, Label("Results")] = 0
    duties: Annotated[Weight, Label("Duties kept")] = 0
    conduct: Annotated[Weight, Label("Conduct")] = 0
    tests: Annotated[Weight, Label("Examinations")] = 0
    lead: Annotated[Weight, Label("The lead's points")] = 0


class Opened(Answer):
    """The number of the assessment."""

    assessment: int


@command(
    "open_assessment",
    may=MANAGERS,
    word=phrase("Open an assessment"),
    clauses=(rules.CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("training", phrase("Assessment {assessment} of {period} opened")),
    done=phrase("The assessment is open."),
)
def open_assessment(
    *,
    actor: StaffActor,
    at: datetime,
    period: Annotated[PeriodField, Label("Period")],
    weights: Annotated[Weights, Label("Weights", hint=phrase("together 100"))],
) -> Opened:
    """Open an assessment of a period with the weights of its parts.

    :raises Refused: 7.1.7 for weights that do not sum to 100.
    """
    given = weights.model_dump()
    rules.may_weigh(given).enforce()
    row = Assessment.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, KIND),
        period=str(period),
        weights=given,
        opened_at=at,
        opened_by=actor.code,
    )
    body = {"assessment": row.number, "period": row.period, "weights": given}
    registers.record(actor=actor, at=at, body=body)
    cite(rules.CLAUSE)
    about(f"{KIND}:{row.number}")
    return Opened(assessment=row.number)


class Scored(Answer):
    """Nothing more is to be said."""


@command(
    "score",
    may=LEADERS,
    word=phrase("Score a person"),
    clauses=(rules.CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("training", phrase("Assessment {assessment}: {who} has {points} points")),
    done=phrase("Scored."),
)
def score(
    *,
    actor: StaffActor,
    at: datetime,
    assessment: AssessmentNumber,
    who: Who,
    points: Annotated[int, Field(ge=0, le=100), Label("Points", hint=phrase("0 to 100"))],
    words: Annotated[RequiredNote, Label("Words")],
) -> Scored:
    """Give a person points, with words; until the assessment is closed they can be given anew.

    :raises Refused: `input` for an assessment or person that is not there, or one that is closed; 7.1.7 for
        oneself; `access` unless one stands above.
    """
    row = _open(actor.site_id, assessment)
    person = people.person_here(who, actor.site_id, at)
    rules.may_score(is_own=person.pk == actor.staff_id).enforce()
    if not people.is_above(actor, person, at):
        raise no_access(phrase("Somebody who stands above the person does this."))
    Score.objects.update_or_create(
        assessment=row,
        staff_id=person.pk,
        defaults={"points": points, "words": words, "at": at, "by": actor.code},
    )
    body = {"assessment": assessment, "who": person.code, "points": points}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    messages.tell(
        staff_id=person.pk,
        site_id=row.site_id,
        at=at,
        clause=rules.CLAUSE,
        sentence=phrase(
            "{who} scored you with {points} points: {words}",
            who=actor.name or actor.code,
            points=points,
            words=words,
        ),
        subject=f"{KIND}:{row.number}",
    )
    cite(rules.CLAUSE)
    about(f"{KIND}:{row.number}")
    return Scored()


def _open(site_id: int, number: int) -> Assessment:
    row = Assessment.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if row is None:
        raise bad_input(phrase("There is no assessment {number} here.", number=number))
    if row.closed_at is not None:
        raise bad_input(phrase("Assessment {number} is closed.", number=number))
    return row


class Parts(Answer):
    """The parts of a person, each of 100; null where there is nothing to work one out from."""

    results: float | None
    duties: float | None
    conduct: float | None
    tests: float | None
    lead: float | None


class OutcomeRow(Answer):
    """What came out for a person."""

    who: str
    parts: Parts
    total: float | None


class Closed(Answer):
    """What came out, by code."""

    rows: list[OutcomeRow]


@command(
    "close_assessment",
    may=MANAGERS,
    word=phrase("Close the assessment"),
    clauses=(rules.CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("training", phrase("Assessment {assessment} closed")),
    done=phrase("Closed. Everybody assessed hears what came out, and can appeal."),
)
def close_assessment(*, actor: StaffActor, at: datetime, assessment: AssessmentNumber) -> Closed:
    """Work out what comes out of an assessment for the salespeople, and for anybody else scored.

    :raises Refused: `input` for an assessment that is not there, or is closed.
    """
    row = _open(actor.site_id, assessment)
    site = people.Site.objects.get(pk=row.site_id)
    figures = Figures(site, read_period(row.period), at)
    points = dict(row.scores.values_list("staff_id", "points"))
    sellers = people.working_at(site.pk, at).filter(post=Post.SALESPERSON, joined_at__lte=at)
    concerned = {one.pk: one for one in (*sellers, *people.Staff.objects.filter(pk__in=points))}
    rows = [
        _keep(row, one, figures.of(one, points.get(one.pk)), actor, at)
        for one in sorted(concerned.values(), key=lambda each: each.code)
    ]
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    body = {
        "assessment": assessment,
        "rows": [[one.who, None if one.total is None else str(one.total)] for one in rows],
    }
    registers.record(actor=actor, at=at, body=body)
    cite(rules.CLAUSE)
    about(f"{KIND}:{row.number}")
    return Closed(rows=rows)


def _keep(
    row: Assessment,
    person: people.Staff,
    parts: dict[str, Fraction | None],
    actor: StaffActor,
    at: datetime,
) -> OutcomeRow:
    total = answered(rules.total(row.weights, parts), SCORE_DECIMALS)
    shown = {name: answered(part, _PART_DECIMALS) for name, part in parts.items()}
    Outcome.objects.create(
        assessment=row,
        staff_id=person.pk,
        parts=shown,
        total=None if total is None else Decimal(str(total)),
    )
    conduct.let_appeal(
        site_id=row.site_id,
        staff_id=person.pk,
        subject=f"{KIND}:{row.number}",
        clause=rules.CLAUSE,
        by=actor.code,
        at=at,
    )
    messages.tell(
        staff_id=person.pk,
        site_id=row.site_id,
        at=at,
        clause=rules.CLAUSE,
        sentence=phrase(
            "Your assessment of {period} is closed: {total} of 100. You may appeal.",
            period=row.period,
            total="-" if total is None else total,
        ),
        subject=f"{KIND}:{row.number}",
    )
    return OutcomeRow(who=person.code, parts=Parts(**shown), total=total)
