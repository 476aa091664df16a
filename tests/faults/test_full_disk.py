"""The disk is full: nothing more can be written, everything can be read (case 40).

The server's processes may let no file grow any more, which needs no rights and acts as a full
disk does: first where a table would grow, then where the log of changes would.
"""

from __future__ import annotations

import os
import resource
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.office import Office, copy_of, wait_until
from tests.faults.product import GOOD, Product, alone, running

SEGMENT = 16 * 1024 * 1024
_BALLAST = """
    INSERT INTO rulebook_evidence (command, actor, post, at, recorded_at, outcome, clauses, missed,
        missed_by, subject, sentence, facts, fingerprint)
    SELECT 'ballast', 'x', 'desk', now(), now(), 'DONE', '{}', '{}', '{}', '', repeat('x', 1000), '{}', ''
    FROM generate_series(1, 17000)
"""


def let_files_grow_to(office: Office, limit: int) -> None:
    """Limit the size of files for the server and all its processes, as they are now.

    Nobody but their own user may do so, not even root everywhere; so we are that user meanwhile.
    """
    owner = (office.folder / "postgres" / "cluster").stat()
    us, group = os.getresuid(), os.getresgid()
    os.setresgid(owner.st_gid, *group[1:])
    os.setresuid(owner.st_uid, *us[1:])
    try:
        for pid in office.processes():
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    finally:
        os.setresuid(*us)
        os.setresgid(*group)


def register(product: Product, office: Office, number: int) -> int:
    """Register somebody; return the status."""
    token = office.sites["S1"]["token"]
    given = {"ref": f"f{number}", "name": "王芳", "phone": f"139{number:08}"}
    status, answer = product.give(token, "visit", given, f"full-{number}")
    assert status == GOOD or answer["detail"], answer
    return status


def reads(product: Product, office: Office) -> int:
    """Ask for the board; return the status."""
    headers = {"Authorization": f"Bearer {office.sites['S1']['token']}"}
    return product.ask("GET", "/api/v1/board", headers)[0]


@pytest.mark.case(40)
@pytest.mark.parametrize(
    "full", ["tables", pytest.param("log of changes", marks=pytest.mark.faults)]
)
def test_writes_are_refused_and_reads_go_on(furnished: Office, room: Path, full: str) -> None:
    office = copy_of(furnished, room)
    with running(room, alone(room)) as product:
        with office.connect() as connection:
            connection.execute(_BALLAST)
            connection.execute("CHECKPOINT")
        before = register(product, office, 0)
        let_files_grow_to(office, SEGMENT if full == "tables" else 8192)
        answers = []
        for number in range(1, 30):
            with suppress(OSError):  # the server may be on its way down
                answers.append(register(product, office, number))
        still_read = reads(product, office) if full == "tables" else GOOD
        wait_until(lambda: works_again(product, office), 60)
        afterwards = [register(product, office, number) for number in range(1, 12)]
        found = office.audit([])

    assert before == GOOD
    assert still_read == GOOD
    assert [status for status in answers if status >= 500], "the disk was never full"
    assert set(afterwards) == {GOOD}
    assert not any(found.values()), found


def works_again(product: Product, office: Office) -> bool:
    """Make room, and tell whether somebody can be registered; nobody restarts anything by hand."""
    with suppress(FileNotFoundError):  # the database's server is down just now
        let_files_grow_to(office, resource.RLIM_INFINITY)
    try:
        return register(product, office, 1) == GOOD
    except (OSError, ValueError):
        return False
