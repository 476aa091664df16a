"""Registers are locked in one order by all commands, so that no two wait for each other (case 12).

The order is not written down anywhere: it is what the commands do. A command that takes two registers the other
way round than others closes a circle, and is named here.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from salesfloor.base.commands import COMMANDS
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import EVERYBODY, WHO, BusyFloor
from tests.architecture.samples import in_the_area, on_the_floor, row, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.floor_builder import Floor

APPENDING = ("register.append(", "register.next_line(")


@dataclass(frozen=True)
class Looking:
    """Writes down which register each statement locks."""

    kinds: list[str]

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if any(one in sql for one in APPENDING):
            self.kinds.append(str(params[1]))
        return execute(sql, params, many, context)


def registers_of(
    floor: Floor, names: Sequence[str], cast: Mapping[str, str | None]
) -> dict[str, list[str]]:
    """Return for each command the registers that it locks, in the order in which it does."""
    found: dict[str, list[str]] = {}
    given = samples(floor)
    for name in names:
        kinds: list[str] = []

        code = {**cast, **EVERYBODY}[max(row(name, given[name], cast))]
        mark = transaction.savepoint()
        with connection.execute_wrapper(Looking(kinds)):
            COMMANDS[name].give(actor=floor.actor(code), at=floor.now, given=given[name].given)
        transaction.savepoint_rollback(mark)
        found[name] = list(dict.fromkeys(kinds))
    return found


@pytest.mark.django_db
@pytest.mark.case(12)
def test_no_two_commands_lock_registers_in_opposite_order() -> None:
    locked = registers_of(BusyFloor(), on_the_floor(), WHO)
    locked |= registers_of(BusyArea("A1", "x_"), in_the_area(), AREA_WHO)
    before: dict[str, set[str]] = {}
    for kinds in locked.values():
        for place, kind in enumerate(kinds):
            before.setdefault(kind, set()).update(kinds[:place])
    assert sum(len(one) for one in before.values()) > len(APPENDING), "nothing was looked at"
    try:
        list(TopologicalSorter(before).static_order())
    except CycleError as circle:
        pytest.fail(f"locked in opposite orders: {circle.args[1]}: {locked}")
