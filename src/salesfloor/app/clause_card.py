"""`salesfloor clause NUMBER`: everything that rests on one clause."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from salesfloor.kernel.rulebook.alive import alive, home_of
from salesfloor.kernel.rulebook.api import clauses

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.clauses import Clause

FORMS: Final = {
    "gate": "a rule in rules.py that returns a reason, enforced by the command",
    "deadline": "a row of deadlines with its handler in events.py",
    "record": "a command that writes a line (`writes=RegisterLine(…)`)",
    "duty": "a block [clause.duty] below its text",
    "compute": "a pure function in rules.py, used by a command or question",
    "view": "a question and a page, or a list of web/lists",
    "guide": "a card of the playbook at the step where it is needed",
    "conduct": "a matter put on record by kernel/conduct",
}
"""Kind of clause -> the form in which the product keeps it; see CONTRIBUTING."""
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
    home = home_of(number)
    if not home:
        _print_form(clause)
    for kind, names in (
        ("block", home.blocks),
        ("rule", home.rules),
        ("command", home.commands),
        ("question", home.questions),
        ("page", home.pages),
    ):
        for name in names:
            click.echo(f"{kind:<9} {name}")
    for name in home.commands:
        click.echo(f"form      /give/{name}/")
    for kind, path, line in places(number):
        click.echo(f"{kind:<9} {path}:{line}")
    return 0


def _print_form(clause: Clause) -> None:
    """Say that a clause is not alive, which form it would take, and where the nearest living ones are."""
    click.echo("not alive: nothing in the product rests on it yet")
    for kind in clause.kinds:
        click.echo(f"form      {kind}: {FORMS[kind]}")
    for number in neighbours(clause.id):
        click.echo(f"neighbour {number}  {clauses()[number].en}")


def neighbours(number: str, most: int = 3) -> list[str]:
    """Return the living clauses that share most of a clause's number, nearest first."""
    living = [other for other in sorted(alive()) if other != number]
    return sorted(living, key=lambda other: -_shared(number, other))[:most]


def _shared(one: str, other: str) -> int:
    pairs = zip(one.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


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
