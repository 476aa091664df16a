"""The texts as the product has them, and what it fills in: placeholders with their names and an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, bilingual, phrase
from salesfloor.kernel.wordings.choices import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What the product fills in: its name in both languages, and how it may look."""

    en: str
    zh: str
    example: Phrase


_WORDS: Final = Placeholder("words", "寄语", phrase("See you tomorrow."))
_SENDER: Final = Placeholder("sender", "发信人", bilingual("Lin", "林涛"))
_NAME: Final = Placeholder("name", "姓名", bilingual("Zhang Wei", "张伟"))
_TEAM: Final = Placeholder("team", "队名", bilingual("Team One", "一组"))
_UNTIL: Final = Placeholder("until", "截止时间", Phrase("17:30"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in the product's words; `bears_no_figure` where nobody may type one into it."""

    template: Phrase
    placeholders: Mapping[str, Placeholder]
    bears_no_figure: bool = False
    carries_link: bool = False


WORDINGS: Final[Mapping[Text, Wording]] = {
    Text.ENCOURAGEMENT: Wording(
        phrase(
            "Everybody in {team}: today's work was not for nothing. Leave the hard ones for now and try "
            "another hour tomorrow. {words} — {sender}"
        ),
        {"team": _TEAM, "words": _WORDS, "sender": _SENDER},
        bears_no_figure=True,
    ),
    Text.THANKS: Wording(
        phrase("{name}, thank you: {occasion}. {words} — {sender}"),
        {
            "name": _NAME,
            "occasion": Placeholder(
                "occasion", "事由", phrase("you stayed with the last customer until eight")
            ),
            "words": _WORDS,
            "sender": _SENDER,
        },
    ),
    Text.BATTLE_REPORT: Wording(
        phrase(
            "Battle report of {on}: {teams} (a head, in brackets). As of {time}, {open} people's figures "
            "not counted yet. {words}"
        ),
        {
            "on": Placeholder("on", "日期", bilingual("2 March", "3月2日")),
            "teams": Placeholder(
                "teams", "各队", bilingual("1. Team One 5 (2.5)", "1. 一组 5（2.5）")
            ),
            "time": Placeholder("time", "时刻", Phrase("18:15")),
            "open": Placeholder("open", "待核数", Phrase("3")),
            "words": _WORDS,
        },
        bears_no_figure=True,
    ),
    Text.ANNOUNCEMENT: Wording(
        phrase("Notice: {text} Please confirm by {until}."),
        {
            "text": Placeholder("text", "正文", phrase("New prices from Saturday on.")),
            "until": _UNTIL,
        },
    ),
    Text.TEAM_ROUND: Wording(
        phrase(
            "{name}, how many complete, how many incomplete today, how many tomorrow? What is known "
            "already is filled in. Until {until}."
        ),
        {"name": _NAME, "until": _UNTIL},
        carries_link=True,
    ),
    Text.CENTRE_ROUND: Wording(
        phrase(
            "{name}: {team}'s total, complete, incomplete today; identity checks and complete tomorrow? "
            "{answered} of {members} have answered. Until {until}."
        ),
        {
            "name": _NAME,
            "team": _TEAM,
            "answered": Placeholder("answered", "已回人数", Phrase("6")),
            "members": Placeholder("members", "组员人数", Phrase("8")),
            "until": _UNTIL,
        },
        carries_link=True,
    ),
    Text.REMINDER: Wording(
        phrase("{name}, yours is the figure still missing, until {until}."),
        {"name": _NAME, "until": _UNTIL},
        carries_link=True,
    ),
}

OF_ROUNDS: Final = frozenset({Text.TEAM_ROUND, Text.CENTRE_ROUND, Text.REMINDER})
"""They are said in a bank-card centre's evening only."""
SHORT: Final = {
    WORDINGS[Text.CENTRE_ROUND].template.template: phrase(
        "{name}, please give today's five figures of {team}; {answered} of {members} have answered."
    ).template,
    WORDINGS[Text.TEAM_ROUND].template.template: phrase(
        "{name}, how many complete, incomplete today, how many tomorrow?"
    ).template,
}
"""By SMS, where 70 characters are the measure."""
FORMER: Final = (
    phrase(
        "{name}, how many complete, how many incomplete today, how many tomorrow? It is filled in for you, "
        "until {until}."
    ),
)
"""Texts that went out once: messages of those days are still told by them."""
