"""Application messages: tokens, formats, who confirms an account, what a service says no to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.outgoing import calling
from salesfloor.kernel.outgoing.models import Account, Address, Channel, Outgoing
from salesfloor.kernel.outgoing.tests.speaking import connect, states, work
from salesfloor.kernel.work.models import WorkItem
from tests.spreadsheets import SheetMade, send, workbook
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from salesfloor.kernel.outgoing.tests.standing_in import Service
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
TOOLS = ["wecom", "dingtalk", "feishu"]


@pytest.fixture(autouse=True)
def no_tokens() -> None:
    calling._kept.clear()


def confirmed(floor: Floor, service: Service, tool: str, account: str = "zhangwei") -> None:
    connect(
        floor, service, f"{tool}_app", address=service.at("/"), key_id="APP", agent="1000002"
    )  # fmt: skip
    floor.give("enter_account", by="admin", who="a", tool=tool, account=account)
    floor.give("confirm_account", by="a", tool=tool)


def tell(floor: Floor, text: str = "周六开放日") -> None:
    floor.give(
        "notice", by="manager", text=text, to=["a"], good_news=True, read_by="2026-03-02T18:00+08:00"
    )  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_a_message_reaches_one_account_with_one_token_for_all(
    floor: Floor, service: Service, tool: str
) -> None:
    confirmed(floor, service, tool)
    tell(floor)
    tell(floor, "新价格")
    work(floor, service)
    assert states() == ["sent", "sent"]
    assert [said.startswith("zhangwei: 【通告】") for said in service.said] == [True, True]
    assert (service.tokens, service.asked) == (1, 3)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_token_that_holds_no_more_is_fetched_anew(
    floor: Floor, service: Service, tool: str
) -> None:
    confirmed(floor, service, tool)
    tell(floor)
    work(floor, service)
    service.tokens += 1  # somebody else took one
    tell(floor, "新价格")
    work(floor, service)
    assert states() == ["sent", "sent"]
    tell(floor, "再一条")
    work(floor, service, hours=2)
    assert (states()[-1], service.tokens) == ("sent", 4)


@pytest.mark.parametrize(
    ("tool", "words"), [("wecom", "81013"), ("dingtalk", "33012"), ("feishu", "230001")]
)
def test_an_account_that_the_service_does_not_know(
    floor: Floor, service: Service, tool: str, words: str
) -> None:
    confirmed(floor, service, tool, account="nobody")
    tell(floor)
    work(floor, service)
    assert states() == ["given_up"]
    [row] = floor.ask("unsent", by="lead")["rows"]
    assert row["words"].startswith(words)


@pytest.mark.parametrize(
    ("tool", "answer"),
    [
        ("wecom", (200, {"errcode": 45009, "errmsg": "api freq out of limit"})),
        ("dingtalk", (200, {"errcode": 88, "errmsg": "too often"})),
        ("feishu", (400, {"code": 99991400, "msg": "request trigger frequency limit"})),
        ("feishu", (502, {})),
    ],
)
def test_a_service_that_wants_a_pause_or_is_down(
    floor: Floor, service: Service, tool: str, answer: tuple[int, Any]
) -> None:
    confirmed(floor, service, tool)
    service.answers = [lambda: answer]
    tell(floor)
    work(floor, service)
    assert states() == ["waiting"]
    work(floor, service, seconds=61)
    assert states() == ["sent"]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_token_s_answer_that_never_comes_leaves_nothing_in_doubt(
    floor: Floor, service: Service, tool: str
) -> None:
    confirmed(floor, service, tool)
    service.answers = [lambda: (0, None)]
    tell(floor)
    work(floor, service)
    assert states() == ["waiting"]
    work(floor, service, seconds=10)
    assert (states(), len(service.said)) == (["sent"], 1)


@pytest.mark.parametrize(("tool", "state"), [("wecom", "unsure"), ("feishu", "sent")])
def test_an_answer_to_the_message_that_never_comes(
    floor: Floor, service: Service, tool: str, state: str
) -> None:
    """Feishu is told the key of a message and sends it once; WeCom is not."""
    confirmed(floor, service, tool)
    tell(floor)
    work(floor, service)
    service.answers = [lambda: (0, None)]
    tell(floor, "新价格")
    work(floor, service)
    work(floor, service, seconds=10)
    assert states() == ["sent", state]


def test_nothing_goes_to_an_account_before_its_owner_confirms_it(
    floor: Floor, service: Service
) -> None:
    floor.give("enter_account", by="manager", who="a", tool="wecom", account="zhangwei")
    assert WorkItem.objects.filter(kind="account").count() == 1
    assert not Address.objects.exists()
    page = visitor(floor, "a").get("/outside/mine/").content.decode()
    assert "zhangwei" in page
    assert floor.refusal("confirm_account", by="b", tool="wecom").clause == "input"
    assert floor.refusal("reach_me", by="a", reach="wecom", address="other").clause == "input"
    assert piece(visitor(floor, "a"), "/give/confirm_account/", tool="wecom").status_code < 400
    assert Address.objects.get().reach == "wecom"
    assert "zhangwei" not in Address.objects.get().sealed
    assert not Account.objects.exists()
    assert "企业微信" in visitor(floor, "a").get("/outside/mine/").content.decode()


def test_who_says_not_mine_is_reached_as_before(floor: Floor) -> None:
    floor.give("reach_me", by="a", reach="sms", address="138 0013 8000")
    floor.give("enter_account", by="admin", who="a", tool="feishu", account="u1")
    floor.give("confirm_account", by="a", tool="feishu", mine=False)
    assert (Account.objects.count(), Address.objects.get().reach) == (0, "sms")
    assert floor.refusal("enter_account", by="a", who="a", tool="feishu", account="u").clause == (
        "access"
    )
    assert floor.refusal(
        "enter_account", by="admin", who="zz", tool="feishu", account="u"
    ).clause == ("input")


@pytest.mark.parametrize("lacking", [{"key_id": ""}, {"agent": ""}, {"agent": "x"}, {"secret": ""}])
def test_an_application_needs_its_id_secret_and_number(
    floor: Floor, lacking: dict[str, str]
) -> None:
    given = {"way": "wecom_app", "name": "x", "key_id": "APP", "secret": "s", "agent": "1"}
    assert floor.refusal("set_channel", by="admin", **(given | lacking)).clause == "input"


def test_the_service_s_own_address_is_the_default(floor: Floor) -> None:
    given = {"name": "x", "key_id": "APP", "secret": "s"}
    floor.give("set_channel", by="admin", way="feishu_app", **given)
    assert Channel.objects.get().host == "open.feishu.cn"
    assert not Outgoing.objects.exists()


def test_a_house_s_list_of_accounts_comes_in(floor: Floor) -> None:
    rows: list[list[Any]] = [
        ["工号", "姓名", "渠道", "账号"],
        ["A", "张伟", "企业微信", "zhangwei"],
        ["zz", "谁", "钉钉", "x"],
        ["b", "李四", "QQ", "y"],
        ["c", "王五", "飞书", None],
        ["d", "赵六", "飞书", 10086],
    ]
    bad = floor.give("import_file", by="admin", kind="accounts", file=sheet(floor, rows))
    assert [one["error"] for one in bad["errors"]] == [
        "person_unknown",
        "tool_unknown",
        "account_missing",
    ]
    good = [rows[0], rows[1], rows[5]]
    floor.give("import_file", by="admin", kind="accounts", file=sheet(floor, good), apply=True)
    assert sorted(Account.objects.values_list("tool", flat=True)) == ["feishu", "wecom"]


def sheet(floor: Floor, rows: list[list[Any]]) -> str:
    return str(send(floor, workbook(SheetMade("账号", rows, []))))
