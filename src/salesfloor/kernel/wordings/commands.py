"""Putting a text of messages in the house's own words, and seeing how it reads (4.2.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.texts import Note
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.wordings import rules
from salesfloor.kernel.wordings.choices import Text
from salesfloor.kernel.wordings.models import OwnWords
from salesfloor.kernel.wordings.saying import example
from salesfloor.kernel.wordings.texts import WORDINGS

SETTERS: Final = MANAGERS | {Post.ADMIN}
CLAUSE: Final = "4.2.3"
LONGEST: Final = 500
TextName = Annotated[Text, Label("Text")]


class Reworded(Answer):
    """The text, its words, from which day they hold."""

    text: Text
    words: str
    from_: Annotated[str, Field(alias="from")]


@command(
    "reword",
    may=SETTERS,
    word=phrase("Put in our own words"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("Text of messages in other words: {text}.")),
    done=phrase("Kept. Messages say it so from that day on."),
)
def reword(
    *,
    actor: SiteActor,
    at: datetime,
    text: TextName,
    words: Annotated[
        Note,
        Field(max_length=LONGEST),
        Label("Words", hint=phrase("empty: the product's own words again")),
    ] = "",
    from_: Annotated[
        Day | None, Field(alias="from"), Label("From which day", hint=phrase("empty: tomorrow"))
    ] = None,
) -> Reworded:
    """Put a text in the house's own words from a day on; what the product fills in stays.

    :raises Refused: `input` for a placeholder that is lacking, twice or unknown, and for a day that has begun;
        4.2.3 for a figure typed into a text that bears none.
    """
    starts_on: date = from_ or day_of(at) + timedelta(days=1)
    found = WORDINGS[text]
    kept = rules.with_names(words, found.placeholders)
    rules.begins_later(starts_on, day_of(at)).enforce()
    if kept:
        rules.keeps_placeholders(kept, found.placeholders).enforce()
        if found.bears_no_figure:
            rules.types_no_figure(kept).enforce()
    OwnWords.objects.create(
        site_id=actor.site_id,
        text=text.value,
        starts_on=starts_on,
        words=kept,
        by=actor.code,
        at=at,
    )
    registers.record(
        actor=actor,
        at=at,
        body={"text": text, "from": starts_on},
        personal={"words": kept} if kept else {},
    )
    cite(CLAUSE)
    about(f"text:{text.value}")
    return Reworded(text=text, words=kept, from_=starts_on.isoformat())


class TextTried(Answer):
    """How long the text is by SMS, signature and link included."""

    text: Text
    by_sms: int


@command(
    "try_text",
    may=SETTERS,
    word=phrase("Send a test to me"),
    clauses=(CLAUSE,),
    writes=RegisterLine("people", phrase("Text of messages sent as a test: {text}.")),
    done=phrase("It is in your inbox, and on its way to where you want copies."),
)
def try_text(*, actor: StaffActor, at: datetime, text: TextName) -> TextTried:
    """Send oneself a text filled in with an example, in the words that were written last."""
    sentence = example(text, last_words(actor.site_id, text))
    messages.tell(
        staff_id=actor.staff_id,
        site_id=actor.site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        leaves=messages.Leaves.GOOD_NEWS,
    )
    registers.record(actor=actor, at=at, body={"text": text})
    cite(CLAUSE)
    return TextTried(
        text=text,
        by_sms=rules.length_by_sms(str(sentence), has_link=WORDINGS[text].carries_link),
    )


def last_words(site_id: int, text: Text) -> str:
    """Return the words that were written last, whether they have begun or not."""
    rows = OwnWords.objects.filter(site_id=site_id, text=text.value)
    return rows.order_by("-pk").values_list("words", flat=True).first() or ""
