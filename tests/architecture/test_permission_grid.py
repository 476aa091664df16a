"""Every command, everybody, at the own site, at another and at none (case 79).

The grid says who gets something done with the samples of `everybody`; all others are refused. A
command without a row breaks the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from salesfloor.base.commands import COMMANDS, Actor
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from tests.architecture.busy_area import AREA_WHO, BusyArea, module_samples
from tests.architecture.everybody import WHO, BusyFloor, rows, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.floor_builder import Floor

ALL = " ".join(WHO)
MANAGING = "general_manager director manager"
AT_RECEPTION = f"{MANAGING} desk receiver"
SETTING_UP = "general_manager director admin operator"
GRID = {
    "assist": "lead colleague",
    "at_the_door": ALL,
    "call": ALL,
    "change_post": MANAGING,
    "change_site": f"{SETTING_UP} manager",
    "complete": AT_RECEPTION,
    "end": AT_RECEPTION,
    "follow_up": "receiver",
    "hand_in_volume": MANAGING,
    "hand_over_custody": MANAGING,
    "issue_book": "admin",
    "leave_job": MANAGING,
    "leave_phone": f"{MANAGING} desk",
    "lend": MANAGING,
    "medium_cost": MANAGING,
    "name_lead": MANAGING,
    "nobody_at_the_door": ALL,
    "note_neglect": f"{MANAGING} lead",
    "note_party": AT_RECEPTION,
    "open_account": f"{SETTING_UP} manager",
    "override": MANAGING,
    "policy": f"{MANAGING} operator",
    "private_call": f"{MANAGING} lead",
    "put_on_duty": f"{MANAGING} lead",
    "read_follow_ups": MANAGING,
    "read_messages": ALL,
    "read_register": MANAGING,
    "refer": "receiver colleague",
    "relate": ALL,
    "reset_password": f"{SETTING_UP} manager",
    "return_book": "admin",
    "reveal_phone": f"{MANAGING} lead receiver desk",
    "set_pin": f"{SETTING_UP} manager",
    "sign_in": "absentee",
    "sign_out": "colleague",
    "site": SETTING_UP,
    "staff": SETTING_UP,
    "step_away": "colleague",
    "step_back": "excused",
    "strike": f"{MANAGING} lead desk",
    "transfer": MANAGING,
    "undo": f"{MANAGING} desk",
    "unit": f"{SETTING_UP} manager",
    "visit": ALL,
}
ATTENDANTS = "going coming leaving late"
AREA_GRID = {
    "acknowledge_log": MANAGING,
    "arrive": "late",
    "end_shift": "leaving",
    "hand_over_shift": "going coming",
    "log": f"manager lead {ATTENDANTS}",
    "roster": "manager lead",
    "shift_kind": "manager admin",
    "take_over_shift": "manager lead coming",
}
"""The commands that only sites of the trade `service_area` have."""
ABOVE_SITES = "general_manager director"
LETTING_IN = f"{ABOVE_SITES} operator"
ACROSS = {
    "change_post": ABOVE_SITES,
    "name_lead": ABOVE_SITES,
    "transfer": ABOVE_SITES,
    "open_account": LETTING_IN,
    "reset_password": LETTING_IN,
    "set_pin": LETTING_IN,
}
"""Who changes something of another site's: those who stand above all of them."""
WITHOUT_A_SITE = {"site", "read_messages"}
"""What is given by people who belong to no site."""
EVERYBODY = {**WHO, "absentee": "d", "excused": "e"}


def gets_done(actor: Actor, floor: Floor, name: str, given: dict[str, Any]) -> bool:
    try:
        COMMANDS[name].give(actor=actor, at=floor.now, given=given)
    except Refused:
        return False
    return True


class Undone:
    """What happens inside did not happen afterwards."""

    def __enter__(self) -> None:
        self.mark = transaction.savepoint()

    def __exit__(self, *_: object) -> None:
        transaction.savepoint_rollback(self.mark)


def test_every_command_has_a_row() -> None:
    assert set(GRID) | set(AREA_GRID) == set(COMMANDS)
    assert not set(GRID) & set(AREA_GRID)


