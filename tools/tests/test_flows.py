"""The page of flows says what the rulebook's data say."""

import flows


def test_the_page_is_as_it_would_be_written_now() -> None:
    written = flows.PAGE.read_text(encoding="utf-8")
    assert written == flows.page(), "run: python tools/flows.py"
