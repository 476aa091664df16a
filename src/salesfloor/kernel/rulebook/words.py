"""The rulebook's technical words, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.clauses import Parameter

KINDS: Final[dict[str, tuple[Phrase, Phrase]]] = {
    "gate": (phrase("gate"), phrase("What breaks it is refused.")),
    "deadline": (phrase("deadline"), phrase("It falls due by itself.")),
    "record": (phrase("record"), phrase("It is written in a book that nobody alters.")),
    "duty": (phrase("duty"), phrase("It comes round, and is counted when missed.")),
    "compute": (phrase("worked out"), phrase("The outcome follows from the facts.")),
    "view": (phrase("view"), phrase("It is there to be seen.")),
    "guide": (phrase("guide"), phrase("It is shown when it is needed.")),
    "conduct": (phrase("conduct"), phrase("It is noted by person.")),
}
"""Each kind of clause: its label, and what it means for whoever works under it."""

OUTCOMES: Final[dict[str, Phrase]] = {
    "DONE": phrase("done"),
    "REFUSED": phrase("refused"),
    "BY_ITSELF": phrase("by itself"),
}

COMMANDS: Final[dict[str, Phrase]] = {
    "assist": phrase("Help with a reception"),
    "at_the_door": phrase("Customer at the door"),
    "call": phrase("Register a call"),
    "change_post": phrase("Change a post"),
    "change_site": phrase("Change the site's name or hours"),
    "claim_lapses": phrase("A claim runs out"),
    "complete": phrase("Add what was missing"),
    "day_ends": phrase("The day ends"),
    "end": phrase("End a reception"),
    "duty_roster": phrase("Ask who is on duty"),
    "floor_opens": phrase("The floor opens"),
    "follow_up": phrase("Follow up"),
    "hand_in_volume": phrase("Hand in a volume"),
    "hand_over_custody": phrase("Hand over custody"),
    "issue_book": phrase("Issue a follow-up book"),
    "leave_job": phrase("Leave the job"),
    "leave_phone": phrase("Leave a phone"),
    "lend": phrase("Lend a person"),
    "loan_ends": phrase("A loan ends"),
    "look": phrase("Look at a colleague's page"),
    "medium_cost": phrase("Note what a medium cost"),
    "name_lead": phrase("Name a lead"),
    "nobody_at_the_door": phrase("Nobody at the door"),
    "note_neglect": phrase("Note a neglected courtesy customer"),
    "note_party": phrase("Note who came along"),
    "open_account": phrase("Open an account"),
    "override": phrase("Override the turn"),
    "owner_of": phrase("Ask whose customer"),
    "board": phrase("Ask for the board"),
    "policy": phrase("Change a policy"),
    "private_call": phrase("Note a private call"),
    "put_on_duty": phrase("Put on duty"),
    "read_messages": phrase("Read messages"),
    "read_follow_ups": phrase("Read a follow-up page"),
    "read_register": phrase("Read, print or export a volume"),
    "refer": phrase("Record a referral"),
    "relate": phrase("Record a relation"),
    "reset_password": phrase("Give a new password"),
    "return_book": phrase("Return a follow-up book"),
    "reveal_phone": phrase("Show a full phone"),
    "set_pin": phrase("Set a PIN"),
    "sign_in": phrase("Sign in for the day"),
    "sign_out": phrase("Sign out for today"),
    "site": phrase("Open a site"),
    "staff": phrase("Take a person on"),
    "step_away": phrase("Step away"),
    "step_back": phrase("Step back in"),
    "strike": phrase("Strike a line"),
    "transfer": phrase("Transfer a person"),
    "undo": phrase("Take a wrong tap back"),
    "unit": phrase("Enter a unit"),
    "verify": phrase("Verify the registers"),
    "visit": phrase("Register a visit"),
}

TRADES: Final[dict[str, Phrase]] = {
    "real_estate": phrase("Property sales"),
    "showroom": phrase("Showroom sales"),
    "bank_cards": phrase("Bank cards"),
    "distribution": phrase("Distribution"),
    "service_area": phrase("Service areas"),
    "pharma": phrase("Medicines"),
    "event": phrase("Promotion days"),
}

CHOICES: Final[dict[str, Phrase]] = {
    "tail": phrase("goes to the tail"),
    "keep": phrase("keeps the place"),
    "separate": phrase("a rotation of their own"),
    "shared": phrase("one rotation with visits"),
    "duty": phrase("the consultant on duty"),
    "not_a_buyer": phrase("not a buyer"),
    "no_deal": phrase("no deal"),
    "left": phrase("left"),
    "negotiated": phrase("negotiated"),
    "deal": phrase("deal"),
    "known_later": phrase("known customer, found out later"),
    "spouse": phrase("spouse"),
    "parent": phrase("parent"),
    "child": phrase("child"),
    "sibling": phrase("sibling"),
    "relative": phrase("relative"),
    "monday": phrase("Monday"),
    "tuesday": phrase("Tuesday"),
    "wednesday": phrase("Wednesday"),
    "thursday": phrase("Thursday"),
    "friday": phrase("Friday"),
    "saturday": phrase("Saturday"),
    "sunday": phrase("Sunday"),
}


def command_word(name: str) -> Phrase | str:
    """Return what people call a command; one without a word keeps its name."""
    return COMMANDS.get(name, name.replace("_", " "))


def value_word(parameter: Parameter, value: Any) -> Phrase | str:  # noqa: ANN401 - each has its type
    """Return a policy's value as people say it, without its unit."""
    if isinstance(value, bool):
        return phrase("yes") if value else phrase("no")
    if parameter.type == "list of texts":
        return _listed(list(value))
    if isinstance(value, list):
        return _listed([CHOICES.get(str(one), str(one)) for one in value])
    if parameter.type == "choice":
        return CHOICES.get(str(value), str(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _listed(words: list[Phrase | str]) -> Phrase | str:
    if not words:
        return phrase("none")
    some = words[0]
    for more in words[1:]:
        some = phrase("{some}, {more}", some=some, more=more)
    return some
