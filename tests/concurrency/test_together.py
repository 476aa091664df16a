"""Who waits for the turn together goes together, and nobody answers for what another did."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

import pytest
from django.db import connection

from salesfloor.base import together
from salesfloor.floor.customers.commands.turn import LOCK
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.rulebook.models import Evidence
from tests.concurrency.crowd import Result, give
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Act = Callable[[], Result]

pytestmark = pytest.mark.django_db(transaction=True)
WAITS: Final = "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
PHONE: Final = "13800138000"


class Crowd(ThreadPoolExecutor):
    """People who act side by side; each hangs up afterwards."""

    def begin(self, act: Act) -> Future[Result]:
        return self.submit(self._carried_out, act)

    @staticmethod
    def _carried_out(act: Act) -> Result:
        try:
            return act()
        finally:
            connection.close()


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    with Crowd(8) as people:
        yield people


def behind_a_held_turn(crowd: Crowd, floor: Floor, acts: Sequence[Act]) -> list[Result]:
    """Let the first wait for the turn and all others for the first; return what came of them."""
    with connection.cursor() as holder:
        holder.execute("BEGIN")
        holder.execute(LOCK, (floor.site_id,))
        begun = [crowd.begin(acts[0])]
        until(somebody_waits_for_the_turn)
        for act in acts[1:]:
            begun.append(crowd.begin(act))
            until(lambda: waiting() == len(begun) - 1)
        holder.execute("ROLLBACK")
    return [one.result(timeout=30) for one in begun]


def until(so: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not so():
        assert monotonic() < end
        sleep(0.01)


def somebody_waits_for_the_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return bool(cursor.fetchone()[0])


def waiting() -> int:
    return sum(map(len, together._places._waiting.values()))


def transactions() -> list[str]:
    """Return in which transaction each reception was written, in the order of the register."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM reception_reception ORDER BY register_no")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.case(1)
def test_who_waits_is_registered_in_one_transaction_in_order(floor: Floor, crowd: Crowd) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    acts = [partial(give, desk, at, "visit", name=f"V{n}", phone=PHONE[:-1] + str(9 - n))
            for n in range(4)]  # fmt: skip

    results = behind_a_held_turn(crowd, floor, acts)

    assert [what for what, _ in results] == ["done"] * 4
    assert [answer["assigned_to"] for _, answer in results] == ["a", "b", "c", "d"]
    assert [answer["register_no"] for _, answer in results] == [1, 2, 3, 4]
    first, *others = transactions()
    assert len(set(others)) == 1
    assert first not in others
    assert floor.ask("verify", at=floor.now)["ok"]


@pytest.mark.case(1)
def test_what_one_is_refused_for_befalls_no_other(floor: Floor, crowd: Crowd) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    visit = partial(give, desk, at, "visit")
    acts = [partial(visit, ref=ref) for ref in ("one", "two", "one", "three")]

    results = behind_a_held_turn(crowd, floor, acts)

    assert [what for what, _ in results] == ["done", "done", "refused", "done"]
    assert results[2][1] == "input"
    done = Evidence.objects.filter(command="visit", outcome=Evidence.Outcome.DONE)
    told = {row.subject: sorted(row.clauses) for row in done}
    assert sorted(told) == ["reception:one", "reception:three", "reception:two"]
    assert told["reception:one"] == told["reception:two"] == told["reception:three"]
    assert sorted(Reception.objects.values_list("register_no", flat=True)) == [1, 2, 3]


@pytest.mark.case(3)
@pytest.mark.case(4)
def test_a_double_click_among_others_registers_once(floor: Floor, crowd: Crowd) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    click = partial(give, desk, at, "visit", key="form-1", body="same", phone=PHONE)
    other = partial(give, desk, at, "visit")

    [_, one, beside, two] = behind_a_held_turn(crowd, floor, [other, click, other, click])

    assert one == two
    assert (one[0], beside[0]) == ("done", "done")
    assert Reception.objects.count() == 3


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(7)
def test_a_customer_who_is_registered_twice_has_one_owner_and_both_words(
    floor: Floor, crowd: Crowd
) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    acts = [
        partial(give, desk, at, "visit"),
        partial(give, desk, at, "visit", phone=PHONE, name="王芳"),
        partial(give, desk, at, "call", phone=PHONE, area="滨江区"),
    ]

    results = behind_a_held_turn(crowd, floor, acts)

    assert [answer["owner"] for _, answer in results[1:]] == ["b", "b"]
    customer = Customer.objects.get(phone=PHONE)
    assert (customer.name, customer.area) == ("王芳", "滨江区")


@pytest.mark.case(13)
def test_who_is_not_taken_along_in_time_is_told_so(
    floor: Floor, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    monkeypatch.setattr(together, "PATIENCE", 0.2)
    desk, at = floor.actor("desk"), floor.moment("09:05")
    with connection.cursor() as holder:
        holder.execute("BEGIN")
        holder.execute(LOCK, (floor.site_id,))
        first = crowd.begin(partial(give, desk, at, "visit"))
        until(somebody_waits_for_the_turn)
        late = crowd.begin(partial(give, desk, at, "visit", name="late")).result(timeout=10)
        holder.execute("ROLLBACK")

    assert late == ("busy", None)
    assert first.result(timeout=10)[0] == "done"
    assert waiting() == 0
    assert Reception.objects.count() == 1


@pytest.mark.case(13)
def test_a_turn_that_others_hold_is_waited_for_once_by_all(floor: Floor, crowd: Crowd) -> None:
    floor.sign_in("a")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    def impatient() -> Result:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '300ms'")
        return give(desk, at, "visit")

    with connection.cursor() as holder:
        holder.execute("BEGIN")
        holder.execute(LOCK, (floor.site_id,))
        began = monotonic()
        results = [one.result(timeout=30) for one in [crowd.begin(impatient) for _ in range(7)]]
        took = monotonic() - began
        holder.execute("ROLLBACK")

    assert results == [("busy", None)] * 7
    assert took < 7 * 0.3
    assert give(desk, at, "visit")[1]["register_no"] == 1
