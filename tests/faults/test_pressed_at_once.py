"""Many desks register at the same moment (case 1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.office import Office, copy_of


@pytest.mark.case(1)
@pytest.mark.parametrize(
    ("desks", "rounds"), [(3, 20), pytest.param(8, 250, marks=pytest.mark.faults)]
)
def test_every_visit_has_its_own_number_and_turn(
    furnished: Office, room: Path, desks: int, rounds: int
) -> None:
    with copy_of(furnished, room) as office:
        with office.desks(desks, rounds=rounds) as logs:
            pass
        found = office.audit(logs)
        with office.connect() as connection:
            numbers = connection.execute(
                "SELECT channel, array_agg(register_no ORDER BY register_no)"
                " FROM reception_reception GROUP BY channel"
            ).fetchall()

    assert found.pop("acknowledged") == 2 * desks * rounds
    found.pop("retried")
    assert not any(found.values()), found
    assert sum(len(given) for _, given in numbers) == desks * rounds
    for channel, given in numbers:
        assert given == list(range(1, len(given) + 1)), channel
