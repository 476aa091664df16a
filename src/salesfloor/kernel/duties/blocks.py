"""The block of a duty: `[clause.duty]` says for what, how often, by which act, owed by whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from salesfloor.base import lines
from salesfloor.base.phrases import Phrase, bilingual
from salesfloor.base.subjects import KINDS as SUBJECTS
from salesfloor.base.trades import Trade
from salesfloor.kernel.checks import api as checks
from salesfloor.kernel.conduct.api import item_of
from salesfloor.kernel.duties.calendars import rules
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

MECHANISM: Final = "duty"
DO_DUTY: Final = "do_duty"
POLICY_OF_TRADE: Final[dict[Trade, str]] = {
    **dict.fromkeys(Trade, "floor.duties"),
    Trade.DISTRIBUTION: "channel.duties",
    Trade.SERVICE_AREA: "venue.duties",
}
"""The policy that says which duties run at a site, by its trade."""
POLICIES: Final = frozenset(POLICY_OF_TRADE.values())


class Every(StrEnum):
    """How often a duty is owed. `days` is a policy's or the subject's own number of days.

    Duties of `own` time are judged by the module that they belong to; their block switches them on.
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    DAYS = "days"
    OWN = "own"


class OwedBy(StrEnum):
    """Who owes a duty."""

    IN_CHARGE = "in_charge"
    PERSON = "person"
    LEAD = "lead"
    MANAGER = "manager"


class DutyBlock(rulebook.Block):
    """One duty of a clause.

    `done_by` names the lines of the registers that fulfil it, `check:facilities` with the list that they
    are of; `do_duty` for work that has no command of its own. `days` names the policy that holds the number
    of days, nothing where the subject has its own. `photos` is the evidence that `do_duty` asks for, `rule`
    decides whether a line counts, `day` names the fact of the line that says for which day, `conduct` is the
    item that a miss puts on record. With `trades` only sites of those can have it. `also` are clauses that ask
    for the same at other moments: who misses the duty has missed those, too.
    """

    code: str
    zh: str
    en: str
    policy: Literal["channel.duties", "venue.duties", "floor.duties"]
    each: str = "site"
    every: Every
    days: str = ""
    done_by: tuple[str, ...] = Field(min_length=1)
    owed_by: OwedBy
    photos: int = Field(default=0, ge=0, le=20)
    rule: str = ""
    day: str = ""
    conduct: str = ""
    trades: tuple[Trade, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with its clause, as the product works with it."""

    clause: str
    block: DutyBlock
    words: Phrase
    part_of: str = ""
    """The duty with which an inner one is on."""

    @property
    def code(self) -> str:
        """Return the code by which policies name it."""
        return self.block.code

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return its clause, and those that ask for the same at other moments."""
        whole = duties(self.block.policy)[self.part_of] if self.part_of else self
        return (self.clause, *whole.block.also)


@cache
def duties(policy: str) -> Mapping[str, Duty]:
    """Return the duties that a policy can switch on, by code."""
    found = {}
    for number, block in rulebook.blocks(MECHANISM, DutyBlock):
        if block.policy == policy:
            found[block.code] = Duty(number, block, bilingual(block.en, block.zh))
    return found


def duties_of_floor() -> Mapping[str, Duty]:
    """Return the duties that sales floors can have."""
    return duties("floor.duties")


def is_offered(policy: str, code: str, trade: Trade) -> bool:
    """Tell whether a policy can switch a duty on at sites of a trade."""
    duty = duties(policy).get(code)
    return duty is not None and trade in (duty.block.trades or (trade,))


_INNER: Final[dict[str, Duty]] = {}
"""The duties that are on with another one, by code."""


def inner_duty(code: str, clause: str, en: str, zh: str, *, part_of: str = "") -> Duty:
    """Return a duty of a floor that is on with another one: no policy names it by itself.

    What misses a part of a duty (`part_of`) misses the clauses that ask for the same as the whole.
    """
    block = DutyBlock(
        code=code,
        zh=zh,
        en=en,
        policy="floor.duties",
        each="person",
        every=Every.OWN,
        done_by=(code,),
        owed_by=OwedBy.PERSON,
    )
    return _INNER.setdefault(code, Duty(clause, block, bilingual(en, zh), part_of))


def duty_named(code: str, trade: Trade) -> Duty | None:
    """Return a duty of a trade's sites, or one that is on with another."""
    return duties_of(trade).get(code) or _INNER.get(code)


def duties_of(trade: Trade) -> Mapping[str, Duty]:
    """Return the duties that sites of a trade can have."""
    return duties(POLICY_OF_TRADE[trade])


@cache
def fulfilled_by() -> Mapping[str, tuple[tuple[Duty, str], ...]]:
    """Return the duties that a line of a register may fulfil, each with the list it must be of."""
    found: dict[str, list[tuple[Duty, str]]] = defaultdict(list)
    for policy in sorted(POLICIES):
        for duty in duties(policy).values():
            for act in duty.block.done_by:
                name, _, checklist = act.partition(":")
                found[name].append((duty, checklist))
    return {name: tuple(some) for name, some in found.items()}


def mistake_in(number: str, block: DutyBlock) -> str | None:
    """Say what a block names that does not exist."""
    parameter = rulebook.parameters().get(block.policy)
    if parameter is None or block.code not in parameter.choices:
        return f"the policy '{block.policy}' does not offer '{block.code}'"
    if duties(block.policy)[block.code].clause != number:
        return f"another clause has the duty '{block.code}' of '{block.policy}'"
    named = (
        ("kind of subject", [block.each], SUBJECTS),
        ("clause", block.also, rulebook.clauses()),
        ("policy", filter(None, [block.days]), rulebook.parameters()),
        ("rule", filter(None, [block.rule]), rules()),
    )
    for what, names, known in named:
        if unknown := [one for one in names if one not in known]:
            return f"there is no {what} '{unknown[0]}'"
    return next(filter(None, map(_mistake_in_act, block.done_by)), _mistake_about_conduct(block))


def _mistake_in_act(act: str) -> str | None:
    name, _, checklist = act.partition(":")
    if name not in lines.LINES:
        return f"nobody writes the line '{name}'"
    if checklist and checklist not in checks.checklists():
        return f"there is no checklist '{checklist}'"
    return None


def _mistake_about_conduct(block: DutyBlock) -> str | None:
    if not block.conduct:
        return None
    trades = [trade for trade, policy in POLICY_OF_TRADE.items() if policy == block.policy]
    if any(item_of(block.conduct, trade) is None for trade in trades):
        return f"there is no item of conduct '{block.conduct}'"
    return None


def unknown_choices() -> list[str]:
    """Return what the policies of duties offer though no block declares it."""
    return [
        f"{policy}: {code}"
        for policy in sorted(POLICIES)
        for code in rulebook.parameters()[policy].choices
        if code not in duties(policy)
    ]
