"""The root of the server: live streams and health here, everything else in Django's threads."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, Final

import orjson
from a2wsgi import WSGIMiddleware

from salesfloor.app.wsgi import application as wsgi_application

# Only now that Django is set up.
from django.conf import settings  # isort: skip

from salesfloor.app import hub as live  # isort: skip
from salesfloor.app.bodies import Bodies  # isort: skip
from salesfloor.app.events import serve_events  # isort: skip
from salesfloor.app.failed_deadlines import none_failed  # isort: skip
from salesfloor.app.hub import hub  # isort: skip
from salesfloor.app.wiring import wire  # isort: skip
from salesfloor.app.jobs import runner  # isort: skip
from salesfloor.app.outside import messenger  # isort: skip
from salesfloor.app.worker import worker  # isort: skip
from salesfloor.kernel.deadlines import api as deadlines  # isort: skip

if TYPE_CHECKING:
    from salesfloor.app.bodies import Receive, Scope, Send

THREADS: Final = int(os.environ.get("SALESFLOOR_THREADS", "64"))
"""More than one held-up site fills; each thread waits three seconds for a lock at most."""
_LATE: Final = 30.0

wire()
# The queue between thread and client has no bound: who reads slowly keeps no thread.
_threads: Any = WSGIMiddleware(wsgi_application, workers=THREADS, send_queue_size=0)
_pages: Final = Bodies(_threads, largest=settings.LARGEST_UPLOAD)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one event of the server."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] != "http":
        await send({"type": "websocket.close", "code": 1000})
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
            hub.start()
            await hub.in_thread(deadlines.serve)
            if has_worker:
                worker.start()
                runner.start()
                messenger.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await hub.stop()
            if has_worker:
                await asyncio.to_thread(worker.stop)
                await asyncio.to_thread(runner.stop)
                await asyncio.to_thread(messenger.stop)
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _tell_health(send: Send) -> None:
    """Say whether the database answers, screens are live, the worker works and no deadline failed."""
    facts = {"database": True, "live": hub.listening.is_set(), "worker": True, "deadlines": True}
    try:
        facts["deadlines"] = await asyncio.wait_for(hub.in_thread(none_failed), 5)
    except Exception:  # noqa: BLE001 - whatever it is, it is not healthy
        facts["database"] = False
    if os.environ.get("SALESFLOOR_WORKER", "1") == "1":
        facts["worker"] = deadlines.ticks() - worker.last_tick < _LATE
    is_well = all(facts.values())
    body = orjson.dumps({"ok": is_well, **facts, "watching": live.watching()})
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send(
        {"type": "http.response.start", "status": 200 if is_well else 503, "headers": headers}
    )
    await send({"type": "http.response.body", "body": body})
