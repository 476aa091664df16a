"""`[[clause.licence]]`: whose papers a clause looks after.

    [[clause.licence]]
    subject = "site"

The module that owns a kind of subject brings its block; papers of other subjects are not taken.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from salesfloor.base.subjects import KINDS
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping


class LicenceBlock(rulebook.Block):
    """A kind of subject whose papers fall under the clause."""

    subject: str


@cache
def clauses_of_subjects() -> Mapping[str, str]:
    """Return the clause of each kind of subject that has papers, in the order of the rulebook."""
    return {block.subject: number for number, block in rulebook.blocks("licence", LicenceBlock)}


def mistake_in(number: str, block: LicenceBlock) -> str | None:
    """Return what is wrong with a block, or None."""
    if block.subject not in KINDS:
        return f"there is no kind of subject '{block.subject}'"
    if clauses_of_subjects()[block.subject] != number:
        return (
            f"papers of a {block.subject} stand below clause {clauses_of_subjects()[block.subject]}"
        )
    return None


rulebook.mechanism("licence", LicenceBlock, check=mistake_in)
