"""What every command goes through, no matter who registered it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from django.db import IntegrityError, OperationalError, connection
from psycopg.errors import LockNotAvailable
from pydantic import Field

from salesfloor.base import commands
from salesfloor.base.commands import (
    COMMANDS,
    QUESTIONS,
    Act,
    Actor,
    Answer,
    Recorded,
    about,
    acting,
    announce,
    cite,
    command,
    current_act,
    miss,
    question,
    remember,
    remembered,
)
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Busy, KeyReused, Refused, bad_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
MANAGER = Actor("m", Post.MANAGER, 1)
DESK = Actor("d", Post.DESK, 1)


class Notebook:
    """A journal that remembers what it was told."""

    def __init__(self) -> None:
        self.kept: dict[str, Recorded] = {}
        self.told: list[tuple[str, Act, Any]] = []
        self.fails: Exception | None = None

    def find(self, key: str) -> Recorded | None:
        return self.kept.get(key)

    def done(self, act: Act, answer: Answer) -> None:
        if self.fails is not None:
            raise self.fails
        if act.key in self.kept:
            raise IntegrityError("the key was used")
        self.told.append(("done", act, answer))
        if act.key is not None:
            self.kept[act.key] = Recorded(act.fingerprint, answer, "", "", {})

    def refused(self, act: Act, refusal: Refused) -> None:
        self.told.append(("refused", act, refusal.clause))
        if act.key is not None:
            sentence = refusal.sentence
            self.kept[act.key] = Recorded(
                act.fingerprint, None, refusal.clause, sentence.template, sentence.facts
            )


@pytest.fixture
def notebook(db: None, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    notebook = Notebook()
    monkeypatch.setattr(commands, "_journal", [notebook])
    return notebook


@pytest.fixture
def moves(notebook: Notebook) -> Iterator[list[int]]:
    """Register a command that moves a thing; return what it moved."""
    moved: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE moved (place integer) ON COMMIT DROP")

    @command("move_thing", may=frozenset({Post.MANAGER}), post_clause="3.1.2")
    def move_thing(
        *, actor: Actor, at: datetime, to: Annotated[int, Field(alias="from")], why: str = ""
    ) -> Answer:
        """Move a thing."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO moved VALUES (%s)", (to,))
        moved.append(to)
        cite("3.1.2", "3.1.2", "3.1.1")
        miss("7.1.12")
        about("thing:1")
        announce("moved", "3.1.2", to=to)
        if to < 0:
            raise Refused("3.2.1.2", phrase("Not to {to}.", to=to))
        return {"to": to, "why": why}

    yield moved
    del COMMANDS["move_thing"]


def give(given: dict[str, Any], actor: Actor = MANAGER) -> Answer:
    return COMMANDS["move_thing"].give(actor=actor, at=AT, given=given).answer


def places() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place FROM moved")
        return [place for (place,) in cursor.fetchall()]


def test_what_is_done_is_written_down_with_its_clauses(
    moves: list[int], notebook: Notebook
) -> None:
    outcome = COMMANDS["move_thing"].give(actor=MANAGER, at=AT, given={"from": 3})

    assert (outcome.answer, moves, places()) == ({"to": 3, "why": ""}, [3], [3])
    [(what, act, answer)] = notebook.told
    assert (what, answer) == ("done", {"to": 3, "why": ""})
    assert (act.cited, act.missed, act.subject) == (["3.1.2", "3.1.1"], ["7.1.12"], "thing:1")
    [happening] = outcome.happenings
    assert (happening.name, happening.clause, happening.at, happening.fields) == (
        "moved",
        "3.1.2",
        AT,
        {"to": 3},
    )


