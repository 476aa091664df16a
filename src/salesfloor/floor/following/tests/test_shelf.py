"""The shelf of follow-up books and the picture of one."""

from __future__ import annotations

import pytest

from salesfloor.floor.following.queries.shelf import CellState, picture_of
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
LIN = "13800138000"


@pytest.fixture
def written(floor: Floor) -> Floor:
    """Return a floor on which a wrote two lines about one customer and struck the first."""
    floor.issue_books("a")
    floor.sign_in("a")
    floor.visit("09:05", phone=LIN, name="张建国", ref="one")
    floor.end("one", outcome="left")
    for note in ("first", "second"):
        floor.give("follow_up", by="a", phone=LIN, method="call", note=note, reached=True)
    floor.give("strike", by="a", register="follow_up", book=1, register_no=1, reason="wrong day")
    return floor


@pytest.mark.clause("3.4.3.4")
def test_every_number_of_a_book_has_its_state(written: Floor) -> None:
    picture = picture_of(written.site_id or 0, 1)
    assert picture is not None
    begins = [(cell.state, cell.page) for cell in picture.cells[:3]]
    assert begins == [(CellState.STRUCK, 1), (CellState.WRITTEN, 1), (CellState.OTHER, None)]
    assert {cell.state for cell in picture.cells[3:]} == {CellState.FREE}
    assert [(page.number, page.lines, page.struck) for page in picture.pages] == [(1, 2, 1)]
    assert sum(count for _, count in picture.counts) == picture.book.size


@pytest.mark.clause("3.4.3.1")
def test_a_number_that_is_typed_or_scanned_leads_to_its_book(written: Floor) -> None:
    browser = visitor(written, "admin")
    assert browser.get("/books/?number=1")["Location"] == "/books/1/"
    for typed in ("7", "x", "999999999999999"):
        shown = browser.get(f"/books/?number={typed}")
        assert shown.status_code == 200
        assert 'role="alert"' in shown.content.decode()


@pytest.mark.clause("3.4.3.5")
@pytest.mark.parametrize(
    ("who", "shelf", "book"),
    [("admin", 200, 200), ("manager", 200, 200), ("a", 403, 200), ("b", 403, 404)],
)
def test_books_are_seen_by_who_keeps_them_without_what_was_said(
    written: Floor, who: str, shelf: int, book: int
) -> None:
    browser = visitor(written, who)
    assert browser.get("/books/").status_code == shelf
    page = browser.get("/books/1/")
    assert page.status_code == book
    shown = page.content.decode()
    assert not [told for told in ("second", "张建国", LIN, "138****8000") if told in shown]


@pytest.mark.clause("3.4.3.6")
def test_a_book_that_is_back_stands_apart(written: Floor) -> None:
    written.give("return_book", by="admin", book=1)
    shown = visitor(written, "manager").get("/books/").content.decode()
    assert "return_book" not in shown
    assert "/books/1/" in shown
