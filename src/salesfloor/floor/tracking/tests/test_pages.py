"""The pages of calls and reviews: whom, the sheet, what the person reads, answers and signs (4.3, 4.4.1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.china_time import day_of
from salesfloor.floor.tracking.models import Call, Review
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
SITUATION = "Two files are still out."


@pytest.fixture
def yesterday() -> Floor:
    return Floor(day=day_of(datetime.now(UTC)) - timedelta(days=1))


@pytest.mark.clause("4.3", "done")
def test_a_call_is_noted_from_the_list_and_answered_by_the_person(yesterday: Floor) -> None:
    lead = visitor(yesterday, "lead")
    assert "还没打过" in lead.get("/talks/calls/").content.decode()
    page = lead.get("/talks/calls/?who=a").content.decode()
    assert 'name="situation"' in page
    given = {"who": "a", "situation": SITUATION, "support": "Two form books"}
    assert piece(lead, "/give/tracking_call/", **given).status_code < 400
    own = visitor(yesterday, "a")
    assert SITUATION in own.get("/talks/calls/").content.decode()
    number = Call.objects.get().number
    assert (
        piece(own, "/give/reply/", about=f"call:{number}", words="Out since Monday").status_code
        < 400
    )
    assert "Out since Monday" in own.get("/talks/calls/").content.decode()
    other = visitor(yesterday, "b")
    assert SITUATION not in other.get("/talks/calls/").content.decode()
    assert piece(other, "/give/reply/", about=f"call:{number}", words="x").status_code == 422


@pytest.mark.clause("4.3", "refused")
def test_who_was_called_often_enough_stands_there_before_dialling(yesterday: Floor) -> None:
    for number in range(3):
        yesterday.give("tracking_call", by="lead", at=f"08:{number:02}", who="a", situation="Well.")
    page = visitor(yesterday, "lead").get("/talks/calls/?who=a").content.decode()
    assert "这周打得够多了" in page
    assert "七天里已打了 3 通" in page


@pytest.mark.clause("4.4.1", "done")
def test_a_review_takes_up_the_last_one_and_is_signed(yesterday: Floor) -> None:
    due = (yesterday.day + timedelta(days=7)).isoformat()
    said = {"results": "Three files", "problems": "No papers", "causes": "Asked late"}
    first = yesterday.give(
        "review", by="lead", at="08:01", who="a", **said, improvements=[{"what": "Ask at once", "due": due}]
    )  # fmt: skip
    lead = visitor(yesterday, "lead")
    page = lead.get("/talks/reviews/?who=a").content.decode()
    assert "Ask at once" in page
    task = first["tasks"][0]
    given = {"who": "a", **said, "improvements.0.what": "Call ahead", "improvements.0.due": due}
    assert piece(lead, "/give/review/", **given).status_code == 422
    assert piece(lead, "/give/review/", **given, **{f"earlier.{task}": "carried"}).status_code < 400
    own = visitor(yesterday, "a")
    assert "Call ahead" in own.get("/talks/reviews/").content.decode()
    second = Review.objects.order_by("-number").first()
    assert second is not None
    assert piece(own, "/give/sign_review/", review=second.number, words="Agreed").status_code < 400
    assert "Agreed" in own.get("/talks/reviews/").content.decode()
    assert "Call ahead" not in visitor(yesterday, "b").get("/talks/reviews/").content.decode()
