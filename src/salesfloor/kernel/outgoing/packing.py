"""A message as the request of its channel, and what the answer means."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage

from salesfloor.base.china_time import CHINA
from salesfloor.kernel.outgoing import wire
from salesfloor.kernel.outgoing.calling import send_by_app
from salesfloor.kernel.outgoing.choices import APPS, ROBOTS, Way
from salesfloor.kernel.outgoing.formats import apps, robots, texts
from salesfloor.kernel.outgoing.formats.exchange import Outcome, Reply, Request, Verdict
from salesfloor.kernel.outgoing.rules import for_sms
from salesfloor.kernel.outgoing.sealing import opened

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.outgoing.models import Channel, Outgoing
    from salesfloor.kernel.outgoing.saying import Words

_FOR_GOOD = 500
"""SMTP: from here on it helps nothing to try again."""
KEEPS_TWICE_OUT = frozenset({Way.SMS_GATEWAY, Way.DINGTALK_APP, Way.FEISHU_APP})
"""Ways whose service is told the message's key, and sends one key once; or one text."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message packed: sending it touches no database."""

    send: Callable[[], Outcome]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with all that it takes to send it; `address` is the person's own."""

    outgoing: Outgoing
    channel: Channel
    words: Words
    address: str
    at: datetime


def packed(letter: Letter) -> Parcel:
    """Return a message as its channel sends it.

    :raises CannotOpenError: the channel's secrets were sealed under another key.
    """
    channel, words = letter.channel, letter.words
    way, secrets = Way(channel.way), opened(channel.sealed)
    if way in ROBOTS:
        text = _with_keyword(words.text, channel.keyword)
        request = robots.request_to(way, secrets["address"], secrets["secret"], text, letter.at)
        return Parcel(lambda: _over_the_wire(request, lambda reply: robots.outcome_of(way, reply)))
    if way in APPS:
        return _by_app(letter, way, secrets)
    if way is Way.EMAIL:
        return Parcel(lambda: _by_mail(letter))
    if way is Way.SMS_GATEWAY:
        request = _to_gateway(letter, secrets)
        return Parcel(lambda: _over_the_wire(request, texts.of_gateway))
    request = _to_aliyun(letter, secrets)
    return Parcel(lambda: _over_the_wire(request, texts.of_aliyun))


def _by_app(letter: Letter, way: Way, secrets: dict[str, Any]) -> Parcel:
    """Return a message to one account; DingTalk takes one text once a day, so its moment stands below."""
    app = apps.App(
        way,
        secrets["address"].rstrip("/"),
        secrets["key_id"],
        secrets["secret"],
        letter.channel.plain.get("agent", ""),
    )
    text, key = letter.words.text, letter.outgoing.key.hex
    if way is Way.DINGTALK_APP:
        text += f"\n{letter.outgoing.at.astimezone(CHINA):%H:%M:%S}"
    account = letter.address

    def made(token: str) -> Request:
        return apps.request_to(app, token, account=account, text=text, key=key)

    return Parcel(lambda: send_by_app(app, made, letter.at))


def _with_keyword(text: str, keyword: str) -> str:
    """Return the text with the word that the robot demands."""
    return text if not keyword or keyword in text else f"{keyword}: {text}"


def _to_gateway(letter: Letter, secrets: dict[str, Any]) -> Request:
    words, sign_name = letter.words, letter.channel.plain.get("sign_name")
    head = f"【{sign_name}】" if sign_name else ""
    return texts.to_gateway(
        secrets["address"],
        secrets["secret"],
        phone=letter.address,
        text=for_sms(head, words.sentence, f" {words.link}" if words.link else ""),
        key=letter.outgoing.key.hex,
        at=letter.at,
    )


def _to_aliyun(letter: Letter, secrets: dict[str, Any]) -> Request:
    words, plain = letter.words, letter.channel.plain
    head = f"【{plain['sign_name']}】"
    whole = for_sms(head, words.sentence, words.link)
    return texts.to_aliyun(
        secrets["address"],
        secrets["key_id"],
        secrets["secret"],
        phone=letter.address,
        sign_name=plain["sign_name"],
        template_code=plain["template_code"],
        variables={"words": whole.removeprefix(head).removesuffix(words.link), "link": words.link},
        key=letter.outgoing.key.hex,
        at=letter.at,
    )


def _over_the_wire(request: Request, judged: Callable[[Reply], Outcome]) -> Outcome:
    answer = wire.post(request)
    return answer if isinstance(answer, Outcome) else judged(answer)


def _by_mail(letter: Letter) -> Outcome:
    """Send by Django's own backend; the message has one name at each try."""
    words, sender = letter.words, letter.channel.plain.get("sender") or settings.DEFAULT_FROM_EMAIL
    name = f"<{letter.outgoing.key.hex}@{sender.rpartition('@')[2] or 'localhost'}>"
    to, headers = [letter.address], {"Message-ID": name}
    mail = EmailMessage(words.title, words.text, sender, to, headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        return Outcome(Verdict.NEVER, "the recipient was refused")
    except smtplib.SMTPResponseException as error:
        verdict = Verdict.NEVER if error.smtp_code >= _FOR_GOOD else Verdict.AGAIN
        return Outcome(verdict, f"SMTP {error.smtp_code}")
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        return Outcome(Verdict.UNSURE, type(error).__name__)
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(Verdict.AGAIN, type(error).__name__)
    return Outcome(Verdict.SENT, "SMTP 250")
