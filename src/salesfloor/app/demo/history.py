"""The days before: who came, what became of them, who was called and who was forgotten.

Played through the commands, so what depends on the rotation (who receives, whose customer it
is) is taken from the answers. The dice are loaded the same way every time.
"""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from salesfloor.app.demo.days import DemoDay
    from salesfloor.app.replay import Replay
    from salesfloor.app.scripts import ScriptLine

    Step = Callable[[datetime], object]

DAYS: Final = 9
CONSULTANTS: Final = ("a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4")
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
_AREAS: Final = ("城东", "城西", "城南", "城北", "高新区", "外地")
_MEDIA: Final = ("户外广告", "网络", "朋友介绍", "路过", "公众号", "老客户")
_NEEDS: Final = ("三居，近地铁", "学区两居", "改善型四居", "投资小户型", "带电梯，给父母住", "婚房")
_PROBLEMS: Final = (
    "总价偏高",
    "首付还差一些",
    "要等旧房卖出",
    "嫌楼层低",
    "家人还没看过",
    "比较隔壁楼盘",
)
_REASONS: Final = (
    ("price", "预算不够"),
    ("elsewhere", "已在别处认购"),
    ("comparing", "只是比价"),
    ("product", "户型不合适"),
)
_NOTES: Final = (
    "约好周末带家人再来",
    "发了户型图和价格，客户在比较",
    "问了贷款利率，已答复",
    "电话里说再等等看",
    "介绍了本周的优惠",
)
_LIKES: Final = (
    "daylight",
    "view",
    "ventilation",
    "quiet_apart",
    "dry_apart",
    "学校近",
    "地铁口",
    "储物间",
)
_METHODS: Final = ("call", "call", "call", "message", "visit")


@dataclass
class _Known:
    phone: str
    name: str
    owner: str
    since: datetime


