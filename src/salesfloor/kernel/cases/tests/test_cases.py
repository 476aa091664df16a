"""Cases that open by themselves, late workers, sight, and two who decide at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.base.commands import Act, acting
from salesfloor.base.phrases import phrase
from salesfloor.kernel.cases import api as cases
from salesfloor.kernel.cases import kinds
from salesfloor.kernel.cases.models import CaseEntry, End
from salesfloor.kernel.cases.sight import may_see
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.people import presence
from salesfloor.kernel.work import api as work
from tests.concurrency.crowd import at_once, give

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.fixture
def charge_at_most(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let embezzlement have 100 yuan open, as a module that owns a kind would say."""
    adjusted: list[str] = []
    cases.declare(
        "embezzlement",
        cases.Hooks(
            open_fen=lambda *_: 10_000,
            evidence=lambda case, _: [phrase("Count of {case}.", case=case.number)],
            adjust=lambda _, actor, __: adjusted.append(actor.code),
        ),
    )
    yield adjusted
    kinds._HOOKS.pop("embezzlement")


def opened(floor: Floor, kind: str = "embezzlement", **more: Any) -> cases.Case:
    number = floor.give("open_case", by="lead", kind=kind, text="Seen.", **more)["case"]
    return cases.Case.objects.get(number=number)


@pytest.mark.clause("1.1.11", "kept")
@pytest.mark.clause("1.1.11", "refused")
def test_no_more_is_charged_than_is_open(floor: Floor, charge_at_most: list[str]) -> None:
    opened(floor, person="a")
    floor.give("answer_case", by="a", case=1, text="No.")
    given: dict[str, Any] = {"case": 1, "cause": "salesperson", "person": "a", "reason": "Counted."}

    refusal = floor.refusal("decide_case", by="director", amount="100.01", **given)
    assert refusal.clause == "1.1.11"
    assert floor.give("decide_case", by="director", amount="100", **given)["status"] == "decided"

    told = floor.ask("case_of", by="director", case=1)
    assert told["open"] == "100.00"
    assert told["decision"]["amount"] == "100.00"
    assert len(told["evidence"]) == 4


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"cause": "none", "amount": "10"},
        {"cause": "salesperson", "amount": "10"},
        {"cause": "none", "points": 1},
        {"cause": "none", "adjust": True},
        {"cause": "salesperson", "person": "nobody"},
        {"cause": "whoever"},
    ],
)
def test_fields_that_do_not_fit(floor: Floor, fields: dict[str, Any]) -> None:
    opened(floor)
    refusal = floor.refusal("decide_case", by="director", case=1, reason="So.", **fields)
    assert refusal.clause == "input"


def test_a_case_of_its_own_accord_waits_for_each_suspect(floor: Floor) -> None:
    actor = deadlines.system_actor(floor.site_id or 0)
    opening = cases.Opening("private_dealing", suspects=["D1", "D2"])
    with acting(Act("sighting", actor, floor.now, floor.site_id)):
        case = cases.open_case(opening, site_id=floor.site_id or 0, actor=actor, at=floor.now)
    given: dict[str, Any] = {"case": case.number, "cause": "dealer", "reason": "Heard."}

    assert floor.refusal("answer_case", by="a", case=1, text="x").clause == "1.3.10"
    assert floor.refusal("answer_case", by="a", case=1, text="x", for_dealer="D9").clause == "input"
    floor.give("answer_case", by="a", case=1, text="Not us.", for_dealer="D1")
    assert floor.refusal("decide_case", by="director", **given).clause == "1.3.10"
    floor.give("answer_case", by="a", case=1, text="Nor us.", for_dealer="D2")
    answer = floor.give("decide_case", by="director", **given)
    assert (answer["status"], answer["appeal_until"]) == ("decided", "2026-03-05")


