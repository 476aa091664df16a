"""Teams keep exactly one lead; moves stay within rights; loans and leaving forget nothing (3.1.1, 3.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.floor.customers.models import Claim
from salesfloor.kernel.people import api as people
from salesfloor.kernel.people.models import Account, Staff
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800138000", "13900139000"
PASSWORD = "ruled-paper-77"


@pytest.fixture
def two_sites(floor: Floor) -> tuple[Floor, Floor]:
    """Return two open sites; the second one's people begin with `x_`, its team is T7."""
    cast = {"manager": "manager", "desk": "desk", "admin": "admin"}
    other = Floor("S2", prefix="x_", cast=cast)
    for name, post in (("lead", "lead"), ("b", "salesperson"), ("c", "salesperson")):
        other.give("staff", code=f"x_{name}", name=name, post=post, team="T7", at=other.now)
    return floor, other


def lend(floor: Floor, until: str, at: str, *, by: str = "director") -> None:
    moment = f"{floor.day}T{until}:00+08:00" if ":" in until else until
    floor.give("lend", by=by, who="a", team="T7", until=moment, reason="fair", at=at)


@pytest.mark.fault("R16")
@pytest.mark.clause("3.1.1", "refused")
@pytest.mark.parametrize(
    ("do", "given"),
    [
        ("transfer", {"who": "lead", "team": "T2", "reason": "x"}),
        ("lend", {"who": "lead", "team": "T2", "until": "2026-03-04", "reason": "x"}),
        ("change_post", {"who": "lead", "post": "desk", "reason": "x"}),
        ("change_post", {"who": "a", "post": "lead", "team": "T1", "reason": "x"}),
        ("leave_job", {"who": "lead", "hand_over_to": "a"}),
    ],
)
def test_a_team_keeps_exactly_one_lead(floor: Floor, do: str, given: dict[str, Any]) -> None:
    floor.give("staff", code="lead2", name="Second", post="lead", team="T2", at="08:29")
    assert floor.refusal(do, by="manager", at="08:30", **given).clause == "3.1.1"
    assert Staff.objects.get(code="lead").team == people.team_named(floor.site_id, "T1")


@pytest.mark.fault("R16")
@pytest.mark.clause("3.1.1", "refused")
def test_a_lead_leaves_once_another_is_named(floor: Floor) -> None:
    assert (
        floor.refusal("leave_job", by="manager", who="lead", hand_over_to="a", at="08:30").clause
        == "3.1.1"
    )
    floor.give("name_lead", by="manager", who="b", team="T1", reason="the lead leaves")
    floor.give("leave_job", by="manager", who="lead", hand_over_to="a")
    assert floor.refusal("staff", code="l2", name="L", post="lead", team="T1").clause == "3.1.1"


@pytest.mark.fault("R16")
@pytest.mark.fault("X11")
@pytest.mark.clause("3.1.1", "refused")
def test_guests_keep_a_team_from_losing_its_lead(two_sites: tuple[Floor, Floor]) -> None:
    """A team whose own people are elsewhere, with somebody lent to it."""
    floor, other = two_sites
    lend(floor, "2026-03-03", "08:31")
    for who in ("x_b", "x_c"):
        other.give("change_post", by="manager", who=who, post="desk", reason="x", at="08:32")
    given = {"who": "x_lead", "hand_over_to": "a", "at": "08:33"}
    assert other.refusal("leave_job", by="manager", **given).clause == "3.1.1"


@pytest.mark.fault("X11")
@pytest.mark.clause("3.1.1", "refused")
def test_a_lead_on_loan_counts_against_a_second_one(two_sites: tuple[Floor, Floor]) -> None:
    floor, other = two_sites
    floor.give("staff", code="lead2", name="Second", post="lead", team="T2", at="08:30")
    for who in ("x_b", "x_c"):
        other.give("change_post", by="manager", who=who, post="desk", reason="x", at="08:31")
    other.give("leave_job", by="manager", who="x_lead", hand_over_to="x_b", at="08:32")
    until = {"until": "2026-03-03", "reason": "x"}
    floor.give("lend", by="director", who="lead2", team="T7", at="08:33", **until)
    second = {"code": "x_l", "name": "L", "post": "lead", "team": "T7", "at": "08:34"}
    assert other.refusal("staff", **second).clause == "3.1.1"
    follower = {"code": "x_d", "name": "D", "post": "salesperson", "team": "T7", "at": "08:35"}
    assert other.refusal("staff", **follower).clause == "3.1.1"


