"""The network between the product and its database is cut (case 43)."""

from __future__ import annotations

import contextlib
import json
import random
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.office import NAME, Office, copy_of, wait_for_work, wait_until
from tests.faults.product import GOOD, PATIENCE, Desks, Product, running
from tests.faults.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWERS = 15
IMPATIENT = (
    "connect_timeout=10&keepalives_idle=1&keepalives_interval=1&keepalives_count=1"
    "&tcp_user_timeout=2000"
)
"""What an operator may say in the database's address; our own figures take ten times as long."""
VISIT = {"ref": "c1", "name": "王芳", "phone": "13800138000"}


@dataclass
class Cut:
    """An office whose product reaches its database over a wire."""

    office: Office
    wire: Wire
    product: Product

    @property
    def token(self) -> str:
        """What the desk signs in with."""
        token: str = self.office.sites["S1"]["token"]
        return token


@contextlib.contextmanager
def reached_over_a_wire(furnished: Office, room: Path, manner: str) -> Iterator[Cut]:
    """Run a product beside its database, each at its end of a wire."""
    dice = random.Random()  # noqa: S311 - an address of this machine that nobody else takes
    address = f"127.{dice.randint(1, 254)}.{dice.randint(0, 254)}.{dice.randint(1, 254)}"
    office = copy_of(furnished, room, {"listen_addresses": address})
    _let_in(room / "postgres" / "cluster" / "pg_hba.conf")
    with office, Wire((address, 5432)) as wire:
        url = f"postgresql://postgres@127.0.0.1:{wire.port}/{NAME}?{manner}"
        with running(room, {**office.environment, "DATABASE_URL": url}) as product:
            yield Cut(office, wire, product)


def _let_in(rules: Path) -> None:
    text = rules.read_text(encoding="ascii")
    rules.write_text(f"host all all 127.0.0.1/8 trust\n{text}", encoding="ascii")


@pytest.mark.case(43)
@pytest.mark.parametrize(
    ("seconds", "manner", "limit"),
    [
        (3.0, IMPATIENT, PATIENCE),
        pytest.param(1.0, "", PATIENCE, marks=pytest.mark.faults),
        pytest.param(60.0, "", 2 * PATIENCE, marks=pytest.mark.faults),
    ],
)
def test_a_cut_loses_nothing_and_ends_in_a_sentence(
    furnished: Office, room: Path, seconds: float, manner: str, limit: float
) -> None:
    """First in one direction only: a commit gets there, its answer does not come back; then in both."""
    with reached_over_a_wire(furnished, room, manner) as at:
        unheard = an_answer_is_lost(at)
        again = at.product.give(at.token, "visit", VISIT, "once")
        desks = Desks(at.product, at.token, room, patience=limit)
        with desks.at_work(4):
            wait_for_work(desks.logs, ANSWERS)
            with at.wire.cut():
                time.sleep(seconds)
            wait_for_work(desks.logs, ANSWERS)
        with at.office.connect() as connection:
            rows = _told_of_the_first(connection)
        found = at.office.audit(desks.logs)

    assert unheard == 503
    assert [again] == [(GOOD, row) for row in rows]
    assert found.pop("acknowledged") > ANSWERS
    found.pop("retried")
    assert not any(found.values()), found
    assert {status for status, _ in desks.told} <= {503}, desks.told
    sentences = {json.loads(body)["detail"] for _, body in desks.told}
    assert all(sentence.endswith(("。", ".")) for sentence in sentences), sentences


def an_answer_is_lost(at: Cut) -> int:
    """Let a visit be committed whose answer never comes back; return what the desk hears. Others go on."""
    heard: list[int] = []

    def register() -> None:
        heard.append(at.product.give(at.token, "visit", VISIT, "once")[0])

    at.wire.loses_next_answer.set()
    desk = threading.Thread(target=register)
    desk.start()
    assert at.wire.has_lost.wait(PATIENCE)
    with at.office.connect() as connection:
        wait_until(lambda: _told_of_the_first(connection), PATIENCE)
    other = at.office.sites["S2"]["token"]
    assert at.product.give(other, "visit", VISIT, "elsewhere")[0] == GOOD
    desk.join(PATIENCE)
    return heard[0]


def _told_of_the_first(connection: Any) -> list[Any]:
    asked = "SELECT answer FROM rulebook_evidence WHERE command = 'visit' AND key = %s"
    return [answer for (answer,) in connection.execute(asked, ("rest:d1:once",)).fetchall()]
