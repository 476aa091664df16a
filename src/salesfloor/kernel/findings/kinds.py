"""Kinds of findings, as data of the clauses that they belong to: `[clause.finding]`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from salesfloor.base.posts import Post
from salesfloor.base.subjects import KINDS as SUBJECTS
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.rulebook.api import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

MECHANISM: Final = "finding"


class GradeBlock(Block):
    """What a grade means: the policy that gives its hours, who re-checks, whether it is extended."""

    hours: str
    recheck_by: tuple[Post, ...] = ()
    """Posts that re-check it; all that give `recheck` where none is named."""
    extends: bool = True


class FindingBlock(Block):
    """A kind of finding: its name, what it is about, its grades.

    `by_hand` False keeps the kind out of `find`: a command of its own raises it.
    """

    kind: str
    zh: str
    en: str
    subjects: tuple[str, ...]
    grades: dict[str, GradeBlock]
    by_hand: bool = True


def _mistake(clause: str, block: FindingBlock) -> str | None:
    """Say what a block names that does not exist."""
    del clause
    for subject in block.subjects:
        if subject not in SUBJECTS:
            return f"there is no kind of subject '{subject}'"
    for code, grade in block.grades.items():
        if grade.hours not in rulebook.parameters():
            return f"grade {code}: there is no policy '{grade.hours}'"
    return None


rulebook.mechanism(MECHANISM, FindingBlock, check=_mistake)


class FindingKind:
    """A kind of finding with the clause it belongs to."""

    def __init__(self, clause: str, block: FindingBlock) -> None:
        self.clause = clause
        self.block = block

    @property
    def code(self) -> str:
        """Return the code of the kind."""
        return self.block.kind

    def grade(self, code: str) -> GradeBlock | None:
        """Return what a grade of this kind means, or None where it has no such grade."""
        return self.block.grades.get(code)


@cache
def kinds() -> Mapping[str, FindingKind]:
    """Return all kinds of findings by code, in the order of the rulebook."""
    found = rulebook.blocks(MECHANISM, FindingBlock)
    return {block.kind: FindingKind(clause, block) for clause, block in found}


def by_hand() -> list[FindingKind]:
    """Return the kinds that `find` takes."""
    return [kind for kind in kinds().values() if kind.block.by_hand]
