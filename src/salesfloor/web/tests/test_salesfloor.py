"""What templates say with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from salesfloor.base.commands import Actor
from salesfloor.base.posts import Post

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def shown(template: str, **facts: Any) -> str:
    request: Any = RequestFactory().get("/")
    request.actor, request.at = Actor("a", Post.SALESPERSON, 1, 1), NOW
    request.site = SimpleNamespace(trade="bank_cards")
    context = Context({"request": request, "now": NOW, **facts})
    return Template("{% load salesfloor %}" + template).render(context)


@pytest.mark.parametrize(
    ("template", "value", "chinese", "english"),
    [
        ("{{ v|money }}", 123450, "¥1,234.50", "¥1,234.50"),
        ("{{ v|money }}", -5, "-¥0.05", "-¥0.05"),
        ("{{ v|phone }}", "13800138000", "138****8000", "138****8000"),
        ("{{ v|duration }}", 12, "12 分钟", "12 min"),
        ("{{ v|duration }}", 65, "1 小时 5 分钟", "1 h 5 min"),
        ("{{ v|duration }}", 60 * 24 * 2 + 60, "2 天 1 小时", "2 d 1 h"),
        ("{{ v|duration }}", -3, "0 分钟", "0 min"),
        ("{{ v|seconds }}", 125, "2 分 5 秒", "2 min 5 s"),
        ("{{ v|percent }}", 0.614, "61%", "61%"),
        ("{{ v|day }} {{ v|weekday }}", NOW, "2026年3月2日 星期一", "2 Mar 2026 Mon"),
        ("{% word 'salesperson' %}", None, "客户经理", "Account manager"),
        ("{{ v|face }}", "苏晚晴", "晴", "晴"),
        ("{{ v|face }}", "John Doe", "JD", "JD"),
        ("{{ v|face }}", "", "?", "?"),
    ],
)
def test_values_are_written_as_people_write_them(
    template: str, value: object, chinese: str, english: str
) -> None:
    with translation.override("zh-hans"):
        assert shown(template, v=value) == chinese
    with translation.override("en"):
        assert shown(template, v=value) == english


@pytest.mark.parametrize(("number", "linked"), [("3.2.1.2", True), ("input", False), ("", False)])
def test_a_clause_is_a_link_and_bad_input_is_none(number: str, linked: bool) -> None:
    written = shown("{% clause v %}", v=number)
    assert (f">{number}</a>" in written) is linked
    assert bool(written) is linked


def test_times_keep_ticking() -> None:
    with translation.override("en"):
        assert ">1 h 1 min</time>" in shown("{% since v %}", v=NOW - timedelta(minutes=61))
        assert ">2 d</time>" in shown("{% until v %}", v=NOW + timedelta(days=2))
    assert 'datetime="2026-03-02T08:50:00+08:00" data-since' in shown(
        "{% since v %}", v="2026-03-02T08:50:00+08:00"
    )


def test_each_form_has_a_key_of_its_own() -> None:
    forms = shown("{% once %}|{% once %}").split("|")
    assert all('name="csrfmiddlewaretoken"' in form and 'name="key"' in form for form in forms)
    assert forms[0].split('name="key"')[1] != forms[1].split('name="key"')[1]


def test_the_last_day_is_the_one_before_midnight() -> None:
    midnight = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
    with translation.override("en"):
        assert shown("{{ v|last_day|short_day }}", v=midnight) == "9 Mar"
    assert shown("{% if v|is_soon:now %}soon{% endif %}", v=NOW + timedelta(days=2)) == "soon"
    assert shown("{{ v|days_left:now }}", v=(NOW + timedelta(days=3)).date()) == "3"
