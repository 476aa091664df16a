"""A line for each site: few at a time, in their order, and no other site waits (case 13)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.app import lines
from salesfloor.app.lines import ABREAST, LATE, Lines
from salesfloor.web.requests import SITE_MARK

if TYPE_CHECKING:
    from collections.abc import Coroutine

pytestmark = pytest.mark.case(13)


def asked(who: str, method: str = "POST") -> dict[str, Any]:
    return {"REQUEST_METHOD": method, "HTTP_AUTHORIZATION": f"Bearer {who}"}


async def through(line: Lines, environ: dict[str, Any], held: asyncio.Event) -> None:
    async with line.place_for(environ):
        environ["came"] = True
        await held.wait()


def who_came(*environs: dict[str, Any], known: dict[str, int], patience: float = 60) -> list[bool]:
    """Let them all come while nobody is done; return who is let through meanwhile."""

    async def come() -> list[bool]:
        line, held = Lines(), asyncio.Event()
        for who, site in known.items():
            line.learn(asked(who) | {SITE_MARK: site})
        work: list[Coroutine[Any, Any, None]] = [through(line, e, held) for e in environs]
        tasks = [asyncio.create_task(one) for one in work]
        await asyncio.sleep(patience if patience < 1 else 0.01)
        came = ["came" in environ for environ in environs]
        held.set()
        await asyncio.gather(*tasks)
        assert all("came" in environ for environ in environs)
        return came

    return asyncio.run(come())


def test_so_many_at_a_time_change_a_site() -> None:
    desks = [str(number) for number in range(ABREAST + 2)]
    environs = [asked(who) for who in desks]
    assert who_came(*environs, known=dict.fromkeys(desks, 1)) == [True] * ABREAST + [False] * 2


def test_another_site_goes_on() -> None:
    environs = [*(asked("a") for _ in range(9)), asked("z")]
    assert who_came(*environs, known={"a": 1, "z": 2})[-1]


def test_who_is_not_known_yet_stands_alone() -> None:
    environs = [*(asked("new") for _ in range(ABREAST + 1)), asked("a")]
    assert who_came(*environs, known={"a": 1}) == [True] * ABREAST + [False, True]


def test_who_reads_or_has_no_session_does_not_stand_in_line() -> None:
    environs = [*(asked("a") for _ in range(5)), asked("a", "GET"), {"REQUEST_METHOD": "POST"}]
    assert who_came(*environs, known={"a": 1})[-2:] == [True, True]


def test_pages_are_known_by_their_session() -> None:
    page = {"REQUEST_METHOD": "POST", "HTTP_COOKIE": "django_language=en; sessionid=xyz"}
    environs = [dict(page) for _ in range(ABREAST + 1)]
    assert who_came(*environs, known={}) == [True] * ABREAST + [False]


def test_who_stood_too_long_goes_ahead_to_be_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_WAIT", 0.02)
    environs = [asked("a") for _ in range(ABREAST + 1)]
    assert who_came(*environs, known={"a": 1}, patience=0.2) == [True] * (ABREAST + 1)
    assert [LATE in environ for environ in environs] == [False] * ABREAST + [True]
