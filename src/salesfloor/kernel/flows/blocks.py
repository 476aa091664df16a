"""`[clause.flow]`: the states of a thing with their owners and ways, below the clause it keeps.

    [clause.flow]
    code = "proposal"
    zh = "建议"
    en = "Proposal"
    [[clause.flow.state]]
    code = "open"
    zh = "待答复"
    en = "Not decided yet"
    owner = "decider"
    limit = "proposal.answer_within_days"
    ways = { decide_proposal = ["accepted", "declined", "open"] }

Ways are named by the command or event that takes them. A state without ways is an end. Code asks
`Flow.step`, so that what the table does not say cannot happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pydantic

from salesfloor.base.commands import COMMANDS
from salesfloor.base.lines import LINES
from salesfloor.base.phrases import Phrase, bilingual, phrase
from salesfloor.kernel.flows.owners import Owner
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class StateBlock(rulebook.Block):
    """One state: its words, whose turn it is, by when, and the ways out."""

    code: str
    zh: str
    en: str
    owner: Owner | None = None
    limit: str = ""
    """The policy that says how long it may stand here."""
    ways: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)

    @property
    def is_end(self) -> bool:
        """Tell whether nothing follows."""
        return not self.ways


class FlowBlock(rulebook.Block):
    """A table of transitions; a thing begins in the first state."""

    code: str
    zh: str
    en: str
    state: tuple[StateBlock, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow as code asks it."""

    code: str
    clause: str
    word: Phrase
    states: Mapping[str, StateBlock]

    @property
    def begins(self) -> str:
        """Return the state in which a thing begins."""
        return next(iter(self.states))

    def ways(self, state: str) -> Mapping[str, Sequence[str]]:
        """Return the ways out of a state, by the command or event that takes them."""
        return self.states[state].ways

    def step(self, state: str, by: str) -> Phrase | None:
        """Say why a command cannot be taken in a state, or nothing."""
        if by in self.ways(state):
            return None
        return phrase("This is not its turn: it stands at “{state}”.", state=self.label(state))

    def is_end(self, state: str) -> bool:
        """Tell whether the state is an end."""
        return self.states[state].is_end

    def label(self, state: str) -> Phrase:
        """Return what a state is called."""
        found = self.states[state]
        return bilingual(found.en, found.zh)


@cache
def flows() -> Mapping[str, Flow]:
    """Return every flow by its code."""
    return {
        block.code: Flow(
            block.code,
            number,
            bilingual(block.en, block.zh),
            {state.code: state for state in block.state},
        )
        for number, block in rulebook.blocks("flow", FlowBlock)
    }


def flow(code: str) -> Flow:
    """Return the flow of that code.

    :raises KeyError: there is none.
    """
    return flows()[code]


def mistake_in(number: str, block: FlowBlock) -> str | None:
    """Return what is wrong with a table of transitions, or None."""
    del number
    codes = [state.code for state in block.state]
    if not codes:
        return "it has no states"
    if len(set(codes)) != len(codes):
        return "two states have one code"
    wrong = (_mistake_of(state, set(codes)) for state in block.state)
    return next(filter(None, wrong), None) or _dead_end(block) or _unreached(block)


def _mistake_of(state: StateBlock, codes: set[str]) -> str | None:
    if not state.is_end and state.owner is None:
        return f"state '{state.code}' has no owner"
    if state.limit and state.limit not in rulebook.parameters():
        return f"state '{state.code}' names a policy that is not there: {state.limit}"
    for by, targets in state.ways.items():
        if by not in COMMANDS and by not in LINES:
            return f"state '{state.code}' names neither command nor event: {by}"
        missing = sorted(set(targets) - codes)
        if missing or not targets:
            return f"the way '{by}' of state '{state.code}' leads nowhere: {', '.join(missing)}"
    return None


def _dead_end(block: FlowBlock) -> str | None:
    """Return a state from which no end can be reached."""
    reaching = {state.code for state in block.state if state.is_end}
    if not reaching:
        return "no state is an end"
    before: set[str] = set()
    while reaching != before:
        before = set(reaching)
        reaching |= {
            state.code
            for state in block.state
            if any(reaching & set(targets) for targets in state.ways.values())
        }
    stuck = [state.code for state in block.state if state.code not in reaching]
    return f"state '{stuck[0]}' is a dead end" if stuck else None


def _unreached(block: FlowBlock) -> str | None:
    ways = {state.code: state.ways for state in block.state}
    reached, to_look_at = {block.state[0].code}, [block.state[0].code]
    while to_look_at:
        for targets in ways[to_look_at.pop()].values():
            new = set(targets) - reached
            reached |= new
            to_look_at += new
    lost = [state.code for state in block.state if state.code not in reached]
    return f"nothing leads to state '{lost[0]}'" if lost else None


rulebook.mechanism("flow", FlowBlock, check=mistake_in)
