"""What people owe: whose list it is on, in which order, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work
from salesfloor.kernel.work.queries import owed_about

if TYPE_CHECKING:
    import pytest_django

    from tests.floor_builder import Floor


def owe(floor: Floor, number: int, **more: Any) -> None:
    given: dict[str, Any] = {
        "kind": "finding_to_fix",
        "subject": f"finding:{number}",
        "site_id": floor.site_id or 0,
        "clause": "2.4.3",
        "sentence": phrase("Finding {finding} is to be fixed.", finding=number),
        "at": floor.now,
        **more,
    }
    work.owe(**given)


def id_of(code: str) -> int:
    return people.staff_by_code(code).pk


def subjects(floor: Floor, by: str, at: datetime | None = None) -> list[str]:
    return [one.subject for one in work.items(floor.actor(by), at or floor.now)]


def test_it_is_on_the_list_of_the_person_who_owes_it(floor: Floor) -> None:
    owe(floor, 1, staff_ids=[id_of("a"), id_of("b")])
    assert [subjects(floor, who) for who in ("a", "b", "c")] == [["finding:1"], ["finding:1"], []]


def test_a_post_of_the_site_shares_a_list(floor: Floor) -> None:
    owe(floor, 1, posts=[Post.MANAGER])
    owe(floor, 2, posts=[Post.MANAGER], site_id=(floor.site_id or 0) + 1)
    assert subjects(floor, "manager") == ["finding:1"]
    assert subjects(floor, "desk") == []


def test_a_team_owes_by_its_lead(floor: Floor) -> None:
    owe(floor, 1, team_id=people.team_named(floor.site_id, "T1").pk)
    assert subjects(floor, "lead") == ["finding:1"]
    assert subjects(floor, "a") == []


def test_what_is_overdue_comes_first_then_by_due_time_then_by_raising(floor: Floor) -> None:
    hour = timedelta(hours=1)
    mine = {"staff_ids": [id_of("a")]}
    owe(floor, 1, **mine)
    owe(floor, 2, **mine, due_at=floor.now + 2 * hour)
    owe(floor, 3, **mine, due_at=floor.now - hour)
    owe(floor, 4, **mine, at=floor.now - hour)
    assert subjects(floor, "a") == ["finding:3", "finding:2", "finding:4", "finding:1"]
    overdue = [one.is_overdue for one in work.items(floor.actor("a"), floor.now)]
    assert overdue == [True, False, False, False]


def test_settled_for_one_the_others_still_owe_it(floor: Floor) -> None:
    owe(floor, 1, staff_ids=[id_of("a"), id_of("b")])
    which: dict[str, Any] = {
        "kind": "finding_to_fix",
        "subject": "finding:1",
        "site_id": floor.site_id or 0,
        "at": floor.now,
    }
    work.settle(**which, staff_ids=[id_of("a")])
    assert (subjects(floor, "a"), subjects(floor, "b")) == ([], ["finding:1"])
    work.settle(**which)
    assert work.count(floor.actor("b"), floor.now) == 0


def test_what_stands_on_several_lists_is_told_once_with_all_of_them(floor: Floor) -> None:
    owe(floor, 1, posts=[Post.DIRECTOR, Post.MANAGER], staff_ids=[id_of("a")])
    owe(floor, 1, posts=[Post.MANAGER], kind="finding_late", due_at=floor.now)
    told = owed_about(floor.actor("manager"), "finding:1", floor.now)
    assert [(one.who.count("、"), one.is_overdue) for one in told] == [(0, True), (2, False)]
    assert floor.actor("a").name in told[1].who


def test_owed_again_it_stands_once_with_its_new_time(floor: Floor) -> None:
    for minutes in (10, 20):
        owe(floor, 1, staff_ids=[id_of("a")], due_at=floor.now + timedelta(minutes=minutes))
    [item] = work.items(floor.actor("a"), floor.now)
    assert item.due_at == floor.now + timedelta(minutes=20)


def test_a_list_is_read_in_one_statement(
    floor: Floor, django_assert_num_queries: pytest_django.DjangoAssertNumQueries
) -> None:
    owe(floor, 1, team_id=people.team_named(floor.site_id, "T1").pk)
    actor = floor.actor("lead")
    with django_assert_num_queries(1):
        assert len(work.items(actor, floor.now)) == 1


def test_the_line_above_a_site_has_no_empty_rungs(floor: Floor) -> None:
    site_id = floor.site_id or 0
    found = people.ladder(site_id, floor.now)
    assert found.levels == 2
    assert [found.told(level) for level in (1, 2, 3)] == [["manager"], ["director"], []]
    assert found.above(Post.MANAGER).told(1) == ["director"]
    assert found.above(Post.LEAD).told(1) == ["manager"]
    nobody = found.above(Post.GENERAL_MANAGER)
    assert (nobody.levels, nobody.told(1)) == (1, [])


def test_an_item_leads_to_what_is_to_be_done(floor: Floor) -> None:
    mine = {"staff_ids": [id_of("a")]}
    owe(floor, 1, **mine)
    owe(floor, 2, **mine, subject="nothing:2", command="read_messages")
    owe(floor, 3, **mine, subject="nothing:3", command="talk", given={"who": "b"})
    page, tap, form = work.items(floor.actor("a"), floor.now)
    assert (page.url, page.command) == ("/findings/1/", "")
    assert (tap.url, tap.command) == ("/give/read_messages/?", "read_messages")
    assert (form.url, form.command) == ("/give/talk/?who=b", "")
