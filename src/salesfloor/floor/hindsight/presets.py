"""Sets of policies as data files: those that come with the product, and a house's own.

A file of a preset has `label_zh`, `label_en` and either `defaults_of`, sections of the rulebook whose policies
go back to their defaults, or `[policies]` with values. A house's own stand in the folder `presets` of its data.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS: Final = Path(__file__).resolve().parent / "presets"
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of policies with its name in both languages."""

    code: str
    label_zh: str
    label_en: str
    policies: dict[str, Any]


def all_presets() -> dict[str, Preset]:
    """Return every preset that can be read, by its code; a house's own replaces ours of the same code."""
    found = {}
    for path in _files():
        preset = _read(path)
        if preset is not None:
            found[preset.code] = preset
    return found


def values_of(code: str) -> dict[str, Any]:
    """Return the policies of a preset, each judged as one that is set by hand.

    :raises Refused: `input` where there is none, or where it holds a value that cannot be.
    """
    preset = all_presets().get(code)
    if preset is None:
        raise bad_input(phrase("There is no set of policies called {name}.", name=code))
    for name, value in preset.policies.items():
        rulebook.check_value(name, value)
    return preset.policies


def _files() -> Iterator[Path]:
    yield from sorted(_OURS.glob("*.toml"))
    own = Path(settings.DATA_FOLDER) / "presets"
    if own.is_dir():
        yield from sorted(own.glob("*.toml"))


def _read(path: Path) -> Preset | None:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return None
    if not _CODE.fullmatch(path.stem):
        return None
    sections = tuple(f"{section}." for section in told.get("defaults_of", ()))
    policies = {
        name: parameter.default
        for name, parameter in rulebook.parameters().items()
        if sections and parameter.clause.startswith(sections)
    }
    policies |= told.get("policies", {})
    return Preset(
        path.stem,
        str(told.get("label_zh", path.stem)),
        str(told.get("label_en", path.stem)),
        policies,
    )
