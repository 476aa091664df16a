"""The checklists that come with the product: data files in `checklists/`, read once.

A site gets its own copy at the first use (`copies.py`); from then on its manager changes that.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pydantic

from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).resolve().parent / "checklists"
_DOERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})


class FailsTo(StrEnum):
    """What a failed item raises."""

    FINDING = "finding"
    WORK_ORDER = "work_order"
    TASK = "task"
    NONE = "none"


class _Data(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Item(_Data):
    """One line of a checklist.

    `fault_zh` and `fault_en` say what is wrong when it fails. With `auto` the product answers it from its
    records; with `only_with` it applies only where that policy of the site is true; a `number` is
    answered with a whole number and carries no points. `asset` names the asset that it is about.
    """

    code: str
    zh: str
    en: str
    fault_zh: str = ""
    fault_en: str = ""
    weight: int = pydantic.Field(default=1, ge=0, le=100)
    grade: str = ""
    photo_on_fail: bool = False
    na: bool = False
    only_with: str = ""
    auto: str = ""
    fails_to: FailsTo = FailsTo.FINDING
    number: bool = False
    asset: str = ""

    @property
    def fault(self) -> str:
        """Return what is wrong when the item fails, in the words of the house."""
        return self.fault_zh or self.zh


class Checklist(_Data):
    """A checklist: what it is about, by which clause, who does it, what its failed items raise.

    `source` names where its items come from instead of standing here (`items_from`). `about_oneself`: a
    person does it about themselves only. `action_clause`: a failed item needs a note of what was done at
    once, and that clause refuses without. `task_to` names whose task a failed item becomes (`shortages.py`), due
    that day, or so many working days later. `also`: clauses that ask for the same at other moments.
    """

    list: str
    zh: str
    en: str
    subject: str
    clause: str
    also: tuple[str, ...] = ()
    kind: str = ""
    may: frozenset[Post] = _DOERS
    trades: frozenset[Trade] | None = None
    source: str = ""
    about_oneself: bool = False
    action_clause: str = ""
    task_to: str = ""
    task_days: int = pydantic.Field(default=0, ge=0, le=30)
    item: tuple[Item, ...] = ()

    @property
    def code(self) -> str:
        """Return the code of the list."""
        return self.list


@cache
def checklists() -> Mapping[str, Checklist]:
    """Return the product's checklists by code.

    :raises ValueError: a file is mistaken; the message names file and field.
    """
    found = [_read(path) for path in sorted(_FOLDER.glob("*.toml"))]
    return {one.code: one for one in found}


def _read(path: Path) -> Checklist:
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        read = Checklist.model_validate(given)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        message = f"checklist {path.name}, {field}: {first['msg']}"
        raise ValueError(message) from None
    codes = [item.code for item in read.item]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice or read.code != path.stem:
        message = f"checklist {path.name}: {', '.join(twice) or 'the file bears another name'}"
        raise ValueError(message)
    return read
