"""The pages of documents: where each is, who has not read it, what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


def test_a_document_is_found_and_handled_on_its_page(floor: Floor) -> None:
    letter = {"sender": "Fire brigade", "title": "Inspection"}
    floor.give("receive_document", by="desk", **letter)
    manager = visitor(floor, "manager")

    assert 'href="/documents/incoming/1/"' in manager.get("/documents/").content.decode()
    assert 'href="/documents/incoming/1/"' in manager.get("/documents/?q=fire").content.decode()
    assert "/documents/incoming/1/" not in manager.get("/documents/?q=water").content.decode()
    assert "/give/instruct/" in manager.get("/documents/incoming/1/").content.decode()
    assert manager.get("/documents/outgoing/1/").status_code == 404

    day = floor.day.isoformat()
    told: dict[str, Any] = {
        "document": 1,
        "words": "See to it.",
        "handler": "a",
        "due": day,
        "circulate": ["b"],
    }
    floor.give("instruct", by="manager", **told)
    assert (
        "/give/answer_document/"
        in visitor(floor, "a").get("/documents/incoming/1/").content.decode()
    )
    reader = visitor(floor, "b").get("/documents/incoming/1/").content.decode()
    assert "/give/read_document/" in reader
    assert "/give/answer_document/" not in reader
