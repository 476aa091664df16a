"""The product as it is delivered, on a demo floor of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

PROGRAM: Final = Path(sys.executable).with_name("salesfloor")
PASSWORD: Final = "salesfloor-demo"
PIN: Final = "1357"
STARTS_WITHIN: Final = 300.0
_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class House:
    """`salesfloor run` on a data folder, from `with` until its end."""

    def __init__(self, folder: Path) -> None:
        """Name the data folder; an empty one gets the demo at the first start."""
        self.folder = folder
        self.url = ""
        self._process: subprocess.Popen[str] | None = None
        self._callers: dict[str, Caller] = {}
        self._phones = count(13900007001)

    def __enter__(self) -> Self:
        """Start, on a port that is free."""
        self.folder.mkdir(parents=True, exist_ok=True)
        port = _free_port()
        self.url = f"http://localhost:{port}"
        log = self.folder / "run.log"
        with log.open("w", encoding="utf-8") as out:
            self._process = subprocess.Popen(
                [PROGRAM, "run", "--port", str(port)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self.environment,
                text=True,
            )
        self._wait_for(f"{self.url}/", log)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, as Ctrl-C does."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=60)
        self._callers.clear()

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which the product's program finds this house."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return kept | {"SALESFLOOR_DATA": str(self.folder), "PYTHONUNBUFFERED": "1"}

    def copy_to(self, folder: Path) -> House:
        """Return a house with the same past; this one must not be running."""
        shutil.copytree(self.folder, folder, symlinks=True, ignore=_passing)
        return House(folder)

    def program(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the product's program on this house's data."""
        return subprocess.run(
            [PROGRAM, *words], env=self.environment, capture_output=True, text=True, check=False
        )

    def give(self, by: str, command: str, **given: Any) -> dict[str, Any]:
        """Give a command as somebody, over REST: to arrange what a journey begins with."""
        return self.caller(by).send(f"/api/v1/commands/{command}", given)

    def ask(self, by: str, question: str, **given: str) -> Any:
        """Ask a question as somebody, over REST."""
        return self.caller(by).read(f"/api/v1/{question}?{urlencode(given)}")

    def refused(self, by: str, command: str, **given: Any) -> dict[str, Any]:
        """Give a command that must be refused; return the problem document."""
        problem: dict[str, Any] = json.loads(
            self.caller(by).send_raw(f"/api/v1/commands/{command}", given, refused=True)
        )
        return problem

    def phone(self) -> str:
        """Return a phone that nobody here has left yet."""
        return str(next(self._phones))

    def newest(self) -> str:
        """Return the name of the reception that was registered last."""
        ref: str = self.ask("desk", "receptions")["items"][0]["ref"]
        return ref

    def names_today(self) -> list[str]:
        """Return the masked names of the customers, newest first."""
        return [one["name"] for one in self.ask("desk", "receptions")["items"]]

    def caller(self, code: str) -> Caller:
        """Return somebody who is logged in, for REST."""
        if code not in self._callers:
            self._callers[code] = Caller(self.url, code)
        return self._callers[code]

    def clear_the_floor(self, *, stays: str) -> None:
        """End every reception; let everybody go home but one, whom the open floor needs."""
        for one in self.ask("manager", "receptions", state="open")["items"]:
            if one["ended_at"] is None and not one["struck"]:
                self.give("manager", "end", ref=one["ref"], outcome="left")
        floor = self.ask("manager", "board")
        for code in floor["away"]:
            self.give(code, "step_back")
        if stays not in floor["queue"]:
            self.give(stays, "sign_in")
        for code in floor["queue"]:
            if code != stays:
                self.give(code, "sign_out")

    def _wait_for(self, greeting: str, log: Path) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while greeting not in (said := log.read_text(encoding="utf-8")):
            assert self._process is not None
            assert self._process.poll() is None, said
            assert time.monotonic() < until, said
            time.sleep(0.05)


@dataclass
class Caller:
    """Somebody's program: logs in as the log-in page does, then speaks REST."""

    url: str
    code: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        """Log in."""
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))
        page = self._open("/account/login/").decode()
        found = _TOKEN.search(page)
        assert found is not None, page
        form = {"csrfmiddlewaretoken": found[1], "login": self.code, "password": PASSWORD}
        self._open("/account/login/", urlencode(form).encode())

    def read(self, path: str) -> Any:
        """Return what a question answers."""
        return json.loads(self._open(path))

    def send(self, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """Return what a command answers."""
        answer: dict[str, Any] = json.loads(self.send_raw(path, given))
        return answer

    def send_raw(self, path: str, given: dict[str, Any], *, refused: bool = False) -> bytes:
        """Return the answer as it came; one that is no success only where it is meant to be."""
        token = next(one.value for one in self.cookies if "csrf" in one.name)
        headers = {"Content-Type": "application/json", "X-CSRFToken": str(token)}
        return self._open(path, json.dumps(given).encode(), headers, refused=refused)

    def _open(
        self,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        *,
        refused: bool = False,
    ) -> bytes:
        request = Request(self.url + path, body, dict(headers))  # noqa: S310 - our own house
        try:
            with self._opener.open(request, timeout=30) as response:
                content: bytes = response.read()
                return content
        except HTTPError as error:
            content = error.read()
            if refused:
                return content
            said = content.decode(errors="replace")
            raise AssertionError(f"{path}: {error.code} {said[:600]}") from None


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _passing(folder: str, names: list[str]) -> set[str]:
    """Name what belongs to a running server alone."""
    return {name for name in names if name in {"socket", "sharers", "run.log"}}
