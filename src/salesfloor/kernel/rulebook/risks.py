"""Values of policies that carry a risk at law: who may set them, and the risk in words.

The module whose clause it is says so once; the command that sets policies asks here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.verdicts import Verdict

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.posts import Post


@dataclass(frozen=True, slots=True)
class Risk:
    """The value that carries the risk, the clause that says who may set it, and the risk in words."""

    value: Any
    clause: str
    may: frozenset[Post]
    words: Phrase


_RISKS: Final[dict[str, Risk]] = {}


def risky(
    name: str,
    *,
    value: Any,  # noqa: ANN401 - any parameter's value
    clause: str,
    may: frozenset[Post],
    risk: Phrase,
) -> None:
    """Declare that a policy's value carries a risk."""
    _RISKS[name] = Risk(value, clause, may, risk)


def risk_of(name: str, value: Any) -> Risk | None:  # noqa: ANN401 - any parameter's value
    """Return the risk of setting a policy to a value, if it carries one."""
    found = _RISKS.get(name)
    return found if found is not None and value == found.value else None


def may_take(risk: Risk, post: Post) -> Verdict:
    """Let only those posts take a risk for the house."""
    reason = None if post in risk.may else phrase("A director or somebody above decides this.")
    return Verdict(risk.clause, reason)
