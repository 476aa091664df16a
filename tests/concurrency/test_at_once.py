"""The same moment, several hands: what every scarce thing does then."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, LiteralString

import pytest
from django.db import connection

from salesfloor.floor.catalogue.models import Unit
from salesfloor.floor.customers.commands.turn import LOCK
from salesfloor.floor.customers.models import ClaimEvent, Customer
from salesfloor.floor.reception.models import LostTurn, Reception
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.rulebook.models import Evidence
from tests.concurrency.crowd import Result, at_once, give
from tests.floor_builder import CAST, Floor
from tests.histories.model import Model

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor

pytestmark = pytest.mark.django_db(transaction=True)
VISITS = 200
PHONE, OTHER = "13800138000", "13600136000"


def receptions(channel: str = "visit") -> list[tuple[int, str, int | None]]:
    found = Reception.objects.filter(channel=channel).order_by("register_no")
    return list(found.values_list("register_no", "basis", "receiver_id"))


def lines(kind: str, line_kind: str = "%") -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.number, l.line_no FROM register.line l JOIN register.book b ON b.id = l.book_id"
            " WHERE b.kind = %s AND l.kind LIKE %s ORDER BY b.number, l.line_no",
            (kind, line_kind),
        )
        return list(cursor.fetchall())


def verify(floor: Floor) -> bool:
    return bool(floor.ask("verify", at=floor.now)["ok"])


@pytest.mark.clause("3.2.3.2", "kept")
@pytest.mark.clause("3.2.3.3", "kept")
@pytest.mark.case(1)
@pytest.mark.case(2)
def test_two_hundred_visits_at_once(floor: Floor) -> None:
    """Numbers without a gap, one turn each, the others wait; volumes filled on the way."""
    floor.give("policy", by="manager", name="register.lines_per_volume", value=30,
               from_=floor.day.isoformat())  # fmt: skip
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    results = at_once([partial(give, desk, at, "visit") for _ in range(VISITS)])

    assert {what for what, _ in results} == {"done"}
    numbers = sorted(answer["register_no"] for _, answer in results)
    assert numbers == list(range(1, VISITS + 1))
    received = [answer for _, answer in results if answer["assigned_to"]]
    assert sorted(answer["assigned_to"] for answer in received) == ["a", "b", "c", "d"]
    assert [n for n, basis, _ in receptions() if basis == "turn"] == [1, 2, 3, 4]
    in_volumes = lines("visit")
    assert in_volumes == [(1 + n // 30, 1 + n % 30) for n in range(VISITS)]
    assert verify(floor)


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.case(1)
@pytest.mark.case(105)
def test_what_many_did_at_once_is_what_one_would_have_done_in_turn(floor: Floor) -> None:
    """The journal's order, played by the plain model alone, names the same receivers."""
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    def visit_and_end(number: int) -> Result:
        ref = f"v{number}"
        done = give(desk, at, "visit", ref=ref, phone=f"138001380{number % 20:02}")
        ended = give(desk, at, "end", ref=ref, outcome="not_a_buyer")
        return done if ended[0] == "done" else ended

    results = at_once([partial(visit_and_end, number) for number in range(100)])

    assert {what for what, _ in results} == {"done"}
    model = Model(floor.moment("08:30"), time(9), time(18))
    for who in ("a", "b", "c", "d"):
        model.sign_in(who)
    model.go_to(at)
    done = Evidence.objects.filter(command__in=["visit", "end"]).order_by("pk")
    for command, answer in done.values_list("command", "answer"):
        assert answer is not None
        ref = answer["ref"]
        if command == "end":
            model.end(ref, "not_a_buyer")
            continue
        expected = model.register("visit", ref, f"138001380{int(ref[1:]) % 20:02}")
        assert {name: answer[name] for name in expected} == expected
    assert floor.queue() == model.queue("visit")
    assert [n for n, _, _ in receptions()] == list(range(1, 101))


