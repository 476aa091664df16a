"""Day scripts that are none: exit 2 with line and column, or a refusal; never a traceback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from salesfloor.app.replay import Replay
from salesfloor.app.scripts import ScriptError, check_not_ahead, decoded, read_script

AT = "2026-03-02T08:20:00+08:00"
SITE = {
    "at": AT,
    "do": "site",
    "code": "S1",
    "name": "Riverside",
    "trade": "real_estate",
    "opens": "09:00",
    "closes": "18:00",
}
SIGN_IN = {"at": AT, "do": "sign_in", "by": "a"}


def line(given: dict[str, Any], **more: Any) -> str:
    return json.dumps({**given, **more})


@pytest.mark.fault("X18")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"at":' + "[" * 100_000, "line 1, column 26"),
        ('{"at":"x","do":"site","policy":' + "[" * 500 + "]" * 500 + "}", "line 1"),
        (line(SITE) + '\n{"at":' + "1" * 5000 + "}", "line 2, column 1"),
        (line(SITE, name=float("nan")), "line 1, column"),
        (line(SIGN_IN, by="a\x00b"), "line 1, column 54"),
        (line(SIGN_IN, by="\ud800"), "line 1, column 54"),
        (line(SIGN_IN, site="\u202eS1"), "line 1, column"),
        (line(SIGN_IN, by=5), "line 1, column 54"),
        (line(SIGN_IN, at="0001-01-01T00:00:00+08:00"), "line 1, column 2"),
        (line(SIGN_IN, at="9999-12-31T23:59:59-12:00"), "line 1, column 2"),
        (line(SIGN_IN, at="2026-03-02T08:20:00"), "line 1, column 2"),
        (line(SIGN_IN, at="\ud800"), "line 1, column 2"),
        (line(SIGN_IN, do="\ud800\x00"), "line 1, column"),
        ('{"at":"' + AT + '","do":"sign_in","by":"a","\\ud800":1}', "line 1"),
        ('{"\\ud800":1,"\\ud800":2}', "line 1"),
        ("[]", "line 1, column 1"),
        ("null", "line 1, column 1"),
        ("\x00", "line 1, column 1"),
    ],
)
def test_what_is_no_script_says_where(text: str, place: str) -> None:
    with pytest.raises(ScriptError) as error:
        read_script(text)
    assert str(error.value).startswith(place)
    str(error.value).encode()  # a terminal can print it


@pytest.mark.fault("X18")
def test_a_file_that_is_no_utf_8_says_where() -> None:
    with pytest.raises(ScriptError, match="line 2, column 3"):
        decoded(b"{}\n {\xff}")
    text = decoded(b"\xef\xbb\xbf" + line(SITE).encode() + b"\r\n")
    assert [one.do for one in read_script(text)] == ["site"]


@pytest.mark.django_db
@pytest.mark.fault("X18")
@pytest.mark.parametrize(
    "policy",
    [["call.visit_within_days"], "call.visit_within_days", 5, {"a\x00b": 1}, {"\ud800": 1}],
)
@pytest.mark.parametrize("tried", [{}, {"call.visit_within_days": 5}])
def test_policies_that_are_none_are_a_refusal(policy: Any, tried: dict[str, Any]) -> None:
    answers = list(Replay(tried).run(read_script(line(SITE, policy=policy))))
    assert [answer["clause"] for answer in answers] == ["input"]


@pytest.mark.django_db
@pytest.mark.fault("X18")
def test_a_site_is_found_by_the_code_in_its_one_form() -> None:
    lines = [
        line(SITE, code=" Ｓ1 "),
        line({"at": AT, "do": "staff", "code": "m", "name": "M"}, post="manager"),
    ]
    answers = list(Replay().run(read_script("\n".join(lines))))
    assert [answer["ok"] for answer in answers] == [True, True]
    assert answers[0]["site"] == "S1"


@pytest.mark.django_db
@pytest.mark.fault("X18")
@pytest.mark.parametrize("at", ["1970-01-02T00:00:00+14:00", "2199-12-30T23:59:59.999999-12:00"])
def test_the_ends_of_the_calendar(at: str) -> None:
    lines = [
        line(SITE, at=at),
        line({"at": at, "do": "staff", "code": "m", "name": "M"}, post="manager"),
    ]
    answers = list(Replay().run(read_script("\n".join(lines))))
    assert [answer["ok"] for answer in answers] == [True, True]


@pytest.mark.django_db
@pytest.mark.fault("X18")
@pytest.mark.fault("R9")
@pytest.mark.parametrize("trade", ["service_area", "distribution", "pharma", "event"])
def test_a_jump_over_generations_costs_what_happens(trade: str) -> None:
    lines = [
        line(SITE, trade=trade),
        line({"do": "staff", "code": "m", "name": "M", "post": "manager"}, at=AT),
        line({"do": "verify"}, at="2199-01-01T00:00:00+08:00"),
    ]
    answers = list(Replay().run(read_script("\n".join(lines))))
    assert len(answers) == 3


@pytest.mark.django_db
@pytest.mark.fault("X18")
@pytest.mark.parametrize(
    "until", ["9999-12-31", "9999-12-31T00:00:00+08:00", "2026-03-05T00:00:00"]
)
def test_a_loan_ends_within_the_calendar(until: str) -> None:
    staff = [
        {"do": "staff", "code": "l", "name": "L", "post": "lead", "team": "T1"},
        {"do": "staff", "code": "a", "name": "A", "post": "salesperson", "team": "T1"},
        {"do": "staff", "code": "l2", "name": "L", "post": "lead", "team": "T2"},
        {"do": "staff", "code": "m", "name": "M", "post": "manager"},
        {"do": "lend", "by": "m", "who": "a", "team": "T2", "until": until, "reason": "open day"},
    ]
    lines = [line(SITE), *(line(one, at=AT) for one in staff)]
    answers = list(Replay().run(read_script("\n".join(lines))))
    assert answers[-1]["clause"] == "input"


@pytest.mark.fault("X5")
def test_a_time_that_is_still_to_come_is_invalid_on_a_database_at_work() -> None:
    lines = read_script(line(SIGN_IN) + "\n" + line(SIGN_IN, at="2062-03-02T08:20:00+08:00"))
    with pytest.raises(ScriptError) as error:
        check_not_ahead(lines, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert str(error.value).startswith("line 2, column 2: ")
    check_not_ahead(lines[:1], datetime(2026, 3, 2, 12, tzinfo=UTC))
