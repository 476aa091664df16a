"""Drawing the tables of transitions for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.kernel.flows.blocks import flows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfloor.kernel.flows.blocks import Flow

HEAD = ("# Flows 流程", "", "Written by `python tools/flows.py`; not by hand.", "")


def page() -> str:
    """Return the page with every flow: a diagram, and a table of states."""
    found = sorted(flows().values(), key=lambda one: one.code)
    lines = [*HEAD]
    for one in found:
        lines += [*_section(one)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(one: Flow) -> Iterator[str]:
    yield from (f"## {one.code} ({one.clause}) {one.word}", "", "```mermaid", "stateDiagram-v2")
    yield f"    [*] --> {one.begins}"
    for code, state in one.states.items():
        for by, targets in state.ways.items():
            yield from (f"    {code} --> {target}: {by}" for target in targets)
        if state.is_end:
            yield f"    {code} --> [*]"
    yield from ("```", "")
    yield "| state 状态 | whose turn 轮到谁 | limit 时限 | ways out 出路 |"
    yield "| --- | --- | --- | --- |"
    for code, state in one.states.items():
        ways = "; ".join(f"`{by}` → {', '.join(to)}" for by, to in state.ways.items())
        owner = state.owner.label if state.owner else ""
        limit = f"`{state.limit}`" if state.limit else ""
        yield f"| {code} {state.zh} {state.en} | {owner} | {limit} | {ways or 'end 结束'} |"
    yield ""
