"""Blocks: what the product does about a clause, as data in the form of one mechanism.

A block stands below its clause in `data/article-N.toml` (`[clause.duty]`, or `[[clause.duty]]` for
several). Each mechanism registers the model of its block; a block may name rules, policies, lists and
books, and never holds a condition. `check` reads all of them at start-up: a mistake stops the product with
the clause, the field and what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import pydantic

from salesfloor.kernel.rulebook.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

B = TypeVar("B", bound="Block")


class Block(pydantic.BaseModel):
    """The base of every mechanism's block: unknown fields are mistakes."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class BlockError(ValueError):
    """A block of the rulebook that cannot be used: clause, mechanism, field and reason."""


KINDS: Final[dict[str, type[Block]]] = {}
_CHECKS: Final[dict[str, list[Callable[[str, Any], str | None]]]] = {}


def mechanism(
    name: str, model: type[B], *, check: Callable[[str, B], str | None] | None = None
) -> None:
    """Register a mechanism's block; `check` gets clause and block and returns what is wrong, or None."""
    KINDS[name] = model
    _CHECKS[name] = [check] if check else []


def blocks(name: str, model: type[B]) -> Iterator[tuple[str, B]]:
    """Return the blocks of one mechanism with their clauses, in the order of the rulebook.

    :raises BlockError: a block does not fit its model.
    """
    for number, clause in clauses().items():
        for given in clause.blocks.get(name, ()):
            yield number, _parsed(number, name, model, given)


def check_blocks() -> None:
    """Read every block of the rulebook.

    :raises BlockError: the first block that is no mechanism's, or that does not fit its mechanism.
    """
    for number, clause in clauses().items():
        for name, given in clause.blocks.items():
            if name not in KINDS:
                message = f"clause {number}: there is no mechanism '{name}'"
                raise BlockError(message)
            for one in given:
                block = _parsed(number, name, KINDS[name], one)
                wrong = next(filter(None, (check(number, block) for check in _CHECKS[name])), None)
                if wrong:
                    message = f"clause {number}, {name}: {wrong}"
                    raise BlockError(message)


def _parsed(number: str, name: str, model: type[B], given: dict[str, Any]) -> B:
    try:
        return model.model_validate(given)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        message = f"clause {number}, {name}, {field}: {first['msg']}"
        raise BlockError(message) from None
