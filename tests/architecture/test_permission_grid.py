"""Every command, everybody, at the own site, at another and at none (case 79).

The samples of the modules say who gets what done; all others are refused. A command without a sample
breaks the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from salesfloor.base.commands import COMMANDS, Actor
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import BESIDE, EVERYBODY, WHO, BusyFloor, rows
from tests.architecture.samples import in_the_area, on_the_floor, row, samples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.floor_builder import Floor

ABOVE_SITES = "general_manager director"
LETTING_IN = f"{ABOVE_SITES} operator"
ACROSS = {
    "change_post": ABOVE_SITES,
    "place": ABOVE_SITES,
    "name_lead": ABOVE_SITES,
    "transfer": ABOVE_SITES,
    "open_account": LETTING_IN,
    "reset_password": LETTING_IN,
    "set_pin": LETTING_IN,
}
"""Who changes something of another site's: those who stand above all of them."""
WITHOUT_A_SITE = {"site", "read_messages"}
"""What is given by people who belong to no site."""


def gets_done(actor: Actor, floor: Floor, name: str, given: Mapping[str, Any]) -> bool:
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


@pytest.mark.django_db
def test_every_command_has_a_sample() -> None:
    assert set(samples(BusyFloor())) == set(COMMANDS)


@pytest.mark.django_db
@pytest.mark.case(79)
def test_at_the_own_site() -> None:
    floor = BusyFloor()
    given = samples(floor)
    found: dict[str, set[str]] = {}
    wanted = {name: row(name, given[name], WHO) for name in on_the_floor()}
    for name, cells in wanted.items():
        found[name] = set()
        for who, code in EVERYBODY.items():
            with Undone():
                if gets_done(floor.actor(code), floor, name, given[name].given):
                    found[name].add(who)
        found[name] -= BESIDE - cells
    assert found == wanted


@pytest.mark.django_db
@pytest.mark.case(79)
def test_at_the_own_service_area() -> None:
    area = BusyArea()
    given = samples(area)
    found: dict[str, set[str]] = {}
    for name in in_the_area():
        found[name] = set()
        for who, code in AREA_WHO.items():
            with Undone():
                if gets_done(area.actor(code), area, name, given[name].given):
                    found[name].add(who)
    assert found == {name: row(name, given[name], AREA_WHO) for name in in_the_area()}


@pytest.mark.django_db
@pytest.mark.case(79)
@pytest.mark.case(80)
def test_from_another_service_area() -> None:
    """Whatever people of another service area try with what is ours, ours stays as it is."""
    ours = BusyArea()
    given, before = samples(ours), rows()
    others = BusyArea("A2", "x_")
    for name in in_the_area():
        for who in row(name, given[name], AREA_WHO):
            with Undone():
                actor = others.actor(AREA_WHO[who])
                is_done = gets_done(actor, others, name, given[name].given)
                assert not is_done or before <= rows(), (name, who)
    assert before <= rows()


@pytest.mark.django_db
@pytest.mark.case(79)
def test_elsewhere_there_is_no_use_for_what_a_service_area_has() -> None:
    floor = BusyFloor()
    given = samples(floor)
    for name in in_the_area():
        for code in WHO.values():
            with Undone():
                assert not gets_done(floor.actor(code), floor, name, given[name].given), (
                    name,
                    code,
                )


@pytest.mark.django_db
@pytest.mark.case(79)
@pytest.mark.case(80)
def test_from_another_site() -> None:
    """Whatever people of another site try with what is ours, ours stays as it is."""
    ours = BusyFloor()
    given, before = samples(ours), rows()
    others = BusyFloor("S2", "x_")
    found: dict[str, set[str]] = {}
    for name in on_the_floor():
        for who in row(name, given[name], WHO):
            with Undone():
                actor = others.actor(EVERYBODY[who])
                if gets_done(actor, others, name, given[name].given) and not before <= rows():
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
        for name in set(on_the_floor()) - WITHOUT_A_SITE:
            mark = transaction.savepoint()
            if gets_done(actor, floor, name, given[name].given):
                above = actor.post in {Post.GENERAL_MANAGER, Post.DIRECTOR, Post.OPERATOR}
                assert above, (name, actor)
                assert name in ACROSS, (name, actor)
                transaction.savepoint_rollback(mark)
        assert rows() == before, actor  # what was refused is not put back here


@pytest.mark.django_db
@pytest.mark.case(81)
def test_unknown_fields_are_refused() -> None:
    """Nothing that a command does not name is ever stored: the whole of it is turned down."""
    floor = BusyFloor()
    given, before = samples(floor), rows()
    extra = {"owner": "c", "site": "S2", "role": "manager", "is_staff": True, "line_no": 1}
    extra |= {"created_at": "2020-01-01", "actor": "manager", "site_id": 2, "recorded_at": "2020"}
    for name in on_the_floor():
        command = COMMANDS[name]
        known = {field.alias or key for key, field in command.fields.model_fields.items()}
        for field, value in extra.items():
            if field in known:
                continue
            with pytest.raises(Refused) as refused:
                command.give(
                    actor=floor.actor("manager"),
                    at=floor.now,
                    given={**given[name].given, field: value},
                )
            assert refused.value.clause == "input", (name, field)
    assert rows() == before
