"""Robots of groups: WeCom, DingTalk, Feishu. With all three a 200 is no success; the body's code is."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

import orjson

from salesfloor.kernel.outgoing.choices import NOT_UNDERSTOOD, Way
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Request, Verdict, by_status
from salesfloor.kernel.outgoing.rules import LONGEST, cut_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
_WECOM_TOO_OFTEN: Final = 45009
_WECOM_BUSY: Final = -1
_DINGTALK_TOO_OFTEN: Final = frozenset({130101, 130103, 410100})
_DINGTALK_BUSY: Final = -1
_FEISHU_TOO_OFTEN: Final = frozenset({9499, 11232, 11233})
_TEN_MINUTES: Final = 600
_A_MINUTE: Final = 60


def dingtalk_sign(secret: str, milliseconds: int) -> str:
    """Return the signature of a DingTalk request, as it stands in the address."""
    digest = hmac.digest(secret.encode(), f"{milliseconds}\n{secret}".encode(), hashlib.sha256)
    return quote_plus(base64.b64encode(digest).decode())


def feishu_sign(secret: str, seconds: int) -> str:
    """Return the signature of a Feishu request, as it stands in the body."""
    digest = hmac.digest(f"{seconds}\n{secret}".encode(), b"", hashlib.sha256)
    return base64.b64encode(digest).decode()


def request_to(way: Way, address: str, secret: str, text: str, at: datetime) -> Request:
    """Return the request that has a robot say a text."""
    return _REQUESTS[way](address, secret, cut_to_bytes(text, LONGEST[way]), at)


def _to_wecom(address: str, _secret: str, text: str, _at: datetime) -> Request:
    return _json(address, {"msgtype": "text", "text": {"content": text}})


def _to_dingtalk(address: str, secret: str, text: str, at: datetime) -> Request:
    if secret:
        milliseconds = int(at.timestamp() * 1000)
        address += f"&timestamp={milliseconds}&sign={dingtalk_sign(secret, milliseconds)}"
    body = {"msgtype": "text", "text": {"content": text}, "at": {"isAtAll": False}}
    return _json(address, body)


def _to_feishu(address: str, secret: str, text: str, at: datetime) -> Request:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        seconds = int(at.timestamp())
        body = {"timestamp": str(seconds), "sign": feishu_sign(secret, seconds), **body}
    return _json(address, body)


_REQUESTS: Final[dict[Way, Callable[[str, str, str, datetime], Request]]] = {
    Way.WECOM: _to_wecom,
    Way.DINGTALK: _to_dingtalk,
    Way.FEISHU: _to_feishu,
}


def _json(address: str, body: Any) -> Request:  # noqa: ANN401 - JSON
    return Request(address, orjson.dumps(body), _JSON)


def outcome_of(way: Way, reply: Reply) -> Outcome:
    """Return what a robot's answer means."""
    judged = by_status(reply)
    if judged is not None:
        return judged
    said = reply.json()
    is_feishu = way is Way.FEISHU
    code = said.get("code", said.get("StatusCode")) if is_feishu else said.get("errcode")
    words = f"{code} {said.get('msg' if is_feishu else 'errmsg', '')}".strip()
    if code == 0 and not isinstance(code, bool):
        return Outcome(Verdict.SENT, words)
    if not isinstance(code, int):
        return Outcome(Verdict.AGAIN, NOT_UNDERSTOOD)
    return Outcome(*_judged(way, code, words))


def _judged(way: Way, code: int, words: str) -> tuple[Verdict, str, int]:
    if way is Way.WECOM and code == _WECOM_TOO_OFTEN:
        return Verdict.PAUSE, words, _A_MINUTE
    if way is Way.DINGTALK and code in _DINGTALK_TOO_OFTEN:
        return Verdict.PAUSE, words, _TEN_MINUTES
    if way is Way.FEISHU and code in _FEISHU_TOO_OFTEN:
        return Verdict.AGAIN, words, 0
    if code in {_WECOM_BUSY, _DINGTALK_BUSY}:
        return Verdict.AGAIN, words, 0
    return Verdict.NEVER, words, 0
