"""Cells that no spreadsheet takes for formulas."""

import pytest

from salesfloor.kernel.registers.printing import harmless


@pytest.mark.case(64)
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u3000=1",
        "\x00=1",
    ],
)
def test_formulas_become_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "张三", "138****8000", "2026-03-02 09:05", "a=b", "1-2"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
