"""The product's own files, read as text and as trees."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = ROOT / "src" / "salesfloor"
GENERATED: Final = ("vendor", "__pycache__", "node_modules")


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """Return our own files below a folder."""
    for path in sorted(folder.rglob(pattern)):
        if not set(path.parts) & set(GENERATED):
            yield path


def product() -> Iterator[Path]:
    """Return the product's modules: no tests, no migrations."""
    for path in files(PACKAGE, "*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            yield path


def name_of(path: Path) -> str:
    """Return how a file is named in these laws."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Return what a module imports when it runs; what only types need is not counted."""
    for node in _running(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        is_for_types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        if not is_for_types:
            yield child
            yield from _running(child)


def calls_of(path: Path) -> Iterator[str]:
    """Return the dotted names a module calls."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
