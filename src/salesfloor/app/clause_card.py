"""`salesfloor clause NUMBER`: everything that rests on one clause."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from salesfloor.base.verdicts import CITED_RULES
from salesfloor.kernel.rulebook.api import clauses

_SOURCE: Final = Path(__file__).resolve().parents[1]


def print_card(number: str) -> int:
    """Print text, rules, commands, tests and pages of a clause; return the exit status."""
    clause = clauses().get(number)
    if clause is None:
        click.echo(f"There is no clause {number}.", err=True)
        return 2
    click.echo(f"{clause.id}  {clause.zh}\n{'':{len(clause.id)}}  {clause.en}\n")
    click.echo(f"{clause.does_zh}\n{clause.does_en}\n")
    for parameter in clause.parameters:
        click.echo(f"policy    {parameter.name} = {parameter.default!r}  {parameter.label_en}")
    for rule in CITED_RULES.get(number, ()):
        click.echo(f"rule      {rule}")
    for kind, path, line in places(number):
        click.echo(f"{kind:<9} {path}:{line}")
    return 0


def places(number: str) -> list[tuple[str, str, int]]:
    """Return where the clause is cited: kind of place, path inside the project, line."""
    roots = [_SOURCE, *(p for p in (_SOURCE.parents[1] / "tests",) if p.is_dir())]
    found = []
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix not in {".py", ".html", ".jsonl", ".sql"}:
                continue
            if _cites(path.stem, number):
                found.append((_kind(path), str(path.relative_to(root.parent)), 1))
            for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if _cites(text, number):
                    found.append((_kind(path), str(path.relative_to(root.parent)), line))
    return found


def _cites(text: str, number: str) -> bool:
    start = text.find(number)
    while start >= 0:
        before = text[start - 1 : start]
        after = text[start + len(number) : start + len(number) + 2]
        if not (before.isdigit() or before == ".") and not (
            after[:1].isdigit() or (after[:1] == "." and after[1:2].isdigit())
        ):
            return True
        start = text.find(number, start + 1)
    return False


def _kind(path: Path) -> str:
    if "tests" in path.parts:
        return "test"
    if path.suffix == ".html":
        return "page"
    if "commands" in path.parts or path.name == "commands.py":
        return "command"
    if "rules" in path.parts or path.name == "rules.py":
        return "rule"
    return "code"
