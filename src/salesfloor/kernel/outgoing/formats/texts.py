"""SMS: a gateway over HTTP of the house's own, and Aliyun with its signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import orjson

from salesfloor.kernel.outgoing.choices import NOT_UNDERSTOOD
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Request, Verdict, by_status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SIGNATURE: Final = "X-Signature"
_TOO_OFTEN: Final = frozenset({"isv.BUSINESS_LIMIT_CONTROL", "Throttling", "Throttling.User"})
_BUSY: Final = frozenset({"isp.SYSTEM_ERROR", "ServiceUnavailable", "InternalError"})


def gateway_signature(secret: str, seconds: int, body: bytes) -> str:
    """Return what proves to the house's gateway that the request is ours, and when it was made."""
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def to_gateway(
    address: str, secret: str, *, phone: str, text: str, key: str, at: datetime
) -> Request:
    """Return the request that has the gateway send a text; its key stays the same at each try."""
    body, seconds = orjson.dumps({"to": phone, "text": text}), int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "X-Timestamp": str(seconds),
        SIGNATURE: gateway_signature(secret, seconds, body),
    }
    return Request(address, body, headers)


def of_gateway(reply: Reply) -> Outcome:
    """Return what the gateway's answer means: any 2xx is a success."""
    return by_status(reply) or Outcome(Verdict.SENT, f"HTTP {reply.status}")


def aliyun_signature(secret: str, given: Mapping[str, str], *, method: str = "POST") -> str:
    """Return the signature over all parameters of a request to Aliyun."""
    sorted_pairs = "&".join(f"{_quoted(name)}={_quoted(given[name])}" for name in sorted(given))
    signed = f"{method}&{_quoted('/')}&{_quoted(sorted_pairs)}"
    digest = hmac.digest(f"{secret}&".encode(), signed.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")


def to_aliyun(
    address: str,
    key_id: str,
    secret: str,
    *,
    phone: str,
    sign_name: str,
    template_code: str,
    variables: Mapping[str, str],
    key: str,
    at: datetime,
) -> Request:
    """Return the request that has Aliyun send an approved template with its variables."""
    given = {
        "AccessKeyId": key_id,
        "Action": "SendSms",
        "Format": "JSON",
        "OutId": key,
        "PhoneNumbers": phone,
        "RegionId": "cn-hangzhou",
        "SignName": sign_name,
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": f"{key}-{int(at.timestamp() * 1000)}",
        "SignatureVersion": "1.0",
        "TemplateCode": template_code,
        "TemplateParam": orjson.dumps(dict(variables)).decode(),
        "Timestamp": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Version": "2017-05-25",
    }
    given["Signature"] = aliyun_signature(secret, given)
    body = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in given.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Request(address, body.encode(), headers)


def of_aliyun(reply: Reply) -> Outcome:
    """Return what Aliyun's answer means; its code decides, also beside a status that is no 200."""
    said = reply.json()
    code = said.get("Code")
    if not isinstance(code, str):
        return by_status(reply) or Outcome(Verdict.AGAIN, NOT_UNDERSTOOD)
    words = f"{code} {said.get('Message', '')}".strip()
    if code == "OK":
        return Outcome(Verdict.SENT, words)
    if code in _TOO_OFTEN:
        return Outcome(Verdict.PAUSE, words, 60)
    return Outcome(Verdict.AGAIN if code in _BUSY else Verdict.NEVER, words)
