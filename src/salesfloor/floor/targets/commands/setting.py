"""Setting a target of a floor or of a region, and changing a floor's once its period has begun (4.1.2, 1.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Reason, TeamHere, WhoSells
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.periods import Period, PeriodField
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import Trade
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import rules
from salesfloor.floor.targets.claiming import (
    basic_of,
    claim_in_force,
    claim_to_sign,
    lock_targets_of,
    period_to_claim,
)
from salesfloor.floor.targets.models import Claim, Target
from salesfloor.floor.targets.regions import Shipped, is_region, market
from salesfloor.floor.targets.values import GivenValue, measure_of, shown, value_of
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TargetCode = Annotated[Code, Label("Target", hint=phrase("a code of your own"))]
PeriodOf = Annotated[PeriodField, Label("Period", hint=phrase("2026-W10, 2026-03, 2026-Q1"))]
MeasureOf = Annotated[results.Measure, Label("What is counted")]
Value = Annotated[GivenValue, Label("Value")]
PersonOf = Annotated[Code, Label("Person"), Reference("seller")]
ItemOf = Annotated[Code, Label("Product or brand")]
PlaceOf = Annotated[Code, Label("Place"), Reference("place")]
DealerOf = Annotated[Code, Label("Dealer")]
CLAUSE: Final = "4.1.2"
BASIC: Final = (CLAUSE, "7.1.3")
PLAN: Final = "1.1.3"
"""Plans of a region: its target for a period, filled by the shorter ones."""
DIVIDED: Final = "1.2.5"
ON_A_FLOOR: Final = frozenset(Trade) - {Trade.DISTRIBUTION}


class TargetSet(Answer):
    """The code of the target."""

    target: str


@command(
    "set_target",
    may=MANAGERS,
    word=phrase("Set a target"),
    clauses=(CLAUSE, "7.1.3", PLAN, "1.2.3"),
    writes=RegisterLine("target", phrase("Target {target} for {period}: {value} {measure}.")),
    done=phrase("The target is set."),
)
def set_target(
    *,
    actor: StaffActor,
    at: datetime,
    target: TargetCode,
    measure: Annotated[results.Measure | Shipped, Label("What is counted")],
    period: PeriodOf,
    value: Value,
    item: ItemOf | None = None,
    place: PlaceOf | None = None,
    dealer: DealerOf | None = None,
    team: TeamHere | None = None,
    person: PersonOf | None = None,
) -> TargetSet:
    """Set what the house asks: of a floor, a team or a person; of a region, and of what it sells where, by whom.

    :raises Refused: `input` for a scope or measure of another trade, a scope that has a target, or a value that is
        none; 4.1.2 (1.2.5 in a region) for a part; 4.1.2 for a period that is over, or again after it has begun.
    """
    if isinstance(measure, Shipped) is not is_region(actor.site_id):
        raise bad_input(phrase("Sites of this trade do not count that."))
    wanted = value_of(value, measure)
    of = {"item": item, "place": place, "dealer": dealer, "team": team, "person": person}
    before = Target.objects.filter(site_id=actor.site_id, code=target, replaced_at=None).first()
    whole = before.whole.code if before and before.whole else None
    if isinstance(measure, Shipped):
        scope = _share(actor.site_id, of, at)
        rules.is_no_share(whole).enforce()
        cited: tuple[str, ...] = (PLAN, "1.2.3")
    else:
        if item or place or dealer:
            raise bad_input(phrase("A target of a floor is its own, a team's or a person's."))
        scope = _scope(actor.site_id, team, person, at)
        _check_floor(actor, (target, period, measure, whole), before, scope, at)
        cited = BASIC
    if before is not None:
        replace_all([before], at)
    facts = {"period": str(period), "value": wanted, "measure": measure}
    days = {"first": period.first, "last": period.last}
    row = Target.objects.create(
        site_id=actor.site_id, code=target, set_at=at, set_by=actor.code, **facts, **days, **scope
    )
    body = {"target": target, **facts, "value": shown(wanted, measure), **of}
    registers.record(actor=actor, at=at, body=body)
    tell(row, at)
    done(f"target:{target}", *cited)
    return TargetSet(target=target)


def _check_floor(
    actor: StaffActor,
    asked: tuple[str, Period, results.Measure, str | None],
    before: Target | None,
    scope: dict[str, Any],
    at: datetime,
) -> None:
    """Refuse a basic target beside another of the same, a part, and what is over or has begun."""
    target, period, measure, whole = asked
    other = basic_of(actor.site_id, period, measure, **scope)
    if other is not None and other.code != target:
        raise bad_input(phrase("There is a target for this already: {target}.", target=other.code))
    rules.is_no_part(whole).enforce()
    today = day_of(at)
    rules.may_set(is_over=period.last < today).enforce()
    has_begun = before is not None and min(before.first, period.first) <= today
    rules.may_set_again(has_begun=has_begun).enforce()


def _scope(site_id: int, team: str | None, person: str | None, at: datetime) -> dict[str, Any]:
    if team is not None and person is not None:
        raise bad_input(phrase("A target is a team's or a person's, not both."))
    if team is not None:
        return {"team_id": results.team_here(site_id, team).pk}
    return {} if person is None else {"staff_id": _seller(site_id, person, at)}


def _seller(site_id: int, person: str, at: datetime) -> int:
    found = people.person_here(person, site_id, at)
    if found.post not in results.SELLERS:
        raise bad_input(phrase("{who} sells nothing.", who=person))
    return found.pk


def _share(site_id: int, given: Mapping[str, str | None], at: datetime) -> dict[str, Any]:
    """Return what of a region's market a target is of: any of item, place, dealer and person.

    :raises Refused: `input` for a team, and for a code that is not there.
    """
    found: dict[str, Any] = {}
    if given["team"]:
        raise bad_input(phrase("A region's target is of items, places, dealers and people."))
    if item := given["item"]:
        if not market().has_item(item):
            raise bad_input(phrase("There is no product or brand {item}.", item=item))
        found["item"] = item
    if place := given["place"]:
        found["place"] = places.place_here(place, site_id).code
    if dealer := given["dealer"]:
        if not market().has_dealer(dealer, site_id):
            raise bad_input(phrase("There is no dealer {dealer} in this region.", dealer=dealer))
        found["dealer"] = dealer
    if person := given["person"]:
        found["staff_id"] = _seller(site_id, person, at)
    return found


def replace_all(targets: Iterable[Target], at: datetime) -> None:
    """Replace targets and everything that was split from them; they stay in the history."""
    for target in targets:
        replace_all(target.parts.filter(replaced_at=None), at)
        target.replaced_at = at
        target.save(update_fields=["replaced_at"])


def tell(row: Target, at: datetime) -> None:
    """Tell a person what is asked of them."""
    if row.staff_id is None:
        return
    messages.tell(
        staff_id=row.staff_id,
        site_id=row.site_id,
        at=at,
        clause=DIVIDED if is_region(row.site_id) else CLAUSE,
        sentence=phrase(
            "Your target for {period}: {value}, set by {by}.",
            period=row.period,
            value=shown(row.value, measure_of(row.measure)),
            by=row.set_by,
        ),
    )


class TargetKind(Choice):
    """What is asked, or what was claimed."""

    CLAIMED = "claimed", phrase("Claimed")
    BASIC = "basic", phrase("Basic")


class TargetChanged(Answer):
    """The value before and now, whether it is signed, and whether more than half of the time is gone."""

    before: int | str
    value: int | str
    signed: bool | None
    late: bool


@command(
    "change_target",
    may=MANAGERS,
    word=phrase("Change a target"),
    clauses=(CLAUSE,),
    trades=ON_A_FLOOR,
    writes=RegisterLine(
        "target",
        phrase("{who}, {period}: {kind} target from {before} to {value}."),
        facts={"period": str},
    ),
    done=phrase("Changed; all values stay on record."),
)
def change_target(
    *,
    actor: StaffActor,
    at: datetime,
    who: WhoSells,
    value: Value,
    reason: Reason,
    period: PeriodOf | None = None,
    measure: MeasureOf | None = None,
    kind: Annotated[TargetKind, Label("Kind")] = TargetKind.CLAIMED,
) -> TargetChanged:
    """Change a person's target; a higher claim waits for the person's signature.

    :raises Refused: `input` where there is none; 4.1.2 for one's own, or a period that is over.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    person = people.person_here(who, site.pk, at)
    wanted = measure or results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    when = period or period_to_claim(site.pk, at)
    new = value_of(value, wanted)
    lock_targets_of(person.pk)
    if kind is TargetKind.BASIC:
        row: Target | Claim | None = basic_of(site.pk, when, wanted, staff_id=person.pk)
    else:
        row = claim_in_force(person.pk, when, wanted) or claim_to_sign(person.pk, when, wanted)
    if row is None:
        raise bad_input(phrase("There is no such target to change."))
    rules.may_change(is_own=person.pk == actor.staff_id, is_over=when.last < day_of(at)).enforce()
    before = row.value
    if isinstance(row, Target):
        _change_basic(row, new, actor, at)
        signed = None
    else:
        signed = _change_claim(row, new, actor, reason, at)
    answer = TargetChanged(
        before=shown(before, wanted) or 0,
        value=shown(new, wanted) or 0,
        signed=signed,
        late=_is_late(site, when, at),
    )
    _write_down(actor, person, (str(when), kind, wanted), answer, reason, at)
    done(f"staff:{who}", *BASIC)
    return answer