@pytest.mark.fault("X13")
@pytest.mark.clause("3.1.2", "refused")
@pytest.mark.parametrize("do", ["transfer", "lend"])
def test_a_manager_moves_nobody_to_another_site(two_sites: tuple[Floor, Floor], do: str) -> None:
    floor, _ = two_sites
    given: dict[str, Any] = {"who": "a", "team": "T7", "reason": "x", "at": "08:31"}
    if do == "lend":
        given["until"] = "2026-03-03"
    assert floor.refusal(do, by="manager", **given).clause == "3.1.2"
    floor.give(do, by="director", **given)


@pytest.mark.fault("R10")
@pytest.mark.clause("1.1.5", "refused")
@pytest.mark.clause("1.1.5", "kept")
def test_a_regional_manager_moves_nobody_to_another_region(db: None) -> None:
    regions = [
        Floor(code, prefix=prefix, trade="distribution", cast={"manager": "manager"})
        for code, prefix in (("R1", ""), ("R2", "x_"))
    ]
    for region in regions:
        for name, post in (("lead", "lead"), ("a", "salesperson"), ("director", "director")):
            team = f"T{region.code}" if post != "director" else None
            code = f"{region.prefix}{name}"
            region.give("staff", code=code, name=name, post=post, team=team, at=region.now)
    given = {"who": "a", "team": "TR2", "reason": "x", "at": "08:31"}
    assert regions[0].refusal("transfer", by="manager", **given).clause == "1.1.5"
    regions[0].give("transfer", by="director", **given)
    assert Staff.objects.get(code="a").site == people.site_by_code("R2")


@pytest.mark.fault("X11")
@pytest.mark.fault("R15")
@pytest.mark.clause("3.4.3.6", "kept")
def test_every_customer_of_a_leaver_is_handed_over(two_sites: tuple[Floor, Floor]) -> None:
    """Those of the other site, too, where the leaver was on loan."""
    floor, other = two_sites
    floor.sign_in("a", "b")
    floor.visit("09:05", phone=PHONE, ref="v1")
    floor.end("v1", at="09:10")
    lend(floor, "2026-03-03", "09:11")
    assert floor.actor("a").site_id == floor.site_id
    other.now = floor.now
    sign_in_at(other, "a", "09:15")
    other.give("visit", by="desk", at="09:16", phone=OTHER, ref="w1")
    other.give("end", by="desk", at="09:20", ref="w1", outcome="not_a_buyer")

    floor.days_on(3)
    left = floor.give("leave_job", by="manager", who="a", hand_over_to="b", at="10:00")

    assert left["claims"] == 2
    heir = people.staff_by_code("b").pk
    owned = set(Claim.objects.values_list("site_id", "phone", "owner_id"))
    assert owned == {(floor.site_id, PHONE, heir), (other.site_id, OTHER, heir)}


def sign_in_at(floor: Floor, code: str, at: str | datetime) -> None:
    """Sign somebody in who is lent to that site."""
    from salesfloor.base.commands import COMMANDS  # noqa: PLC0415

    floor.wait_until(at)
    actor = people.actor_by_code(code, floor.now)
    COMMANDS["sign_in"].give(actor=actor, at=floor.now, given={})


@pytest.mark.fault("X11")
@pytest.mark.clause("3.4.3.6", "refused")
@pytest.mark.parametrize("to", ["desk", "finance", "lead", "manager"])
def test_customers_go_to_somebody_who_receives(floor: Floor, to: str) -> None:
    refused = floor.refusal("leave_job", by="manager", who="a", hand_over_to=to, at="08:30")
    assert refused.clause == "input"
    floor.give(
        "leave_job", by="manager", who="finance", hand_over_to=to if to != "finance" else "a"
    )


@pytest.mark.fault("X11")
@pytest.mark.clause("7.1.12", "refused")
@pytest.mark.parametrize(
    ("do", "given"),
    [
        ("leave_job", {"hand_over_to": "b"}),
        ("change_post", {"post": "desk", "reason": "x"}),
        ("name_lead", {"team": "T1", "reason": "x"}),
        ("lend", {"team": "T7", "until": "2026-03-03", "reason": "x"}),
        ("transfer", {"team": "T7", "reason": "x"}),
    ],
)
def test_the_last_one_on_an_open_floor_is_not_taken_off_it(
    two_sites: tuple[Floor, Floor], do: str, given: dict[str, Any]
) -> None:
    floor, _ = two_sites
    floor.sign_in("a")
    assert floor.refusal(do, by="director", who="a", at="09:30", **given).clause == "7.1.12"
    assert floor.queue() == ["a"]
    floor.give("sign_in", by="b", at="09:40")
    floor.give(do, by="director", who="a", at="09:41", **given)
    assert floor.queue() == ["b"]


