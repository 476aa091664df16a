"""People commands at the same moment, over connections of their own: the loser is told in words (X15)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.people.models import Account, Move, Site, Staff, Team
from salesfloor.kernel.registers.models import Book
from tests.concurrency.crowd import Result, at_once, give
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault("X15")]
CROWD = 6
CAST = {"manager": "manager", "lead": "lead", "a": "salesperson", "b": "salesperson",
        "desk": "desk", "admin": "admin", "director": "director"}  # fmt: skip
PASSWORD = "ruled-paper-77"


@pytest.fixture
def floor() -> Floor:
    return Floor(cast=CAST)


def race(floor: Floor, do: str, *, by: str | None, each: Callable[[int], dict[str, Any]]) -> Any:
    """Give the same command several times at once; return the answers, and why the others lost."""
    actor = floor.actor(by)
    acts = [partial(give, actor, floor.now, do, **each(number)) for number in range(CROWD)]
    results: list[Result] = at_once(acts, people=CROWD)
    assert {what for what, _ in results} <= {"done", "refused"}
    done = [answer for what, answer in results if what == "done"]
    return done, [clause for what, clause in results if what == "refused"]


def same(**given: Any) -> Callable[[int], dict[str, Any]]:
    return lambda _: given


def test_one_person_is_taken_on_with_a_code(floor: Floor) -> None:
    given = same(code="new", name="New", post="salesperson", team="T1")
    done, lost = race(floor, "staff", by=None, each=given)
    assert (len(done), lost) == (1, ["input"] * (CROWD - 1))
    assert Staff.objects.filter(code="new").count() == 1


@pytest.mark.fault("R16")
def test_one_lead_founds_a_team(floor: Floor) -> None:
    each = lambda number: {"code": f"l{number}", "name": "L", "post": "lead", "team": "T9"}  # noqa: E731
    done, lost = race(floor, "staff", by=None, each=each)
    assert (len(done), lost) == (1, ["3.1.1"] * (CROWD - 1))
    assert Team.objects.filter(name="T9").count() == 1


def test_one_site_is_opened_with_a_code(floor: Floor) -> None:
    given = same(code="S9", name="N", trade="showroom", opens="09:00", closes="18:00")
    done, lost = race(floor, "site", by=None, each=given)
    assert (len(done), lost) == (1, ["input"] * (CROWD - 1))
    assert Site.objects.filter(code="S9").count() == 1


def test_a_person_is_lent_once(floor: Floor) -> None:
    floor.give("staff", code="lead2", name="L", post="lead", team="T2", at="08:10")
    given = same(who="a", team="T2", until="2026-03-04", reason="x")
    done, lost = race(floor, "lend", by="manager", each=given)
    assert (len(done), lost) == (1, ["3.1.1"] * (CROWD - 1))
    assert Move.objects.filter(kind="LOAN").count() == 1


def test_a_team_is_given_one_lead(floor: Floor) -> None:
    whos = ("a", "b")
    each = lambda number: {"who": whos[number % 2], "team": "T1", "reason": "x"}  # noqa: E731
    done, lost = race(floor, "name_lead", by="manager", each=each)
    assert done
    assert set(lost) <= {"input", "3.1.1"}
    assert Staff.objects.filter(team__name="T1", post="lead").count() == 1


def test_an_account_is_opened_once(floor: Floor) -> None:
    done, lost = race(floor, "open_account", by="manager", each=same(who="a", password=PASSWORD))
    assert (len(done), lost) == (1, ["input"] * (CROWD - 1))
    assert Account.objects.filter(staff__code="a").count() == 1


@pytest.mark.clause("3.4.3.1", "refused")
def test_an_account_that_was_closed_is_opened_again_once(floor: Floor) -> None:
    floor.give("open_account", by="manager", who="a", password=PASSWORD)
    Account.objects.update(is_active=False)
    each = [f"{PASSWORD}-{number}" for number in range(CROWD)]
    acts = [partial(give, floor.actor("manager"), floor.now, "open_account", who="a", password=one)
            for one in each]  # fmt: skip
    told = [what for what, _ in at_once(acts, people=CROWD)]
    assert sorted(told) == ["done"] + ["refused"] * (CROWD - 1)
    assert Account.objects.get().check_password(each[told.index("done")])


def test_a_book_is_issued_once_to_a_person(floor: Floor) -> None:
    done, lost = race(floor, "issue_book", by="admin", each=same(to="a"))
    assert (len(done), lost) == (1, ["3.4.3.1"] * (CROWD - 1))
    assert Book.objects.filter(kind="follow_up").count() == 1


def test_a_book_is_returned_once(floor: Floor) -> None:
    floor.issue_books("a")
    done, lost = race(floor, "return_book", by="admin", each=same(book=1))
    assert (len(done), lost) == (1, ["input"] * (CROWD - 1))


def test_books_issued_at_once_to_several_have_numbers_of_their_own(floor: Floor) -> None:
    for number in range(CROWD):
        floor.give("staff", code=f"s{number}", name="S", post="salesperson", team="T1")
    each = lambda number: {"to": f"s{number}"}  # noqa: E731
    done, lost = race(floor, "issue_book", by="admin", each=each)
    assert lost == []
    assert sorted(answer["book"] for answer in done) == list(range(1, CROWD + 1))


@pytest.mark.fault("R16")
@pytest.mark.clause("3.1.1", "refused")
def test_a_lead_leaves_while_somebody_joins_the_team(floor: Floor) -> None:
    """No matter who comes first: the team never has people and no lead."""
    floor.give("staff", code="lead2", name="L", post="lead", team="T2", at="08:10")
    manager, admin = floor.actor("manager"), floor.actor("admin")
    new = {"code": "new", "name": "New", "post": "salesperson", "team": "T2"}
    acts = [
        partial(give, manager, floor.now, "leave_job", who="lead2", hand_over_to="a"),
        partial(give, admin, floor.now, "staff", **new),
    ]
    results = at_once(acts, people=2)
    assert sorted(what for what, _ in results) == ["done", "refused"]
    assert [why for what, why in results if what == "refused"] == ["3.1.1"]
