"""Setting policies, from a day on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.db.models import Max
from pydantic import Field

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import Actor, SiteActor, about, board_changed, cite, command, remember
from salesfloor.base.constraints import constraint
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.numbers import Count
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import execute, fetch_one
from salesfloor.base.texts import Code, Line
from salesfloor.base.trades import trade_of
from salesfloor.base.values import PlainValue
from salesfloor.kernel.rulebook import rules
from salesfloor.kernel.rulebook.clauses import parameters
from salesfloor.kernel.rulebook.models import PolicyValue
from salesfloor.kernel.rulebook.risks import may_take, risk_of
from salesfloor.web.language import said

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.kernel.rulebook.clauses import Parameter

constraint(
    "one_value_from_a_day",
    phrase("Somebody else changed this in the meantime. Look at the page anew, then decide."),
)
_LOCK: Final = """
    INSERT INTO rulebook_policyserial AS known (site_id, serial) VALUES (%s, 0)
    ON CONFLICT (site_id) DO UPDATE SET serial = known.serial
"""
_NEXT: Final = """
    INSERT INTO rulebook_policyserial (site_id, serial)
    VALUES (%s, nextval('rulebook_policy_serial'))
    ON CONFLICT (site_id) DO UPDATE SET serial = nextval('rulebook_policy_serial')
    RETURNING serial
"""

PolicyName = Annotated[Code, Label("Policy")]
POLICY_SET: Final = lines.occasion("policy_set")


class PolicyChanged(Answer):
    """Answer of `policy`."""

    name: str
    value: Any
    from_: Annotated[str, Field(alias="from")]
    risk: str | None = None


@command(
    "policy",
    may=MANAGERS | {Post.OPERATOR},
    word=phrase("Change a policy"),
    done=phrase("The change is on record."),
)
def change_policy(
    *,
    actor: SiteActor,
    at: datetime,
    name: PolicyName,
    value: Annotated[PlainValue, Label("Value")],
    from_: Annotated[Day, Field(alias="from"), Label("From which day")],
    reason: Annotated[Line, Label("Reason")] = "",
    seen: Annotated[Count | None, Label("Change seen last")] = None,
) -> PolicyChanged:
    """Set one parameter of one clause at the site, from a day on.

    What was decided before keeps the version it was decided by. `seen` is the serial of the
    parameter's latest change that the person had on screen (case 17); without it, the latest one
    before the command.

    :raises Refused: `input` for an unknown name, one by which nothing at the site goes, a value that
        cannot be, a day gone by, or a change that somebody else made in the meantime.
    """
    parameter = _parameter(name)
    rules.may_be_set(parameter, trade_of(actor.site_id)).enforce()
    risk = risk_of(name, value)
    if risk is not None:
        may_take(risk, actor.post).enforce()
    rules.may_start_on(from_, day_of(at)).enforce()
    _wait_for_others(actor.site_id, name, seen)
    set_policy(
        site_id=actor.site_id,
        name=name,
        value=value,
        from_on=from_,
        actor=actor,
        at=at,
        reason=reason,
    )
    cite(parameter.clause)
    about(f"policy:{name}")
    board_changed()
    changed = PolicyChanged(name=name, value=value, from_=from_.isoformat())
    if risk is None:
        return changed
    return PolicyChanged(name=name, value=value, from_=changed.from_, risk=said(risk.words))


class PolicyWithdrawn(Answer):
    """The change that does not begin."""

    name: str
    from_: Annotated[str, Field(alias="from")]


@command(
    "withdraw_policy",
    may=MANAGERS | {Post.OPERATOR},
    word=phrase("Withdraw a change of a policy"),
    done=phrase("The change is withdrawn, on record."),
)
def withdraw_policy(
    *,
    actor: SiteActor,
    at: datetime,
    name: PolicyName,
    from_: Annotated[Day, Field(alias="from"), Label("From which day")],
    reason: Annotated[Line, Label("Reason")] = "",
    seen: Annotated[Count | None, Label("Change seen last")] = None,
) -> PolicyWithdrawn:
    """Withdraw a change that has not begun; what held before it goes on.

    :raises Refused: `input` for an unknown name, where nothing begins on that day, once it has begun,
        or after a change that somebody else made in the meantime.
    """
    parameter = _parameter(name)
    rules.may_withdraw(from_, day_of(at)).enforce()
    _wait_for_others(actor.site_id, name, seen)
    rows = _standing(actor.site_id, name, from_)
    if not rows.exists():
        raise bad_input(phrase("No change of {name} begins on that day.", name=name))
    rows.update(
        replaced_at=at,
        replaced_by=_next_serial(actor.site_id),
        withdrawn_by=actor.code,
        withdrawn_reason=reason,
    )
    lines.tell(POLICY_SET, site_id=actor.site_id, at=at, policy=name, value=None)
    cite(parameter.clause)
    about(f"policy:{name}")
    board_changed()
    return PolicyWithdrawn(name=name, from_=from_.isoformat())


def check_value(name: str, value: Any) -> None:  # noqa: ANN401 - judged by its rule
    """Check that a policy is there and may have a value.

    :raises Refused: `input` otherwise.
    """
    rules.may_be_value(_parameter(name), value).enforce()


def check_start(from_on: date, at: datetime) -> None:
    """Check that a change begins today or later.

    :raises Refused: `input` otherwise.
    """
    rules.may_start_on(from_on, day_of(at)).enforce()


def _parameter(name: str) -> Parameter:
    parameter = parameters().get(name)
    if parameter is None:
        raise bad_input(phrase("There is no policy called {name}.", name=name))
    return parameter


def _wait_for_others(site_id: int, name: str, seen: int | None) -> None:
    """Lock the site's policies; refuse where somebody changed this one since it was seen."""
    seen = latest_serial(site_id, name) if seen is None else seen
    execute(_LOCK, (site_id,))
    rules.may_follow(seen, latest_serial(site_id, name)).enforce()


def latest_serial(site_id: int, name: str) -> int:
    """Return the serial of a parameter's latest change, 0 for none."""
    values = PolicyValue.objects.filter(site_id=site_id, name=name)
    found = values.aggregate(set_last=Max("serial"), replaced_last=Max("replaced_by"))
    return max(found["set_last"] or 0, found["replaced_last"] or 0)


def _next_serial(site_id: int) -> int:
    """Lock the site's policies and return the serial of the change that is being made."""
    row = fetch_one(_NEXT, (site_id,))
    if row is None:
        raise AssertionError("an upsert returns its row")
    remember("policies", site_id, None)
    return int(row[0])


def _standing(site_id: int, name: str, from_on: date) -> QuerySet[PolicyValue]:
    return PolicyValue.objects.filter(site_id=site_id, name=name, from_on=from_on, replaced_at=None)


def set_policy(
    *,
    site_id: int,
    name: str,
    value: Any,  # noqa: ANN401 - judged by its rule
    from_on: date,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """Write a value down under a new serial; an earlier one from the same day is replaced.

    :raises Refused: `input` for an unknown name or a value that cannot be.
    """
    rules.may_be_value(_parameter(name), value).enforce()
    serial = _next_serial(site_id)
    _standing(site_id, name, from_on).update(replaced_at=at, replaced_by=serial)
    PolicyValue.objects.create(
        site_id=site_id,
        name=name,
        value=value,
        from_on=from_on,
        set_by=actor.code,
        set_at=at,
        reason=reason,
        serial=serial,
    )
    lines.tell(POLICY_SET, site_id=site_id, at=at, policy=name, value=value)