def test_a_case_whose_ground_is_gone_settles_by_itself(floor: Floor) -> None:
    case = opened(floor, person="a")
    assert work.count(floor.actor("a"), floor.now) == 1

    actor = deadlines.system_actor(case.site_id)
    with acting(Act("payment", actor, floor.now, case.site_id)) as act:
        cases.settle(case, at=floor.now)
    [event] = act.happenings
    assert (event.name, event.clause) == ("case_settled", "1.3.11")
    case.refresh_from_db()
    assert (case.status, case.end) == ("closed", End.SETTLED)
    assert work.count(floor.actor("a"), floor.now) == 0
    assert floor.refusal("answer_case", by="a", case=1, text="x").clause == "input"


@pytest.mark.case(34)
def test_a_late_worker_changes_nothing(floor: Floor) -> None:
    """What falls due counts from its instant on, for commands and questions, no matter who comes late."""
    opened(floor, "discipline", person="a", item="leak")
    floor.give("answer_case", by="a", case=1, text="No.")
    floor.give("decide_case", by="manager", case=1, reason="Yes.", measure="reminder")
    floor.runs_due = False
    floor.days_on(4)

    assert floor.ask("case_of", by="a", at="00:00", case=1)["status"] == "closed"
    assert floor.refusal("appeal_case", by="a", at="00:00", case=1, text="x").clause == "7.2.5"

    floor.runs_due = True
    floor.wait_until("09:00")
    [closed] = [one for one in floor.happenings if one.name == "case_closed"]
    assert closed.at == floor.moment("00:00")


def test_leave_moves_the_last_day(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    staff_id = people.staff_by_code("a").pk
    tuesday = floor.day + timedelta(days=1)
    monkeypatch.setattr(presence, "_AWAY", [])
    opened(floor, person="a")
    people.use_leave(lambda who, day: (who, day) == (staff_id, tuesday))
    assert floor.give("open_case", by="lead", kind="conduct", text="x", person="a") == {
        "case": 2,
        "answer_until": "2026-03-06",
    }
    floor.give("answer_case", by="a", case=2, text="No.")
    people.use_leave(lambda *_: False)
    answer = floor.give("decide_case", by="director", case=2, cause="none", reason="So.")
    assert answer["appeal_until"] == "2026-03-05"
    people.use_leave(lambda who, day: (who, day) == (staff_id, tuesday))
    floor.days_on(4)
    floor.wait_until("00:00")
    assert not [one for one in floor.happenings if one.name == "case_closed"]
    floor.days_on()
    floor.wait_until("00:00")
    assert [one.at for one in floor.happenings if one.name == "case_closed"] == [floor.now]


def test_who_sees_a_case(floor: Floor) -> None:
    opened(floor, person="a")
    seeing = ("a", "lead", "manager", "admin", "finance", "director")
    site_id = floor.site_id or 0
    for who in (*seeing, "b", "desk", "quality"):
        assert may_see(floor.actor(who), site_id, "1") is (who in seeing), who
        if who in seeing:
            assert floor.ask("case_of", by=who, case=1)["person"] == "a"
    assert not may_see(floor.actor("manager"), site_id + 1, "1")
    assert floor.refusal("add_to_case", by="b", case=1, text="x").clause == "access"
    floor.give("open_case", by="b", kind="conflict", text="A neighbour.")
    assert may_see(floor.actor("c"), site_id, "2")


def test_numbers_run_without_gaps(floor: Floor) -> None:
    opened(floor)
    floor.refusal("open_case", by="lead", kind="discipline", text="x", person="a")
    floor.give("add_to_case", by="manager", case=1, text="more")
    assert opened(floor).number == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.case(11)
def test_two_decide_at_once(floor: Floor) -> None:
    """One decision; the other is told that there is one."""
    opened(floor, "conflict", person="a")
    acts = [
        partial(give, floor.actor(by), floor.now, "decide_case", case=1, cause="none", reason=by)
        for by in ("manager", "director")
    ]
    results = at_once(acts)
    assert sorted(outcome for outcome, _ in results) == ["done", "refused"]
    assert CaseEntry.objects.filter(kind="decided").count() == 1