@pytest.mark.fault("D23")
def test_who_comes_back_has_the_old_code_again(floor: Floor) -> None:
    floor.give("set_pin", by="a", pin="2750")
    floor.give("open_account", by="manager", who="a", password=PASSWORD)
    floor.give("leave_job", by="manager", who="a", hand_over_to="b", at="08:40")
    taken = {"code": "a", "post": "salesperson", "team": "T1"}
    assert floor.refusal("staff", name="Somebody else", at="08:50", **taken).clause == "input"

    floor.give("staff", name="A", at="09:00", **taken)

    back = Staff.objects.get(code="a")
    assert (back.left_at, back.joined_at, back.pin_hash) == (None, floor.now, "")
    assert not Account.objects.get(staff=back).is_active
    floor.give("open_account", by="manager", who="a", password=f"{PASSWORD}-8")
    account = Account.objects.get(staff=back)
    assert account.is_active
    assert account.check_password(f"{PASSWORD}-8")
    floor.sign_in("a", at="09:10")
    assert floor.refusal("staff", name="A", at="09:20", **taken).clause == "input"


@pytest.mark.fault("D23")
def test_who_comes_back_may_come_to_another_site(two_sites: tuple[Floor, Floor]) -> None:
    floor, other = two_sites
    floor.give("leave_job", by="manager", who="a", hand_over_to="b", at="08:40")
    other.give("staff", code="a", name="A", post="salesperson", team="T7", at="08:50")
    assert people.actor_by_code("a", other.now).site_id == other.site_id


def loan_floor(floor: Floor, other: Floor, until: str = "12:00") -> None:
    """Lend `a` to the other site until noon, where a colleague and `a` sign in."""
    lend(floor, until, "08:40")
    other.days_on(0)
    sign_in_at(other, "a", "08:50")
    other.give("sign_in", by="b", at="08:51")


@pytest.mark.fault("R15")
@pytest.mark.fault("X11")
@pytest.mark.clause("3.1.2", "kept")
@pytest.mark.parametrize("is_late", [False, True])
def test_whose_loan_ends_at_noon_stands_in_no_queue_there(
    two_sites: tuple[Floor, Floor], *, is_late: bool
) -> None:
    floor, other = two_sites
    loan_floor(floor, other)
    assert other.queue() == ["a", "x_b"]
    other.runs_due = not is_late
    before = other.give("visit", by="desk", at="11:59:59", ref="w1")
    other.give("end", by="desk", at="11:59:59.5", ref="w1", outcome="left")
    assert before["assigned_to"] == "a"

    assert other.ask("board", by="desk", at="12:00")["queue"] == ["x_b"]
    assert other.give("visit", by="desk", at="12:00:01")["assigned_to"] == "x_b"
    assert people.actor_by_code("a", other.now).site_id == floor.site_id
    other.runs_due = True
    other.wait_until("13:00")
    ended = [h for h in other.happenings if h.name == "loan_ended"]
    assert [(h.at, h.fields["who"]) for h in ended] == [(other.moment("12:00"), "a")]


@pytest.mark.fault("R15")
@pytest.mark.clause("3.1.2", "kept")
def test_a_reception_goes_on_when_the_loan_ends(two_sites: tuple[Floor, Floor]) -> None:
    floor, other = two_sites
    loan_floor(floor, other)
    assert other.give("visit", by="desk", at="11:55", ref="w1")["assigned_to"] == "a"
    assert other.give("visit", by="desk", at="11:56", ref="w2")["assigned_to"] == "x_b"
    other.give("visit", by="desk", at="11:57", ref="w3")
    other.give("end", by="desk", at="12:05", ref="w1", outcome="left")
    assert other.ask("board", by="desk", at="12:06")["busy"] == ["x_b"]
    other.give("end", by="desk", at="12:07", ref="w2", outcome="left")
    assert other.happenings[-1].fields["assigned_to"] == "x_b"


@pytest.mark.clause("7.1.12", "missed")
@pytest.mark.fault("R15")
def test_a_floor_that_a_loan_leaves_empty_is_uncovered_at_that_instant(
    two_sites: tuple[Floor, Floor],
) -> None:
    floor, other = two_sites
    lend(floor, "12:00", "08:40")
    sign_in_at(other, "a", "08:50")
    other.wait_until("12:30")
    empty = [h for h in other.happenings if h.name == "floor_uncovered"]
    assert other.moment("12:00") in [h.at for h in empty]


@pytest.mark.fault("R15")
def test_a_loan_until_a_day_includes_that_day(two_sites: tuple[Floor, Floor]) -> None:
    floor, other = two_sites
    lend(floor, "2026-03-03", "08:40")
    for site in (floor, other):
        site.days_on()
    sign_in_at(other, "a", "08:50")
    other.wait_until("23:59:59")
    assert other.queue() == ["a"]
    other.days_on()
    other.wait_until("00:00")
    assert people.actor_by_code("a", other.now).site_id == floor.site_id
    ended = [h for h in other.happenings if h.name == "loan_ended"]
    assert [h.at for h in ended] == [other.moment("00:00")]
