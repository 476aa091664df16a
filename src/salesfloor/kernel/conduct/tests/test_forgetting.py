"""What is noted of people is forgotten: words, photo and register values go after their time (7.2.5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesfloor.kernel.conduct.models import Appeal, Record
from salesfloor.kernel.registers.api import Value, verify
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2.5")]
WORDS = "Talked of football beside a customer"
ANSWER = "It was about the customer's own team"


def noted(floor: Floor) -> str:
    """Note something of a person, with an answer and an appeal that is ruled on."""
    number = floor.give("observe", by="lead", who="a", item="chat", note=WORDS)["conduct"]
    about = f"conduct:{number}"
    floor.give("reply", by="a", about=about, words=ANSWER)
    floor.give("appeal", by="a", about=about, grounds=ANSWER)
    floor.give("rule_on_appeal", by="manager", about=about, stands=True, reason=WORDS)
    return about


def keep_for(floor: Floor, days: int) -> None:
    """Let the house keep words for so many days, from tomorrow on; it is tomorrow then."""
    start = {"from": (floor.day + timedelta(days=1)).isoformat()}
    floor.give("policy", by="manager", name="conduct.keep_days", value=days, **start)
    floor.days_on()
    floor.wait_until("08:00")


def on_day(floor: Floor, days: int) -> None:
    """Let a site's clock stand that many days on; only what is about records happens meanwhile."""
    floor.wait_until(floor.now + timedelta(days=days))


def words_kept() -> str:
    rows = [*Record.objects.values(), *Appeal.objects.values(), *Value.objects.values()]
    return repr(rows)


def test_words_go_after_their_time_and_what_counts_stays(floor: Floor) -> None:
    keep_for(floor, 3)
    noted(floor)
    on_day(floor, 3)
    assert WORDS in words_kept()
    assert ANSWER in words_kept()
    on_day(floor, 1)
    assert WORDS not in words_kept()
    assert ANSWER not in words_kept()
    [record] = Record.objects.all()
    assert (record.item, record.points, record.state) == ("chat", 1, "upheld")
    assert record.forgotten_at is not None
    assert verify(floor.site_id).findings == ()


def test_what_is_not_settled_is_kept(floor: Floor) -> None:
    keep_for(floor, 1)
    number = floor.give("observe", by="lead", who="a", item="chat", note=WORDS)["conduct"]
    floor.give("appeal", by="a", about=f"conduct:{number}", grounds=ANSWER)
    on_day(floor, 5)
    assert ANSWER in words_kept(), "the appeal waits for a ruling"
    on_day(floor, 5)
    assert ANSWER not in words_kept(), "granted by silence, then forgotten"


def test_a_longer_time_holds_for_what_is_kept_already(floor: Floor) -> None:
    keep_for(floor, 1)
    floor.give("observe", by="lead", who="a", item="chat", note=WORDS)
    keep_for(floor, 30)
    on_day(floor, 20)
    assert WORDS in words_kept()


def test_a_shorter_time_holds_for_what_is_kept_already(floor: Floor) -> None:
    floor.give("observe", by="lead", who="a", item="chat", note=WORDS)
    keep_for(floor, 2)
    on_day(floor, 3)
    assert WORDS not in words_kept()