@pytest.mark.case(3)
@pytest.mark.case(4)
def test_a_double_click_registers_once(floor: Floor) -> None:
    floor.sign_in("a", "b")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    click = partial(give, desk, at, "visit", key="form-1", body="same", phone=PHONE)

    results = at_once([click] * 8)

    assert all(result == results[0] for result in results)
    assert results[0][0] == "done"
    assert len(receptions()) == len(lines("visit")) == 1


@pytest.mark.case(5)
def test_one_key_for_two_bodies_registers_one(floor: Floor) -> None:
    floor.sign_in("a", "b")
    desk, at = floor.actor("desk"), floor.moment("09:05")
    clicks = [
        partial(give, desk, at, "visit", key="form-1", body=body, name=body)
        for body in ("one", "another") * 4
    ]

    results = at_once(clicks)

    assert sorted(what for what, _ in results) == ["done"] * 4 + ["reused"] * 4
    assert len(receptions()) == 1


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(7)
def test_one_customer_registered_twice_at_once_has_one_owner(floor: Floor) -> None:
    floor.sign_in("a", "b", "c", "d")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    results = at_once([partial(give, desk, at, "visit", phone=PHONE)] * 4)

    assert sorted(answer["basis"] for _, answer in results) == ["courtesy"] * 3 + ["turn"]
    assert {answer["owner"] for _, answer in results} == {"a"}
    assert {answer["assigned_to"] for _, answer in results} == {"a", "b", "c", "d"}


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(7)
def test_one_phone_registered_left_and_referred_at_once_has_one_owner(floor: Floor) -> None:
    """Customer and turn are locked in one order by all of them, so nobody is sent away."""
    floor.sign_in("a", "b", "c", "d")
    for number in range(4):
        floor.visit(f"09:0{number}", ref=f"v{number}")
    at = floor.moment("09:05")
    floor.wait_until(at)
    desk = floor.actor("desk")
    acts = []
    for number, who in enumerate(("a", "b", "c", "d")):
        acts += [
            partial(give, desk, at, "leave_phone", ref=f"v{number}", phone=PHONE),
            partial(give, desk, at, "visit", phone=PHONE),
            partial(give, floor.actor(who), at, "refer", referrer=OTHER, phone=PHONE, name="N"),
        ]

    results = at_once(acts)

    assert {what for what, _ in results} == {"done"}
    owners = {answer["owner"] for _, answer in results}
    owners.discard(None)  # who came while nobody was free, and before anybody had the customer
    assert owners == {floor.owner_of(PHONE, at=at)}


@pytest.mark.case(15)
def test_one_referral_of_several_at_once_founds_the_claim(floor: Floor) -> None:
    """The last second before a claim's end, or just a popular phone: one owner for all."""
    at = floor.moment("09:05")
    floor.wait_until(at)
    acts = [
        partial(give, floor.actor(who), at, "refer", referrer=OTHER, phone=PHONE, name="N")
        for who in ("a", "b", "c", "d")
    ]

    results = at_once(acts)

    assert {what for what, _ in results} == {"done"}
    assert {answer["owner"] for _, answer in results} == {floor.owner_of(PHONE, at=at)}


@pytest.mark.clause("3.2.3.6", "kept")
@pytest.mark.case(9)
def test_leaving_while_a_customer_comes_is_settled_once(floor: Floor) -> None:
    """Either the customer was first and nobody leaves, or the leaver was and another receives."""
    for round_ in range(10):
        first = ("a", "b")[round_ % 2]
        floor.days_on()
        floor.sign_in("a" if first == "a" else "b", "b" if first == "a" else "a")
        at = floor.moment("09:05")
        leaves = partial(give, floor.actor(first), at, "step_away")
        comes = partial(give, floor.actor("desk"), at, "visit", ref=f"v{round_}")

        left, came = at_once([leaves, comes])

        assert came[0] == "done"
        if left[0] == "done":
            assert came[1]["assigned_to"] != first
        else:
            assert (left, came[1]["assigned_to"]) == (("refused", "3.2.3.6"), first)
        floor.end(f"v{round_}", at="09:30")


