"""A line for each site: few changes at a time, first come first served, and no thread to wait.

Strict order means that the changes of a site follow one another; threads that wait for the lock of
the floor would only be missing to the other sites. Which site a request is about is known once the
first of its session or token was answered; until then these stand in a line of their own.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from salesfloor.web.requests import SITE_MARK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, MutableMapping

    Environ = MutableMapping[str, Any]

LATE: Final = "salesfloor.late"
"""Where a request says that it stood in line too long."""
ABREAST: Final = 6
"""While some of a site go together, holding its lock, as many get ready to go next."""
LONGEST_WAIT: Final = 20.0
_REMEMBERED: Final = 10_000
_SESSION: Final = re.compile(r"(?:^|; ?)sessionid=([^;]+)")


class Lines:
    """The lines of all sites, and where each session and token belongs."""

    def __init__(self) -> None:
        self._sites: OrderedDict[bytes, int] = OrderedDict()
        self._lines: WeakValueDictionary[int | bytes, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def place_for(self, environ: Environ) -> AsyncIterator[None]:
        """Wait in the line of the site that a request is about to change; not for ever."""
        line = self._line_of(environ)
        if line is None:
            yield
            return
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await line.acquire()
        except TimeoutError:
            environ[LATE] = True
            yield
            return
        try:
            yield
        finally:
            line.release()

    def learn(self, environ: Environ) -> None:
        """Remember which site whoever asked belongs to."""
        site, mark = environ.get(SITE_MARK), _mark_of(environ)
        if site is None or mark is None:
            return
        self._sites[mark] = site
        self._sites.move_to_end(mark)
        if len(self._sites) > _REMEMBERED:
            self._sites.popitem(last=False)

    def _line_of(self, environ: Environ) -> asyncio.Semaphore | None:
        mark = _mark_of(environ) if environ["REQUEST_METHOD"] == "POST" else None
        if mark is None:
            return None
        whose = self._sites.get(mark, mark)
        line = self._lines.get(whose)
        if line is None:
            line = self._lines[whose] = asyncio.Semaphore(ABREAST)
        return line


def _mark_of(environ: Environ) -> bytes | None:
    """Return what tells one session or token from another, useless to whoever reads our memory."""
    found = _SESSION.search(environ.get("HTTP_COOKIE", ""))
    secret = environ.get("HTTP_AUTHORIZATION") or (found[1] if found else None)
    return sha256(secret.encode("utf-8", "surrogateescape")).digest() if secret else None
