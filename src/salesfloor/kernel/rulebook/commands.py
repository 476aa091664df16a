"""Setting policies, from a day on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db import connection
from pydantic import Field

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import Actor, Answer, about, board_changed, cite, command, remember
from salesfloor.base.dates import Day
from salesfloor.base.numbers import Count
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.kernel.rulebook import rules
from salesfloor.kernel.rulebook.clauses import parameters
from salesfloor.kernel.rulebook.models import PolicySerial, PolicyValue


@command(
    "policy",
    may=MANAGERS | {Post.OPERATOR},
    word=phrase("Change a policy"),
)
def change_policy(
    *,
    actor: Actor,
    at: datetime,
    name: Code,
    value: Any,  # noqa: ANN401 - each parameter has its own type, judged by its rule
    from_: Annotated[Day, Field(alias="from")],
    seen: Count | None = None,
) -> Answer:
    """Set one parameter of one clause at the site, from a day on.

    What was decided before keeps the version it was decided by. `seen` is the serial of the
    parameter's latest change that whoever decides had before them (case 17).

    :raises Refused: `input` for an unknown name, a value that cannot be, a day gone by, or a
        change that somebody else made in the meantime.
    """
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    rules.may_start_on(from_, day_of(at)).enforce()
    if seen is not None:
        rules.may_follow(seen, _latest_serial(actor.site_id, name)).enforce()
    set_policy(site_id=actor.site_id, name=name, value=value, from_on=from_, actor=actor, at=at)
    cite(parameters()[name].clause)
    about(f"policy:{name}")
    board_changed()
    return {"name": name, "value": value, "from": from_.isoformat()}


def _latest_serial(site_id: int, name: str) -> int:
    """Return the serial of a parameter's latest change; other changes wait until this one is done."""
    PolicySerial.objects.select_for_update().filter(pk=site_id).first()
    values = PolicyValue.objects.filter(site_id=site_id, name=name).order_by("-serial")
    return values.values_list("serial", flat=True).first() or 0


def set_policy(
    *,
    site_id: int,
    name: str,
    value: Any,  # noqa: ANN401 - judged by its rule
    from_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Write a value down under a new serial; an earlier one from the same day is replaced.

    :raises Refused: `input` for an unknown name or a value that cannot be.
    """
    parameter = parameters().get(name)
    if parameter is None:
        raise bad_input(phrase("There is no policy called {name}.", name=name))
    rules.may_be_value(parameter, value).enforce()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('rulebook_policy_serial')")
        serial = cursor.fetchone()[0]
    PolicySerial.objects.update_or_create(pk=site_id, defaults={"serial": serial})
    remember("policies", site_id, None)
    PolicyValue.objects.filter(
        site_id=site_id, name=name, from_on=from_on, replaced_at=None
    ).update(replaced_at=at)
    PolicyValue.objects.create(
        site_id=site_id,
        name=name,
        value=value,
        from_on=from_on,
        set_by=actor.code,
        set_at=at,
        serial=serial,
    )
