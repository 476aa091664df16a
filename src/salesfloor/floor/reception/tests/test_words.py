"""The word of another person counts with the PIN, by a script, or by a request that they grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.base.refusals import Refused
from salesfloor.floor.reception import live
from salesfloor.floor.reception.tests.looking import browser, page, send
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.commands import Answer
    from tests.floor_builder import Floor


def give(floor: Floor, do: str, by: str, **fields: object) -> Answer:
    """Give a command as a program does, without anybody's PIN."""
    return COMMANDS[do].give(actor=floor.actor(by), at=floor.now, given=fields).answer


def refused_by(floor: Floor, do: str, by: str, **fields: object) -> str:
    with pytest.raises(Refused) as refused:
        give(floor, do, by, **fields)
    return refused.value.clause


@pytest.fixture
def present(floor: Floor) -> Floor:
    """Return a floor with four people signed in."""
    floor.sign_in("a", "b", "c", "d")
    return floor


@pytest.mark.fault("X7")
def test_leave_is_not_believed_without_the_leaders_own_word(present: Floor) -> None:
    assert refused_by(present, "step_away", "a", excused_by="lead") == "access"
    with consent.proven("manager"):
        assert refused_by(present, "step_away", "a", excused_by="lead") == "access"
    with consent.proven("lead"):
        assert give(present, "step_away", "a", excused_by="lead")["excused"] is True


@pytest.mark.fault("X7")
def test_one_more_assistant_is_not_believed_without_the_managers_own_word(present: Floor) -> None:
    present.visit("09:00", ref="v1")
    give(present, "assist", "b", ref="v1")
    assert refused_by(present, "assist", "c", ref="v1", approved_by="manager") == "9.1.2.2"
    request = give(present, "ask_consent", "c", what="assist", about="reception:v1")["request"]
    assert refused_by(present, "give_consent", "lead", request=request) == "access"
    give(present, "give_consent", "manager", request=request)
    assert refused_by(present, "assist", "d", ref="v1", approved_by="manager") == "9.1.2.2"
    assert give(present, "assist", "c", ref="v1", approved_by="manager")["staff"] == 3


@pytest.mark.fault("D21")
@pytest.mark.fault("X7")
def test_leave_is_asked_for_and_granted_at_a_distance(present: Floor) -> None:
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    assert give(present, "ask_consent", "a", what="step_away")["request"] == request
    for leader in ("lead", "manager"):
        items = work.items(present.actor(leader), present.now)
        assert [item.command for item in items if item.kind == "consent"] == ["give_consent"]
    assert refused_by(present, "step_away", "a", excused_by="lead") == "access"
    give(present, "give_consent", "lead", request=request)
    assert [
        i for i in work.items(present.actor("manager"), present.now) if i.kind == "consent"
    ] == []
    [told] = messages.inbox(present.actor("a").staff_id or 0)
    assert told.facts["by"] == "lead"
    assert refused_by(present, "step_away", "a", excused_by="manager") == "access"
    assert give(present, "step_away", "a", excused_by="lead")["excused"] is True
    give(present, "step_back", "a")
    assert refused_by(present, "step_away", "a", excused_by="lead") == "access"


@pytest.mark.fault("D21")
def test_leave_granted_afterwards_excuses_the_absence(present: Floor) -> None:
    give(present, "step_away", "a")
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    give(present, "give_consent", "manager", request=request)
    present.visit("09:00", ref="v1")
    assert present.queue()[0] == "a"


@pytest.mark.fault("D21")
def test_a_word_that_is_refused_or_of_yesterday_is_none(present: Floor) -> None:
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    give(present, "refuse_consent", "lead", request=request)
    assert refused_by(present, "give_consent", "lead", request=request) == "input"
    assert refused_by(present, "step_away", "a", excused_by="lead") == "access"
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    assert refused_by(present, "give_consent", "a", request=request) == "access"
    give(present, "give_consent", "lead", request=request)
    present.days_on(1)
    present.sign_in("a", "b")
    assert refused_by(present, "step_away", "a", excused_by="lead") == "access"
    assert refused_by(present, "ask_consent", "a", what="nothing") == "input"


@pytest.mark.fault("D21")
def test_leave_is_refused_as_easily_as_it_is_granted(
    present: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    client = browser(present, "lead", monkeypatch)
    text = page(client, "/")
    assert "/give/give_consent/" in text
    assert "/give/refuse_consent/" in text
    send(client, "/give/refuse_consent/", request=request, next="/")
    assert consent.states_today(present.actor("a").site_id or 0, present.now) == {
        request: "refused"
    }
    assert "/give/give_consent/" not in page(client, "/")


@pytest.mark.fault("D21")
def test_a_word_that_is_given_reaches_the_askers_open_page(present: Floor) -> None:
    look = next(name for name in live.VIEWS if name.startswith(live.ASKED))
    request = give(present, "ask_consent", "a", what="step_away")["request"]
    before = live.VIEWS[look](present.actor("a").site_id or 0, present.now)
    give(present, "give_consent", "lead", request=request)
    assert live.VIEWS[look](present.actor("a").site_id or 0, present.now) != before


@pytest.mark.fault("D7")
def test_an_assistant_leaves_and_is_free_again(present: Floor) -> None:
    present.visit("09:00", ref="v1")
    present.give("assist", by="b", ref="v1")
    assert present.ask("board", by="desk")["busy"] == ["b", "a"]
    present.give("leave_assistance", by="b", ref="v1")
    assert present.ask("board", by="desk")["busy"] == ["a"]
    assert present.refusal("leave_assistance", by="b", ref="v1").clause == "input"
    assert present.refusal("leave_assistance", by="a", ref="v1").clause == "input"


@pytest.mark.fault("D7")
def test_an_assistant_who_leaves_serves_who_waits(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1")
    floor.give("assist", by="b", ref="v1")
    floor.visit("09:05", ref="v2")
    floor.happenings.clear()
    floor.give("leave_assistance", by="b", ref="v1")
    assert [(one.name, one.fields["assigned_to"]) for one in floor.happenings] == [
        ("assigned", "b")
    ]


@pytest.mark.fault("D7")
def test_signing_out_is_taken_back_within_two_minutes(present: Floor) -> None:
    present.visit("09:00", ref="v1")
    present.end("v1", "09:05")
    assert present.queue() == ["b", "c", "d", "a"]
    present.give("sign_out", by="c", at="09:10:00")
    assert present.queue() == ["b", "d", "a"]
    assert present.give("undo_sign_out", by="c", at="09:12:00") == {"position": 2}
    assert present.queue() == ["b", "c", "d", "a"]
    assert present.queue("call") == ["a", "b", "c", "d"]
    present.give("sign_out", by="c", at="09:20:00")
    late = present.refusal("undo_sign_out", by="c", at="09:22:00.000001")
    assert late.clause == "3.2.1.2"
    assert present.give("sign_in", by="c")["position"] == 4


@pytest.mark.fault("D7")
def test_a_turn_before_a_sign_out_that_was_taken_back_is_still_undone(present: Floor) -> None:
    present.visit("09:00:00", ref="wrong")
    present.end("wrong", "09:00:10")
    present.give("sign_out", by="a", at="09:00:20")
    present.give("undo_sign_out", by="a", at="09:00:40")
    assert present.queue() == ["b", "c", "d", "a"]
    present.give("undo", by="desk", at="09:01:00", ref="wrong")
    assert present.queue() == ["a", "b", "c", "d"]
    assert present.refusal("undo_sign_out", by="a").clause == "input"
