"""Who is up, and what it costs: the rotation as tables (3.2.1.1 to 3.2.4.5).

A queue is written in its order: `a` free, `a*` in a reception, `a-` away without leave, `a~` away
with leave.
"""

from __future__ import annotations

import random
from datetime import date

import pytest

from salesfloor.floor.reception.rules import rotation
from salesfloor.floor.reception.rules.rotation import (
    Assignment,
    Floor,
    Waiting,
    assign,
    next_served,
)

DAY = date(2026, 3, 2)
CODES = "abcdefgh"


def floor_of(line: str) -> Floor:
    """Return a floor whose two queues stand as written."""
    floor = Floor(day=DAY)
    for word in line.split():
        staff = number(word[0])
        floor.sign_in(staff, word[0], "08:30")
        if word.endswith("*"):
            floor.engaged[staff] = 100 + staff
        if word[-1] in "-~":
            floor.people[staff].away_since = "08:45"
            floor.people[staff].excused_by = "lead" if word.endswith("~") else None
    return floor


def number(code: str) -> int:
    return CODES.index(code) + 1


def codes(floor: Floor, channel: str = "visit") -> str:
    return " ".join(rotation.codes_in_order(floor, floor.queue(channel)))


def outcome(floor: Floor, *, follower: str | None = None, absent_to_tail: bool = True) -> str:
    """Assign a visitor; return `basis receiver`."""
    found = assign(
        floor,
        channel="visit",
        follower=number(follower) if follower else None,
        absent_to_tail=absent_to_tail,
    )
    return f"{found.basis} {CODES[found.receiver - 1] if found.receiver else '-'}"


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.clause("7.2.10", "kept")
@pytest.mark.parametrize(
    ("_case", "before", "found", "after"),
    [
        ("the first receives and goes last", "a b c", "turn a", "b c a"),
        ("the busy one keeps the place", "a* b c", "turn b", "a c b"),
        ("the excused one keeps the place", "a~ b c", "turn b", "a c b"),
        ("the absent one goes to the tail", "a- b c", "turn b", "c a b"),
        ("who receives is last of all", "a- b- c d", "turn c", "d a b c"),
        ("the absent keep their order", "a- b* c- d e", "turn d", "b e a c d"),
        ("nobody after the receiver is passed over", "a b- c", "turn a", "b c a"),
        ("alone on the floor", "a", "turn a", "a"),
        ("nobody free moves nobody", "a* b- c~", "waiting -", "a b c"),
        ("nobody there", "", "waiting -", ""),
    ],
)
def test_a_new_customer(_case: str, before: str, found: str, after: str) -> None:
    floor = floor_of(before)
    assert (outcome(floor), codes(floor)) == (found, after)


@pytest.mark.clause("3.2.1.1", "kept")
def test_the_policy_may_keep_the_place_of_the_absent() -> None:
    floor = floor_of("a- b c")
    assert (outcome(floor, absent_to_tail=False), codes(floor)) == ("turn b", "a c b")


@pytest.mark.clause("3.2.4.1", "kept")
@pytest.mark.clause("3.2.4.5", "kept")
@pytest.mark.case(102)
@pytest.mark.parametrize(
    ("_case", "before", "follower", "found"),
    [
        ("the follower is first", "a b c", "a", "own a"),
        ("the follower is last", "a b c", "c", "own c"),
        ("the follower is busy", "a b c*", "c", "courtesy a"),
        ("the follower is away", "a- b c", "a", "courtesy b"),
        ("the follower is on leave", "a~ b- c", "a", "courtesy c"),
        ("the follower is not there", "b c", "a", "courtesy b"),
        ("nobody is free", "a* b*", "a", "waiting -"),
    ],
)
def test_a_known_customer_never_moves_the_queue(
    _case: str, before: str, follower: str, found: str
) -> None:
    floor = floor_of(before)
    unmoved = codes(floor)
    assert (outcome(floor, follower=follower), codes(floor)) == (found, unmoved)


def test_the_barred_are_passed_over_and_keep_their_places() -> None:
    floor = floor_of("a b c")
    found = assign(floor, channel="visit", follower=None, barred=frozenset({number("a")}))
    assert (found.receiver, codes(floor)) == (number("b"), "a c b")


@pytest.mark.clause("3.2.2", "kept")
def test_the_channels_have_queues_of_their_own() -> None:
    floor = floor_of("a b c")
    outcome(floor)
    assert (codes(floor, "visit"), codes(floor, "call")) == ("b c a", "a b c")


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.case(100)
def test_signing_in_anew_goes_to_the_tail() -> None:
    floor = floor_of("a b c")
    floor.sign_out(number("a"))
    assert floor.sign_in(number("a"), "a", "10:00") == 3
    assert (codes(floor), codes(floor, "call")) == ("b c a", "b c a")


