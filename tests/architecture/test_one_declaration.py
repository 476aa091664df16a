"""One declaration is all that a new command needs: nothing lists commands, fields or lines a second time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from ninja import NinjaAPI, Router
from pydantic import Field

from salesfloor.app.rest import commands as operations
from salesfloor.app.rest import documents
from salesfloor.app.scripts import read_script
from salesfloor.base import modules
from salesfloor.base.answers import Answer
from salesfloor.base.choices import Choice
from salesfloor.base.commands import COMMANDS, Command, StaffActor, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import LINES, RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.texts import Code
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.kernel.registers import words
from salesfloor.kernel.registers.entries import codes_in, entry
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.registers.wording import register_of
from salesfloor.kernel.rulebook.api import parameters
from salesfloor.web import directory
from salesfloor.web.forms import fields_of_form
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
MADE_UP = "water_plants"


class Water(Choice):
    """How much."""

    LITTLE = "little", phrase("A little")
    MUCH = "much", phrase("Much")


class Watered(Answer):
    """Who watered the plants."""

    who: Who


@pytest.fixture
def made_up() -> Iterator[Command[Any, Any]]:
    caches = (
        words._kind,
        words._marks,
        words._field,
        words._writer,
        directory._facts_about_people,
    )
    for cache in caches:
        cache.cache_clear()
    registered = len(COMMANDS)

    @command(
        MADE_UP,
        may=frozenset({Post.DESK}),
        word=phrase("Water the plants"),
        writes=RegisterLine("floor", phrase("{who} gave the plants {water}, {minutes} min")),
        done=phrase("The plants thank you."),
    )
    def water_plants(
        *,
        actor: StaffActor,
        at: datetime,
        who: Who,
        water: Annotated[Water, Label("Water")],
        gardener: Annotated[Code, Label("Gardener"), Reference("person")] | None = None,
        minutes: Annotated[int, Field(ge=1, le=60), Label("Minutes at it")] = 5,
    ) -> Watered:
        """Water the plants."""
        del actor, at, water, gardener, minutes
        return Watered(who=who)

    yield water_plants
    del COMMANDS[MADE_UP], LINES[MADE_UP]
    for cache in caches:
        cache.cache_clear()
    assert len(COMMANDS) == registered


def test_the_form_has_labels_choices_and_limits(made_up: Command[Any, Any]) -> None:
    who, water, gardener, minutes = fields_of_form(made_up)
    assert [str(one.label) for one in (who, water, minutes)] == ["Who", "Water", "Minutes at it"]
    assert (who.kind, who.reference, who.is_required) == ("choice", "person", True)
    assert (gardener.kind, gardener.is_required) == ("choice", False)
    assert water.choices == Water.pairs()
    assert (minutes.kind, minutes.least, minutes.most, minutes.value) == ("whole", 1, 60, 5)


@pytest.mark.usefixtures("made_up")
def test_the_register_tells_its_line() -> None:
    facts = {"do": MADE_UP, "who": "a", "water": "much", "minutes": 7}
    line = Line(book_id=1, line_no=1, kind="entry", at=AT, recorded_at=AT, actor="d", hash=b"12")
    book = register_of("floor")
    assert codes_in(facts, book) == {"a"}
    told = entry(line, 1, book, facts=facts, names={"a": "Lin"}, struck=None, later=[])
    assert "Lin gave the plants Much, 7 min" in [str(cell.text) for cell in told.cells]


def test_the_api_describes_it(made_up: Command[Any, Any]) -> None:
    api = NinjaAPI(urls_namespace=MADE_UP)
    router = Router()
    operations.register(router, [made_up])
    api.add_router("", router)
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    operation = paths[f"/commands/{MADE_UP}"]["post"]
    assert operation["summary"] == "Water the plants."
    assert set(operation["responses"]) >= {200, 409, 422}
    schemas = documents.schemas.__wrapped__()
    assert schemas["WaterPlants"]["required"] == ["who", "water"]
    assert "who" in schemas["WaterPlantsAnswer"]["properties"]


@pytest.mark.django_db
@pytest.mark.usefixtures("made_up")
def test_sentences_say_the_name_of_a_person_that_it_refers_to() -> None:
    Floor()
    told = phrase("{gardener} waters at {place}.", gardener="a", place="a")
    [said] = directory.with_names([told])
    assert str(said) == "A waters at a."


def test_what_modules_declare_stands_in_no_list_of_another() -> None:
    asked = modules.asked_about()
    assert asked.keys() >= {"customer", "unit", "reception", "clause"}
    tried = {name for name, one in parameters().items() if one.what_if}
    assert {"visit.follow_up_within_days", "claim.count_from"} <= tried
    assert all(one.clause and one.label.template for one in Why)


@pytest.mark.usefixtures("made_up")
def test_a_day_script_reads_it() -> None:
    said = f'{{"at": "2026-03-02T09:05:00+08:00", "do": "{MADE_UP}", "by": "d", "who": "a", "water": "much"}}'
    [line] = read_script(said)
    assert line.given == {"who": "a", "water": "much"}


@pytest.mark.django_db
def test_its_post_gives_it_on_a_page_of_its_own(made_up: Command[Any, Any]) -> None:
    floor = Floor()
    given = {"who": "a", "water": "much"}
    done = made_up.give(actor=floor.actor("desk"), at=floor.now, given=given)
    assert done.answer == {"who": "a"}
    assert [post for post in Post if post in made_up.may] == [Post.DESK]
    desk = visitor(floor, "desk")
    for page in ("/give/", f"/give/{MADE_UP}/"):
        assert "Water the plants" in desk.get(page).content.decode()
