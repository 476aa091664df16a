"""No address, query or form breaks a page: it is answered, refused, or not found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from salesfloor.base.commands import COMMANDS, QUESTIONS
from tests.architecture.everybody import BusyFloor
from tests.architecture.source import product
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VALUES: Final = (
    "9999-12-31",
    "99999999999999999999_nan",
    "a\x00b",
    "\u202e字{0} %s %(x)s" * 12,
)
LEFT_OUT: Final = ("account/logout/", "^api/")
"""Logging out ends the test's own session; what follows the API's prefix is no page."""
ARGUMENT: Final = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
PARAMETER: Final = re.compile(r"""\b(?:get|getlist)\("(\w+)""")


def addresses(patterns: Iterable[object], before: str = "") -> Iterator[str]:
    """Yield the address of every page, arguments as they stand in its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


def filled_in(address: str, value: str) -> str:
    """Return an address with its arguments filled in: numbers with a number."""

    def argument(found: re.Match[str]) -> str:
        digits = re.sub(r"[^0-9]", "", value)[:20] or "1"
        return digits if found["kind"] == "int" else quote(value.replace("/", ""), safe="") or "x"

    return "/" + ARGUMENT.sub(argument, address)


def parameters() -> set[str]:
    """Return every name that a view reads from a query or form, and the fields of all commands."""
    texts = (path.read_text(encoding="utf-8") for path in product())
    names = {name for text in texts for name in PARAMETER.findall(text)}
    for declared in (*COMMANDS.values(), *QUESTIONS.values()):
        names |= {field.alias or name for name, field in declared.fields.model_fields.items()}
    return names - {"csrfmiddlewaretoken"}


def test_names_and_addresses() -> None:
    assert {"q", "from", "after", "who", "phone"} <= parameters()
    found = list(addresses(get_resolver().url_patterns))
    assert {"receptions/", "customers/<int:pk>/"} <= set(found)
    assert filled_in("customers/<int:pk>/", "2026-03-02") == "/customers/20260302/"
    assert filled_in("rulebook/<str:number>/", "a b") == "/rulebook/a%20b/"


@pytest.mark.django_db
@pytest.mark.case(66)
@pytest.mark.fault("X21")
@pytest.mark.parametrize("value", VALUES)
def test_no_value_breaks_a_page(value: str) -> None:
    floor = BusyFloor()
    browser = visitor(floor, "manager")
    browser.raise_request_exception = False
    sent = dict.fromkeys(sorted(parameters()), value)
    broken = []
    for address in addresses(get_resolver().url_patterns):
        if not address or address.startswith(LEFT_OUT):
            continue
        place = filled_in(address, value)
        for method in (browser.get, browser.post):
            mark = transaction.savepoint()
            status = method(place, sent).status_code
            if status >= 500:
                broken.append(f"{method.__name__} {address} {status}")
            transaction.savepoint_rollback(mark)
    assert not broken, "\n".join(broken)
