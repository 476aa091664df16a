"""Any order of events on a floor: every answer of the product is held against the plain model."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from salesfloor.app import database
from salesfloor.base.refusals import Refused
from tests.floor_builder import Floor
from tests.histories.model import POLICY, Model, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

CAST: Final = {
    "manager": "manager",
    "lead": "lead",
    "a": "salesperson",
    "b": "salesperson",
    "c": "salesperson",
    "desk": "desk",
    "admin": "admin",
}
PEOPLE: Final = ("a", "b", "c")
PHONES: Final = {
    "138 0013 8000": "13800138000",
    "+86 139-0013-9000": "13900139000",
    "0086 13700137000": "13700137000",
    "１３６ ００１３ ６０００": "13600136000",
    "(010) 6554-1234": "01065541234",
    "+86 10 6554 1234": "01065541234",
    "+852 9123 4567": "+85291234567",
}
NOT_PHONES: Final = ("12800138000", "1380013800", "a phone", "+852 912")
RELATIONS: Final = ("spouse", "parent", "child", "sibling", "relative", "shareholder", "employee")
OUTCOMES: Final = ("negotiated", "no_deal", "not_a_buyer", "left", "deal")

who = st.sampled_from(PEOPLE)
some = st.integers(min_value=0, max_value=30)
valid = st.sampled_from(list(PHONES))
anything = st.one_of(valid, valid, valid, st.none(), st.sampled_from(NOT_PHONES))
party = st.lists(
    st.tuples(valid, st.one_of(st.none(), st.sampled_from(RELATIONS))),
    max_size=2,
    unique_by=lambda member: PHONES[member[0]],
)
seconds = st.sampled_from([0, 0, 30, 60, 119, 120, 121, 900, 3600])
hours = st.sampled_from(
    [time(0), time(0, 0, 1), time(8, 30), time(9), time(17, 59, 59), time(18), time.max]
)


class FloorHistory(RuleBasedStateMachine):
    """One floor over some weeks, driven through commands only."""

    def __init__(self) -> None:
        """Open a floor that is gone again at the end."""
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()

    @initialize(
        policy=st.fixed_dictionaries(
            {
                "rotation.absent_turn": st.sampled_from(["tail", "tail", "keep"]),
                "turn.returned_for": st.sampled_from([[], ["not_a_buyer", "left"]]),
                "follow_up.must_reach": st.sampled_from([True, True, False]),
                "phone.rotation": st.sampled_from(["separate", "separate", "shared"]),
            }
        ),
        is_late=st.booleans(),
        present=st.lists(who, unique=True),
    )
    def opens(self, policy: dict[str, Any], present: list[str], *, is_late: bool) -> None:
        """Open the floor; `is_late`: nobody looks what is due until the very end."""
        self.floor = Floor(cast=CAST, policy=policy)
        self.model = Model(self.floor.now, time(9), time(18), {**POLICY, **policy})
        self.floor.issue_books(*PEOPLE)
        self.model.go_to(self.floor.now)
        self.numbers = {"visit": 0, "call": 0}
        if is_late:
            self._go_by_the_real_clock()
            self.floor.runs_due = False
        for by in present:
            self.sign_in(by)

    @staticmethod
    def _go_by_the_real_clock() -> None:
        """Let lines be recorded when they are written, as on a floor at work."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            database.set_clock("real")
            cursor.execute(f"SET LOCAL ROLE {database.APP_ROLE}")

    def both(self, modelled: Callable[[], dict[str, Any]], do: str, **given: Any) -> Any:
        """Do the same in both worlds; the answers, or the clauses of the refusals, agree."""
        self.model.go_to(self.floor.now)
        try:
            expected, clause = modelled(), ""
        except Refusal as refusal:
            expected, clause = {}, refusal.clause
        try:
            answer = self.floor.give(do, at=self.floor.now, **given)
        except Refused as refused:
            if refused.clause != clause:
                pytest.fail(f"{do} {given}: {refused}, expected {clause or 'an answer'}")
            return None
        assert not clause, f"{do} {given}: {answer}, expected a refusal by {clause}"
        for name, value in expected.items():
            assert answer[name] == value, f"{do} {given}: {answer}, expected {expected}"
        return answer

    def ref(self, index: int, *states: str) -> str:
        """Return one of the receptions in these states; of all where there is none."""
        refs = [ref for ref, v in self.model.visitors.items() if not states or v.state in states]
        refs = refs or list(self.model.visitors)
        return refs[-1 - index % len(refs)]

    def somebody_came(self) -> bool:
        """Tell whether there is a reception to speak of."""
        return bool(self.model.visitors)

    # Time

    @rule(wait=seconds)
    def time_passes(self, wait: int) -> None:
        """Wait."""
        self.floor.wait_until(self.floor.now + timedelta(seconds=wait))

    @rule(days=st.sampled_from([1, 1, 2, 6, 7, 8]), hour=hours)
    def days_pass(self, days: int, hour: time) -> None:
        """Come again another day; who stays overnight has days of a script (3.2.3.6~overnight)."""
        # Whoever waits is served when one leaves, and leaves too.
        while ref := next(
            (ref for ref, one in self.model.visitors.items() if one.state == "open"), None
        ):
            self._leaves(ref)
        day = self.floor.now.date() + timedelta(days=days)
        self.floor.wait_until(datetime.combine(day, hour, self.floor.now.tzinfo))

    def _leaves(self, ref: str) -> None:
        self.both(
            lambda: self.model.end(ref, "left") and {}, "end", by="desk", ref=ref, outcome="left"
        )

    @rule(days=st.sampled_from([1, 1, 3, 7]), order=st.permutations(PEOPLE))
    def a_day_begins(self, days: int, order: list[str]) -> None:
        """Begin a day as days begin, with everybody there."""
        self.days_pass(days, time(8, 30))
        for by in order:
            self.sign_in(by)

    # People

    @rule(by=who)
    def sign_in(self, by: str) -> None:
        """Sign in, or try it twice."""
        self.both(lambda: self.model.sign_in(by), "sign_in", by=by)

    @rule(by=who)
    def sign_out(self, by: str) -> None:
        """Sign out, if that is allowed now."""
        self.both(lambda: self.model.sign_out(by), "sign_out", by=by)

    @rule(by=who, excused_by=st.sampled_from([None, None, "lead", "manager"]))
    def step_away(self, by: str, excused_by: str | None) -> None:
        """Step away, with leave or without."""
        self.both(
            lambda: self.model.step_away(by, excused_by),
            "step_away",
            by=by,
            excused_by=excused_by,
        )

    @rule(by=who)
    def step_back(self, by: str) -> None:
        """Come back."""
        self.both(lambda: self.model.step_back(by), "step_back", by=by)

    # Customers

    @rule(channel=st.sampled_from(["visit", "visit", "call"]), phone=anything, party=party)
    def somebody_comes(
        self, channel: str, phone: str | None, party: list[tuple[str, str | None]]
    ) -> None:
        """Register a visit or a call."""
        self.numbers[channel] += 1
        ref = f"{channel}{self.numbers[channel]}"
        normal = PHONES.get(phone or "")
        came_along = [
            (PHONES[p], relation) for p, relation in party if relation and PHONES[p] != normal
        ]
        given: dict[str, Any] = {"ref": ref, "name": "Somebody"}
        if phone is not None:
            given["phone"] = phone
        if party:
            given["party"] = [
                {"name": "Else", "phone": p, **({"relation": relation} if relation else {})}
                for p, relation in party
            ]

        def modelled() -> dict[str, Any]:
            answer = self.model.register(channel, ref, normal, came_along)
            if phone is None:
                del answer["owner"]
            else:
                answer["phone_valid"] = normal is not None
            return answer | {"register_no": self.numbers[channel]}

        self.both(modelled, channel, by="desk", **given)

    @precondition(somebody_came)
    @rule(index=some, outcome=st.sampled_from(OUTCOMES))
    def end(self, index: int, outcome: str) -> None:
        """End a reception."""
        ref = self.ref(index, "open", "open", "waiting")
        needed = {
            "negotiated": {"need": "three rooms", "problem": "price"},
            "no_deal": {"reason": "too small"},
        }
        self.both(
            lambda: self.model.end(ref, outcome) and {},
            "end",
            by="desk",
            ref=ref,
            outcome=outcome,
            **needed.get(outcome, {}),
        )

    @precondition(somebody_came)
    @rule(index=st.integers(min_value=0, max_value=2))
    def undo(self, index: int) -> None:
        """Take a registration back, in time or not."""
        ref = self.ref(index)
        answer = self.both(lambda: self.model.undo(ref), "undo", by="desk", ref=ref)
        if answer is not None:
            # The line that strikes it takes a number too.
            self.numbers[self.model.visitors[ref].channel] += 1

    @precondition(somebody_came)
    @rule(index=some, to=who)
    def override(self, index: int, to: str) -> None:
        """Let the manager name somebody else."""
        ref = self.ref(index, "open", "waiting")
        answer = self.both(
            lambda: self.model.override(ref, to),
            "override",
            by="manager",
            ref=ref,
            to=to,
            reason="asked for",
        )
        if answer is not None:
            self.numbers[self.model.visitors[ref].channel] += 1

    @precondition(somebody_came)
    @rule(index=some, by=who, is_approved=st.booleans())
    def assist(self, index: int, by: str, *, is_approved: bool) -> None:
        """Join a colleague's reception."""
        ref = self.ref(index, "open")
        approved = {"approved_by": "manager"} if is_approved else {}
        self.both(
            lambda: self.model.assist(by, ref, is_approved=is_approved),
            "assist",
            by=by,
            ref=ref,
            **approved,
        )

    @precondition(somebody_came)
    @rule(index=some, phone=valid)
    def leave_phone(self, index: int, phone: str) -> None:
        """Leave a phone later."""
        ref = self.ref(index)
        self.both(
            lambda: self.model.leave_phone(ref, PHONES[phone]),
            "leave_phone",
            by="desk",
            ref=ref,
            phone=phone,
        )

    @rule(by=who, phone=valid, reached=st.sampled_from([True, True, False]))
    def follow_up(self, by: str, phone: str, *, reached: bool) -> None:
        """Follow a customer up, one's own or not."""
        self.both(
            lambda: self.model.follow_up(by, PHONES[phone], reached=reached),
            "follow_up",
            by=by,
            phone=phone,
            method="call",
            note="spoke about the price",
            reached=reached,
        )

    @rule(phone=valid, other=valid, relation=st.sampled_from(RELATIONS))
    def relate(self, phone: str, other: str, relation: str) -> None:
        """Learn who is who to whom."""
        if PHONES[phone] != PHONES[other]:
            self.both(
                lambda: self.model.relate(PHONES[phone], PHONES[other], relation),
                "relate",
                by="a",
                phone=phone,
                other=other,
                relation=relation,
            )

    @rule(by=who, phone=valid)
    def refer(self, by: str, phone: str) -> None:
        """Get a new customer's phone from an old one."""
        self.both(
            lambda: self.model.refer(by, PHONES[phone]),
            "refer",
            by=by,
            referrer="15900000000",
            phone=phone,
            name="Friend",
        )

    # Whose customer, and who is one

    @rule(phone=valid, other=valid, relation=st.sampled_from(RELATIONS))
    def unrelate(self, phone: str, other: str, relation: str) -> None:
        """End a relation, recorded or not."""
        if PHONES[phone] != PHONES[other]:
            self.both(
                lambda: self.model.unrelate(PHONES[phone], PHONES[other], relation),
                "unrelate",
                by="manager",
                phone=phone,
                other=other,
                relation=relation,
                reason="a mistake",
            )

    @rule(phone=valid, other=valid, same=st.sampled_from([True, True, False]))
    def one_person(self, phone: str, other: str, *, same: bool) -> None:
        """Say that two phones are one person's, and let the manager look at it."""
        if PHONES[phone] == PHONES[other]:
            return
        told = {"phone": phone, "other": other, "reason": "he said so"}
        asked = self.floor.give("same_customer", by="b", at=self.floor.now, **told)
        self.both(
            lambda: self.model.confirm_same(PHONES[phone], PHONES[other], same=same),
            "confirm_same",
            by="manager",
            request=asked["request"],
            same=same,
            reason="seen",
        )

    @rule(phone=valid, other=valid)
    def two_people(self, phone: str, other: str) -> None:
        """Let two phones count apart again, if they counted as one person's."""
        if PHONES[phone] != PHONES[other]:
            self.both(
                lambda: self.model.separate(PHONES[phone], PHONES[other]),
                "separate",
                by="manager",
                phone=phone,
                other=other,
                reason="two people",
            )

    @rule(by=who, against=who, phone=valid, to=who)
    def quarrel(self, by: str, against: str, phone: str, to: str) -> None:
        """Dispute a customer, do not agree, and let the manager decide."""
        if by == against:
            return
        at = self.floor.now
        try:
            told = {"phone": phone, "against": against}
            case = self.floor.give("dispute", by=by, at=at, **told)["case"]
        except Refused as refused:
            assert refused.clause == "3.5.1"  # noqa: PT017 - anybody not tied to the customer
            return
        self.floor.give("agree_share", by=by, at=at, case=case, shares=None)
        self.model.go_to(at)
        answer = self.floor.give(
            "decide", by="manager", at=at, case=case, shares={to: 1}, reason="heard both"
        )
        assert answer["owner"] == to
        self.model.decide(PHONES[phone], to)

    # What holds at every moment

    @invariant()
    def the_boards_agree(self) -> None:
        """Queues, the busy and the away are the same people in both worlds."""
        if not hasattr(self, "model"):
            return
        self.model.go_to(self.floor.now)
        for channel in ("visit", "call"):
            board = self.floor.ask("board", by="desk", at=self.floor.now, channel=channel)
            queue = self.model.queue(channel)
            assert board["queue"] == queue, channel
            assert set(board["busy"]) & set(queue) == self.model.busy() & set(queue)
            assert set(board["away"]) == set(self.model.away)

    @invariant()
    def an_owner_agrees(self) -> None:
        """One phone after the other has the same owner; at the end they are all asked."""
        if hasattr(self, "model"):
            self.asked = getattr(self, "asked", 0) + 1
            self.compare_owner(list(PHONES)[self.asked % len(PHONES)])

    def compare_owner(self, phone: str) -> None:
        """Ask both worlds whose customer it is, and up to which day."""
        self.model.go_to(self.floor.now)
        expected = self.model.owner_of(PHONES[phone])
        answer = self.floor.ask("owner_of", by="manager", at=self.floor.now, phone=phone)
        assert answer["owner"] == expected["owner"], phone
        until = expected["valid_until"]
        assert answer["valid_until"] == (until.isoformat() if until else None), phone

    @invariant()
    def the_waiting_were_served_alike(self) -> None:
        """Who was received later, by whom, on what basis, in the same order."""
        if not hasattr(self, "model"):
            return
        served = [
            (h.fields["ref"], h.fields["assigned_to"], h.fields["basis"])
            for h in self.floor.happenings
            if h.name == "assigned"
        ]
        assert served == self.model.served

    def teardown(self) -> None:
        """Look what lapsed, then forget everything."""
        try:
            if hasattr(self, "model"):
                for phone in PHONES:
                    self.compare_owner(phone)
                self.floor.runs_due = True
                self.floor.wait_until(self.floor.now)
                lapsed = [
                    (h.at, h.fields["owner"], h.fields["phone"], h.clause)
                    for h in self.floor.happenings
                    if h.name == "claim_lapsed"
                ]
                assert sorted(lapsed) == sorted(self.model.lapses)
        finally:
            transaction.set_rollback(True)
            self.history.__exit__(None, None, None)
