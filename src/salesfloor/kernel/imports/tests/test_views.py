"""The way of an import through its pages."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.imports.models import Mapping
from salesfloor.kernel.jobs import api as jobs
from tests.spreadsheets import SheetMade, workbook
from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
HEADER = ["日期", "时间", "姓名", "电话", "谁接的"]
REGISTER = workbook(
    SheetMade(
        "来访",
        [
            HEADER,
            ["2026-02-27", "9:00", "<林>", "13900000001", "A"],
            ["2026-02-27", "9:05", "孙", "无", "A"],
        ],
    )
)


def sent(floor: Floor, browser: Any, **more: str) -> str:
    """Send the register and let the job run; return the address of its page."""
    file = SimpleUploadedFile("../来访.xlsx", REGISTER)
    answer = browser.post("/imports/", {"kind": "registers", "file": file, **more})
    run(floor)
    return str(answer["Location"])


def run(floor: Floor) -> None:
    jobs.run_waiting(lambda: floor.now, lambda _job: nullcontext())


def test_from_the_file_to_what_came_in(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    assert "registers" in browser.get("/imports/").content.decode()

    address = sent(floor, browser)
    page = browser.get(address).content.decode()

    assert "&lt;" not in page or "<林>" not in page
    assert 'name="map|来访|receiver"' in page
    answer = browser.post(
        address,
        {"map|来访|receiver": "E", "on_error": "skip", "without_phone": "refuse", "apply": "true"},
    )
    run(floor)
    report = browser.get(answer["Location"]).content.decode()
    assert "<b>1</b>" in report
    assert Reception.objects.get().name == "<林>"
    assert Mapping.objects.get().columns == {
        **Mapping.objects.get().columns,
        "receiver": "E",
    }
    assert "<林>" not in report


def test_while_it_goes_on_the_page_asks_again(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    file = SimpleUploadedFile("a.xlsx", REGISTER)
    address = browser.post("/imports/", {"kind": "registers", "file": file})["Location"]

    assert "every 1s" in browser.get(address).content.decode()
    piece = browser.get(address, headers={"HX-Request": "true", "HX-Target": "job"})
    assert "<progress" in piece.content.decode()
    run(floor)
    piece = browser.get(address, headers={"HX-Request": "true", "HX-Target": "job"})
    assert piece["HX-Redirect"] == address


def test_the_marked_file_is_given_back(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    address = sent(floor, browser)

    answer = browser.get(f"{address}corrected/")

    assert answer.content.startswith(b"PK")
    assert re.search(r"corrected-[0-9a-f]{8}\.xlsx", answer["Content-Disposition"])


def test_wrong_cells_are_a_list_with_what_they_say(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    address = sent(floor, browser)

    page = browser.get(address).content.decode()
    assert "D3" in page
    assert "没有填写电话" in page or "电话" in page
    file = browser.get(f"{address}?as=csv").content.decode("utf-8-sig")
    [_head, *lines] = file.splitlines()
    assert any(",无," in line for line in lines)
    piece = browser.get(
        f"{address}?standing=odd", headers={"HX-Request": "true", "HX-Target": "list"}
    )
    assert "<html" not in piece.content.decode()


def test_a_file_taken_for_another_kind_is_offered_as_what_it_is(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    file = SimpleUploadedFile("来访.xlsx", REGISTER)
    address = browser.post("/imports/", {"kind": "assets", "file": file})["Location"]
    run(floor)

    assert 'name="kind" value="registers"' in browser.get(address).content.decode()
    again = browser.post(address, {"kind": "registers"})["Location"]
    run(floor)
    assert 'name="map|来访|receiver"' in browser.get(again).content.decode()


def test_another_persons_import_is_not_there(floor: Floor) -> None:
    address = sent(floor, visitor(floor, "manager"))

    other = visitor(floor, "admin")
    assert other.get(address).status_code == 404
    assert other.get(f"{address}corrected/").status_code == 404
    assert visitor(floor, "a").get("/imports/").status_code == 403


def test_a_wrong_choice_leads_back_to_the_file(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    address = sent(floor, browser)
    answer = browser.post(address, {"claims": "renew", "let_in": "skip"})
    run(floor)
    refused = browser.get(answer["Location"]).content.decode()
    assert 'role="alert"' in refused
    assert f'action="{answer["Location"]}"' in refused
    again = browser.post(answer["Location"], {})
    run(floor)
    assert 'name="claims"' in browser.get(again["Location"]).content.decode()

    latest = browser.get("/imports/").content.decode()
    assert "已拦截" in latest
    assert ">refused<" not in latest
    assert "来访.xlsx" in latest


def test_a_refused_file_says_why(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    file = SimpleUploadedFile("a.xlsx", b"PK nothing")
    answer = browser.post("/imports/", {"kind": "registers", "file": file})
    run(floor)

    assert 'role="alert"' in browser.get(answer["Location"]).content.decode()
    assert browser.post("/imports/", {"kind": "registers"}).status_code == 422


def test_an_import_under_way_is_called_off_on_its_page(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    file = SimpleUploadedFile("来访.xlsx", REGISTER)
    address = browser.post("/imports/", {"kind": "registers", "file": file})["Location"]
    assert f"{address}call-off/" in browser.get(address).content.decode()
    assert visitor(floor, "admin").post(f"{address}call-off/").status_code == 404

    assert browser.post(f"{address}call-off/")["Location"] == address
    run(floor)
    page = browser.get(address).content.decode()
    assert "已取消：什么也没写入。" in page
    assert f"{address}call-off/" not in page
    assert not Reception.objects.exists()
