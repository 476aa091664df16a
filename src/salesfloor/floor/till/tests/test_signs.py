"""A receipt for a name with a character that no font has is printed, the character as its code point."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.fault("P3")
@pytest.mark.clause("3.4.1.3", "kept")
@pytest.mark.parametrize(
    ("payer", "shown"), [("张伟", "张伟"), ("𠮷田", "𠮷田"), ("𪨧田", "[U+2AA27]田")]
)
def test_a_rare_character_is_printed_or_named(payer: str, shown: str) -> None:
    floor = Floor()
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    given = {"phone": "13800138000", "unit": "U1", "amount": "50000", "due": "50000"}
    floor.give("deposit", by="finance", method="cash", source="savings", payer=payer, **given)
    receipt = till.Receipt.objects.get()
    paper = till.paper(receipt, people.Site.objects.get(), taken_by="F")
    pages = PdfReader(io.BytesIO(paper)).pages
    assert len(pages) == 1, "a note about a character takes no sheet of its own"
    text = "".join(page.extract_text() for page in pages)
    assert shown in text.replace("\n", "")
    assert receipt.payer == payer
