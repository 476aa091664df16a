"""The books: a line is struck and stays, pages are printed, a changed byte is found."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import psycopg
import pytest
from playwright.sync_api import expect

from postgres_launcher import EmbeddedPostgres

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.house import House
    from tests.journeys.person import Person
    from tests.journeys.pictures import Album

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
CHANGE_A_BYTE: Final = """
UPDATE register.line SET body = overlay(line.body PLACING '9' FROM length(line.body) - 2 FOR 1)
  FROM register.book
 WHERE book.id = line.book_id AND book.kind = 'visit' AND book.number = 1 AND line.line_no = 12
RETURNING book.name, line.line_no
"""
_CODE: Final = re.compile(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]{4})>")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_manager_strikes_a_line_and_it_stays_readable(
    language: str, floor: House, seat: Seat, album: Album
) -> None:
    name = {"zh-hans": "写错的客户", "en": "Wrong Name"}[language]
    number = floor.give("desk", "visit", name=name)["register_no"]
    manager = seat(floor, "manager", language=language).goes("/registers/")
    album.take(manager, "manager-registers")
    manager.goes(f"/registers/visit/line/{number}/")
    if (opening := manager.button("Open and read")).is_visible():
        opening.click()
        manager.goes(f"/registers/visit/line/{number}/")

    line = manager.page.locator("tr.is-marked")
    line.get_by_role("button").click()
    dialog = manager.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("登记时写错了姓名")
    manager.button("Strike the line", dialog).click()

    expect(manager.page.locator(f"tr.is-struck:has-text('{name}')")).to_contain_text(
        "登记时写错了姓名"
    )
    album.take(manager, "manager-struck-line")


def test_a_page_is_printed_as_pdf_with_its_chinese_text(
    floor: House, seat: Seat, tmp_path: Path
) -> None:
    floor.give("desk", "visit", name="打印的客户")
    manager = seat(floor, "manager").goes("/registers/visit/1/")
    if (opening := manager.button("Open and read")).is_visible():
        opening.click()
    before = floor.ask("manager", "registers")["items"]

    with manager.page.expect_download() as download:
        manager.button("Print as PDF").click()
    paper = tmp_path / "page.pdf"
    download.value.save_as(paper)

    content = paper.read_bytes()
    assert content.startswith(b"%PDF")
    assert {"来", "访", "登", "记", "簿"} <= characters_in(content)
    assert floor.ask("manager", "registers")["items"] != before, "the print is on record"


def test_verify_finds_everything_fitting_until_a_byte_is_changed_behind_the_house(
    spoilt: House,
) -> None:
    with EmbeddedPostgres(spoilt.folder / "postgres") as server:
        fitting = spoilt.program("verify")
        assert fitting.returncode == 0, fitting.stdout + fitting.stderr

        with psycopg.connect(server.url("postgres", "salesfloor")) as superuser:
            superuser.execute("ALTER TABLE register.line DISABLE TRIGGER ALL")
            changed = superuser.execute(CHANGE_A_BYTE).fetchall()
            superuser.execute("ALTER TABLE register.line ENABLE TRIGGER ALL")
        found = spoilt.program("verify")

    ((book, line),) = changed
    assert found.returncode == 1, found.stdout + found.stderr
    assert f"the first line that does not fit is {book}:{line}\n" in found.stdout


def characters_in(pdf: bytes) -> set[str]:
    """Return the characters that a PDF says its glyphs stand for."""
    found: set[str] = set()
    for stream in _STREAM.findall(pdf):
        with suppress(zlib.error):
            codes = _CODE.findall(zlib.decompress(stream))
            found |= {chr(int(code, 16)) for code in codes}
    return found
