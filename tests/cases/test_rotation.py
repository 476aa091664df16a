"""Tricks with the turn, and what comes of them (cases 100 to 105)."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.registers.models import Line, Value
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


@pytest.mark.clause("3.2.1.1", "refused")
@pytest.mark.case(100)
def test_one_place_a_person(floor: Floor) -> None:
    """Twice, for a friend, before opening, after leaving: the accepted signing-in gives the place."""
    floor.sign_in("b", "a", at="08:10")
    assert floor.refusal("sign_in", by="b").clause == "3.2.1.1"
    assert floor.refusal("sign_in", by="lead").clause == "access"
    assert floor.refusal("sign_in", by="b", who="c").clause == "input"
    assert floor.queue() == ["b", "a"]
    floor.give("leave_job", by="manager", who="d", hand_over_to="a")
    assert floor.refusal("sign_in", by="d").clause == "input"
    assert floor.queue() == ["b", "a"]


@pytest.mark.clause("3.2.1.2", "refused")
@pytest.mark.clause("7.2.10", "refused")
@pytest.mark.case(101)
def test_nobody_hands_a_customer_on(floor: Floor) -> None:
    """Refusing, stalling, passing on: each try is turned down, and on record with who tried."""
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    tries: list[tuple[str, str, str, dict[str, Any]]] = [
        ("override", "a", "3.2.1.2", {"ref": "v1", "to": "b", "reason": "not my type"}),
        ("override", "lead", "3.2.1.2", {"ref": "v1", "to": "b", "reason": "b knows them"}),
        ("undo", "a", "access", {"ref": "v1"}),
        ("step_away", "a", "3.2.3.6", {"excused_by": "lead"}),
        ("sign_out", "a", "3.2.3.6", {}),
        ("end", "b", "access", {"ref": "v1", "outcome": "left"}),
    ]
    for do, by, clause, given in tries:
        assert floor.refusal(do, by=by, at="09:06", **given).clause == clause

    refused = Evidence.objects.filter(outcome=Evidence.Outcome.REFUSED).order_by("pk")
    told = [(one.command, one.actor, one.clauses[0]) for one in refused]
    assert told == [(do, by, clause) for do, by, clause, _ in tries]
    assert all(one.sentence for one in refused)
    assert (floor.queue(), Reception.objects.get(ref="v1").receiver_id) == (
        ["b", "a"],
        floor.actor("a").staff_id,
    )


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.case(101)
def test_ending_at_once_still_costs_the_turn(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    floor.give("end", by="a", ref="v1", outcome="left", at="09:05")
    assert floor.visit("09:06")["assigned_to"] == "b"
    assert floor.queue() == ["a", "b"]


@pytest.mark.clause("3.2.4.1", "kept")
@pytest.mark.clause("3.2.4.3", "kept")
@pytest.mark.clause("3.2.4.4", "refused")
@pytest.mark.case(102)
def test_a_courtesy(floor: Floor) -> None:
    """No turn used, the mark on the line, no right to follow up, the follower told at once."""
    floor.issue_books("b")
    floor.sign_in("a", "b")
    floor.visit("09:05", phone=PHONE)
    before = floor.queue()
    assert floor.visit("09:06", ref="v2", phone=PHONE)["basis"] == "courtesy"

    assert floor.queue() == before
    assert [body["remark"] for body in bodies("visit")] == ["", "义务"]
    assert floor.give("read_messages", by="a")["read"] == 1
    assert floor.give("read_messages", by="b")["read"] == 0
    tried = floor.refusal("follow_up", by="b", phone=PHONE, method="call", note="rang them")
    assert tried.clause == "3.2.4.4"
    assert "义务" not in json.dumps(bodies("call"), ensure_ascii=False)


@pytest.mark.case(103)
@pytest.mark.parametrize("returns", [True, False])
def test_an_old_customer_found_out_later(db: None, *, returns: bool) -> None:
    """Only where the site has the rule, as a line, and once."""
    policy = {"turn.returned_for": ["known_later"]} if returns else {}
    floor = Floor(policy=policy)
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.visit("09:06", ref="v2")
    assert floor.queue() == ["a", "b"]
    floor.end("v1", at="09:07")
    floor.visit("09:08", ref="v3")
    assert floor.queue() == ["b", "a"]

    assert floor.give("leave_phone", by="desk", ref="v3", phone="13900139000", at="09:09")
    assert floor.queue() == ["b", "a"]
    owner = floor.give("leave_phone", by="b", ref="v2", phone=PHONE, at="09:10")["owner"]

    assert owner == "a"
    assert floor.queue() == ["b", "a"]
    moved = [body["moves"] for body in bodies("floor") if body["do"] == "leave_phone"]
    assert [bool(moves) for moves in moved] == [False, returns]


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.case(104)
def test_the_managers_word_is_a_line_with_its_reason(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    assert floor.refusal("override", by="manager", ref="v1", to="b", reason="").clause == "input"
    floor.give("override", by="manager", ref="v1", to="b", reason="asked for b by name")

    line = Line.objects.get(kind="override")
    reason = Value.objects.get(book_id=line.book_id, line_no=line.line_no)
    assert (line.actor, reason.field, reason.value) == ("manager", "reason", "asked for b by name")
    assert (line.book.kind, json.loads(line.body)["assigned_to"]) == ("visit", "b")


def bodies(*kinds: str) -> list[dict[str, Any]]:
    found = Line.objects.filter(book__kind__in=kinds).order_by("recorded_at", "book_id", "line_no")
    return [json.loads(line.body) for line in found]


def queue_from(moves: Iterable[list[Any]], channel: str) -> list[int]:
    """Work the queue out from what the lines say of places, and from nothing else."""
    places: dict[int, int] = {}
    for staff, moved, before, after, _ in moves:
        if moved == channel:
            assert places.get(staff) == before
            places.pop(staff, None)
            if after is not None:
                places[staff] = after
    return sorted(places, key=lambda staff: places[staff])


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.case(105)
def test_the_registers_alone_tell_every_queue(floor: Floor) -> None:
    """Signing in, turns, absences, an override, an undo, a day's end: rebuilt from the lines."""
    floor.give("policy", by="manager", name="turn.returned_for", value=["left"],
               from_=floor.day.isoformat())  # fmt: skip
    floor.sign_in("a", "b", "c", "d")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.call("09:06", ref="c1")
    floor.give("step_away", by="c", at="09:07")
    floor.visit("09:08", ref="v2")
    floor.visit("09:09", ref="v3")
    floor.give("step_back", by="c", at="09:09:30")
    floor.end("c1", at="09:09:40")
    floor.give("override", by="manager", ref="v2", to="b", reason="r", at="09:10")
    floor.give("undo", by="desk", ref="v3", at="09:10:30")
    floor.end("v1", outcome="left")
    floor.end("v2")
    floor.give("sign_out", by="b")
    floor.give("sign_in", by="b")
    floor.visit(ref="v4")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM register.line l JOIN register.book b ON b.id = l.book_id"
            " WHERE b.kind IN ('sign_in', 'visit', 'call', 'floor') AND body LIKE '%%\"moves\"%%'"
            " ORDER BY l.recorded_at, l.at"
        )
        written = [json.loads(body) for (body,) in cursor.fetchall()]
    moves = [move for body in written for move in body["moves"]]
    code = {floor.actor(who).staff_id: who for who in ("a", "b", "c", "d")}
    for channel in ("visit", "call"):
        assert [code[staff] for staff in queue_from(moves, channel)] == floor.queue(channel)
    assert all(one != two for one, two in pairwise(written))