@pytest.mark.django_db
@pytest.mark.case(79)
def test_at_the_own_site() -> None:
    floor = BusyFloor()
    given = samples(floor)
    found: dict[str, set[str]] = {}
    for name, cells in GRID.items():
        found[name] = set()
        for who, code in EVERYBODY.items():
            with Undone():
                if gets_done(floor.actor(code), floor, name, given[name]):
                    found[name].add(who)
        found[name] -= {"absentee", "excused"} - set(cells.split())
    assert found == {name: set(cells.split()) for name, cells in GRID.items()}


@pytest.mark.django_db
@pytest.mark.case(79)
def test_at_the_own_service_area() -> None:
    area = BusyArea()
    given = module_samples(area)
    found: dict[str, set[str]] = {}
    for name in AREA_GRID:
        found[name] = set()
        for who, code in AREA_WHO.items():
            with Undone():
                if gets_done(area.actor(code), area, name, given[name]):
                    found[name].add(who)
    assert found == {name: set(cells.split()) for name, cells in AREA_GRID.items()}


@pytest.mark.django_db
@pytest.mark.case(79)
@pytest.mark.case(80)
def test_from_another_service_area() -> None:
    """Whatever people of another service area try with what is ours, ours stays as it is."""
    ours = BusyArea()
    given, before = module_samples(ours), rows()
    others = BusyArea("A2", "x_")
    for name, cells in AREA_GRID.items():
        for who in cells.split():
            with Undone():
                gets_done(others.actor(AREA_WHO[who]), others, name, given[name])
                assert before <= rows(), (name, who)


@pytest.mark.django_db
@pytest.mark.case(79)
def test_elsewhere_there_is_no_use_for_what_a_service_area_has() -> None:
    floor = BusyFloor()
    given = module_samples(floor)
    for name in AREA_GRID:
        for code in WHO.values():
            with Undone():
                assert not gets_done(floor.actor(code), floor, name, given[name]), (name, code)


@pytest.mark.django_db
@pytest.mark.case(79)
@pytest.mark.case(80)
def test_from_another_site() -> None:
    """Whatever people of another site try with what is ours, ours stays as it is."""
    ours = BusyFloor()
    given, before = samples(ours), rows()
    others = BusyFloor("S2", "x_")
    found: dict[str, set[str]] = {}
    for name, cells in GRID.items():
        for who in cells.split():
            with Undone():
                actor = others.actor(EVERYBODY[who])
                if gets_done(actor, others, name, given[name]) and not before <= rows():
                    found.setdefault(name, set()).add(who)
    assert found == {name: set(cells.split()) for name, cells in ACROSS.items()}


def at_no_site(floor: BusyFloor) -> Iterator[Actor]:
    for code in EVERYBODY.values():
        actor = floor.actor(code)
        yield Actor(actor.code, actor.post, None, actor.staff_id, actor.name)


@pytest.mark.django_db
@pytest.mark.case(79)
def test_without_a_site() -> None:
    floor = BusyFloor()
    given, before = samples(floor), rows()
    for actor in at_no_site(floor):
        for name in set(GRID) - WITHOUT_A_SITE:
            with Undone():
                done = gets_done(actor, floor, name, given[name])
                above = actor.post in {Post.GENERAL_MANAGER, Post.DIRECTOR, Post.OPERATOR}
                assert not done or (above and name in ACROSS), (name, actor)
                assert done or rows() == before, (name, actor)


@pytest.mark.django_db
@pytest.mark.case(81)
def test_unknown_fields_are_refused() -> None:
    """Nothing that a command does not name is ever stored: the whole of it is turned down."""
    floor = BusyFloor()
    given, before = samples(floor), rows()
    extra = {"owner": "c", "site": "S2", "role": "manager", "is_staff": True, "line_no": 1}
    extra |= {"created_at": "2020-01-01", "actor": "manager", "site_id": 2, "recorded_at": "2020"}
    for name in GRID:
        command = COMMANDS[name]
        known = {field.alias or key for key, field in command.fields.model_fields.items()}
        for field, value in extra.items():
            if field in known:
                continue
            with pytest.raises(Refused) as refused:
                command.give(
                    actor=floor.actor("manager"), at=floor.now, given={**given[name], field: value}
                )
            assert refused.value.clause == "input", (name, field)
    assert rows() == before
