"""A plain model of the rotation and of ownership, to hold the product against.

Written from the meaning of the commands alone: dictionaries, lists and loops, no database, no
thought of speed, nothing shared with the product. It answers what a command must answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

CHANNELS: Final = ("visit", "call")
SAME: Final = "same_customer"
HOUSEHOLD: Final = ("spouse", "parent", "child", SAME)
INVERSE: Final = {"parent": "child", "child": "parent"}
"""What the one is to the other, seen from there; all others are the same from both sides."""
POLICY: Final[dict[str, Any]] = {
    "rotation.absent_turn": "tail",
    "turn.returned_for": [],
    "turn.undo_within_minutes": 2,
    "call.visit_within_days": 7,
    "visit.follow_up_within_days": 7,
    "follow_up.must_reach": True,
    "phone.rotation": "separate",
}


class Refusal(Exception):  # noqa: N818 - an answer, not an error
    """The model refuses, by this clause."""

    def __init__(self, clause: str) -> None:
        super().__init__(clause)
        self.clause = clause


@dataclass(eq=False)
class Claim:
    """Somebody's right to a phone, standing up to the end of a day."""

    phone: str
    owner: str
    first_kind: str
    made: datetime
    order: int
    kind: str
    until: date
    is_void: bool = False
    events: list[tuple[date, Visitor | None]] = field(default_factory=list)
    """What counted for it: the day, and the visit (None: a follow-up)."""


@dataclass(eq=False)
class Visitor:
    """One line of a register and the reception that came of it."""

    ref: str
    channel: str
    at: datetime
    order: int
    phone: str | None
    party: list[tuple[str, str]]
    """Valid phones of those who came along, and what each is to the visitor."""
    state: str = "waiting"
    receiver: str | None = None
    basis: str = "waiting"
    helpers: list[str] = field(default_factory=list)
    claim: Claim | None = None


@dataclass(eq=False)
class Held:
    """A place somebody held, by whose turn; the place of signing in is nobody's."""

    place: int
    visitor: Visitor | None = None
    was_passed_over: bool = False


