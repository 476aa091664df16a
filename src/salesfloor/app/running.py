"""`salesfloor run`: the database, the server, the live screens and the worker in one process."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click
import uvicorn

from postgres_launcher import EmbeddedPostgresError
from salesfloor.app import backups, listening, preparing, secret_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from socket import socket
    from types import FrameType

    from postgres_launcher import EmbeddedPostgres
    from salesfloor.app.preparing import Place

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_LAST_WORDS: Final = 3
"""Seconds that requests under way have to finish."""
_LOOKS: Final = 10
"""So many ticks of the server (a tenth of a second each) between looks at the database."""


class Refusal(click.ClickException):
    """The product does not start, and says why."""


class _Server(uvicorn.Server):
    """Ends open streams before it waits for requests, and keeps the database's server alive."""

    place: Place
    greeting: str

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Say where the product is found, as soon as it is."""
        await super().startup(sockets)
        if self.started:
            click.echo(self.greeting)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at the first signal, and leave the process to us afterwards."""
        caught = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in caught}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; a second Ctrl-C does not wait."""
        from salesfloor.app.hub import hub  # noqa: PLC0415 - after Django's set-up

        hub.close_streams()
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Start the database's server again where it died (case 42); nothing here ends the process."""
        if self.place.server is not None and counter % _LOOKS == 0:
            try:
                _revive(self.place.server)
            except (EmbeddedPostgresError, OSError) as error:
                click.echo(f"The database server could not be started again: {error}", err=True)
        return await super().on_tick(counter)


def _revive(database: EmbeddedPostgres) -> None:
    """Start the database's server again where it is certain that it died."""
    if not database.has_died():
        return
    click.echo("The database server died; it is started again.", err=True)
    database.stop()
    database.start()


def run(*, folder: Path, host: str, port: int, demo: bool | None) -> None:
    """Serve until told to stop. `demo`: make or keep the demo, have none, or None: as it comes.

    :raises Refusal: where starting would not be safe (case 98).
    """
    secret_keys.make_safe(folder)
    with listening.address(host, port) as taken, preparing.data_place(folder) as place:
        was_empty = preparing.make_ready(place)
        if was_empty and (demo or (demo is None and place.server is not None)):
            _make_demo(place)
        mode = preparing.clock_mode(place)
        if mode == "script":
            preparing.set_clock(place, "real")
        if backups.needs_epoch(place):
            backups.begin_epoch(place, "found on another database than it was written on")
        preparing.serve(place)
        if mode == "demo" and not was_empty:
            _resume_demo(place)
        _check_demo(mode == "demo", host=host, wanted=demo is True)
        _serve(place, taken, is_demo=mode == "demo")


def _make_demo(place: Place) -> None:
    from salesfloor.app.demo import make  # noqa: PLC0415 - after Django's set-up

    click.echo("Making the demo ...", err=True)
    make(place)


def _resume_demo(place: Place) -> None:
    from salesfloor.app import demo  # noqa: PLC0415 - after Django's set-up

    demo.resume(place)


def _check_demo(is_demo: bool, *, host: str, wanted: bool) -> None:
    from salesfloor.app.demo import accounts  # noqa: PLC0415 - after Django's set-up

    if not is_demo and accounts.are_left():
        raise Refusal(
            "This database is no demo, but the demo's accounts are in it, and everybody knows"
            " their password. Remove them, or start with an empty database."
        )
    is_public = host not in _LOOPBACK or os.environ.get("SALESFLOOR_ADDRESS")
    if is_demo and is_public and not wanted:
        raise Refusal(
            "This is the demo, and everybody knows its passwords. To show it beyond this machine"
            " say so: salesfloor run --demo"
        )


def _serve(place: Place, taken: listening.Address, *, is_demo: bool) -> None:
    if taken.host not in _LOOPBACK:
        os.environ.setdefault("SALESFLOOR_HOSTS", "*")
        from django.conf import settings  # noqa: PLC0415

        settings.ALLOWED_HOSTS = os.environ["SALESFLOOR_HOSTS"].split(",")
    from salesfloor.app.connections import BoundedProtocol, connections_allowed  # noqa: PLC0415
    from salesfloor.app.static_files import collect  # noqa: PLC0415 - after Django's set-up

    collect()
    from salesfloor.app.asgi import application  # noqa: PLC0415 - after the static files

    BoundedProtocol.most_connections = connections_allowed()
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_WORDS,
    )
    server = _Server(config)
    server.place = place
    server.greeting = _greeting(taken, is_demo=is_demo)
    server.run(sockets=[taken.socket])
    if not server.started:
        sys.exit(1)


def _greeting(taken: listening.Address, *, is_demo: bool) -> str:
    words = [f"Salesfloor: {taken.shown}   (Ctrl-C stops it)"]
    if is_demo:
        from salesfloor.app.demo import accounts  # noqa: PLC0415 - after Django's set-up

        words.append(accounts.as_text())
    else:
        from salesfloor.kernel.people.api import Account  # noqa: PLC0415 - after Django's set-up

        if not Account.objects.exists():
            words.append("Nobody has an account yet. Make the first one: salesfloor createadmin")
    return "\n".join(words)
