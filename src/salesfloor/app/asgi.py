"""The root of the server: static files and live streams here, everything else in Django's threads."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from typing import TYPE_CHECKING, Final

import orjson

from salesfloor.app.wsgi import application as django_application

# Only now that Django is set up.
from django.conf import settings  # isort: skip

from salesfloor.app import hub as live  # isort: skip
from salesfloor.app.bridge import Bridge  # isort: skip
from salesfloor.app.events import serve_events  # isort: skip
from salesfloor.app.hub import hub  # isort: skip
from salesfloor.app.static_files import serve_static  # isort: skip
from salesfloor.app.wiring import wire  # isort: skip
from salesfloor.app.worker import ticks, worker  # isort: skip
from salesfloor.kernel.deadlines import api as deadlines  # isort: skip

if TYPE_CHECKING:
    from salesfloor.app.bridge import Receive, Scope, Send

THREADS: Final = int(os.environ.get("SALESFLOOR_THREADS", "14"))
_LATE: Final = 30.0
_GARBAGE: Final = 10_000

# Whoever holds a floor's lock comes back from the database many times: not for 5 ms each time.
sys.setswitchinterval(0.0005)
wire()
_pages: Final = Bridge(django_application, threads=THREADS, largest_body=settings.LARGEST_BODY)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer whatever the server brings."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["path"].startswith(settings.STATIC_URL):
        await serve_static(scope, send)
    elif scope["path"].startswith("/events/"):
        await serve_events(scope, receive, send)
    elif scope["path"] == "/healthz":
        await _tell_health(send)
    else:
        await _pages(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    """Start the hub and the worker with the server, and end them before it."""
    has_worker = os.environ.get("SALESFLOOR_WORKER", "1") == "1"
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _leave_the_program_alone()
            hub.start()
            if has_worker:
                worker.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await hub.stop()
            await asyncio.to_thread(_pages.threads.stop)
            if has_worker:
                await asyncio.to_thread(worker.stop)
            await send({"type": "lifespan.shutdown.complete"})
            return


def _leave_the_program_alone() -> None:
    """Keep Python's collector from walking the whole program, which stops everybody for 50 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


async def _tell_health(send: Send) -> None:
    """Say whether the database answers, screens are live, the worker works and no deadline failed."""
    facts = {"database": True, "live": hub.listening.is_set(), "worker": True, "deadlines": True}
    try:
        facts["deadlines"] = await asyncio.wait_for(hub.in_thread(_no_deadline_failed), 5)
    except Exception:  # noqa: BLE001 - whatever it is, it is not healthy
        facts["database"] = False
    if os.environ.get("SALESFLOOR_WORKER", "1") == "1":
        facts["worker"] = ticks() - worker.last_tick < _LATE
    is_well = all(facts.values())
    body = orjson.dumps({"ok": is_well, **facts, "watching": live.watching()})
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send(
        {"type": "http.response.start", "status": 200 if is_well else 503, "headers": headers}
    )
    await send({"type": "http.response.body", "body": body})


def _no_deadline_failed() -> bool:
    return not deadlines.set_aside()