@dataclass
class History:
    """The past of the demo's floor."""

    replay: Replay
    day: DemoDay
    dice: random.Random = field(default_factory=lambda: random.Random(3))  # noqa: S311 - a story
    known: dict[str, _Known] = field(default_factory=dict)
    tastes: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311 - a story
    """What customers warm to has dice of its own, so that it changes nothing else."""
    others: Sequence[ScriptLine] = ()
    """What other sites did on these days."""

    def __post_init__(self) -> None:
        """Begin with nothing planned."""
        self._plan: list[tuple[datetime, int, Step]] = []
        self._order = count()
        self._numbers = count(1)

    def play(self) -> None:
        """Let all days before the demo's day pass."""
        for days in range(-DAYS, 0):
            self._plan_day(days)
            while self._plan:
                at, _, step = heapq.heappop(self._plan)
                step(at)

    def follow_ups_of_today(self) -> Iterator[tuple[datetime, str, dict[str, Any]]]:
        """Yield whom the consultants call on the morning of the demo: when, who, what."""
        chosen = sorted(self.known.values(), key=lambda one: one.since)[-14:]
        for number, one in enumerate(chosen[::2]):
            at = self.day.moment(0, time(9, 5 + 7 * number))
            yield at, one.owner, self._contact(one, at)

    def _plan_day(self, days: int) -> None:
        begins, ends = self.day.moment(days, time.min), self.day.moment(days + 1, time.min)
        for line in self.others:
            if begins <= line.at < ends:
                self._later(line.at, self._retell, line)
        absent = self.dice.choice(CONSULTANTS)
        present = [code for code in CONSULTANTS if code != absent]
        self.dice.shuffle(present)
        for number, code in enumerate(present):
            self._at(days, time(8, 35 + 3 * number), self._give, "sign_in", code)
            self._at(days, time(18, 35 + number), self._give, "sign_out", code)
        clock = 9 * 60 + 10
        for _ in range(self.dice.randint(7, 9)):
            clock += self.dice.randint(25, 70)
            self._at(days, time(clock // 60, clock % 60), self._arrival)
        for _ in range(3):
            minute = self.dice.randint(9 * 60 + 30, 17 * 60)
            self._at(days, time(minute // 60, minute % 60), self._follow_up)

    def _retell(self, _at: datetime, line: ScriptLine) -> None:
        deque(self.replay.run([line]), maxlen=0)

    def _at(self, days: int, clock: time, step: Callable[..., object], *given: Any) -> None:  # noqa: ANN401
        self._later(self.day.moment(days, clock), step, *given)

    def _later(self, at: datetime, step: Callable[..., object], *given: Any) -> None:  # noqa: ANN401
        entry = (at, next(self._order), lambda moment: step(moment, *given))
        heapq.heappush(self._plan, entry)

    def _give(self, at: datetime, do: str, by: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401
        answer: dict[str, Any] = {}
        for told in self.replay.run([self.day.line(at, do, by, **given)]):
            answer = told if "line" in told else answer
        return answer

    def _arrival(self, at: datetime) -> None:
        number = next(self._numbers)
        channel = "call" if self.dice.random() < 0.25 else "visit"  # noqa: PLR2004 - odds
        ref = f"{at:%m%d}-{number}"
        one = self._somebody(number, at)
        given: dict[str, Any] = {"ref": ref, "name": one.name, "medium": self.dice.choice(_MEDIA)}
        if self.dice.random() < 0.85:  # noqa: PLR2004 - odds
            given |= {"phone": one.phone, "area": self.dice.choice(_AREAS)}
        answer = self._give(at, channel, "desk", **given)
        if "phone" in given and answer.get("owner"):
            self.known[one.phone] = _Known(one.phone, one.name, answer["owner"], at)
        if "phone" in given and channel == "visit" and answer.get("assigned_to"):
            self._warm_to(at, answer["assigned_to"], one.phone)
        self._later(at + timedelta(minutes=self.dice.randint(12, 65)), self._end, ref)

    def _warm_to(self, at: datetime, receiver: str, phone: str) -> None:
        """Let the receiver mark up to three things that the customer warms to, while presenting them."""
        liked = self.tastes.sample(_LIKES, self.tastes.choice((0, 0, 1, 2, 2, 3)))
        for minute, tag in enumerate(liked, start=4):
            marked = {"phone": phone, "tag": tag, "weight": self.tastes.randint(1, 3)}
            later = at + timedelta(minutes=minute)
            self._later(
                later,
                lambda moment, given: self._give(moment, "mark_interest", receiver, **given),
                marked,
            )

    def _somebody(self, number: int, at: datetime) -> _Known:
        """Return somebody new, or one in five times somebody who was here this week."""
        lately = [one for one in self.known.values() if at - one.since < timedelta(days=6)]
        if lately and self.dice.random() < 0.2:  # noqa: PLR2004 - odds
            return self.dice.choice(lately)
        title = self.dice.choice(("先生", "女士"))
        return _Known(f"1390000{number:04d}", self.dice.choice(_SURNAMES) + title, "", at)

    def _end(self, at: datetime, ref: str) -> None:
        outcome = self.dice.choices(
            ("negotiated", "no_deal", "left", "not_a_buyer", "deal"), (60, 20, 10, 5, 5)
        )[0]
        given: dict[str, Any] = {"ref": ref, "outcome": outcome}
        if outcome == "negotiated":
            given |= {
                "need": self.dice.choice(_NEEDS),
                "problem": self.dice.choice(_PROBLEMS),
                "grade": self.dice.choice("ABBCCD"),
            }
        if outcome == "no_deal":
            given["reason_kind"], given["reason"] = self.dice.choice(_REASONS)
        self._give(at, "end", "desk", **given)

    def _follow_up(self, at: datetime) -> None:
        due = [one for one in self.known.values() if day_of(one.since) < day_of(at)]
        due = [one for one in due if at - one.since < timedelta(days=6)]
        if due:
            one = self.dice.choice(due)
            self._give(at, "follow_up", one.owner, **self._contact(one, at))

    def _contact(self, one: _Known, at: datetime) -> dict[str, Any]:
        reached = self.dice.random() < 0.8  # noqa: PLR2004 - odds
        if reached:
            one.since = at
        return {
            "phone": one.phone,
            "method": self.dice.choice(_METHODS),
            "note": self.dice.choice(_NOTES) if reached else "无人接听",
            "reached": reached,
            "next_on": (day_of(at) + timedelta(days=self.dice.randint(1, 4))).isoformat(),
        }
