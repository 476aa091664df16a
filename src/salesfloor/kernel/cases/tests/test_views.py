"""The pages of cases: only for those who see the case, with the step that is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


def test_each_finds_the_step_that_is_theirs(floor: Floor) -> None:
    given = {"kind": "conduct", "text": "Left the floor.", "person": "a"}
    number = floor.give("open_case", by="lead", **given)["case"]
    address = f"/cases/{number}/"

    concerned = visitor(floor, "a").get(address).content.decode()
    assert "Left the floor." in concerned
    assert "/give/answer_case/" in concerned
    assert "/give/decide_case/" not in concerned
    assert "/give/decide_case/" in visitor(floor, "manager").get(address).content.decode()
    assert visitor(floor, "b").get(address).status_code == 404
    assert address not in visitor(floor, "b").get("/cases/").content.decode()
    assert address in visitor(floor, "manager").get("/cases/").content.decode()
