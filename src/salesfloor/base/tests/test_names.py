"""Names as people see them who need not know them (case 115)."""

from __future__ import annotations

import pytest

from salesfloor.base.names import masked_name


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张*"),
        ("𠮷田", "𠮷*"),
        ("  李 ", "李*"),
        ("阿依努尔·买买提", "阿*"),
        ("", ""),
        (" ", ""),
    ],
)
def test_masked(name: str, shown: str) -> None:
    assert masked_name(name) == shown
