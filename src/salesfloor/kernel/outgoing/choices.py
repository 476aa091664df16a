"""Ways out of the house, and how what leaves by them stands."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import marked, phrase


class Way(Choice):
    """What a channel is: the robot of a group, or a way to one person."""

    WECOM = "wecom", phrase("WeCom robot")
    DINGTALK = "dingtalk", phrase("DingTalk robot")
    FEISHU = "feishu", phrase("Feishu robot")
    EMAIL = "email", phrase("E-mail")
    SMS_GATEWAY = "sms_gateway", phrase("SMS, a gateway over HTTP")
    SMS_ALIYUN = "sms_aliyun", phrase("SMS, Aliyun")
    WECOM_APP = "wecom_app", phrase("WeCom, an application of the house")
    DINGTALK_APP = "dingtalk_app", phrase("DingTalk, an application of the house")
    FEISHU_APP = "feishu_app", phrase("Feishu, an application of the house")


ROBOTS: Final = frozenset({Way.WECOM, Way.DINGTALK, Way.FEISHU})
"""They speak to a group: no person's figures, no name that is missing, no personal link."""
APPS: Final = frozenset({Way.WECOM_APP, Way.DINGTALK_APP, Way.FEISHU_APP})
"""Applications of the house in a chat tool: they speak to one person."""
BY_SMS: Final = frozenset({Way.SMS_GATEWAY, Way.SMS_ALIYUN})


class Reach(Choice):
    """How a person wants to be reached outside."""

    EMAIL = "email", phrase("E-mail")
    SMS = "sms", phrase("SMS")
    WECOM = "wecom", phrase("WeCom")
    DINGTALK = "dingtalk", phrase("DingTalk")
    FEISHU = "feishu", phrase("Feishu")


REACHED_BY: Final = {
    Reach.EMAIL: frozenset({Way.EMAIL}),
    Reach.SMS: BY_SMS,
    Reach.WECOM: frozenset({Way.WECOM_APP}),
    Reach.DINGTALK: frozenset({Way.DINGTALK_APP}),
    Reach.FEISHU: frozenset({Way.FEISHU_APP}),
}
REACH_BY: Final = {way: reach for reach, ways in REACHED_BY.items() for way in ways}


class Tool(Choice):
    """A chat tool in which a person has an account of the house."""

    WECOM = Reach.WECOM.value, phrase("WeCom")
    DINGTALK = Reach.DINGTALK.value, phrase("DingTalk")
    FEISHU = Reach.FEISHU.value, phrase("Feishu")


class State(Choice):
    """Where a message that leaves the house is."""

    WAITING = "waiting", phrase("Waits to be sent")
    SENDING = "sending", phrase("Being sent")
    SENT = "sent", phrase("Sent")
    UNSURE = "unsure", phrase("Perhaps sent")
    GIVEN_UP = "given_up", phrase("Not sent")
    NEEDLESS = "needless", phrase("Not needed any more")


DEAD: Final = (State.GIVEN_UP.value, State.UNSURE.value)
"""What stays for somebody to look at."""

CRASHED: Final = marked("The program ended while it was sent.")
ANSWERED: Final = marked("It was answered already.")
NO_ADDRESS: Final = marked("There is no address any more.")
STOPPED: Final = marked("The channel was stopped.")
SEALED: Final = marked("The secret cannot be opened. Enter it anew.")
BROKEN: Final = marked("Something broke on our side.")
NOT_ALLOWED: Final = marked("The address is not a public one.")
NOT_UNDERSTOOD: Final = marked("No answer that can be understood.")
