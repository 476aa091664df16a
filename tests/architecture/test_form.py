"""Laws of form: how long things are, what may lean on what, where the clock is read."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import (
    PACKAGE,
    ROOT,
    calls_of,
    files,
    imports_of,
    name_of,
    product,
    tree_of,
)

FILE, FUNCTION, TEMPLATE, SCRIPT, TEST = 400, 60, 150, 150, 500
WIDTH = 120
"""Characters of a template's line."""
TABLE_BOX = re.compile(r"<div\s[^>]*class=\"table-box[^>]*>")
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
FORM = re.compile(r"{% (?:tap|give) |<form\b|/_give\.html")
LONGER = {
    "src/salesfloor/floor/customers/commands/follow_ups.py:follow_up": "eight fields, one line each",
}
"""Functions that are longer, by name, each with its reason; the list may only shrink."""
READS_THE_CLOCK = {
    "src/salesfloor/app/actors.py": "says when a screen on the wall was seen",
    "src/salesfloor/app/backups.py": "names files by the machine's day",
    "src/salesfloor/app/demo/__init__.py": "stops the demo's clock where its day stands",
    "src/salesfloor/app/importing.py": "the command line, too",
    "src/salesfloor/app/jobs.py": "carries long commands out",
    "src/salesfloor/app/hub.py": "draws live screens as of now",
    "src/salesfloor/app/log_in_tries.py": "counts tries at a password as of now",
    "src/salesfloor/app/on_the_wall.py": "lets a screen in",
    "src/salesfloor/app/operators.py": "the command line of whoever runs the machine",
    "src/salesfloor/app/worker.py": "lets happen what is due",
    "src/salesfloor/floor/appointments/views.py": "gives a calendar to who has its address, without a session",
    "src/salesfloor/floor/following/views.py": "gives a business card to who has its address, without a session",
    "src/salesfloor/floor/manners/views.py": "takes a rating from who has the link, without a session",
    "src/salesfloor/floor/materials/views.py": "shows materials to who has the link, without a session",
    "src/salesfloor/floor/till/views.py": "lets anybody who holds a receipt check it, without a session",
    "src/salesfloor/kernel/asks/views.py": "is an edge without a session: nobody else says the time",
}
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "time.time"}
PURE = {"salesfloor.base", "salesfloor.kernel.rulebook.clauses"}
"""What a rule may lean on beside the rules of its own module."""


def lines_of(text: str) -> int:
    return text.count("\n")


@pytest.mark.parametrize(
    ("folder", "pattern", "longest"),
    [
        ("src/salesfloor", "*.py", FILE),
        ("src/postgres_launcher", "*.py", FILE),
        ("src/salesfloor", "*.html", TEMPLATE),
        ("src/salesfloor", "*.js", SCRIPT),
        ("tests", "*.py", TEST),
        ("tools", "*.py", TEST),
    ],
)
def test_files_are_one_story(folder: str, pattern: str, longest: int) -> None:
    found = {
        name_of(path): lines_of(path.read_text(encoding="utf-8"))
        for path in files(ROOT / folder, pattern)
        if "migrations" not in path.parts
    }
    assert found
    limits = {name: TEST if "/tests/" in name else longest for name in found}
    assert not {name: many for name, many in found.items() if many > limits[name]}


def test_lines_of_a_template_fit_on_a_screen() -> None:
    wide = [
        f"{name_of(path)}:{number}"
        for path in files(PACKAGE, "*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDTH
    ]
    assert not wide


def test_no_form_stands_in_a_paragraph() -> None:
    """A browser ends the paragraph where the form begins, and what the paragraph lays out is lost."""
    broken = [
        name_of(path)
        for path in files(PACKAGE, "*.html")
        for paragraph in PARAGRAPH.findall(path.read_text(encoding="utf-8"))
        if FORM.search(paragraph)
    ]
    assert not broken


def test_tables_that_scroll_are_reached_by_keyboard() -> None:
    bare = [
        name_of(path)
        for path in files(PACKAGE, "*.html")
        for box in TABLE_BOX.findall(path.read_text(encoding="utf-8"))
        if "tabindex" not in box
    ]
    assert not bare


def test_lists_are_paged_by_the_kit_alone() -> None:
    pagers = [
        name_of(path)
        for path in files(PACKAGE, "*.html")
        if 'class="pager' in path.read_text(encoding="utf-8")
    ]
    # Days of the roster and neighbours of a clause are turned; they are no lists.
    assert pagers == [
        "src/salesfloor/floor/reception/templates/reception/duty_roster.html",
        "src/salesfloor/kernel/rulebook/templates/rulebook/clause.html",
        "src/salesfloor/web/templates/web/_list.html",
    ]


def test_functions_fit_on_a_screen() -> None:
    long = {
        f"{name_of(path)}:{node.name}"
        for path in product()
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    }
    # Equal, not less: an exception that is no longer needed goes from the list.
    assert long == set(LONGER)


def test_rules_know_no_database() -> None:
    rules = [path for path in product() if path.stem == "rules" or path.parent.name == "rules"]
    assert len(rules) > 5
    for path in rules:
        own = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).rsplit(".", 1)[0]
        for imported in imports_of(path):
            assert not imported.startswith(("django", "psycopg")), (name_of(path), imported)
            if imported.startswith("salesfloor."):
                is_own = imported.startswith((f"{own}.rules", f"{own}.choices")) or own.endswith(
                    "rules"
                )
                is_pure = any(imported.startswith(f"{pure}") for pure in PURE)
                assert is_pure or is_own, (name_of(path), imported)


def test_the_clock_is_read_at_the_edge_only() -> None:
    readers = {name_of(path) for path in product() if CLOCKS & set(calls_of(path))}
    assert readers == set(READS_THE_CLOCK)


def test_views_take_the_time_from_one_place() -> None:
    """Anyone who asks for the database's time stands at the edge: app, web, or a module's views."""
    for path in product():
        if "database_now" in {call.rsplit(".", 1)[-1] for call in calls_of(path)}:
            parts = path.relative_to(PACKAGE).parts
            at_the_edge = parts[0] in {"app", "web"} or {"views", "views.py"} & set(parts)
            assert at_the_edge or parts[-1] == "journal.py", name_of(path)


def test_migrations_are_named_and_lean_on_nothing_that_changes() -> None:
    found = list(files(PACKAGE, "migrations/[0-9]*.py"))
    assert found
    for path in found:
        number, _, words = path.stem.partition("_")
        assert number.isdigit(), name_of(path)
        assert len(words) > 3, name_of(path)
        assert not words.startswith("auto"), name_of(path)
        leans_on = {name for name in imports_of(path) if name.startswith("salesfloor")}
        assert not {name for name in leans_on if ".models" in name or ".api" in name}, name_of(path)


def test_no_name_explains_nothing() -> None:
    empty = {"utils", "helpers", "misc", "common", "services"}
    assert not [name_of(path) for path in product() if path.stem in empty]


def test_the_guide_for_newcomers_names_every_module() -> None:
    guide = set(re.findall(r"[a-z]+", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    for storey in ("floor", "kernel", "trades/venue"):
        folders = {one.parent.name for one in (PACKAGE / storey).glob("*/apps.py")}
        assert folders
        assert folders <= guide, storey
