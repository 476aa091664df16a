"""The house of a journey, the browser, and people before their screens."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import sync_playwright

from ensure_browser import browser as find_browser
from tests.journeys.house import House
from tests.journeys.person import CHINESE, DESKTOP, Person
from tests.journeys.pictures import Album

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    Seat = Callable[..., Person]

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return a house with the demo in it, closed; every journey's house is a copy of it."""
    folder = tmp_path_factory.mktemp("past") / "data"
    with House(folder) as house:
        pass
    yield house
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def house(past: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return the house that serves the journeys; each brings customers of its own to it."""
    with past.copy_to(tmp_path_factory.mktemp("house") / "data") as house:
        yield house
    shutil.rmtree(house.folder)


@pytest.fixture
def floor(house: House) -> House:
    """Return the house with nobody in reception and one colleague, b1, on the floor."""
    house.clear_the_floor(stays="b1")
    return house


@pytest.fixture
def spoilt(past: House, tmp_path: Path) -> Iterator[House]:
    """Return a house that may be spoilt; it is not serving yet."""
    house = past.copy_to(tmp_path / "data")
    yield house
    shutil.rmtree(house.folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return the browser; no longer than a module, for others' tests ask Django's database."""
    path = find_browser()
    if path is None:
        pytest.fail("No Chromium: run tools/ensure_browser.py, or name one in SALESFLOOR_BROWSER")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def seat(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Seat]:
    """Return who seats people before screens; no browser may have complained in the end."""
    seated: list[Person] = []

    def sit(
        house: House,
        code: str | None = None,
        *,
        size: tuple[int, int] = DESKTOP,
        language: str = CHINESE,
    ) -> Person:
        person = Person(chromium, house.url, size, language)
        seated.append(person)
        return person if code is None else person.enters(code)

    yield sit
    complaints = [told for person in seated for told in person.unforgiven()]
    for person in seated:
        person.context.close()
    assert complaints == []


@pytest.fixture
def album(chromium: Browser) -> Album:
    """Return where the guide's pictures go, when they are asked for."""
    return Album(chromium, takes=os.environ.get("SALESFLOOR_SCREENSHOTS") == "1")
