"""Stand-ins for the services: a small server that takes only what the real ones take, and answers as they do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

from salesfloor.kernel.outgoing.tests.applications import APPLICATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "SEC0123456789abcdef"
HOUR_MS = 3_600_000


@dataclass
class Service:
    """What was said to the stand-in, and what it answers next."""

    port: int = 0
    now_ms: int = 0
    """The service's clock, as signatures are judged by it."""
    said: list[str] = field(default_factory=list)
    """Texts that were taken, in their order."""
    asked: int = 0
    keys: set[str] = field(default_factory=set)
    answers: list[Callable[[], tuple[int, Any]]] = field(default_factory=list)
    """Answers in place of the usual ones, the next one first."""
    silent_for: float = 0.0
    in_transaction: list[bool] = field(default_factory=list)
    method: str = ""
    """How it was spoken to last."""
    tokens: int = 0
    """So many tokens were given; only the last one holds."""

    def at(self, path: str) -> str:
        """Return an address of the stand-in."""
        return f"http://127.0.0.1:{self.port}{path}"


def wecom(service: Service, query: dict[str, list[str]], body: Any, headers: Any) -> Any:
    if query.get("key") != ["KEY"]:
        return {"errcode": 93000, "errmsg": "invalid webhook url"}
    if body.get("msgtype") != "text" or set(body) != {"msgtype", "text"}:
        return {"errcode": 40008, "errmsg": "invalid message type"}
    text = body["text"]["content"]
    if len(text.encode()) > 2048:
        return {"errcode": 45002, "errmsg": "content size out of limit"}
    service.said.append(text)
    return {"errcode": 0, "errmsg": "ok"}


def dingtalk(service: Service, query: dict[str, list[str]], body: Any, headers: Any) -> Any:
    if query.get("access_token") != ["T"]:
        return {"errcode": 300005, "errmsg": "token is not exist"}
    stamp, sign = query.get("timestamp", ["0"])[0], query.get("sign", [""])[0]
    digest = hmac.digest(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256)
    if sign != base64.b64encode(digest).decode():
        return {"errcode": 310000, "errmsg": "sign not match"}
    if abs(int(stamp) - service.now_ms) > HOUR_MS:
        return {"errcode": 310000, "errmsg": "invalid timestamp"}
    text = body["text"]["content"]
    if "战报" not in text:
        return {"errcode": 310000, "errmsg": "keywords not in content"}
    service.said.append(text)
    return {"errcode": 0, "errmsg": "ok"}


def feishu(service: Service, query: dict[str, list[str]], body: Any, headers: Any) -> Any:
    stamp = body.get("timestamp", "0")
    digest = hmac.digest(f"{stamp}\n{SECRET}".encode(), b"", hashlib.sha256)
    is_ours = body.get("sign") == base64.b64encode(digest).decode()
    if not is_ours or abs(int(stamp) * 1000 - service.now_ms) > HOUR_MS:
        return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
    if body.get("msg_type") != "text":
        return {"code": 9499, "msg": "Bad Request"}
    service.said.append(body["content"]["text"])
    return {"code": 0, "msg": "success", "data": {}}


def gateway(service: Service, query: dict[str, list[str]], body: Any, headers: Any) -> Any:
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    signed = hmac.new(SECRET.encode(), f"{headers['X-Timestamp']}.".encode() + raw, hashlib.sha256)
    if headers["X-Signature"] != signed.hexdigest():
        return 401, {}
    key = headers["Idempotency-Key"]
    if key not in service.keys:
        service.keys.add(key)
        service.said.append(f"{body['to']}: {body['text']}")
    return {"taken": key}


def aliyun(service: Service, query: dict[str, list[str]], body: Any, headers: Any) -> Any:
    given = dict(body)
    sign = given.pop("Signature")
    pairs = "&".join(f"{_quoted(name)}={_quoted(given[name])}" for name in sorted(given))
    signed = f"POST&%2F&{_quoted(pairs)}".encode()
    digest = hmac.digest(f"{SECRET}&".encode(), signed, hashlib.sha1)
    if sign != base64.b64encode(digest).decode():
        return 400, {"Code": "SignatureDoesNotMatch", "Message": "signature is not matched"}
    if given["Action"] != "SendSms" or given["Version"] != "2017-05-25":
        return 400, {"Code": "InvalidAction.NotFound", "Message": "no such action"}
    service.said.append(f"{given['PhoneNumbers']}: {given['TemplateParam']}")
    return {"Code": "OK", "Message": "OK", "BizId": "1^0", "RequestId": "R"}


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")


SERVICES = {
    "wecom": wecom,
    "dingtalk": dingtalk,
    "feishu": feishu,
    "sms": gateway,
    "ali": aliyun,
    **APPLICATIONS,
}


@contextmanager
def standing_in() -> Iterator[Service]:
    """Run the stand-ins on a port of this machine."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.asked += 1
            if service.silent_for:
                time.sleep(service.silent_for)
            parts = urlsplit(self.path)
            kind = self.headers.get("Content-Type", "")
            is_form = kind.startswith("application/x-www-form")
            body: Any = parse_qsl(raw.decode()) if is_form else json.loads(raw or b"null")
            service.method = self.command
            answer = SERVICES[parts.path.strip("/")](
                service, parse_qs(parts.query), body, self.headers
            ) if not service.answers else service.answers.pop(0)()  # fmt: skip
            status, said = answer if isinstance(answer, tuple) else (200, answer)
            if status == 0:
                return  # the connection ends without a word
            out = json.dumps(said).encode()
            self.send_response(status)
            if status in {301, 302, 307}:
                self.send_header("Location", said)
            self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
