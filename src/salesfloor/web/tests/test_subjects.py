"""From what a record is about to the page that shows it."""

import pytest

from salesfloor.web.subjects import address_of


@pytest.mark.parametrize(
    ("subject", "address"),
    [
        ("line:visit:12", "/registers/visit/line/12/"),
        ("book:follow_up:3", "/registers/follow_up/3/"),
        ("staff:a12", "/people/of/a12/"),
        ("policy:call.visit_within_days", "/settings/call.visit_within_days/"),
        ("customer:7", "/customers/7/"),
        ("book:7", ""),
        ("line:visit:x", ""),
        ("custody:m1", ""),
        ("staff:", ""),
        ("", ""),
    ],
)
def test_address_of(subject: str, address: str) -> None:
    assert address_of(subject) == address
