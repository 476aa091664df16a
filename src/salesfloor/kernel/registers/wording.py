"""What is written on the cover and in the columns of each register.

Other modules describe the registers they keep with `describe`; an unknown one is still
readable, as the facts of its lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Column:
    """A ruled column: where its cell comes from and how it is written.

    `source` is `body.<fact>`, `value.<field>` or a name that `cells` knows; `form` is `text`,
    `phone`, `person`, `word` or `day`.
    """

    name: str
    label: Phrase
    source: str
    form: str = "text"
    weight: int = 1
    """How wide it is on paper beside the others."""


@dataclass(frozen=True, slots=True)
class Register:
    """A kind of book: its title, its columns, who may open whose lines."""

    kind: str
    title: Phrase
    about: Phrase
    columns: tuple[Column, ...]
    is_traced: bool = True
    """Reading it across consultants leaves a line in the custody book (3.2.3.4)."""
    is_common: bool = True
    """Consultants may look at their own lines in it."""


REGISTERS: Final[dict[str, Register]] = {}
SENTENCES: Final[dict[str, Phrase]] = {}
"""What a line without columns of its own says, by what it does; `do+fact` where it has that fact."""
WORDS: Final[dict[str, Phrase]] = {
    "turn": phrase("by turn"),
    "own": phrase("own customer"),
    "courtesy": phrase("courtesy"),
    "waiting": phrase("waiting"),
    "negotiated": phrase("negotiated"),
    "no_deal": phrase("no deal"),
    "not_a_buyer": phrase("not a buyer"),
    "left": phrase("left"),
    "deal": phrase("deal"),
    "call": phrase("telephone"),
    "message": phrase("message"),
    "visit": phrase("visit"),
    "invitation": phrase("invitation"),
    "mail": phrase("mail"),
    "spouse": phrase("spouse"),
    "parent": phrase("parent"),
    "child": phrase("child"),
    "sibling": phrase("sibling"),
    "relative": phrase("relative"),
    "shareholder": phrase("shareholder"),
    "employee": phrase("employee"),
    "grade": phrase("grade"),
    "area": phrase("area"),
    "medium": phrase("medium"),
    "address": phrase("address"),
    "employer": phrase("workplace"),
    "vehicle": phrase("car model"),
    "no_phone_reason": phrase("reason for no phone"),
    "phone": phrase("phone"),
    "True": phrase("yes"),
    "False": phrase("no"),
}

TIME: Final = Column("at", phrase("Time"), "at", weight=3)
BY: Final = Column("by", phrase("Written by"), "actor", "person", weight=2)
ENTRY: Final = Column("entry", phrase("Entry"), "sentence", weight=12)
RULED: Final = (
    TIME,
    Column("name", phrase("Name"), "value.name", weight=3),
    Column("phone", phrase("Phone"), "value.phone", "phone", weight=3),
    Column("area", phrase("Area"), "value.area", weight=3),
    Column("medium", phrase("Medium"), "value.medium", weight=3),
    Column("assigned_to", phrase("Received by"), "body.assigned_to", "person", weight=2),
    Column("remark", phrase("Remark"), "remark", weight=4),
    Column("owner", phrase("Owner"), "body.owner", "person", weight=2),
    BY,
)
TOLD: Final = (TIME, ENTRY, BY)


def describe(register: Register, sentences: Mapping[str, Phrase] | None = None) -> None:
    """Name a register, its columns, and what its lines say."""
    REGISTERS[register.kind] = register
    SENTENCES.update(sentences or {})


def register_of(kind: str) -> Register:
    """Return how a kind of book is written; one that nobody described has its kind as title."""
    return REGISTERS.get(kind) or Register(kind, Phrase("{kind}", {"kind": kind}), phrase(""), TOLD)


describe(
    Register(
        "visit",
        phrase("Visit register"),
        phrase("Everybody who walks in, one line each."),
        RULED,
    )
)
describe(
    Register("call", phrase("Call register"), phrase("Everybody who rings, one line each."), RULED)
)
describe(
    Register(
        "sign_in",
        phrase("Sign-in book"),
        phrase("Who came when, and who was away."),
        TOLD,
        is_traced=False,
    ),
    {
        "sign_in": phrase("Signed in at place {position}"),
        "sign_out": phrase("Signed out"),
        "step_away": phrase("Stepped away without leave"),
        "step_away+excused_by": phrase("Stepped away, excused by {excused_by}"),
        "step_back": phrase("Stepped back in"),
    },
)
describe(
    Register(
        "floor",
        phrase("Reception journal"),
        phrase("What happened to each reception after its line was written."),
        TOLD,
    ),
    {
        "assigned": phrase("{assigned_to} receives {register} No. {register_no}, {basis}"),
        "end": phrase("{register} No. {register_no} ended: {outcome}"),
        "end+grade": phrase("{register} No. {register_no} ended: {outcome}, grade {grade}"),
        "assist": phrase("Helps with {ref}"),
        "leave_phone": phrase("Phone {phone} left for {register} No. {register_no}"),
        "leave_phone+owner": phrase(
            "Phone {phone} left for {register} No. {register_no}; owner {owner}"
        ),
        "complete": phrase("Particulars added to {ref}: {fields}"),
        "medium_cost": phrase("{medium} cost {amount} yuan in {month}"),
        "uncovered": phrase("The floor opened with nobody on it"),
        "covered": phrase("Somebody is on the floor again after {minutes} minutes"),
        "day_ends": phrase("The day's rotation ends"),
    },
)
describe(
    Register(
        "claims",
        phrase("Ownership book"),
        phrase("Claims that lapsed, relations and referrals."),
        TOLD,
    ),
    {
        "lapse": phrase("The claim of {owner} to {phone} lapsed, by clause {clause}"),
        "relate": phrase("{other} is {relation} of {phone}"),
        "refer": phrase("{referrer} referred {name} {phone}; owner {owner}"),
    },
)
describe(
    Register(
        "follow_up",
        phrase("Follow-up books"),
        phrase("One numbered book a consultant, one page a customer."),
        (
            TIME,
            Column("page", phrase("Page"), "body.page"),
            Column("phone", phrase("Phone"), "value.phone", "phone", weight=3),
            Column("method", phrase("Method"), "body.method", "word", weight=2),
            Column("reached", phrase("Reached"), "body.reached", "word", weight=2),
            Column("note", phrase("What was said"), "value.note", weight=8),
            Column("next_step", phrase("Next step"), "value.next_step", weight=4),
            Column("next_on", phrase("Next on"), "body.next_on", "day", weight=2),
        ),
    )
)
describe(
    Register(
        "conduct", phrase("Conduct book"), phrase("What was noted on the floor, by person."), TOLD
    ),
    {
        "private_call": phrase("{who} on a private call for {minutes} minutes"),
        "private_call+breach": phrase(
            "{who} on a private call for {minutes} minutes, longer than allowed"
        ),
        "note_neglect": phrase("{who} neglected the courtesy customer of {ref}: {note}"),
    },
)
describe(
    Register(
        "people",
        phrase("People book"),
        phrase("Transfers, loans, posts and who was let in."),
        TOLD,
        is_traced=False,
        is_common=False,
    ),
    {
        "transfer": phrase("{who} moves to team {team}: {reason}"),
        "lend": phrase("{who} is lent to team {team} until {until}: {reason}"),
        "change_post": phrase("{who} is {post} from now on: {reason}"),
        "name_lead": phrase("{who} leads team {team} from now on: {reason}"),
        "leave_job": phrase("{who} leaves; {claims} customers go to {hand_over_to}"),
        "set_pin": phrase("The PIN of {who} was set"),
        "open_account": phrase("An account was opened for {who}"),
        "reset_password": phrase("{who} was given a new password"),
        "change_site": phrase("Name or hours of the site changed"),
    },
)
describe(
    Register(
        "custody",
        phrase("Custody book"),
        phrase("Who keeps the registers, who read, printed or exported them."),
        TOLD,
        is_traced=False,
        is_common=False,
    ),
    {
        "hand_in": phrase("Volume {volume} handed in with {lines} lines"),
        "hand_over": phrase("Custody handed over from {from} to {to}: {reason}"),
        "read": phrase("Volume {volume} opened for reading"),
        "print": phrase("Volume {volume} printed, pages {pages}"),
        "export": phrase("Volume {volume} exported"),
    },
)
describe(
    Register(
        "books",
        phrase("Book of books"),
        phrase("Every volume of the site, with the fingerprint it starts from."),
        TOLD,
        is_traced=False,
        is_common=False,
    ),
    {
        "open_volume": phrase("Volume {volume} opened with {size} lines, numbers from {first_no}"),
    },
)
