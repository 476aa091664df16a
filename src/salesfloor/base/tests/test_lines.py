"""Lines of the registers are declared once, and news of them reaches the person who subscribes."""

from __future__ import annotations

import pytest

from salesfloor.base import lines
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase


def test_a_sentence_names_only_what_the_line_holds() -> None:
    with pytest.raises(TypeError, match="minutes"):
        lines.line("no_such_line", "floor", phrase("Minutes: {minutes}"))
    assert "no_such_line" not in lines.LINES


def test_a_commands_line_may_name_its_fields() -> None:
    made = lines.of_command("other_line", RegisterLine("floor", phrase("{who}")), ["who"])
    try:
        assert (made.do, made.register) == ("other_line", "floor")
        with pytest.raises(TypeError, match="two lines"):
            lines.line("other_line", "conduct", phrase("Done."))
    finally:
        del lines.LINES["other_line"]


def test_nobody_subscribes_to_what_nobody_declares() -> None:
    assert lines.names_without_line() == set()
    lines.on("never_declared")(lambda _entry: None)
    try:
        assert lines.names_without_line() == {"never_declared"}
    finally:
        del lines._SUBSCRIBERS["never_declared"]
