"""What is refused of a form is marked at the field, and the focus goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.mark.fault("P15")
def test_the_field_that_was_refused_is_named_to_the_page(floor: Floor) -> None:
    refused = piece(visitor(floor, "manager"), "/give/transfer/", key="one", who="", team="T1")

    assert refused.status_code == 422
    assert 'data-field="who"' in refused.content.decode()


@pytest.mark.fault("P15")
def test_sent_without_a_script_the_page_names_it_too(floor: Floor) -> None:
    refused = visitor(floor, "manager").post("/give/transfer/", {"key": "one", "team": "T1"})

    assert refused.status_code == 422
    assert 'data-field="who"' in refused.content.decode()
