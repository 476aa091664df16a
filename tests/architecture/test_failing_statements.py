"""Whichever statement of a command fails, nothing of the command is left (case 44)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from salesfloor.base.commands import COMMANDS
from salesfloor.base.trades import trade_of
from salesfloor.kernel.rulebook.models import Evidence
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import EVERYBODY, WHO, BusyFloor, rows
from tests.architecture.samples import in_the_area, on_the_floor, row, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.floor_builder import Floor

BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK")
FEWEST = 60
"""So many statements at least are made to fail; with fewer the test would not be this test."""


class Sabotage:
    """Makes the n-th statement fail as a statement fails, its transaction spoilt."""

    def __init__(self, fails_at: int = 0) -> None:
        self.fails_at = fails_at
        self.seen = 0
        self.has_begun = False
        """Whether the command's own transaction has begun: what is due before it is not its own."""

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.has_begun |= sql.startswith("SAVEPOINT")
        if sql.startswith(BOOKKEEPING) or not self.has_begun:
            return execute(sql, params, many, context)
        self.seen += 1
        if self.seen == self.fails_at:
            return execute("SELECT 1 / 0", None, many, context)
        return execute(sql, params, many, context)


@contextmanager
def tried(sabotage: Sabotage) -> Iterator[None]:
    mark = transaction.savepoint()
    with connection.execute_wrapper(sabotage):
        yield
    transaction.savepoint_rollback(mark)


@pytest.mark.django_db
@pytest.mark.case(44)
@pytest.mark.parametrize("trade", ["real estate", "service area"])
def test_every_statement_of_every_command(trade: str) -> None:
    site: Floor = BusyFloor() if trade == "real estate" else BusyArea()
    names = on_the_floor() if trade == "real estate" else in_the_area()
    cast, everybody = (WHO, EVERYBODY) if trade == "real estate" else (AREA_WHO, AREA_WHO)
    given, before = samples(site), rows()
    trade_of(site.site_id or 0)  # remembered from here on: its statement is not a command's
    written = Evidence.objects.count()
    failed = 0
    for name in names:
        who = max(row(name, given[name], cast))
        actor = site.actor(everybody[who])

        def give(name: str = name, actor: Any = actor) -> None:
            COMMANDS[name].give(actor=actor, at=site.now, given=given[name].given)

        with tried(Sabotage()):
            give()  # what a process remembers from then on (policies of a day) is not asked for again
        counting = Sabotage()
        with tried(counting):
            give()
        assert counting.seen > 1, name
        for number in range(1, counting.seen + 1):
            with (
                connection.execute_wrapper(Sabotage(number)),
                pytest.raises(DatabaseError, match="division by zero"),
            ):
                give()
            assert Evidence.objects.count() == written, (name, number)
            failed += 1
        # Nothing is put back in between: whatever one of the failures had left would stand there now.
        assert rows() == before, name
    assert failed > FEWEST
