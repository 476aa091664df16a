"""The kit's stylesheet is cut to what pages name, and no name of ours is one of the kit's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assets

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
RESTYLED = re.compile(r"^(btn|form|table|small$|visually-hidden$|is-invalid$)")
"""Parts of the kit that our stylesheets restyle on purpose."""
STATES = {"is-"}
"""Beginnings of composed names that the kit uses in the same meaning: the state of a field."""


def classes(css: str) -> set[str]:
    bare = re.sub(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", "", css, flags=re.DOTALL)
    return {name for head in re.findall(r"[^{}]*\{", bare) for name in CLASS.findall(head)}


def own(pattern: str) -> list[Path]:
    return [
        path
        for path in assets.SOURCES.rglob(pattern)
        if not {"vendor", "tests"} & set(path.relative_to(assets.SOURCES).parts)
    ]


def delivered() -> set[str]:
    return classes((assets.VENDOR / "tabler" / "tabler.css").read_text(encoding="utf-8"))


def whole_kit() -> set[str]:
    assets.install_packages(assets.node()[1])
    kit = assets.MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
    return classes(kit.read_text(encoding="utf-8"))


def test_what_pages_use_of_the_kit_is_there() -> None:
    assert {"btn", "btn-primary", "form-control", "form-select", "visually-hidden"} <= delivered()
    css = (assets.VENDOR / "tabler" / "tabler.css").read_text(encoding="utf-8")
    assert ":root{--tblr" in css.replace(":host,", "")
    assert len(css) < 200_000


def test_every_icon_that_pages_name_is_there() -> None:
    there = classes((assets.VENDOR / "tabler" / "icons.css").read_text(encoding="utf-8"))
    named = {
        name
        for path in [*own("*.html"), *own("*.py"), *own("*.js")]
        for name in re.findall(r"\bti-[a-z0-9-]*[a-z0-9]", path.read_text(encoding="utf-8"))
    }
    assert named <= there


@pytest.mark.fault("P1")
def test_no_class_of_ours_is_one_of_the_kits() -> None:
    ours = {name for path in own("*.css") for name in classes(path.read_text(encoding="utf-8"))}
    assert not {name for name in ours & delivered() if not RESTYLED.match(name)}


@pytest.mark.fault("P1")
def test_no_composed_name_begins_like_one_of_the_kits() -> None:
    composed = {
        beginning
        for path in own("*.html")
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
        for beginning in re.findall(r"([A-Za-z][\w-]*-)\{\{", value)
        if not RESTYLED.match(beginning) and beginning not in STATES
    }
    kit = whole_kit()
    assert composed
    assert not {name for name in kit if name.startswith(tuple(composed))}
