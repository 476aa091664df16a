"""What a service bears, how long a failed message waits, what fits into one SMS."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.kernel.outgoing import rules
from salesfloor.kernel.outgoing.choices import Way
from salesfloor.kernel.outgoing.formats import robots, texts
from salesfloor.kernel.outgoing.formats.exchange import Reply, Verdict
from salesfloor.kernel.outgoing.reaching import is_public, why_not

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "SEC0123456789abcdef"


def test_dingtalk_and_feishu_sign_as_their_check_values_say() -> None:
    assert robots.dingtalk_sign(SECRET, 1772442000000) == (
        "e66rhn%2BDJWk5VlUMpfjdiGVZPXVf6GHMstU3Pq%2FppQk%3D"
    )
    assert robots.feishu_sign(SECRET, 1772442000) == "Hw6+6Jj/h3ABzcKueUzUnMkphW6VU3TR5vyBWcfIV1w="


def test_aliyun_signs_as_its_manual_shows() -> None:
    given = {
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
        "AccessKeyId": "testId",
        "SignatureVersion": "1.0",
        "Timestamp": "2017-07-12T02:42:19Z",
        "Format": "XML",
        "Action": "SendSms",
        "Version": "2017-05-25",
        "RegionId": "cn-hangzhou",
        "PhoneNumbers": "15300000001",
        "SignName": "阿里云短信测试专用",
        "TemplateParam": '{"customer":"test"}',
        "TemplateCode": "SMS_71390007",
        "OutId": "123",
    }
    signature = texts.aliyun_signature("testSecret", given, method="GET")
    assert signature == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


@pytest.mark.parametrize(
    ("way", "tried", "fits"),
    [
        (Way.WECOM, [0] * 19, True),
        (Way.WECOM, [0] * 20, False),
        (Way.WECOM, [60] * 20, True),
        (Way.WECOM, [59] * 20, False),
        (Way.DINGTALK, [30] * 20, False),
        (Way.FEISHU, [0] * 5, False),
        (Way.FEISHU, [1] * 5, True),
        (Way.FEISHU, [30] * 100, False),
    ],
)
def test_the_limits_of_the_services(way: Way, tried: list[int], fits: bool) -> None:
    moments = [AT - timedelta(seconds=seconds) for seconds in tried]
    assert rules.fits(way, moments, AT) is fits


def test_pauses_double_differ_by_message_and_never_by_chance() -> None:
    pauses = [rules.pause_after(tries, "k").total_seconds() for tries in range(1, 12)]
    for tries, seconds in enumerate(pauses, 1):
        whole = min(5 * 2 ** (tries - 1), 300)
        assert whole * 0.75 <= seconds <= whole * 1.25
    assert pauses == [rules.pause_after(tries, "k").total_seconds() for tries in range(1, 12)]
    assert len({rules.pause_after(1, str(number)) for number in range(50)}) > 40


def test_robots_are_spread_over_ninety_seconds_by_their_address() -> None:
    spreads = {rules.spread_of(Way.FEISHU, f"https://x/{number}") for number in range(50)}
    assert all(timedelta(0) <= one < timedelta(seconds=90) for one in spreads)
    assert max(spreads) - min(spreads) > timedelta(seconds=45)
    assert rules.spread_of(Way.EMAIL, "x") == timedelta(0)


def test_texts_are_cut_by_whole_characters() -> None:
    assert rules.cut_to_bytes("字" * 1000, 2048).encode() == ("字" * 681).encode() + "…".encode()
    whole = rules.for_sms("【销售现场】", "𠮷" * 80, " https://x.cn/answer/123")
    assert rules.is_one_sms(whole)
    assert whole.endswith("𠮷 https://x.cn/answer/123")


def test_no_link_is_sent_without_words() -> None:
    link = f" https://floor.example.com/answer/{'k' * 60}/"
    words = "李明，请报A组今天五个数，17:30 前点开即可。"
    assert rules.for_sms("【销售现场】", words, link) == f"【销售现场】{words}{link}"
    assert rules.for_sms("", "请" * 90, link) == f"{'请' * rules.SMS_LEAST_WORDS}{link}"


@pytest.mark.case(94)
@pytest.mark.parametrize(
    ("url", "is_refused"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", False),
        ("http://qyapi.weixin.qq.com/", True),
        ("https://127.0.0.1/", True),
        ("https://0x7f000001/", True),
        ("https://2130706433/", True),
        ("https://127.1/", True),
        ("https://[::ffff:7f00:1]/", True),
        ("https://[::1]/", True),
        ("https://localhost/", True),
        ("https://localhost./", True),
        ("https://8.8.8.8/", True),
        ("https://me:pw@example.com/", True),
        ("ftp://example.com/", True),
        ("https://[::1/", True),
        ("https://example.com:port/", True),
        ("example.com", True),
        ("", True),
    ],
)
def test_addresses_that_may_not_be_spoken_to(url: str, is_refused: bool) -> None:
    assert (why_not(url) is not None) is is_refused


@pytest.mark.case(94)
@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("140.207.1.1", True),
        ("2408:8756::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - judged, not listened on
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("way", "said", "verdict"),
    [
        (Way.WECOM, b'{"errcode":0,"errmsg":"ok"}', Verdict.SENT),
        (Way.WECOM, b'{"errcode":45009,"errmsg":"freq"}', Verdict.PAUSE),
        (Way.WECOM, b'{"errcode":93000,"errmsg":"invalid"}', Verdict.NEVER),
        (Way.WECOM, b'{"errcode":-1,"errmsg":"busy"}', Verdict.AGAIN),
        (Way.WECOM, b"<html>", Verdict.AGAIN),
        (Way.WECOM, b'{"errcode":false}', Verdict.NEVER),
        (Way.DINGTALK, b'{"errcode":130101,"errmsg":"send too fast"}', Verdict.PAUSE),
        (Way.DINGTALK, b'{"errcode":310000,"errmsg":"sign"}', Verdict.NEVER),
        (Way.FEISHU, b'{"code":0}', Verdict.SENT),
        (Way.FEISHU, b'{"StatusCode":0}', Verdict.SENT),
        (Way.FEISHU, b'{"code":11232,"msg":"frequency"}', Verdict.AGAIN),
        (Way.FEISHU, b'{"code":19021,"msg":"sign"}', Verdict.NEVER),
    ],
)
def test_a_200_is_no_success_the_code_in_the_body_is(
    way: Way, said: bytes, verdict: Verdict
) -> None:
    assert robots.outcome_of(way, Reply(200, said)).verdict is verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(500, Verdict.AGAIN), (429, Verdict.PAUSE), (302, Verdict.NEVER), (404, Verdict.NEVER)],
)
def test_what_http_itself_says(status: int, verdict: Verdict) -> None:
    assert robots.outcome_of(Way.WECOM, Reply(status, b"")).verdict is verdict


@pytest.mark.parametrize(
    ("status", "said", "verdict"),
    [
        (200, b'{"Code":"OK"}', Verdict.SENT),
        (200, b'{"Code":"isv.BUSINESS_LIMIT_CONTROL"}', Verdict.PAUSE),
        (200, b'{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}', Verdict.NEVER),
        (500, b'{"Code":"isp.SYSTEM_ERROR"}', Verdict.AGAIN),
        (503, b"", Verdict.AGAIN),
    ],
)
def test_what_aliyun_answers(status: int, said: bytes, verdict: Verdict) -> None:
    assert texts.of_aliyun(Reply(status, said)).verdict is verdict
