"""Bodies are whole before a thread is taken: bounded in length, time and memory."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from salesfloor.app import bodies
from salesfloor.app.bodies import FAULT, SMALL, TOO_LONG, TOO_MANY, TOO_SLOW, Bodies

LIMIT = 4 * SMALL


class Behind:
    """The application behind: notes headers and body of what it is asked."""

    def __init__(self) -> None:
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: bytes | None = None

    async def __call__(self, scope: Any, receive: Any, _: Any) -> None:
        self.headers = scope["headers"]
        self.body = (await receive())["body"]

    @property
    def fault(self) -> bytes | None:
        return dict(self.headers).get(FAULT)


async def ask(
    entrance: Bodies, parts: list[bytes], headers: list[Any] | None = None, pause: float = 0
) -> None:
    """Send a body in parts; without any, hang up."""
    waiting = [
        {"type": "http.request", "body": part, "more_body": number < len(parts) - 1}
        for number, part in enumerate(parts)
    ] or [{"type": "http.disconnect"}]

    async def receive() -> Any:
        await asyncio.sleep(pause)
        return waiting.pop(0)

    async def send(_: Any) -> None:
        pass

    await entrance({"type": "http", "headers": headers or []}, receive, send)


def call(parts: list[bytes], headers: list[Any] | None = None) -> Behind:
    behind = Behind()
    entrance = Bodies(behind, largest=LIMIT)
    asyncio.run(ask(entrance, parts, headers))
    assert entrance.held == 0
    return behind


def test_a_body_in_parts_arrives_whole_with_its_length() -> None:
    behind = call([b"one ", b"two"])
    assert behind.body == b"one two"
    assert (b"content-length", b"7") in behind.headers


@pytest.mark.case(69)
def test_a_body_over_the_limit_is_not_kept() -> None:
    for parts in ([b"x" * LIMIT, b"x"], [b"x" * (LIMIT + 1)], [b"x" * LIMIT] * 50):
        behind = call(parts)
        assert (behind.body, behind.fault) == (b"", TOO_LONG)


def test_whoever_hangs_up_reaches_nobody() -> None:
    assert call([]).body is None


def test_headers_that_would_look_like_others_are_left_out() -> None:
    given = [(b"x_forwarded_proto", b"https"), (FAULT, TOO_SLOW), (b"content-length", b"900")]
    assert call([b"x"], given).headers == [(b"content-length", b"1")]


@pytest.mark.fault("X1")
def test_a_body_that_comes_too_slowly_is_given_up() -> None:
    behind = Behind()
    entrance = Bodies(behind, largest=LIMIT)
    entrance.seconds = 0.2
    asyncio.run(ask(entrance, [b"x"] * 100, pause=0.05))
    assert (behind.body, behind.fault, entrance.held) == (b"", TOO_SLOW, 0)


@pytest.mark.fault("X1")
def test_a_long_body_that_comes_steadily_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LEAST_RATE", 1000)
    behind = Behind()
    entrance = Bodies(behind, largest=LIMIT)
    entrance.seconds = 0.2
    asyncio.run(ask(entrance, [b"x" * 1000] * 20, pause=0.02))
    assert behind.body == b"x" * 20_000


@pytest.mark.fault("X1")
def test_long_bodies_together_take_bounded_memory_and_forms_get_through() -> None:
    async def play() -> tuple[Behind, Behind]:
        late, form = Behind(), Behind()
        entrance = Bodies(Behind(), largest=LIMIT)
        entrance.most_held = 2 * LIMIT
        slow = [
            asyncio.create_task(ask(entrance, [b"x" * LIMIT, b""], pause=0.3)) for _ in range(2)
        ]
        await asyncio.sleep(0.45)
        entrance.application = late
        await ask(entrance, [b"x" * LIMIT])
        entrance.application = form
        await ask(entrance, [b"x" * SMALL])
        entrance.application = Behind()
        await asyncio.gather(*slow)
        assert entrance.held == 0
        return late, form

    late, form = asyncio.run(play())
    assert late.fault == TOO_MANY
    assert form.body == b"x" * SMALL
