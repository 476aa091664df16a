"""The product's server, able to die between the commit and the answer.

    python dying_server.py PORT

A request with the header `X-Die` is carried out; when its answer is about to go out, the process
kills itself.  Everything else is the product as `salesfloor run` serves it.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import uvicorn

from salesfloor.app import preparing


def main() -> None:
    """Serve on the database of `DATABASE_URL`."""
    place = preparing.Place(os.environ["DATABASE_URL"])
    preparing.make_ready(place)
    preparing.serve(place)
    from salesfloor.app.asgi import application  # noqa: PLC0415 - after Django's set-up

    async def mortal(scope: Any, receive: Any, send: Any) -> None:
        async def send_or_die(message: Any) -> None:
            if (b"x-die", b"now") in scope.get("headers", []):
                os.kill(os.getpid(), signal.SIGKILL)
            await send(message)

        await application(scope, receive, send_or_die)

    uvicorn.run(
        mortal,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