@pytest.mark.case(81)
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "from is missing."),
        ({"from": 1, "owner": "me"}, "owner is not known here."),
        ({"from": 1, "site_id": 2}, "site_id is not known here."),
        ({"from": "three"}, "from must be a whole number."),
        ({"from": 1.5}, "from must be a whole number."),
        ({"to": 1}, "from is missing."),
    ],
)
def test_bad_input_does_nothing(
    moves: list[int], notebook: Notebook, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        give(given)

    assert (refused.value.clause, str(refused.value.sentence)) == ("input", sentence)
    assert moves == []
    assert [(what, clause) for what, _, clause in notebook.told] == [("refused", "input")]


@pytest.mark.case(79)
def test_another_post_is_refused_by_the_clause_that_says_who_may(
    moves: list[int], notebook: Notebook
) -> None:
    with pytest.raises(Refused) as refused:
        give({"from": 1}, DESK)

    assert (refused.value.clause, moves) == ("3.1.2", [])
    assert COMMANDS["move_thing"].may_be_given_by(MANAGER)
    assert not COMMANDS["move_thing"].may_be_given_by(DESK)
    assert [(what, clause) for what, _, clause in notebook.told] == [("refused", "3.1.2")]


@pytest.mark.case(44)
def test_a_refusal_leaves_nothing_behind(moves: list[int], notebook: Notebook) -> None:
    give({"from": 1})
    with pytest.raises(Refused, match=r"3\.2\.1\.2"):
        give({"from": -1})

    assert places() == [1]
    assert [what for what, _, _ in notebook.told] == ["done", "refused"]


def test_an_unwritten_command_did_not_happen(moves: list[int], notebook: Notebook) -> None:
    give({"from": 1})
    notebook.fails = RuntimeError("the journal is full")
    with pytest.raises(RuntimeError):
        give({"from": 2})

    assert places() == [1]


@pytest.mark.case(4)
def test_the_same_key_answers_the_same_and_does_nothing_twice(moves: list[int]) -> None:
    once: dict[str, Any] = {
        "actor": MANAGER,
        "at": AT,
        "given": {"from": 5},
        "key": "k",
        "fingerprint": "f",
    }
    first = COMMANDS["move_thing"].give(**once)
    again = COMMANDS["move_thing"].give(**once)

    assert (first.answer, places()) == (again.answer, [5])


def test_the_same_key_refuses_the_same(moves: list[int], notebook: Notebook) -> None:
    once: dict[str, Any] = {
        "actor": MANAGER,
        "at": AT,
        "given": {"from": -5},
        "key": "k",
        "fingerprint": "f",
    }
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            COMMANDS["move_thing"].give(**once)
        assert str(refused.value.sentence) == "Not to -5."
    assert len(notebook.told) == 1


@pytest.mark.case(5)
def test_the_same_key_with_another_body_is_turned_down(moves: list[int]) -> None:
    def given(fingerprint: str) -> None:
        COMMANDS["move_thing"].give(
            actor=MANAGER, at=AT, given={"from": 1}, key="k", fingerprint=fingerprint
        )

    given("one body")
    with pytest.raises(KeyReused):
        given("another body")
    assert places() == [1]


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (caused_by(LockNotAvailable()), Busy),
        (OperationalError("the connection is gone"), OperationalError),
        (IntegrityError("one thing at a time"), IntegrityError),
    ],
)
def test_what_the_database_says(
    moves: list[int], notebook: Notebook, error: Exception, raised: type[Exception]
) -> None:
    notebook.fails = error
    with pytest.raises(raised):
        give({"from": 1})


def test_who_came_first_with_a_key_is_answered_to_both(
    moves: list[int], notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once: the second finds the first's record only after its own insert failed."""
    seen: list[str] = []

    def find(key: str) -> Recorded | None:
        seen.append(key)
        return Recorded("f", {"to": 7}, "", "", {})

    monkeypatch.setattr(notebook, "find", find)
    notebook.fails = IntegrityError("key")
    outcome = COMMANDS["move_thing"].give(
        actor=MANAGER, at=AT, given={"from": 7}, key="k", fingerprint="f"
    )
    assert (outcome.answer, places()) == ({"to": 7}, [])


def test_called_with_typed_arguments(moves: list[int]) -> None:
    move = COMMANDS["move_thing"]
    assert move(actor=MANAGER, at=AT, to=4) == {"to": 4, "why": ""}
    with pytest.raises(TypeError, match="every argument of a command is named"):
        move(MANAGER, AT, 4)


def test_what_is_remembered_lasts_for_one_act() -> None:
    remember("colour", 1, "red")
    assert remembered("colour", 1) is None
    with acting(Act("paint", MANAGER, AT, 1)) as act:
        remember("colour", 1, "red")
        assert (remembered("colour", 1), remembered("colour", 2)) == ("red", None)
        assert current_act() is act
    assert remembered("colour", 1) is None
    with pytest.raises(RuntimeError):
        current_act()


def positional(actor: Actor, at: datetime) -> Answer:
    return {}


def without_clock(*, actor: Actor) -> Answer:
    return {}


@pytest.mark.parametrize("function", [positional, without_clock])
def test_a_command_takes_who_and_when_by_name(function: Callable[..., Answer]) -> None:
    with pytest.raises(TypeError, match="nameless"):
        command("nameless", may=frozenset(Post))(function)
    assert "nameless" not in COMMANDS


def test_a_question_checks_rights_and_fields() -> None:
    @question("how_many", may=frozenset({Post.DESK}))
    def how_many(*, actor: Actor, at: datetime, least: int = 0) -> Answer:
        if least > 9:
            raise bad_input(phrase("too many"))
        return {"many": least + 1}

    try:
        asked = QUESTIONS["how_many"]
        assert asked.ask(actor=DESK, at=AT, given={"least": 2}) == {"many": 3}
        for actor, given, clause in (
            (MANAGER, {}, "access"),
            (DESK, {"most": 1}, "input"),
            (DESK, {"least": 10}, "input"),
        ):
            with pytest.raises(Refused) as refused:
                asked.ask(actor=actor, at=AT, given=given)
            assert refused.value.clause == clause
    finally:
        del QUESTIONS["how_many"]


def test_a_name_is_declared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, "who_is_there", QUESTIONS["board"])
    declare = commands.question("who_is_there", may=frozenset(Post))

    with pytest.raises(TypeError, match="declared twice"):
        declare(QUESTIONS["board"].function)