def _write_down(  # noqa: PLR0917 - the facts of a change
    actor: StaffActor,
    person: people.Staff,
    what: tuple[str, TargetKind, results.Measure],
    answer: TargetChanged,
    reason: str,
    at: datetime,
) -> None:
    """Write a change down and tell the person."""
    period, kind, measure = what
    body = {
        "who": person.code,
        "period": period,
        "kind": kind,
        "measure": measure,
        "before": answer.before,
        "value": answer.value,
    }
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    messages.tell(
        staff_id=person.pk,
        site_id=actor.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "Your target for {period} is changed from {before} to {value} by {by}.",
            period=period,
            before=answer.before,
            value=answer.value,
            by=actor.code,
        ),
    )


def _change_basic(row: Target, value: int, actor: StaffActor, at: datetime) -> None:
    """Put another value in the place of a basic target; the one before stays on record."""
    row.replaced_at = at
    row.save(update_fields=["replaced_at"])
    parts = list(row.parts.filter(replaced_at=None))
    row.pk, row.value, row.set_at, row.set_by = None, value, at, actor.code
    row.replaced_at = None
    row.save(force_insert=True)
    for part in parts:
        part.whole = row
        part.save(update_fields=["whole"])


def _change_claim(row: Claim, value: int, actor: StaffActor, reason: str, at: datetime) -> bool:
    """Change a claim; return whether what stands now is signed."""
    is_higher = value > row.value
    waiting = Claim.objects.filter(
        staff_id=row.staff_id,
        period=row.period,
        measure=row.measure,
        replaced_at=None,
        signed_at=None,
    )
    waiting.update(replaced_at=at)
    signed_at = None if is_higher else row.signed_at
    if not is_higher:
        Claim.objects.filter(pk=row.pk).update(replaced_at=at)
    row.pk, row.value, row.at, row.by = None, value, at, actor.code
    row.reason, row.signed_at, row.replaced_at = reason, signed_at, None
    row.save(force_insert=True)
    return signed_at is not None


def _is_late(site: people.Site, period: Period, at: datetime) -> bool:
    working = leave.working_days(site.pk, period.first, period.last)
    gone = sum(leave.hours_of(site, day)[1] <= at for day in working)
    return gone * 2 > len(working)


def done(subject: str, *clauses: str) -> None:
    """Say that a target has changed, and by which clauses."""
    cite(*clauses)
    about(subject)
    board_changed()
