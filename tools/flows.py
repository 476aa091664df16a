"""Write the tables of transitions down as `docs/flows/README.md`: a diagram and a table for each.

    python tools/flows.py

A test holds the page against the rulebook's data.
"""

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "flows" / "README.md"


def page() -> str:
    """Return the page as it would be written now."""
    from salesfloor.kernel.flows.drawing import page as drawn  # noqa: PLC0415 - after Django's set-up

    return drawn()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
    django.setup()
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
