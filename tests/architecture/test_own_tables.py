"""Nobody reads another module's tables by statements of their own: by the owner's query, or by an entry."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from tests.architecture.source import PACKAGE, name_of, product, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What may still join another's table, each with its reason.
JOINED = {
    # Before Django is set up: which books a backup holds, and that nobody stays logged in after a restore.
    "app/backups.py": {"django_session", "register.book", "usersessions_usersession"},
    # Before Django is set up: whether a database is ours.
    "app/database.py": {"people_site", "people_staff"},
    # Before Django is set up: whether the installation is new.
    "app/preparing.py": {"people_site"},
    # Registering: the claim founded and its days in one statement.
    "floor/customers/commands/claims.py": {"people_site", "people_staff"},
    # Writing a line: the book and its lock in one trip.
    "floor/customers/commands/in_hand.py": {"register.book"},
    # Old books by the thousand in one statement.
    "floor/customers/commands/old_claims.py": {"people_site"},
    # Writing a line: the page is found or opened in one trip.
    "floor/customers/commands/pages.py": {"register.book"},
    # Sorted by the owner's name, which the statement pages by.
    "floor/customers/queries/due.py": {"people_staff"},
    # Ranked and cut in the database, by names of both.
    "floor/customers/queries/search.py": {"people_staff"},
    # Steps of several tables in one order, cut in the database.
    "floor/customers/queries/story.py": {"people_staff"},
    # Registering: the line names its customer in one trip.
    "floor/reception/commands/registering.py": {"customers_customer"},
    # The turn: state, hours and policies under one lock.
    "floor/reception/commands/state.py": {"people_site", "rulebook_policyserial"},
    # Live screens: all that a glance shows in one statement.
    "floor/reception/queries/glance.py": {
        "people_site",
        "people_staff",
        "rulebook_policyserial",
    },
}
NAMED = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?([a-z]+(?:[._][a-z_]+)+)")


def tables() -> dict[str, str]:
    """Return the label of the app that owns each table."""
    return {
        model._meta.db_table.replace('"', ""): model._meta.app_label for model in apps.get_models()
    }


def label_of(path: Path) -> str:
    folder = path.relative_to(PACKAGE).parts[:2]
    found = [one.label for one in apps.get_app_configs() if one.name.endswith(".".join(folder))]
    return found[0] if found else folder[0]


def foreign(path: Path) -> Iterator[str]:
    known, own = tables(), label_of(path)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for table in NAMED.findall(node.value):
                owner = known.get(table)
                if owner is not None and owner != own:
                    yield table


@pytest.mark.fault("R13")
def test_no_further_module_names_anothers_tables() -> None:
    found = {
        name_of(path).removeprefix("src/salesfloor/"): set(foreign(path)) for path in product()
    }
    # Equal, not less: an exception that is no longer needed goes from the list.
    assert {name: named for name, named in found.items() if named} == JOINED
