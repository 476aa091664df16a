"""No class of ours is by chance one of the kit's: what the kit says of it would come on top (P1)."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.architecture.source import PACKAGE, files

KIT: Final = PACKAGE / "web" / "static" / "vendor" / "tabler" / "tabler.css"
REFINED: Final = frozenset(
    {
        "btn",
        "btn-danger",
        "btn-primary",
        "form-check",
        "form-check-input",
        "form-control",
        "form-hint",
        "form-label",
        "form-select",
        "is-invalid",
        "small",
        "table",
        "visually-hidden",
    }
)
"""Classes that mean with us what they mean in the kit, and are drawn a little otherwise."""
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTORS: Final = re.compile(r"([^{}]+)\{")
_CLASS: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def classes(css: str) -> set[str]:
    """Return the classes that stand in the selectors of a style sheet."""
    selectors = _SELECTORS.findall(_COMMENT.sub("", css))
    return {name for selector in selectors for name in _CLASS.findall(selector)}


@pytest.mark.fault("P1")
def test_no_class_of_ours_is_one_of_the_kits_by_chance() -> None:
    kit = classes(KIT.read_text(encoding="utf-8"))
    assert {"row", "card", "col"} <= kit, "what the kit brings is read"

    ours = {sheet.name: classes(sheet.read_text("utf-8")) for sheet in files(PACKAGE, "*.css")}

    assert {(name, one) for name, found in ours.items() for one in found & kit - REFINED} == set()
    assert set().union(*ours.values()) >= REFINED, "nothing stands here that we do not refine"


def test_a_class_is_read_wherever_it_stands_in_a_selector() -> None:
    css = "/* .no */ @media (width < 9px) { .row:not(.card) > a.b { margin: .5rem } }"
    assert classes(css) == {"row", "card", "b"}
