"""No picture of anybody settles whose customer somebody is: there is no field for one (case 124)."""

from __future__ import annotations

from typing import Final

import pytest
from pydantic import ValidationError

from salesfloor.base.commands import COMMANDS
from salesfloor.base.labels import reference_of_field

DECIDING: Final = (
    *("visit", "call", "leave_phone", "refer", "relate", "override", "note_party"),
    *("dispute", "agree_share", "decide", "hand_over_customers", "look", "follow_up"),
)
"""What founds, keeps, moves or settles a claim, or is read where one is settled."""
OWNERS: Final = ("customers", "reception", "disputes", "kinship", "hindsight", "intake")


def of_ownership() -> list[str]:
    return sorted(
        name
        for name, one in COMMANDS.items()
        if one.function.__module__.startswith(tuple(f"salesfloor.floor.{who}." for who in OWNERS))
    )


@pytest.mark.case(124)
def test_those_commands_are_there() -> None:
    assert set(DECIDING) <= set(COMMANDS)
    assert len(of_ownership()) > len(OWNERS)


@pytest.mark.case(124)
@pytest.mark.parametrize("name", sorted({*DECIDING, *of_ownership()}))
def test_no_file_goes_with_what_settles_whose_customer_it_is(name: str) -> None:
    fields = COMMANDS[name].fields
    assert not [
        key for key, info in fields.model_fields.items() if reference_of_field(info) == "file"
    ]
    for key in ("photo", "photos", "face", "attachments"):
        with pytest.raises(ValidationError) as refused:
            fields.model_validate({key: ["a" * 64]})
        kinds = {error["type"] for error in refused.value.errors() if error["loc"] == (key,)}
        assert kinds == {"extra_forbidden"}
