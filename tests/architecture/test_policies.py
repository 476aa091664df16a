"""A policy is offered exactly when something goes by it (P14): `acts = false` says that nothing does yet."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.rulebook.blocks import KINDS, blocks
from salesfloor.kernel.rulebook.clauses import parameters
from tests.architecture.source import product, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts_in_the_code() -> set[str]:
    """Return every text that stands in the code."""
    nodes = (node for path in product() for node in ast.walk(tree_of(path)))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def patterns_in_the_code() -> Iterator[str]:
    """Yield the texts that begin like a policy and are filled in when the code runs."""
    nodes = (node for path in product() for node in ast.walk(tree_of(path)))
    for parts in (node.values for node in nodes if isinstance(node, ast.JoinedStr)):
        texts = [str(one.value) if isinstance(one, ast.Constant) else None for one in parts]
        if texts and re.match(r"[a-z_]+\.", texts[0] or ""):
            yield "".join("[a-z_]+" if text is None else re.escape(text) for text in texts)


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts in a block."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


@pytest.mark.fault("P14")
@pytest.mark.fault("R2")
def test_what_is_offered_is_what_something_goes_by() -> None:
    names = parameters()
    texts = texts_in_the_code()
    for kind, model in KINDS.items():
        for _, block in blocks(kind, model):
            texts |= set(texts_in(block.model_dump()))
    patterns = [*patterns_in_the_code()]
    named = {
        name
        for name in names
        if name in texts or any(re.fullmatch(pattern, name) for pattern in patterns)
    }

    silent = {name for name, one in names.items() if one.acts} - named
    assert not silent, f"nothing goes by these: give them `acts = false` in the rulebook: {silent}"
    denied = {name for name, one in names.items() if not one.acts} & named
    assert not denied, f"something goes by these: take their `acts = false` away: {denied}"
