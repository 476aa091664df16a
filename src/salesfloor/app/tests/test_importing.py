"""Spreadsheets by REST, by day script and by the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from salesfloor.app.importing import import_from
from salesfloor.app.replay import Replay
from salesfloor.app.scripts import ScriptError, read_script
from tests.spreadsheets import SheetMade, workbook
from tests.visitor import visitor

if TYPE_CHECKING:
    from pathlib import Path

    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
PEOPLE = workbook(
    SheetMade(
        "人员",
        [
            ["姓名", "岗位", "组别", "电话"],
            ["周全", "主管", "一组", ""],
            ["钱进", "业务员", "一组", ""],
        ],
    )
)
SITE = (
    '{"at":"2026-03-02T08:00:00+08:00","do":"site","code":"S1","name":"Site","trade":"real_estate",'
    '"opens":"09:00","closes":"18:00"}'
)


def line(**given: Any) -> str:
    return json.dumps({"at": "2026-03-02T08:01:00+08:00", "do": "import_file", **given})


def answers(folder: Path, *lines: str) -> list[dict[str, Any]]:
    return list(Replay(folder=folder).run(read_script("\n".join([SITE, *lines]))))


def test_a_line_of_a_script_names_a_file_beside_the_script(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "people.xlsx").write_bytes(PEOPLE)

    found = answers(tmp_path, line(kind="staff", file="old/people.xlsx", apply=True))

    assert found[1]["added"] == 2


def test_a_path_to_nothing_is_no_file(tmp_path: Path) -> None:
    found = answers(tmp_path, line(kind="staff", file="people.xlsx"))

    assert (found[1]["ok"], found[1]["clause"]) == (False, "input")


def test_without_anybody_only_the_first_people_come_in(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(PEOPLE)

    found = answers(tmp_path, line(kind="registers", file="people.xlsx"))

    assert found[1]["clause"] == "access"


def test_an_unknown_field_makes_the_script_invalid() -> None:
    with pytest.raises(ScriptError):
        read_script("\n".join([SITE, line(kind="staff", file="x", appply=True)]))


def test_an_upload_is_looked_through_and_let_in_once_a_key(floor: Floor) -> None:
    browser = visitor(floor, "manager")

    def post(**more: Any) -> Any:
        file = SimpleUploadedFile("people.xlsx", PEOPLE)
        headers = {"Idempotency-Key": "once"} if more else {}
        return browser.post("/api/v1/imports/staff", {"file": file, **more}, headers=headers)

    assert post().json()["added"] == 0
    assert [post(commit="true").json()["added"] for _ in range(2)] == [2, 2]
    assert post().json()["sheets"][0]["known"] == 2


def test_an_upload_that_is_none(floor: Floor) -> None:
    browser = visitor(floor, "manager")

    assert browser.post("/api/v1/imports/staff", {}).status_code == 422
    file = SimpleUploadedFile("people.xlsx", b"no")
    assert browser.post("/api/v1/imports/staff", {"file": file}).status_code == 422
    file = SimpleUploadedFile("people.xlsx", PEOPLE)
    assert browser.post("/api/v1/imports/nothing", {"file": file}).status_code == 422
    file = SimpleUploadedFile("people.xlsx", PEOPLE)
    assert visitor(floor, "a").post("/api/v1/imports/staff", {"file": file}).status_code == 403


def test_the_terminal_says_what_came_in(
    floor: Floor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(PEOPLE)
    given = {"kind": "staff", "apply": True, "on_error": "stop"}

    assert import_from(path, site="S1", by="manager", given=given, as_json=False) == 0
    assert "2 added" in capsys.readouterr().out
    assert import_from(path, site="S1", by="a", given=given, as_json=True) == 1
