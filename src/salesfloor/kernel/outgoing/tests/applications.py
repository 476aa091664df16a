"""Stand-ins of the chat tools' services for applications: token first, then a message to one account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.kernel.outgoing.tests.standing_in import Service

Query = dict[str, list[str]]
APP_SECRET = "SEC0123456789abcdef"


def _new_token(service: Service) -> str:
    service.tokens += 1
    return f"TOKEN{service.tokens}"


def _holds(service: Service, token: str) -> bool:
    return bool(service.tokens) and token == f"TOKEN{service.tokens}"


def wecom_token(service: Service, query: Query, _body: Any, _headers: Any) -> Any:
    if service.method != "GET" or query.get("corpid") != ["APP"]:
        return {"errcode": 40013, "errmsg": "invalid corpid"}
    if query.get("corpsecret") != [APP_SECRET]:
        return {"errcode": 40001, "errmsg": "invalid credential"}
    token = _new_token(service)
    return {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}


def wecom_send(service: Service, query: Query, body: Any, _headers: Any) -> Any:
    if not _holds(service, query.get("access_token", [""])[0]):
        return {"errcode": 40014, "errmsg": "invalid access_token"}
    if body.get("msgtype") != "text" or body.get("agentid") != 1000002:
        return {"errcode": 40056, "errmsg": "invalid agentid"}
    if len(body["text"]["content"].encode()) > 2048:
        return {"errcode": 45002, "errmsg": "content size out of limit"}
    if body["touser"] != "zhangwei":
        return {"errcode": 81013, "errmsg": "user & party & tag all invalid"}
    service.said.append(f"{body['touser']}: {body['text']['content']}")
    return {"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": "M1"}


def dingtalk_token(service: Service, query: Query, _body: Any, _headers: Any) -> Any:
    if service.method != "GET" or query.get("appkey") != ["APP"]:
        return {"errcode": 40089, "errmsg": "invalid appkey or appsecret"}
    if query.get("appsecret") != [APP_SECRET]:
        return {"errcode": 40089, "errmsg": "invalid appkey or appsecret"}
    token = _new_token(service)
    return {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200}


def dingtalk_send(service: Service, query: Query, body: Any, _headers: Any) -> Any:
    if not _holds(service, query.get("access_token", [""])[0]):
        return {"errcode": 40014, "errmsg": "invalid access_token"}
    if body.get("agent_id") != 1000002 or body["msg"]["msgtype"] != "text":
        return {"errcode": 400002, "errmsg": "invalid agent_id"}
    if body["userid_list"] != "zhangwei":
        return {"errcode": 33012, "errmsg": "invalid USERID"}
    said = f"{body['userid_list']}: {body['msg']['text']['content']}"
    if said not in service.said:  # one text reaches a person once a day
        service.said.append(said)
    return {"errcode": 0, "task_id": 1, "request_id": "R"}


def feishu_token(service: Service, _query: Query, body: Any, _headers: Any) -> Any:
    if body != {"app_id": "APP", "app_secret": APP_SECRET}:
        return {"code": 10014, "msg": "app secret invalid"}
    token = _new_token(service)
    return {"code": 0, "msg": "ok", "tenant_access_token": token, "expire": 7200}


def feishu_send(service: Service, query: Query, body: Any, headers: Any) -> Any:
    if not _holds(service, headers.get("Authorization", "").removeprefix("Bearer ")):
        return 400, {"code": 99991663, "msg": "token attach is invalid"}
    if query.get("receive_id_type") != ["user_id"] or body["receive_id"] != "zhangwei":
        return 400, {"code": 230001, "msg": "invalid receive_id"}
    if body["msg_type"] != "text" or len(body["uuid"]) > 50:
        return 400, {"code": 230001, "msg": "invalid request parameter"}
    if body["uuid"] not in service.keys:
        service.keys.add(body["uuid"])
        service.said.append(f"{body['receive_id']}: {json.loads(body['content'])['text']}")
    return {"code": 0, "msg": "success", "data": {"message_id": "om_1"}}


APPLICATIONS: dict[str, Callable[[Service, Query, Any, Any], Any]] = {
    "cgi-bin/gettoken": wecom_token,
    "cgi-bin/message/send": wecom_send,
    "gettoken": dingtalk_token,
    "topapi/message/corpconversation/asyncsend_v2": dingtalk_send,
    "open-apis/auth/v3/tenant_access_token/internal": feishu_token,
    "open-apis/im/v1/messages": feishu_send,
}
