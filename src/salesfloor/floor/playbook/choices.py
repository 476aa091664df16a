"""The closed words of the playbook, each with its label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import marked, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping


class Step(Choice):
    """Where in the way of a customer a card is needed."""

    GREET = "greet", phrase("Greeting")
    PRESENT = "present", phrase("Presenting")
    NEGOTIATE = "negotiate", phrase("Negotiating")
    OBJECTION = "objection", phrase("Objection")
    NO_DEAL = "no_deal", phrase("No deal yet")
    FOLLOW_UP = "follow_up", phrase("Following up")
    RETURN = "return", phrase("Goods brought back")


class CardKind(Choice):
    """What a card is."""

    FAB = "fab", phrase("FAB: feature, advantage, benefit")
    OBJECTION = "objection", phrase("Meeting an objection")
    STRENGTH = "strength", phrase("Strength of the house")
    TIP = "tip", phrase("Tip")


class CardStatus(Choice):
    """Where a card stands: proposed, in use with or without a source, out of use."""

    PROPOSED = "proposed", phrase("Proposed")
    PROVEN = "proven", phrase("Proven")
    UNPROVEN = "unproven", phrase("Without a source")
    RETIRED = "retired", phrase("Out of use")


IN_USE: Final = (CardStatus.PROVEN, CardStatus.UNPROVEN)


class Cause(Choice):
    """The six causes of objections (9.4.2)."""

    NO_INFORMATION = "no_information", phrase("Knows too little")
    NOT_UNDERSTOOD = "not_understood", phrase("Did not follow")
    NOT_HEARD = "not_heard", phrase("Feels that nobody understands")
    UNSURE = "unsure", phrase("Not convinced")
    OTHER_VIEW = "other_view", phrase("Sees it differently")
    FAULT_FINDING = "fault_finding", phrase("Finds fault")


class Tactic(Choice):
    """The nine methods of meeting an objection (9.4.4)."""

    COUNTER_QUESTION = "counter_question", phrase("Ask back")
    YES = "yes", phrase("Say yes with skill")
    CUSHION = "cushion", phrase("Cushion")
    TURN_AROUND = "turn_around", phrase("Turn the drawback into a gain")
    ANTICIPATE = "anticipate", phrase("Say it first")
    COMPENSATE = "compensate", phrase("Make good with a strength")
    THIRD_PARTY = "third_party", phrase("Let a third party speak")
    INITIATIVE = "initiative", phrase("Take the offensive")
    DEFER = "defer", phrase("Put off")


class Result(Choice):
    """How an objection stands."""

    REMOVED = "removed", phrase("Removed")
    OPEN = "open", phrase("Not answered yet")
    DEFERRED = "deferred", phrase("To be answered later")
    LOST = "lost", phrase("Lost")


class Ending(Choice):
    """How an objection ends."""

    REMOVED = "removed", phrase("Removed")
    LOST = "lost", phrase("Lost")


ENDED: Final = (Result.REMOVED, Result.LOST)


class Mistake(Choice):
    """What goes wrong in words: `yes, but` (9.4.6), and the five errors (9.4.5), in this order."""

    YES_BUT = "yes_but", phrase("Yes, but")
    CONTRADICT = "contradict", phrase("Contradicting outright")
    BLAME = "blame", phrase("Blaming the customer")
    EXCUSE = "excuse", phrase("Making excuses")
    AGREE_WRONG = "agree_wrong", phrase("Agreeing with what is all wrong")
    BELITTLE = "belittle", phrase("Looking down on them")


AVOID: Final = tuple(one for one in Mistake if one is not Mistake.YES_BUT)
"""The five errors that a card on an objection warns of."""


class Screen(Choice):
    """In front of whom cards would be shown."""

    OWN = "own", phrase("My own phone")
    PRESENTATION = "presentation", phrase("A screen for customers")


class Per(Choice):
    """What rates are counted by."""

    METHOD = "method", phrase("Method")
    CAUSE = "cause", phrase("Cause")
    CARD = "card", phrase("The card")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a method is for, what to beware of, how it may sound."""

    purpose: str
    caution: str
    sample: str


TACTICS: Final[Mapping[Tactic, Advice]] = {
    Tactic.COUNTER_QUESTION: Advice(
        marked("Find out what is behind the objection."),
        marked("One question at a time, and never as a cross-examination."),
        marked("What would it have to be like for you?"),
    ),
    Tactic.YES: Advice(
        marked("Agree on what is right, then carry the thought on."),
        marked("Say on what grounds you agree, and never go on with 'but'."),
        marked("True, because the area is new; and that is why the price is still what it is."),
    ),
    Tactic.CUSHION: Advice(
        marked("Let the customer feel heard before anything is answered."),
        marked("Nothing is denied to somebody who cannot bear contradiction; only add."),
        marked("Many who live here now asked just that at first."),
    ),
    Tactic.TURN_AROUND: Advice(
        marked("Show that the drawback is the reason for a gain."),
        marked("The gain must be true, and one that this customer wants."),
        marked("It is away from the road; that is what makes the bedrooms quiet."),
    ),
    Tactic.ANTICIPATE: Advice(
        marked("Say what anybody can see before the customer does."),
        marked("Only a defect that is plain to see; never wake a doubt that nobody has."),
        marked("You will notice that the balcony is small. The room gained from it."),
    ),
    Tactic.COMPENSATE: Advice(
        marked("Admit the weak point and outweigh it by a strong one."),
        marked("Admit only so far as it is true, and make it good at once."),
        marked("The walk to the station is ten minutes; the school is at the door."),
    ),
    Tactic.THIRD_PARTY: Advice(
        marked("Let the word of others weigh in."),
        marked("Only a case that happened, without the name of anybody."),
        marked("The test report of the institute says so; here is the page."),
    ),
    Tactic.INITIATIVE: Advice(
        marked("Dispute what is wrong, on grounds."),
        marked("Only with proof in hand, and in a friendly voice."),
        marked("Let us look at the contract together: clause four says it."),
    ),
    Tactic.DEFER: Advice(
        marked("Gain time for an answer that is right."),
        marked("Say why, and by which day; let it be seen that you are seeing to it."),
        marked("I will ask the technicians and call you on Thursday."),
    ),
}