@pytest.mark.parametrize(
    ("_case", "moves", "after"),
    [
        ("at once", [], "a b c d"),
        ("after others had turns", ["b", "c"], "a d b c"),
        ("after everybody had a turn", ["b", "c", "d"], "a b c d"),
    ],
)
def test_an_old_place_comes_back(_case: str, moves: list[str], after: str) -> None:
    floor = floor_of("a b c d")
    before = floor.to_tail(number("a"), "visit", "turn")
    for code in moves:
        floor.to_tail(number(code), "visit", "turn")

    assert floor.give_back(number("a"), "visit", before, "undone")
    assert codes(floor) == after


@pytest.mark.parametrize("_case", ["signed out", "took the place already"])
def test_an_old_place_does_not_come_back_twice(_case: str) -> None:
    floor = floor_of("a b c")
    before = floor.to_tail(number("a"), "visit", "turn")
    if _case == "signed out":
        floor.sign_out(number("a"))
    else:
        floor.give_back(number("a"), "visit", before, "undone")
    assert not floor.give_back(number("a"), "visit", before, "undone")


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.parametrize(
    ("_case", "queue", "waiting", "followers", "served"),
    [
        ("the longest waiting", "a b", [(1, "visit", "1"), (2, "call", "2")], {}, 1),
        ("over both channels", "a b", [(2, "visit", "2"), (1, "call", "1")], {}, 1),
        ("whose follower is free first", "a b", [(1, "visit", "1"), (2, "visit", "2")], {2: "b"}, 2),
        ("but a busy follower waits", "a b*", [(1, "visit", "1"), (2, "visit", "2")], {2: "b"}, 1),
        ("two followers free: the longest", "a b", [(1, "visit", "1"), (2, "call", "2")],
         {1: "b", 2: "a"}, 1),
        ("nobody free", "a* b-", [(1, "visit", "1")], {}, None),
        ("nobody waits", "a b", [], {}, None),
    ],
)  # fmt: skip
def test_who_is_served_first(
    _case: str,
    queue: str,
    waiting: list[tuple[int, str, str]],
    followers: dict[int, str],
    served: int | None,
) -> None:
    floor = floor_of(queue)
    floor.waiting = [Waiting(*one) for one in waiting]
    known = {reception: number(code) for reception, code in followers.items()}

    def receive(one: Waiting) -> Assignment:
        return assign(floor, channel=one.channel, follower=known.get(one.reception))

    found = next_served(floor, known, receive)
    assert (found[0].reception if found else None) == served


def test_the_state_survives_being_written_down() -> None:
    floor = floor_of("a b* c- d~")
    floor.waiting = [Waiting(7, "call", "09:00")]
    floor.to_tail(number("a"), "call", "turn")
    again = rotation.from_json(rotation.to_json(floor))
    again.changes = floor.changes
    assert again == floor


def a_day_is_fair(seed: int) -> None:
    """Play a day of breaks with leave and of receptions of any length; look at every turn.

    Who receives had the latest turn longest ago: since then everybody else who is free now had
    one, so between colleagues a round never differs by more than one turn.
    """
    chance = random.Random(seed)  # noqa: S311 - any days will do
    floor = floor_of(" ".join(CODES[: chance.randint(2, 8)]))
    latest = dict.fromkeys(floor.people, 0)
    for customer in range(1, chance.randint(2, 60)):
        for staff, person in floor.people.items():
            if staff in floor.engaged:
                if chance.random() < 0.4:
                    del floor.engaged[staff]
            elif chance.random() < 0.2:
                person.excused_by = None if person.is_away else "lead"
                person.away_since = None if person.is_away else "10:00"
        free = [staff for staff in floor.people if floor.is_free(staff)]
        found = assign(floor, channel="visit", follower=None)
        assert (found.receiver is None) == (not free)
        if found.receiver is not None:
            assert latest[found.receiver] == min(latest[staff] for staff in free), seed
            latest[found.receiver] = customer
            floor.engaged[found.receiver] = customer


@pytest.mark.case(106)
def test_random_days_are_fair() -> None:
    for seed in range(1_000):
        a_day_is_fair(seed)


@pytest.mark.case(106)
def test_a_turn_each_before_anybody_has_two() -> None:
    """Without breaks and calls, after any number of customers nobody is more than one ahead."""
    for people in range(1, 9):
        floor = floor_of(" ".join(CODES[:people]))
        turns = dict.fromkeys(floor.people, 0)
        for _ in range(10 * people + 3):
            found = assign(floor, channel="visit", follower=None)
            assert found.receiver is not None
            turns[found.receiver] += 1
            assert max(turns.values()) - min(turns.values()) <= 1
