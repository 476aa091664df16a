"""Kinds of cases: `[[clause.case]]` blocks, and what the module that owns a kind adds in code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, bilingual
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.kernel.flows import api as flows
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from salesfloor.base.acts import StaffActor
    from salesfloor.kernel.cases.models import Case


class CaseBlock(rulebook.Block):
    """A kind of case below its clause; with `trades` it is the clause's at sites of those trades only."""

    code: str
    zh: str
    en: str
    flow: str
    trades: tuple[Trade, ...] = ()
    opened_by: tuple[Post, ...] = ()
    """Posts that open it by hand; none: it opens by itself."""
    decided_by: tuple[Post, ...]
    needs_person: bool = False
    needs_item: bool = False
    items: tuple[str, ...] = ()
    """What it may be about, where the kind has a list."""
    heard_first: bool = True
    """Whether the person concerned must have answered, or have had the time to."""
    takes_cause: bool = True
    takes_amount: bool = True
    takes_adjust: bool = False
    measures: tuple[str, ...] = ()
    """The measures that can be taken; without a list any words will do."""
    most_points: int = 0
    opener_decides: bool = True
    """False: the person who opened it decides only where nobody else may."""
    decide_within: str = ""
    """The policy after which an undecided case is dropped."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case at a site of one trade."""

    code: str
    clause: str
    word: Phrase
    block: CaseBlock

    @property
    def flow(self) -> flows.Flow:
        """Return the table of transitions that it follows."""
        return flows.flow(self.block.flow)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the owner of a kind knows of its cases: money that is open, evidence, what `adjust` does."""

    open_fen: Callable[[Case, datetime], int | None] = lambda case, at: None  # noqa: ARG005
    evidence: Callable[[Case, datetime], Sequence[Phrase]] = lambda case, at: ()  # noqa: ARG005
    adjust: Callable[[Case, StaffActor, datetime], None] = lambda case, actor, at: None  # noqa: ARG005


_HOOKS: Final[dict[str, Hooks]] = {}
_NOTHING: Final = Hooks()


def declare(kind: str, hooks: Hooks) -> None:
    """Name what the owner of a kind knows of its cases."""
    _HOOKS[kind] = hooks


def hooks_of(kind: str) -> Hooks:
    """Return what the owner of a kind knows of its cases."""
    return _HOOKS.get(kind, _NOTHING)


@cache
def _by_trade() -> Mapping[tuple[str, Trade | None], Kind]:
    found: dict[tuple[str, Trade | None], Kind] = {}
    for number, block in rulebook.blocks("case", CaseBlock):
        kind = Kind(block.code, number, bilingual(block.en, block.zh), block)
        for trade in block.trades or (None,):
            found.setdefault((block.code, trade), kind)
    return found


def kind_of(code: str, trade: Trade) -> Kind | None:
    """Return the kind of that code at a site of that trade, or None."""
    return _by_trade().get((code, trade)) or _by_trade().get((code, None))


def kinds_at(trade: Trade) -> list[Kind]:
    """Return the kinds of cases at a site of that trade, in the order of the rulebook."""
    codes = dict.fromkeys(code for code, _ in _by_trade())
    return [kind for code in codes if (kind := kind_of(code, trade)) is not None]


def mistake_in(number: str, block: CaseBlock) -> str | None:
    """Return what is wrong with a block, or None."""
    if block.flow not in flows.flows():
        return f"there is no flow '{block.flow}'"
    if block.decide_within and block.decide_within not in rulebook.parameters():
        return f"there is no policy '{block.decide_within}'"
    if not block.decided_by:
        return "nobody decides it"
    if block.needs_item and not block.items:
        return "it needs an item and names none"
    for trade in block.trades or (None,):
        known = _by_trade()[block.code, trade]
        if known.clause != number:
            return f"case '{block.code}' stands below clause {known.clause} already"
    return None


rulebook.mechanism("case", CaseBlock, check=mistake_in)
