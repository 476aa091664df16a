"""What somebody typed is text on every page that shows it, never markup (case 96)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from django.db import transaction

from salesfloor.base.commands import COMMANDS
from salesfloor.base.refusals import Busy, KeyReused, Refused
from tests.architecture.everybody import EVERYBODY, WHO, BusyFloor
from tests.architecture.samples import on_the_floor, row, samples
from tests.architecture.test_nasty_values import paths, with_value
from tests.visitor import visitor

if TYPE_CHECKING:
    from django.test import Client

MARK: Final = "<img src=x onerror=alert(1)>\"'</script>"
RAW: Final = ("<img src=x", 'onerror=alert(1)>"')
LINK: Final = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
NO_PAGE: Final = ("/static/", "/account/logout/", "/api/")
MOST_PAGES: Final = 400
FEWEST: Final = 40
"""So many texts at least come in, and so many pages are read."""


def write_everywhere(floor: BusyFloor) -> int:
    """Give every command with the mark in each place that takes it; return how many texts came in."""
    given, came_in = samples(floor), 0
    for name in on_the_floor():
        actor = floor.actor(EVERYBODY[max(row(name, given[name], WHO))])
        for path in paths(COMMANDS[name].fields.model_fields):
            body: Any = with_value(given[name].given, path, MARK)
            mark = transaction.savepoint()
            try:
                COMMANDS[name].give(actor=actor, at=floor.now, given=body)
            except (Refused, Busy, KeyReused):
                transaction.savepoint_rollback(mark)
            else:
                transaction.savepoint_commit(mark)
                came_in += 1
    return came_in


def walk(browser: Client) -> dict[str, str]:
    """Return every page that links lead to, one of each kind of address, from the start page on."""
    found: dict[str, str] = {}
    kinds: set[str] = set()
    ahead = ["/"]
    while ahead and len(found) < MOST_PAGES:
        address = ahead.pop(0)
        kind = re.sub(r"\d+", "0", address.partition("?")[0])
        if kind in kinds or address.startswith(NO_PAGE):
            continue
        kinds.add(kind)
        answer = browser.get(address)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
        found[address] = answer.content.decode()
        ahead += [one.replace("&amp;", "&") for one in LINK.findall(found[address])]
    return found


@pytest.mark.django_db
@pytest.mark.case(96)
def test_no_text_is_markup_on_any_page() -> None:
    floor = BusyFloor()
    assert write_everywhere(floor) > FEWEST
    shown = 0
    for who in ("manager", "a"):
        pages = walk(visitor(floor, who))
        assert len(pages) > FEWEST
        for address, page in pages.items():
            assert not [one for one in RAW if one in page], (who, address)
            shown += "&lt;img src=x" in page
    assert shown, "none of the texts is shown anywhere: the test looks at nothing"
