"""What it takes: seconds to start, megabytes at rest, kilobytes on a phone."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from rows import Row, middle
from stand import PROGRAM, Server, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from stand import Office, Stand

LOG_IN: Final = "/account/login/"
PAGES: Final = ("/", "/desk/", "/board/", "/receptions/", "/customers/", "/registers/")
IDLE: Final = 15.0
_ASSET: Final = re.compile(r"""(?:href|src)="(/static/[^"]+|/[^"]*manifest[^"]*)\"""")
_IN_STYLE: Final = re.compile(r"""url\(['"]?([^'")]+)['"]?\)""")


def starts_and_memory(stand: Stand, rounds: int) -> list[Row]:
    """Start the product with its own database on a new data folder, and once more."""
    first, following, memory = [], [], []
    for number in range(rounds):
        data = stand.folder / f"fresh-{number}"
        data.mkdir()
        first.append(_start(data)[0])
        took, megabytes = _start(data, idle=IDLE)
        following.append(took)
        memory.append(megabytes)
    return [
        Row("first start on an empty data folder, demo made", f"{middle(first):.1f} s", ""),
        Row("next start", f"{middle(following):.1f} s", "", middle(following), 8, 4, "less", " s"),
        Row(
            "memory at rest, all processes (PSS)",
            f"{middle(memory):.0f} MB",
            "",
            middle(memory),
            300,
            200,
            "less",
            " MB",
        ),
    ]


def _start(data: Path, *, idle: float = 0) -> tuple[float, float]:
    """Return seconds until the log-in page is there, and megabytes after some rest."""
    port = free_port()
    environment = {**os.environ, "SALESFLOOR_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    log = data.parent / f"{data.name}.log"
    with log.open("ab") as output:
        began = time.monotonic()
        process = subprocess.Popen(
            [str(PROGRAM), "run", "--port", str(port)],
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            wait_until_up(Server("product", port, process), LOG_IN, log)
            took = time.monotonic() - began
            time.sleep(idle)
            return took, proportional_megabytes(process.pid) if idle else 0.0
        finally:
            stop(process)


def proportional_megabytes(pid: int) -> float:
    """Return the memory of a process and all below it; what is shared counts once."""
    total = 0
    for each in _family(pid):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        total += int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        for task in Path(f"/proc/{each}/task").iterdir():
            children = (task / "children").read_text(encoding="ascii")
            waiting += map(int, children.split())
    return found


def page_weight(server: Server, office: Office) -> list[Row]:
    """Fetch pages as a phone does, compressed, each asset once."""
    cookie = f"sessionid={office.session}; csrftoken={office.csrf}"
    cached: set[str] = set()
    strange = _weight(server, LOG_IN, "", cached)
    first = strange + _weight(server, PAGES[0], cookie, cached)
    following = {page: _weight(server, page, cookie, cached) for page in PAGES[1:]}
    following[PAGES[0]] = _weight(server, PAGES[0], cookie, cached)
    heaviest = max(following, key=lambda page: following[page])
    return [
        Row(
            "page weight, first visit: log-in and first page",
            f"{first / 1024:.0f} KB",
            "",
            first / 1024,
            250,
            120,
            "less",
            " KB",
        ),
        Row(
            "page weight, next pages",
            f"{following[heaviest] / 1024:.1f} KB",
            f"heaviest: {heaviest}",
            following[heaviest] / 1024,
            25,
            10,
            "less",
            " KB",
        ),
    ]


def _weight(server: Server, page: str, cookie: str, cached: set[str]) -> int:
    """Return the bytes that come over the wire for a page and what it brings along."""
    size, body, headers = _fetch(server, page, cookie)
    waiting = [(page, name) for name in _ASSET.findall(body)]
    while waiting:
        base, name = waiting.pop()
        address = urljoin(base, name)
        if address in cached or not address.startswith("/"):
            continue
        more, text, headers = _fetch(server, address, cookie)
        size += more
        if "immutable" in headers.get("cache-control", "") or "max-age" in headers.get(
            "cache-control", ""
        ):
            cached.add(address)
        if urlsplit(address).path.endswith(".css"):
            waiting += [
                (address, found)
                for found in _IN_STYLE.findall(text)
                if not found.startswith("data:")
            ]
    return size


def _fetch(server: Server, path: str, cookie: str) -> tuple[int, str, dict[str, str]]:
    """Return bytes on the wire, the text, and the headers."""
    import gzip  # noqa: PLC0415 - only here

    headers = {"Accept-Encoding": "gzip", "Accept-Language": "zh-CN"}
    if cookie:
        headers["Cookie"] = cookie
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    if answer.status not in {200, 302}:
        message = f"{path} answers {answer.status}"
        raise AssertionError(message)
    told = {name.lower(): value for name, value in answer.getheaders()}
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
    body = gzip.decompress(raw) if told.get("content-encoding") == "gzip" else raw
    return head + len(raw), body.decode(errors="replace"), told
