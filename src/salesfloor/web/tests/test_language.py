"""Sentences in the reader's language; Chinese unless the reader chose otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from salesfloor.base.phrases import phrase
from salesfloor.web.language import LanguageMiddleware, said


@pytest.mark.parametrize(
    ("cookie", "wish", "spoken"),
    [
        ("", "", "zh-hans"),
        ("", "en-GB,en", "zh-hans"),
        ("en", "zh-CN", "en"),
        ("zh-hans", "en", "zh-hans"),
        ("tlh", "en", "zh-hans"),
    ],
)
def test_the_language_is_the_readers_choice(cookie: str, wish: str, spoken: str) -> None:
    heard = []

    def page(_: object) -> HttpResponse:
        heard.append(translation.get_language())
        return HttpResponse()

    request = RequestFactory().get("/", headers={"Accept-Language": wish})
    if cookie:
        request.COOKIES["django_language"] = cookie
    with translation.override("en"):
        response = LanguageMiddleware(page)(request)
    assert isinstance(response, HttpResponse)
    assert heard == [spoken]
    assert response.headers["Content-Language"] == spoken


def test_said_fills_in_what_people_write() -> None:
    sentence = phrase(
        "{who}: {day}, {at}, {text}, {inner}",
        who="陈",
        day=date(2026, 3, 2),
        at=datetime(2026, 3, 2, 1, 5, tzinfo=UTC),
        text="2026-03-09",
        inner=phrase("Today"),
    )
    with translation.override("zh-hans"):
        assert said(sentence) == "陈: 2026年3月2日, 3月2日 09:05, 2026年3月9日, 今日"
    with translation.override("en"):
        assert said(sentence) == "陈: 2 Mar 2026, 2 Mar 09:05, 9 Mar 2026, Today"