@pytest.mark.clause("7.1.12", "kept")
def test_the_last_two_do_not_leave_at_once(floor: Floor) -> None:
    floor.sign_in("a", "b")
    at = floor.moment("09:05")

    results = at_once([partial(give, floor.actor(who), at, "sign_out") for who in ("a", "b")])

    assert sorted(what for what, _ in results) == ["done", "refused"]
    assert ("refused", "7.1.12") in results


@pytest.mark.clause("3.2.3.3", "kept")
@pytest.mark.case(10)
def test_a_line_struck_by_two_at_once_is_struck_once(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05")
    at = floor.moment("09:06")
    strikers = [floor.actor(who) for who in ("desk", "manager", "lead", "desk")]

    results = at_once(
        [
            partial(give, who, at, "strike", register="visit", register_no=1, reason="wrong")
            for who in strikers
        ]
    )

    assert [what for what, _ in results].count("done") == 1
    assert {why for what, why in results if what == "refused"} == {"3.2.3.3"}
    assert len(lines("visit")) == 2


@pytest.mark.clause("3.4.3.3", "kept")
def test_pages_written_at_once_are_numbered_without_a_gap(floor: Floor) -> None:
    floor.issue_books("a")
    at = floor.moment("09:05")
    phones = [f"1380013800{n}" for n in range(8)]
    for phone in phones:
        floor.give("refer", by="a", at=at, referrer="13600136000", phone=phone, name="N")
    acts = [
        partial(give, floor.actor("a"), at, "follow_up", phone=phone, method="call", note="rang")
        for phone in phones * 2
    ]

    results = at_once(acts)

    assert {what for what, _ in results} == {"done"}
    pages = [answer["page"] for _, answer in results]
    assert sorted(pages) == sorted([*range(1, 9)] * 2)
    assert pages[:8] == pages[8:]
    assert lines("follow_up") == [(1, number) for number in range(1, 17)]


@pytest.mark.case(8)
def test_an_override_and_an_end_come_one_after_the_other(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    at = floor.moment("09:06")
    over = partial(give, floor.actor("manager"), at, "override", ref="v1", to="b", reason="r")
    ends = partial(give, floor.actor("desk"), at, "end", ref="v1", outcome="not_a_buyer")

    [overridden, ended] = at_once([over, ends])

    assert ended[0] == "done"
    assert overridden[0] == "done" or overridden == ("refused", "input")
    owner = "b" if overridden[0] == "done" else "a"
    assert floor.owner_of(PHONE, at=at) == owner
    assert floor.ask("board", by="desk", at=at)["busy"] == []


@pytest.mark.clause("9.1.1.4", "kept")
def test_what_is_added_while_a_phone_is_left_is_on_the_customers_page(floor: Floor) -> None:
    floor.sign_in("a")
    desk = floor.actor("desk")
    for round_ in range(10):
        phone, ref = f"1380013800{round_}", f"v{round_}"
        floor.visit(ref=ref)
        leaves = partial(give, desk, floor.now, "leave_phone", ref=ref, phone=phone)
        adds = partial(give, desk, floor.now, "complete", ref=ref, area="城东")

        left, added = at_once([leaves, adds])

        assert left[0] == "done"
        if added[0] == "busy":
            added = adds()
        assert added[0] == "done"
        assert Customer.objects.get(phone=phone).area == "城东"
        floor.end(ref)


def work(at: datetime) -> Result:
    """Let happen what is due, as the worker does."""
    return "done", [happening.name for happening in deadlines.run_due(at)]


def take_time(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let others in between a deadline being taken and what it stands for."""
    known = deadlines.HANDLERS[name]

    def slowly(deadline: deadlines.Deadline, at: datetime) -> None:
        sleep(0.3)
        known.handle(deadline, at)

    monkeypatch.setitem(deadlines.HANDLERS, name, replace(known, handle=slowly))


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.case(12)
def test_a_worker_that_is_late_ends_the_day_while_people_come(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    floor.wait_until("23:00")
    floor.runs_due = False
    floor.days_on()
    take_time(monkeypatch, "day_ends")
    desk, at = floor.actor("desk"), floor.moment("08:30")

    results = at_once([partial(work, at)] * 2 + [partial(give, desk, at, "visit")] * 4)

    assert {what for what, _ in results} == {"done"}
    assert [answer["basis"] for _, answer in results[2:]] == ["waiting"] * 4
    assert lines("floor", "day_closing") == [(1, 1)]


@pytest.mark.clause("3.3.2.1", "missed")
@pytest.mark.case(12)
def test_a_claim_lapses_once_though_its_customer_comes_meanwhile(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.end("v1", at="09:30")
    floor.runs_due = False
    floor.days_on(9)
    floor.sign_in("b")
    take_time(monkeypatch, "claim_lapses")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    results = at_once([partial(work, at)] * 2 + [partial(give, desk, at, "visit", phone=PHONE)] * 3)

    assert {what for what, _ in results} == {"done"}
    assert floor.owner_of(PHONE, at=at) == "b"
    assert ClaimEvent.objects.filter(kind="LAPSED").count() == 1


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.case(1)
def test_a_customer_taken_up_in_the_last_instant_while_others_find_it_over(floor: Floor) -> None:
    """The receiver's word of the last instant, the worker and registrations a moment later: one truth."""
    floor.give("policy", by="manager", name="reception.take_up_minutes", value=3,
               from_=floor.day.isoformat())  # fmt: skip
    floor.sign_in("a", "b", "c")
    floor.visit("09:05", ref="v1", phone=PHONE)
    at = floor.moment("09:08")
    later = at + timedelta(seconds=1)
    mine = partial(give, floor.actor("a"), at, "take_up", ref="v1")

    results = at_once(
        [mine, partial(work, later), mine, partial(give, floor.actor("desk"), later, "visit")] * 2
    )

    taken = [one for one in results if one[0] == "done" and one[1] and "seconds" in one[1]]
    owner = floor.owner_of(PHONE, at=later)
    lost = LostTurn.objects.count()
    assert (len(taken), owner, lost) in {(1, "a", 0), (0, "b", 1), (0, "c", 1)}
    engaged = Reception.objects.filter(ended_at=None, receiver_id__isnull=False)
    assert engaged.count() == engaged.values("receiver_id").distinct().count()
    assert verify(floor)


@pytest.mark.case(13)
@pytest.mark.parametrize(
    "held",
    [
        pytest.param(LOCK, id="the turn"),
        pytest.param("SELECT FROM reception_floor WHERE site_id = %s FOR UPDATE", id="the row"),
    ],
)
def test_who_waits_too_long_for_the_floor_is_told_so(floor: Floor, held: LiteralString) -> None:
    """The floor held elsewhere: clear failure after the limit, nothing half done; others go on."""
    other = Floor("S2", prefix="x_", cast=CAST)
    floor.sign_in("a")
    other.sign_in("a")
    desk, at = floor.actor("desk"), floor.moment("09:05")

    with connection.cursor() as holder:
        holder.execute("BEGIN")
        holder.execute(held, (floor.site_id,))
        late = at_once([partial(impatient, desk, at)] * 3)
        elsewhere = at_once([partial(impatient, other.actor("desk"), at)])
        holder.execute("ROLLBACK")

    assert late == [("busy", None)] * 3
    assert elsewhere[0][0] == "done"
    assert give(desk, at, "visit")[1]["register_no"] == 1


def impatient(desk: Actor, at: datetime) -> Result:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    return give(desk, at, "visit")


@pytest.mark.fault("R4")
def test_one_code_entered_by_twelve_at_once_is_one_unit_and_no_error(floor: Floor) -> None:
    admin, at = floor.actor("admin"), floor.moment("09:00")
    unit = {"code": "U1", "layout": "3+1", "area": "89.5", "price": "1000000"}

    results = at_once([partial(give, admin, at, "unit", **unit)] * 12, people=12)

    assert {what for what, _ in results} <= {"done", "refused"}
    assert "done" in {what for what, _ in results}
    assert Unit.objects.filter(code="U1").count() == 1
