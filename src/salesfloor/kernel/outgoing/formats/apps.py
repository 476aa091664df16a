"""Application messages to one person: WeCom, DingTalk, Feishu. A token is fetched first; the body's code decides.

The token holds for two hours and is kept for as long; a service that takes it no more gets a new one, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import orjson

from salesfloor.kernel.outgoing.choices import NOT_UNDERSTOOD, Way
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Request, Verdict, by_status
from salesfloor.kernel.outgoing.rules import LONGEST, cut_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

_JSON: Final = {"Content-Type": "application/json; charset=utf-8"}
SERVICES: Final = {
    Way.WECOM_APP: "https://qyapi.weixin.qq.com",
    Way.DINGTALK_APP: "https://oapi.dingtalk.com",
    Way.FEISHU_APP: "https://open.feishu.cn",
}
"""Where the services are; a house with one of its own gives its address."""
_STALE: Final = {
    Way.WECOM_APP: frozenset({40001, 40014, 42001}),
    Way.DINGTALK_APP: frozenset({40001, 40014, 42001}),
    Way.FEISHU_APP: frozenset({99991661, 99991663, 99991668, 99991677}),
}
_TOO_OFTEN: Final = {
    Way.WECOM_APP: frozenset({45009, 45033}),
    Way.DINGTALK_APP: frozenset({88, 90018}),
    Way.FEISHU_APP: frozenset({99991400, 230020}),
}
_BUSY: Final = -1
_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class App:
    """An application of the house: where its service is, its id and secret, its number there."""

    way: Way
    address: str
    key_id: str
    secret: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """What an application shows with each request, for so many seconds."""

    text: str
    seconds: int


def token_request(app: App) -> Request:
    """Return the request for a token."""
    if app.way is Way.FEISHU_APP:
        body = {"app_id": app.key_id, "app_secret": app.secret}
        return _json(f"{app.address}/open-apis/auth/v3/tenant_access_token/internal", body)
    if app.way is Way.WECOM_APP:
        path, given = "/cgi-bin/gettoken", {"corpid": app.key_id, "corpsecret": app.secret}
    else:
        path, given = "/gettoken", {"appkey": app.key_id, "appsecret": app.secret}
    return Request(f"{app.address}{path}?{urlencode(given)}", b"", method="GET")


def token_of(app: App, reply: Reply) -> Token | Outcome:
    """Return the token in an answer, or why there is none."""
    said = reply.json()
    is_feishu = app.way is Way.FEISHU_APP
    text = said.get("tenant_access_token" if is_feishu else "access_token")
    seconds = said.get("expire" if is_feishu else "expires_in")
    if _code(app, said) == 0 and isinstance(text, str) and isinstance(seconds, int):
        return Token(text, seconds)
    judged = outcome_of(app, reply)
    return Outcome(Verdict.AGAIN, NOT_UNDERSTOOD) if judged.verdict is Verdict.SENT else judged


def request_to(app: App, token: str, *, account: str, text: str, key: str) -> Request:
    """Return the request that sends a text to one account."""
    return _REQUESTS[app.way](app, token, account, cut_to_bytes(text, LONGEST[app.way]), key)


def _to_wecom(app: App, token: str, account: str, text: str, _key: str) -> Request:
    body = {
        "touser": account,
        "msgtype": "text",
        "agentid": int(app.agent),
        "text": {"content": text},
    }
    return _json(f"{app.address}/cgi-bin/message/send?{urlencode({'access_token': token})}", body)


def _to_dingtalk(app: App, token: str, account: str, text: str, _key: str) -> Request:
    body = {
        "agent_id": int(app.agent),
        "userid_list": account,
        "msg": {"msgtype": "text", "text": {"content": text}},
    }
    path = "/topapi/message/corpconversation/asyncsend_v2"
    return _json(f"{app.address}{path}?{urlencode({'access_token': token})}", body)


def _to_feishu(app: App, token: str, account: str, text: str, key: str) -> Request:
    body = {
        "receive_id": account,
        "msg_type": "text",
        "content": orjson.dumps({"text": text}).decode(),
        "uuid": key,
    }
    path = "/open-apis/im/v1/messages?receive_id_type=user_id"
    return _json(f"{app.address}{path}", body, Authorization=f"Bearer {token}")


_REQUESTS: Final[dict[Way, Callable[[App, str, str, str, str], Request]]] = {
    Way.WECOM_APP: _to_wecom,
    Way.DINGTALK_APP: _to_dingtalk,
    Way.FEISHU_APP: _to_feishu,
}


def _json(address: str, body: Any, **headers: str) -> Request:  # noqa: ANN401 - JSON
    return Request(address, orjson.dumps(body), {**_JSON, **headers})


def _code(app: App, said: dict[str, object]) -> int | None:
    code = said.get("code" if app.way is Way.FEISHU_APP else "errcode")
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def is_stale(app: App, reply: Reply) -> bool:
    """Tell whether a service takes the token no more."""
    return _code(app, reply.json()) in _STALE[app.way]


def outcome_of(app: App, reply: Reply) -> Outcome:
    """Return what an answer means; the code decides, also beside a status that is no 200."""
    said = reply.json()
    code = _code(app, said)
    if code is None:
        return by_status(reply) or Outcome(Verdict.AGAIN, NOT_UNDERSTOOD)
    words = f"{code} {said.get('msg' if app.way is Way.FEISHU_APP else 'errmsg', '')}".strip()
    if code == 0:
        unknown = said.get("invaliduser") or said.get("unlicenseduser")
        return Outcome(Verdict.NEVER if unknown else Verdict.SENT, words)
    if code in _TOO_OFTEN[app.way]:
        return Outcome(Verdict.PAUSE, words, _A_MINUTE)
    return Outcome(Verdict.AGAIN if code == _BUSY else Verdict.NEVER, words)
