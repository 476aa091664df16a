"""Documents: late workers, file numbers at once, destroying, people who leave."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.documents.models import Document
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work
from tests.concurrency.crowd import at_once, give

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
LETTER: dict[str, Any] = {"sender": "The district", "title": "Fire drill"}


def in_hand(floor: Floor, *, days: int = 2, **more: Any) -> int:
    number: int = floor.give("receive_document", by="desk", **LETTER)["document"]
    due = (floor.day + timedelta(days=days)).isoformat()
    given: dict[str, Any] = {"document": number, "words": "See to it.", "handler": "a", "due": due}
    floor.give("instruct", by="manager", **given, **more)
    return number


def kinds(floor: Floor, who: str) -> list[str]:
    return [item.kind for item in work.items(floor.actor(who), floor.now)]


def test_a_document_is_on_the_list_of_whose_turn_it_is(floor: Floor) -> None:
    floor.give("receive_document", by="desk", **LETTER)
    assert kinds(floor, "manager") == ["document_to_instruct"]

    number = in_hand(floor, circulate=["b"])
    assert kinds(floor, "a") == ["document_to_answer"]
    assert kinds(floor, "b") == ["document_to_read"]

    [item] = work.items(floor.actor("b"), floor.now)
    floor.give(item.command, by="b", **item.given)
    assert kinds(floor, "b") == []
    floor.give("answer_document", by="a", document=number, result="Held.")
    assert kinds(floor, "a") == []
    assert kinds(floor, "admin") == ["document_to_file"]

    given: dict[str, Any] = {
        "register": "incoming",
        "document": number,
        "class": "fire",
        "keep_years": 1,
    }
    floor.give("file_document", by="admin", **given)
    assert kinds(floor, "admin") == []


def test_the_handler_is_reminded_the_day_before(floor: Floor) -> None:
    in_hand(floor, days=2)
    staff_id = people.staff_by_code("a").pk
    before = len(messages.inbox(staff_id))
    floor.days_on()
    floor.wait_until("00:00")
    assert len(messages.inbox(staff_id)) == before + 1
    assert [one for one in floor.happenings if one.name.startswith("document")] == []


@pytest.mark.case(34)
def test_a_late_worker_writes_the_same(floor: Floor) -> None:
    """An answer after the end of the day comes too late, whether or not the worker was there."""
    number = in_hand(floor, days=0)
    floor.runs_due = False
    floor.days_on()
    answer = floor.give("answer_document", by="a", at="00:00", document=number, result="Held.")
    assert answer["in_time"] is False
    [overdue] = [one for one in floor.happenings if one.name.startswith("document")]
    assert (overdue.name, overdue.at) == ("document_overdue", floor.moment("00:00"))

    floor.runs_due = True
    floor.days_on(4)
    floor.wait_until("09:00")
    assert [one.name for one in floor.happenings if one.name.startswith("document")] == [
        "document_overdue"
    ]


def test_who_has_left_keeps_no_document_back(floor: Floor) -> None:
    number = in_hand(floor, circulate=["b"])
    given: dict[str, Any] = {"document": number, "words": "Yours now.", "handler": "c"}
    due = (floor.day + timedelta(days=5)).isoformat()
    assert floor.refusal("instruct", by="manager", due=due, **given).clause == "2.3.4"

    people.Staff.objects.filter(code__in=["a", "b"]).update(left_at=floor.now)
    assert floor.give("instruct", by="manager", due=due, **given)["status"] == "in_hand"
    answer = floor.give("answer_document", by="c", document=number, result="Held.")
    assert answer["status"] == "to_file"


def test_destroying_leaves_the_lines(floor: Floor) -> None:
    given: dict[str, Any] = {"receiver": "District", "title": "Report", "signed_by": "manager"}
    floor.give("send_document", by="admin", photos=["ab" * 32], **given)
    filed: dict[str, Any] = {"register": "outgoing", "document": 1, "class": "out"}
    answer = floor.give("file_document", by="admin", keep_years=1, **filed)
    floor.day = floor.day.replace(year=floor.day.year + 2)
    floor.give("destroy_document", by="manager", at="09:00", witness="lead", reason="Old.", file_no=answer["file_no"])  # fmt: skip
    assert files.of(floor.site_id or 0, "outgoing:1") == []
    assert floor.ask("documents", by="admin")["documents"][0]["status"] == "destroyed"
    assert floor.ask("verify", by="manager")["ok"]


@pytest.mark.parametrize(
    ("do", "by", "fields"),
    [
        ("instruct", "manager", {"document": 1, "words": "x", "handler": "nobody"}),
        ("instruct", "manager", {"document": 1, "words": "x", "circulate": ["nobody"]}),
        ("instruct", "manager", {"document": 1, "words": "x", "handler": "a", "due": "2026-03-01"}),
        ("read_document", "a", {"document": 9}),
        ("send_document", "a", {"receiver": "x", "title": "x", "signed_by": "manager", "answers": 9}),
        ("receive_document", "a", {"sender": " ", "title": "x"}),
        ("file_document", "a", {"register": "incoming", "document": 1, "class": "x" * 21, "keep_years": 1}),
        ("file_document", "a", {"register": "incoming", "document": 1, "class": "x", "keep_years": -1}),
    ],
)  # fmt: skip
def test_what_is_not_there(floor: Floor, do: str, by: str, fields: dict[str, Any]) -> None:
    floor.give("receive_document", by="desk", **LETTER)
    assert floor.refusal(do, by=by, **fields).clause == "input"


@pytest.mark.django_db(transaction=True)
def test_file_numbers_have_no_gaps_and_no_twins(floor: Floor) -> None:
    given: dict[str, Any] = {"receiver": "District", "title": "Report", "signed_by": "manager"}
    for _ in range(6):
        floor.give("send_document", by="admin", **given)
    filed: dict[str, Any] = {"register": "outgoing", "class": "out", "keep_years": 1}
    acts = [
        partial(give, floor.actor("admin"), floor.now, "file_document", document=number, **filed)
        for number in (1, 2, 3, 4, 5, 6, 6, 1)
    ]
    results = at_once(acts)
    assert sorted(outcome for outcome, _ in results) == ["done"] * 6 + ["refused"] * 2
    numbers = sorted(Document.objects.values_list("file_no", flat=True))
    assert numbers == [f"{floor.day.year}-out-{one:03}" for one in range(1, 7)]
