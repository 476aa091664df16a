"""No lower storey names an upper one's command, question or page by a string."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from django.apps import apps

from salesfloor.base.commands import COMMANDS, QUESTIONS
from tests.architecture.source import PACKAGE, files, name_of, product, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STOREYS: Final = ("base", "web", "kernel", "floor", "trades", "app")
GIVING: Final = {"give", "ask", "may", "Act", "give_form", "COMMANDS"}
"""What is called, or looked into, with the name of a command or question."""
IN_TEMPLATE: Final = re.compile(r"{%\s*(?:give|tap|fields)\s+['\"](\w+)['\"]")
ADDRESS: Final = re.compile(r"{%\s*url\s+['\"](\w+):")


def storey_of(dotted: str) -> int:
    """Return how high a module of ours stands."""
    return STOREYS.index(dotted.split(".")[1])


def owners() -> dict[str, int]:
    """Return the storey of each command, question and namespace of pages (`customers:`)."""
    pages = {f"{one.label}:": one.name for one in apps.get_app_configs()}
    commands = {name: one.function.__module__ for name, one in {**QUESTIONS, **COMMANDS}.items()}
    ours = {**pages, **commands}
    return {
        name: storey_of(where) for name, where in ours.items() if where.startswith("salesfloor.")
    }


def named_in_code(tree: ast.Module) -> Iterator[str]:
    """Return the commands and namespaces that a module names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            page = re.fullmatch(r"(\w+:)\w+", node.value)
            if page:
                yield page[1]
        given: list[ast.expr] = []
        if isinstance(node, ast.Call) and _name(node.func) in GIVING:
            given = node.args
        elif isinstance(node, ast.Subscript) and _name(node.value) in GIVING:
            given = [node.slice]
        for one in given:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def named_in_template(text: str) -> Iterator[str]:
    """Return the commands and namespaces that a template names."""
    yield from IN_TEMPLATE.findall(text)
    yield from (f"{namespace}:" for namespace in ADDRESS.findall(text))


def upward(path: Path, names: Iterator[str]) -> Iterator[str]:
    """Return the names whose owner stands above a file."""
    storey = path.relative_to(PACKAGE).parts[0]
    if storey in STOREYS:
        height, found = STOREYS.index(storey), owners()
        yield from (
            f"{name_of(path)}: {name}" for name in sorted(set(names)) if found.get(name, 0) > height
        )


def test_code_names_nothing_above_itself() -> None:
    found = [one for path in product() for one in upward(path, named_in_code(tree_of(path)))]
    assert not found, "\n".join(found)


def test_templates_name_nothing_above_themselves() -> None:
    found = [
        one
        for path in files(PACKAGE, "*.html")
        for one in upward(path, named_in_template(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


def test_a_name_from_above_would_be_found() -> None:
    lower = PACKAGE / "kernel" / "people" / "views.py"
    code = ast.parse(
        'give(request, "visit"); go(request, "customers:customer"); ask(request, "site")'
    )
    assert len(list(upward(lower, named_in_code(code)))) == 2
    page = "{% give \"visit\" %}{% url 'till:receipts' %}{% url 'people:people' %}"
    assert len(list(upward(lower, named_in_template(page)))) == 2
