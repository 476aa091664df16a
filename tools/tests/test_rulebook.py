"""The pages of the rulebook say what the data and the code say."""

import rulebook


def test_the_pages_are_as_they_would_be_written_now() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in rulebook.PAGES.glob("*.md")}
    assert written == rulebook.pages(), "run: python tools/rulebook.py"
