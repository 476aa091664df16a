"""A table of transitions has an owner in every state and a way out of each."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.kernel.flows.blocks import FlowBlock, flows, mistake_in


def table(*states: dict[str, Any]) -> FlowBlock:
    return FlowBlock.model_validate({"code": "x", "zh": "x", "en": "x", "state": states})


def state(code: str, owner: str = "", limit: str = "", **ways: list[str]) -> dict[str, Any]:
    told = {"code": code, "zh": code, "en": code, "limit": limit, "ways": ways}
    return told | ({"owner": owner} if owner else {})


END = state("end")


@pytest.mark.parametrize(
    ("block", "mistake"),
    [
        (table(state("a", "decider", policy=["end"]), END), None),
        (table(), "it has no states"),
        (table(state("a", "decider", policy=["a"])), "no state is an end"),
        (table(END, END), "two states have one code"),
        (table(state("a", policy=["end"]), END), "state 'a' has no owner"),
        (
            table(state("a", "decider", nothing=["end"]), END),
            "state 'a' names neither command nor event: nothing",
        ),
        (
            table(state("a", "decider", policy=["b"]), END),
            "the way 'policy' of state 'a' leads nowhere: b",
        ),
        (
            table(state("a", "decider", limit="no.such_policy", policy=["end"]), END),
            "state 'a' names a policy that is not there: no.such_policy",
        ),
        (
            table(
                state("a", "decider", policy=["end", "b"]), state("b", "ruler", policy=["b"]), END
            ),
            "state 'b' is a dead end",
        ),
        (
            table(state("a", "decider", policy=["end"]), state("b", "ruler", policy=["end"]), END),
            "nothing leads to state 'b'",
        ),
    ],
)
def test_mistakes_are_named(block: FlowBlock, mistake: str | None) -> None:
    assert mistake_in("7.2.5", block) == mistake


def test_a_step_that_the_table_lacks_is_refused() -> None:
    hearing = flows()["hearing"]
    assert hearing.step("open", "decide_case") is None
    assert hearing.step("closed", "decide_case") is not None
    assert hearing.is_end("closed")
