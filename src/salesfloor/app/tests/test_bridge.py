"""Django in threads: bodies whole and bounded, answers handed over once, streams in pieces."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from salesfloor.app.bridge import Bridge, environ_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 100


class Handler:
    """Stands for Django: answers what a view makes of the environment."""

    def __init__(self, view: Callable[[dict[str, Any]], Any]) -> None:
        self.view = view

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        response = self.view(environ)
        start_response(f"{response.status_code} X", list(response.items()))
        return response


def call(
    view: Callable[[dict[str, Any]], Any], parts: list[bytes], **scope: Any
) -> list[dict[str, Any]]:
    """Send a body in parts, and return what came back."""
    bridge = Bridge(Handler(view), threads=1, largest_body=LIMIT)
    sent: list[Any] = []
    waiting = [
        {"type": "http.request", "body": part, "more_body": number < len(parts) - 1}
        for number, part in enumerate(parts)
    ] or [{"type": "http.disconnect"}]

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(bridge(_scope(**scope), receive, send))
    return sent


def _scope(**more: Any) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/x",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [],
        **more,
    }


def echo(environ: dict[str, Any]) -> HttpResponse:
    return HttpResponse(environ["wsgi.input"].read())


def announced(environ: dict[str, Any]) -> HttpResponse:
    return HttpResponse(environ.get("CONTENT_LENGTH", "none"))


def test_a_body_in_parts_arrives_whole() -> None:
    start, body = call(echo, [b"one ", b"two"])
    assert (start["status"], body["body"]) == (200, b"one two")
    assert (b"content-length", b"7") in start["headers"]


@pytest.mark.case(69)
def test_a_body_over_the_limit_is_not_kept_but_announced() -> None:
    for parts in ([b"x" * 60, b"x" * 60], [b"x" * 101], [b"x" * 300] * 50):
        assert call(announced, parts)[1]["body"] == str(LIMIT + 1).encode()
        assert call(echo, parts)[1]["body"] == b""


def test_whoever_hangs_up_gets_nothing() -> None:
    assert call(echo, []) == []


def test_a_stream_comes_in_pieces() -> None:
    start, *bodies = call(lambda _: StreamingHttpResponse([b"a", b"b"]), [b""])
    assert start["status"] == 200
    assert [message["body"] for message in bodies] == [b"a", b"b", b""]
    assert [message.get("more_body", False) for message in bodies] == [True, True, False]


def test_a_handler_that_breaks_is_answered_with_500() -> None:
    def breaks(_: dict[str, Any]) -> HttpResponse:
        raise RuntimeError

    start, body = call(breaks, [b""])
    assert (start["status"], body["body"]) == (500, b"")


def test_a_stream_that_breaks_is_not_taken_for_whole() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a"
        raise RuntimeError

    with pytest.raises(Exception, match="broke off"):
        call(lambda _: StreamingHttpResponse(pieces()), [b""])


def test_what_django_sees() -> None:
    environ = environ_of(
        _scope(
            path="/接待",
            query_string=b"a=1",
            headers=[
                (b"host", b"floor.example"),
                (b"content-type", b"text/plain"),
                (b"cookie", b"a=1"),
                (b"cookie", b"b=2"),
                (b"x-real_ip", b"10.0.0.1"),
                (b"accept", b"a"),
                (b"accept", b"b"),
            ],
            client=("10.0.0.9", 1),
            scheme="https",
        ),
        b"body",
    )
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/接待"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "a,b"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["CONTENT_LENGTH"] == "4"
    assert environ["REMOTE_ADDR"] == "10.0.0.9"
    assert environ["wsgi.url_scheme"] == "https"
    assert not any(name.startswith("HTTP_X_REAL") for name in environ)
