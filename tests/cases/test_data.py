"""Names, notes and phones as people type them, through the commands (cases 65 to 69, 77, 78, 81)."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.customers.models import Customer, FollowUp
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.registers.models import Line, Value
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


@pytest.mark.case(65)
@pytest.mark.parametrize(
    "name",
    ["王", "𠮷田", "阿依努尔·买买提江", "\U00020000\U0002a6d6\U0002ceb0\U00030000", "欧阳" * 25, "Zoë O'Neill"],
)  # fmt: skip
def test_names_are_kept_as_they_are(floor: Floor, name: str) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE, name=name)

    assert Reception.objects.get(ref="v1").name == name
    assert Customer.objects.get(phone=PHONE).name == name
    written = Value.objects.filter(field="name").values_list("value", flat=True)
    assert list(written) == [name]
    assert floor.ask("verify", at="09:06")["ok"]


@pytest.mark.case(66)
@pytest.mark.parametrize(
    ("given", "kept"),
    [("  张三 ", "张三"), ("张\u200b三", "张三"), ("Zoe\u0308", "Zoë"), ("李四😀", "李四😀")],
)
def test_a_name_has_one_form(floor: Floor, given: str, kept: str) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", name=given)
    assert Reception.objects.get(ref="v1").name == kept


@pytest.mark.case(66)
@pytest.mark.parametrize("given", ["a\x00b", "a\x1b[2Jb", "\ud83d", "a\u202egnp.exe", "a\u2067b"])
@pytest.mark.parametrize("field", ["name", "area", "medium", "ref"])
def test_what_cannot_be_seen_is_refused(floor: Floor, field: str, given: str) -> None:
    floor.sign_in("a")
    assert floor.refusal("visit", by="desk", at="09:05", **{field: given}).clause == "input"
    assert floor.queue() == ["a"]
    assert not Reception.objects.exists()


@pytest.mark.case(66)
@pytest.mark.parametrize("given", ["a\x00b", "a\u202egnp.exe", "a\u2067b"])
def test_a_phone_that_is_none_stops_no_registration(floor: Floor, given: str) -> None:
    """Anyone who stands there is registered, whatever was pasted as the phone; it founds no claim."""
    floor.sign_in("a")
    visit = floor.visit("09:05", ref="v1", phone=given)
    assert (visit["assigned_to"], visit["phone_valid"], visit["owner"]) == ("a", False, None)


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.case(67)
@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("１３８００００００００", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("(0571) 8700 5504", "057187005504"),
        ("+852 9123 4567", "+85291234567"),
        ("138000000000", ""),
    ],
)
def test_phones_match_in_one_form_and_are_kept_as_given(
    floor: Floor, given: str, normal: str
) -> None:
    floor.sign_in("a", "b")
    first = floor.visit("09:05", ref="v1", phone=given)
    again = floor.visit("09:06", phone=normal or given)

    assert first["phone_valid"] is bool(normal)
    assert first["owner"] == ("a" if normal else None)
    assert again["basis"] == ("courtesy" if normal else "turn")
    kept = Reception.objects.get(ref="v1")
    assert (kept.phone, kept.phone_given) == (normal, given)


@pytest.mark.case(69)
@pytest.mark.parametrize(
    ("do", "by", "given"),
    [
        ("override", "manager", {"ref": "v1", "to": "b", "reason": " \u3000"}),
        ("strike", "desk", {"register": "visit", "register_no": 1, "reason": ""}),
        ("follow_up", "a", {"phone": PHONE, "method": "call", "note": "\n\t "}),
        ("visit", "desk", {"name": "长" * 51}),
        ("visit", "desk", {"area": "长" * 201}),
        ("follow_up", "a", {"phone": PHONE, "method": "call", "note": "长" * 1_000_000}),
        ("visit", "desk", {"party": [{"name": "One"}] * 21}),
    ],
)
def test_blank_or_endless_text_is_refused(
    floor: Floor, do: str, by: str, given: dict[str, Any]
) -> None:
    floor.issue_books("a")
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    lines = Line.objects.count()

    assert floor.refusal(do, by=by, **given).clause == "input"
    assert (Line.objects.count(), FollowUp.objects.count()) == (lines, 0)


@pytest.mark.clause("3.2.3.3", "refused")
@pytest.mark.case(77)
def test_corrections_do_not_chase_each_other(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05")
    floor.give("strike", by="desk", register="visit", register_no=1, reason="wrong")
    for number in (1, 2):
        refusal = floor.refusal(
            "strike", by="manager", register="visit", register_no=number, reason="again"
        )
        assert refusal.clause == "3.2.3.3"
    kinds = Line.objects.filter(book__kind="visit").order_by("line_no")
    assert list(kinds.values_list("kind", flat=True)) == ["entry", "correction"]


@pytest.mark.case(78)
def test_one_meaning_has_one_form_on_the_line(db: None) -> None:
    """Fields in another order, a name composed otherwise, a moment of another zone: one body."""
    bodies = []
    for code, given in (
        ("S1", {"name": "Zoë", "area": "West", "buyer": True}),
        ("S2", {"buyer": True, "area": " West", "name": "Zoe\u0308 "}),
    ):
        floor = Floor(code, prefix=code)
        floor.sign_in("a")
        at = floor.moment("09:05")
        if code == "S2":
            at = at.astimezone(None)
        floor.visit(at, ref="v1", **given)
        line = Line.objects.get(book__kind="visit", book__site_id=floor.site_id or 0)
        values = Value.objects.filter(book_id=line.book_id).order_by("field")
        told = list(values.values_list("field", "value"))
        bodies.append((line.at, line.body.replace(code, ""), told))
    moved = [body.partition('"moves"')[0] for _, body, _ in bodies]
    assert moved[0] == moved[1]
    assert (bodies[0][0], bodies[0][2]) == (bodies[1][0], bodies[1][2])


@pytest.mark.case(115)
def test_what_is_told_to_others_shows_no_whole_phone(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.visit("09:06", ref="v2", phone=PHONE)
    owner = floor.ask("owner_of", by="manager", phone=PHONE)
    told = floor.give("read_messages", by="a")

    assert told["read"] == Message.objects.count() == 1
    assert PHONE not in str(list(Message.objects.values()))
    assert all(PHONE not in sentence for sentence in owner["because"])
    assert PHONE not in str(floor.ask("board", by="b"))
