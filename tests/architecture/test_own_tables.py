"""Nobody reads another module's tables by statements of their own: by the owner's query, or by an entry."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from django.apps import apps

from tests.architecture.source import PACKAGE, name_of, product, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Statements on the way of every request and of the fast lane, which join the names of people and sites.
JOINED = {
    "app/actors.py": {"people_move", "people_team"},
    "app/backups.py": {"register.book"},
    "app/database.py": {"people_site", "people_staff"},
    "app/preparing.py": {"people_site"},
    "floor/customers/commands/claims.py": {"people_site", "people_staff"},
    "floor/customers/commands/in_hand.py": {"register.book"},
    "floor/customers/commands/old_claims.py": {"people_site"},
    "floor/customers/commands/pages.py": {"register.book"},
    "floor/customers/queries/books.py": {"people_staff", "register.book"},
    "floor/customers/queries/due.py": {"people_staff"},
    "floor/customers/queries/pages.py": {"people_staff", "register.book"},
    "floor/customers/queries/search.py": {"people_staff"},
    "floor/customers/queries/story.py": {"people_staff"},
    "floor/following/queries/call_list.py": {
        "customers_claim",
        "customers_customer",
        "customers_followup",
        "customers_relation",
    },
    "floor/reception/commands/registering.py": {"customers_customer"},
    "floor/reception/commands/state.py": {"people_site", "rulebook_policyserial"},
    "floor/reception/queries/glance.py": {
        "people_site",
        "people_staff",
        "rulebook_policyserial",
    },
    "floor/reception/queries/of_customers.py": {"people_staff"},
    "floor/reception/queries/said.py": {"customers_customer"},
    "floor/today/queries.py": {
        "customers_claim",
        "people_site",
        "register.book",
        "register.line",
        "rulebook_evidence",
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


def test_no_further_module_names_anothers_tables() -> None:
    found = {
        name_of(path).removeprefix("src/salesfloor/"): set(foreign(path)) for path in product()
    }
    # Equal, not less: an exception that is no longer needed goes from the list.
    assert {name: named for name, named in found.items() if named} == JOINED