class Model:
    """One floor, its people, its customers."""

    def __init__(
        self, now: datetime, opens: time, closes: time, policy: dict[str, Any] | None = None
    ) -> None:
        self.now, self.opens, self.closes = now, opens, closes
        self.policy = {**POLICY, **(policy or {})}
        self.places: dict[str, dict[str, list[Held]]] = {channel: {} for channel in CHANNELS}
        """Every place each person held since signing in; the last one is where they stand."""
        self.away: dict[str, bool] = {}
        """Who is away, and whether with leave."""
        self.visitors: dict[str, Visitor] = {}
        self.claims: list[Claim] = []
        self.relations: set[tuple[str, str, str]] = set()
        """(phone, other, what the other is to the phone)"""
        self.courtesies: list[tuple[str, Claim, Visitor]] = []
        """Who received whose customer as a courtesy."""
        self.referred: set[str] = set()
        """Phones that somebody referred, whatever came of it."""
        self.lapses: list[tuple[datetime, str, str, str]] = []
        """At which instant whose claim to which phone lapsed, by which clause."""
        self.served: list[tuple[str, str, str]] = []
        """Which waiting customer somebody received in the end, on what basis."""
        self.count = 0

    # Time

    def go_to(self, at: datetime) -> None:
        """Let time pass; midnights end days, and claims lapse at theirs."""
        while self.now.date() < at.date():
            midnight = (self.now + timedelta(days=1)).replace(
                hour=0, minute=0, second=0, microsecond=0
            )
            self.now = midnight
            for claim in self.claims:
                if not claim.is_void and claim.until + timedelta(days=1) == midnight.date():
                    self._say_lapsed(claim)
            self._end_day()
        self.now = at

    def _say_lapsed(self, claim: Claim) -> None:
        instant = datetime.combine(claim.until + timedelta(days=1), time.min, self.now.tzinfo)
        clause = "3.3.2.1" if claim.kind == "visit" else "3.3.1.1"
        self.lapses.append((instant, claim.owner, claim.phone, clause))

    def _end_day(self) -> None:
        for channel in CHANNELS:
            self.places[channel].clear()
        self.away.clear()
        for visitor in self.visitors.values():
            if visitor.state == "waiting":
                visitor.state = "left"

    def _tick(self) -> int:
        self.count += 1
        return self.count

    # People

    def signed_in(self) -> list[str]:
        return list(self.places["visit"])

    def places_of(self, channel: str) -> dict[str, list[Held]]:
        shared = self.policy["phone.rotation"] == "shared"
        return self.places["visit" if shared else channel]

    def queue(self, channel: str) -> list[str]:
        places = self.places_of(channel)
        return sorted(places, key=lambda who: places[who][-1].place)

    def busy(self) -> set[str]:
        return {
            who
            for visitor in self.visitors.values()
            if visitor.state == "open"
            for who in [visitor.receiver or "", *visitor.helpers]
        }

    def is_free(self, who: str) -> bool:
        return who in self.signed_in() and who not in self.away and who not in self.busy()

    def first_free(self, channel: str) -> str | None:
        return next((who for who in self.queue(channel) if self.is_free(who)), None)

    def sign_in(self, by: str) -> dict[str, Any]:
        if by in self.signed_in():
            raise Refusal("3.2.1.1")
        for channel in CHANNELS:
            self.places[channel][by] = [Held(self._tick())]
        position = len(self.signed_in())
        self.serve()
        return {"position": position}

    def sign_out(self, by: str) -> dict[str, Any]:
        if by not in self.signed_in():
            raise Refusal("input")
        self._may_leave(by)
        for channel in CHANNELS:
            del self.places[channel][by]
        self.away.pop(by, None)
        return {}

    def step_away(self, by: str, excused_by: str | None = None) -> dict[str, Any]:
        if by not in self.signed_in() or by in self.away:
            raise Refusal("input")
        self._may_leave(by)
        self.away[by] = excused_by is not None
        return {}

    def _may_leave(self, by: str) -> None:
        if by in self.busy():
            raise Refusal("3.2.3.6")
        present = [who for who in self.signed_in() if who not in self.away]
        if present == [by] and self.opens <= self.now.time() < self.closes:
            raise Refusal("7.1.12")

    def step_back(self, by: str) -> dict[str, Any]:
        if by not in self.away:
            raise Refusal("input")
        del self.away[by]
        self.serve()
        return {}

    # Customers

    def counted_as_one(self, phone: str) -> set[str]:
        """Return the others who are the same customer as this phone."""
        found = set()
        for one, other, relation in self.relations:
            if relation in HOUSEHOLD and phone in {one, other}:
                found |= {one, other}
            if relation == "shareholder" and phone in {one, other}:
                company = one
                found |= {company}
                found |= {
                    holder
                    for firm, holder, what in self.relations
                    if what == "shareholder" and firm == company
                }
        return found - {phone}

    def standing(self, phones: set[str]) -> list[Claim]:
        found = [
            claim
            for claim in self.claims
            if claim.phone in phones and not claim.is_void and self.now.date() <= claim.until
        ]
        return sorted(found, key=lambda claim: (claim.made, claim.order))

    def phones_of(self, visitor: Visitor) -> set[str]:
        if visitor.phone is None:
            return {p for p, relation in visitor.party if relation in {*HOUSEHOLD, "shareholder"}}
        return {visitor.phone} | self.counted_as_one(visitor.phone)

    def owner_of(self, phone: str) -> dict[str, Any]:
        claims = self.standing({phone} | self.counted_as_one(phone))
        if not claims:
            return {"owner": None, "valid_until": None}
        return {"owner": claims[0].owner, "valid_until": claims[0].until}

    def found_claim(self, visitor: Visitor) -> None:
        """Give the receiver of a turn the claim to the phone that was left."""
        assert visitor.phone is not None
        assert visitor.receiver is not None
        visitor.claim = self.new_claim(visitor.phone, visitor.receiver, visitor.channel)

    def new_claim(self, phone: str, owner: str, kind: str) -> Claim:
        made = self.now
        claim = Claim(phone, owner, kind, made, self._tick(), kind, made.date())
        self.claims.append(claim)
        self._judge(claim)
        return claim

    def _judge(self, claim: Claim) -> None:
        """Work kind and last day out anew from all that counted for the claim."""
        visit_days = timedelta(days=self.policy["visit.follow_up_within_days"])
        call_days = timedelta(days=self.policy["call.visit_within_days"])
        claim.kind = claim.first_kind
        days = visit_days if claim.kind == "visit" else call_days
        claim.until = claim.made.date() + days
        for day, visitor in claim.events:
            if visitor is not None and visitor.state == "undone":
                continue
            if visitor is not None:
                claim.kind = "visit"
            if claim.kind == "visit":
                claim.until = day + visit_days

    def counts(self, phones: set[str], visitor: Visitor | None) -> None:
        """Let a visit, or a follow-up, move the claims of the one whose customer this is."""
        claims = self.standing(phones)
        for claim in claims:
            if claim.owner == claims[0].owner:
                claim.events.append((self.now.date(), visitor))
                self._judge(claim)

    # Receptions

    def register(
        self,
        channel: str,
        ref: str,
        phone: str | None,
        party: list[tuple[str, str]] | None = None,
    ) -> dict[str, Any]:
        """Enter a visit or a call; `phone` is the normal form or None; party: (phone, relation)."""
        members = list(party or [])
        visitor = Visitor(ref, channel, self.now, self._tick(), phone, members)
        if phone is not None:
            self.relations |= {(phone, other, relation) for other, relation in members}
        self.visitors[ref] = visitor
        self.assign(visitor)
        owner = None if phone is None else self.owner_of(phone)["owner"]
        return {"assigned_to": visitor.receiver, "basis": visitor.basis, "owner": owner}

    def assign(self, visitor: Visitor) -> bool:
        claims = self.standing(self.phones_of(visitor))
        if claims and self.is_free(claims[0].owner):
            self.receive(visitor, claims[0].owner, "own")
            return True
        who = self.first_free(visitor.channel)
        if who is None:
            return False
        self.receive(visitor, who, "courtesy" if claims else "turn")
        return True

    def receive(self, visitor: Visitor, who: str, basis: str) -> None:
        visitor.state, visitor.receiver, visitor.basis = "open", who, basis
        if basis == "turn":
            self.take_turn(visitor, who)
            if visitor.phone is not None:
                self.found_claim(visitor)
            return
        if basis == "courtesy":
            self.note_courtesy(visitor, who)
        if visitor.channel == "visit":
            self.counts(self.phones_of(visitor), visitor)

    def note_courtesy(self, visitor: Visitor, who: str) -> None:
        claims = self.standing(self.phones_of(visitor))
        if claims:
            self.courtesies.append((who, claims[0], visitor))

    def take_turn(self, visitor: Visitor, who: str) -> None:
        places = self.places_of(visitor.channel)
        if self.policy["rotation.absent_turn"] == "tail":
            queue = self.queue(visitor.channel)
            for passed in queue[: queue.index(who)]:
                if self.away.get(passed) is False:
                    places[passed].append(Held(self._tick(), visitor, was_passed_over=True))
        self.move_to_tail(visitor, who)

    def move_to_tail(self, visitor: Visitor, who: str) -> None:
        self.places_of(visitor.channel)[who].append(Held(self._tick(), visitor))

    def serve(self) -> None:
        while True:
            waiting = sorted(
                (v for v in self.visitors.values() if v.state == "waiting"),
                key=lambda v: (v.at, v.order),
            )
            if not waiting:
                return
            served = next((v for v in waiting if self._follower_is_free(v)), waiting[0])
            if not self.assign(served):
                return
            self.served.append((served.ref, served.receiver or "", served.basis))

    def _follower_is_free(self, visitor: Visitor) -> bool:
        claims = self.standing(self.phones_of(visitor))
        return bool(claims) and self.is_free(claims[0].owner)

    def give_back(self, visitor: Visitor) -> None:
        """Take the turn of the receiver back; what a later reception gave stays."""
        held = self.places_of(visitor.channel).get(visitor.receiver or "", [])
        held[:] = [h for h in held if h.visitor is not visitor or h.was_passed_over]

    def take_back_moves(self, visitor: Visitor) -> None:
        """Take back whatever the visitor moved, of anybody."""
        for held in self.places_of(visitor.channel).values():
            held[:] = [h for h in held if h.visitor is not visitor]

    def end(self, ref: str, outcome: str) -> dict[str, Any]:
        visitor = self.visitors[ref]
        if visitor.state not in {"open", "waiting"}:
            raise Refusal("input")
        if outcome in self.policy["turn.returned_for"] and visitor.state == "open":
            self.give_back(visitor)
        visitor.state = outcome
        self.serve()
        return {}

    def undo(self, ref: str) -> dict[str, Any]:
        visitor = self.visitors[ref]
        if visitor.state == "undone":
            raise Refusal("input")
        if self.now - visitor.at > timedelta(minutes=self.policy["turn.undo_within_minutes"]):
            raise Refusal("3.2.1.2")
        self.take_back_moves(visitor)
        visitor.state = "undone"
        if visitor.claim is not None:
            visitor.claim.is_void = True
        for claim in self.claims:
            stood = not claim.is_void and self.now.date() <= claim.until
            self._judge(claim)
            if stood and self.now.date() > claim.until:
                self._say_lapsed(claim)
        self.courtesies = [noted for noted in self.courtesies if noted[2] is not visitor]
        self.serve()
        return {}

    def override(self, ref: str, to: str) -> dict[str, Any]:
        """Give a customer to the person the manager names."""
        visitor = self.visitors[ref]
        if visitor.state not in {"open", "waiting"} or visitor.receiver == to:
            raise Refusal("input")
        if not self.is_free(to):
            raise Refusal("3.2.3.6" if to in self.busy() else "3.2.1.1")
        if visitor.state == "waiting":
            claims = self.standing(self.phones_of(visitor))
            known = "own" if claims and claims[0].owner == to else "courtesy"
            self.name(visitor, to, known if claims else "turn")
        elif visitor.basis == "turn":
            self.give_back(visitor)
            visitor.receiver = to
            self.move_to_tail(visitor, to)
            if visitor.claim is not None:
                visitor.claim.owner = to
        else:
            claims = self.standing(self.phones_of(visitor))
            visitor.receiver = to
            visitor.basis = "own" if claims and claims[0].owner == to else "courtesy"
            if visitor.basis == "courtesy":
                self.note_courtesy(visitor, to)
        self.serve()
        return {"assigned_to": to}

    def name(self, visitor: Visitor, who: str, basis: str) -> None:
        """Let the person named receive; nobody is passed over by the manager's word."""
        absent_turn = self.policy["rotation.absent_turn"]
        self.policy["rotation.absent_turn"] = "keep"
        self.receive(visitor, who, basis)
        self.policy["rotation.absent_turn"] = absent_turn

    def assist(self, by: str, ref: str, *, is_approved: bool = False) -> dict[str, Any]:
        visitor = self.visitors[ref]
        if visitor.state != "open":
            raise Refusal("input")
        if by in self.busy():
            raise Refusal("3.2.3.6")
        if not self.is_free(by):
            raise Refusal("3.2.1.1")
        if len(visitor.helpers) >= 2 or (visitor.helpers and not is_approved):
            raise Refusal("9.1.2.2")
        visitor.helpers.append(by)
        return {}

    def leave_phone(self, ref: str, phone: str) -> dict[str, Any]:
        visitor = self.visitors[ref]
        if visitor.state == "undone" or visitor.phone not in {None, phone}:
            raise Refusal("input")
        is_new = visitor.phone is None
        visitor.phone = phone
        if is_new:
            self.relations |= {(phone, other, what) for other, what in visitor.party}
        owner: str | None = self.owner_of(phone)["owner"]
        if is_new and owner is None and visitor.basis == "turn":
            self.found_claim(visitor)
            owner = visitor.receiver
        return {"owner": owner}

    def follow_up(self, by: str, phone: str, *, reached: bool = True) -> dict[str, Any]:
        phones = {phone} | self.counted_as_one(phone)
        claims = self.standing(phones)
        if not claims or by != claims[0].owner:
            tied = any(who == by and claim in claims for who, claim, _ in self.courtesies)
            raise Refusal("3.2.4.4" if tied else "3.4.3.5")
        if reached or not self.policy["follow_up.must_reach"]:
            self.counts(phones, None)
        return {}

    def relate(self, phone: str, other: str, relation: str) -> dict[str, Any]:
        self.relations.add((phone, other, relation))
        return {}

    def unrelate(self, phone: str, other: str, relation: str) -> dict[str, Any]:
        ends = {(phone, other, relation)}
        if relation not in {"shareholder", "employee"}:
            ends.add((other, phone, INVERSE.get(relation, relation)))
        if not ends & self.relations:
            raise Refusal("input")
        self.relations -= ends
        return {}

    def confirm_same(self, phone: str, other: str, *, same: bool) -> dict[str, Any]:
        if same:
            self.relations.add((phone, other, SAME))
        return {"owner": self.owner_of(phone)["owner"]}

    def separate(self, phone: str, other: str) -> dict[str, Any]:
        self.unrelate(phone, other, SAME)
        return {"owner": self.owner_of(phone)["owner"]}

    def decide(self, phone: str, to: str) -> None:
        """Let the customer be somebody's by a decision; what others claim of them ends."""
        claims = self.standing({phone} | self.counted_as_one(phone))
        if not claims:
            self.new_claim(phone, to, "visit")
            return
        for claim in claims[1:]:
            claim.is_void = claim.is_void or claim.owner != to
        claims[0].owner = to

    def refer(self, by: str, phone: str) -> dict[str, Any]:
        owner = self.owner_of(phone)["owner"]
        is_first = phone not in self.referred
        self.referred.add(phone)
        if owner is None and is_first:
            owner = self.new_claim(phone, by, "refer").owner
        return {"owner": owner}
