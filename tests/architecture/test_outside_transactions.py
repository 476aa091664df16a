"""Every command outside of any transaction, as production runs it: pipelined, committed (k3).

A test that runs inside a transaction never sees the pipeline: there each statement is waited for. Here each
command of the samples is given on a floor that was committed; one that finds its floor used up by the
commands before it is given on the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.base.commands import COMMANDS, QUESTIONS, Outcome
from salesfloor.base.refusals import Refused
from salesfloor.base.sql import is_in_transaction
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import EVERYBODY, BusyFloor
from tests.architecture.samples import in_the_area, on_the_floor, row, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault("X2")]
ROUNDS = 60
"""So many floors at most; each serves at least one command."""


def given_on(floor: Floor, names: set[str], cast: Mapping[str, str | None]) -> set[str]:
    """Give what can still be given on a floor; return what was."""
    done = set()
    for name, sample in samples(floor).items():
        if name not in names:
            continue
        who = min(row(name, sample, cast), key=lambda one: (one not in EVERYBODY, one))
        code = {**cast, **EVERYBODY}.get(who)
        try:
            outcome: Outcome = COMMANDS[name].give(
                actor=floor.actor(code), at=floor.now, given=dict(sample.given)
            )
        except Refused:
            continue
        assert isinstance(outcome, Outcome)
        done.add(name)
    return done


def give_all(
    names: set[str], cast: Mapping[str, str | None], build: Callable[[str, str], Floor]
) -> None:
    pending = set(names)
    for number in range(ROUNDS):
        floor = build(f"K{number}", f"k{number}_")
        done = given_on(floor, pending, cast)
        assert done, f"refused on every floor: {sorted(pending)}"
        pending -= done
        if not pending:
            return
    pytest.fail(f"never done: {sorted(pending)}")


def test_every_command_of_a_floor() -> None:
    assert not is_in_transaction()
    give_all(set(on_the_floor()), EVERYBODY, lambda code, prefix: BusyFloor(code, prefix=prefix))


def test_every_command_of_a_service_area() -> None:
    give_all(set(in_the_area()), AREA_WHO, lambda code, prefix: BusyArea(code, prefix=prefix))


def test_every_question_without_fields() -> None:
    """Questions that ask for nothing are asked as they are."""
    floor = BusyFloor()
    manager = floor.actor("manager")
    for name, question in QUESTIONS.items():
        needed = [one for one in question.fields.model_fields.values() if one.is_required()]
        if needed or manager.post not in question.may:
            continue
        try:
            answer: Any = question.ask(actor=manager, at=floor.now, given={})
        except Refused as refusal:
            answer = refusal.clause
        assert answer, name


@pytest.mark.clause("3.2.3.5", "kept")
@pytest.mark.fault("X2")
def test_a_full_volume_is_handed_in_verified() -> None:
    floor = BusyFloor()
    handed = floor.give("hand_in_volume", by="manager", register="visit", volume=1)
    assert handed == {"volume": 1, "status": "HANDED_IN"}
