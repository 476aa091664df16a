"""Verdicts: a rule returns a reason or nothing, and the clause travels with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from salesfloor.base.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.phrases import Phrase

P = ParamSpec("P")

CITED_RULES: dict[str, list[str]] = {}
"""Clause number -> dotted names of the rules that keep it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one situation: allowed, or refused with a reason."""

    clause: str
    reason: Phrase | None
    also: tuple[str, ...] = ()
    """Further clauses that the rule keeps."""

    def __bool__(self) -> bool:
        return self.reason is None

    def enforce(self, *also: str) -> None:
        """Raise `Refused` with the clause when the rule refuses; `also` are kept by it here, too."""
        if self.reason is not None:
            raise Refused(self.clause, self.reason, (*self.also, *also))


def clause(
    *numbers: str,
) -> Callable[[Callable[P, Phrase | None]], Callable[P, Verdict]]:
    """Bind a rule to the clause it keeps; the first number is the one it refuses by."""

    def bind(rule: Callable[P, Phrase | None]) -> Callable[P, Verdict]:
        for number in numbers:
            CITED_RULES.setdefault(number, []).append(f"{rule.__module__}.{rule.__qualname__}")

        @wraps(rule)
        def judged(*args: P.args, **kwargs: P.kwargs) -> Verdict:
            return Verdict(numbers[0], rule(*args, **kwargs), numbers[1:])

        return judged

    return bind
