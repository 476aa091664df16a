"""Forms follow from declarations, and what they send is what the command takes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from salesfloor.base.acts import Actor
from salesfloor.base.china_time import CHINA
from salesfloor.base.choices import Choice
from salesfloor.base.commands import COMMANDS, Answer
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.declarations import Declaration
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import RequiredLine, RequiredNote
from salesfloor.web.forms import fields_of_form, given_by


class Fruit(Choice):
    """What is sold."""

    APPLE = "apple", phrase("Yes")
    PEAR = "pear", phrase("No")


class Row(BaseModel):
    """One row of an order."""

    model_config = ConfigDict(extra="forbid")

    product: RequiredLine
    quantity: int = 1


def order(
    *,
    actor: Actor,
    at: datetime,
    fruit: Annotated[Fruit, Label("Area", hint=phrase("Name"))],
    pieces: Annotated[int, Field(ge=1, le=9)],
    note: RequiredNote,
    wrapped: bool = False,
    on: date | None = None,
    until: datetime | None = None,
    due: DayOrMoment | None = None,
    rows: list[Row] | None = None,
    marks: dict[str, str] | None = None,
    names: list[str] | None = None,
) -> Answer:
    """Order fruit."""
    del actor, at, fruit, pieces, note, wrapped, on, until, due, rows, marks, names
    return {}


ORDER = Declaration("order", order, may=ANYONE)


def test_fields_follow_from_the_signature() -> None:
    fields = {field.name: field for field in fields_of_form(ORDER)}
    kinds = {name: field.kind for name, field in fields.items()}
    assert kinds == {
        "fruit": "choice",
        "pieces": "whole",
        "note": "long",
        "wrapped": "checkbox",
        "on": "date",
        "until": "datetime-local",
        "due": "day_or_moment",
        "rows": "rows",
        "marks": "pairs",
        "names": "lines",
    }
    assert (str(fields["fruit"].label), str(fields["fruit"].hint)) == ("Area", "Name")
    assert [code for code, _ in fields["fruit"].choices] == ["apple", "pear"]
    assert (fields["pieces"].least, fields["pieces"].most) == (1, 9)
    assert [name for name, field in fields.items() if field.is_required] == [
        "fruit",
        "pieces",
        "note",
    ]


def test_a_form_sends_what_the_command_takes() -> None:
    sent = QueryDict(
        "fruit=pear&pieces=3&note=x&wrapped=no&wrapped=yes&on=&until=2026-03-02T09:30"
        "&rows.0.product=A&rows.0.quantity=2&rows.1.product=&marks.floor=pass&marks.bins=fail"
        "&names=one%0D%0Atwo"
    )
    given = given_by(ORDER, sent)
    assert given == {
        "fruit": "pear",
        "pieces": "3",
        "note": "x",
        "wrapped": True,
        "until": "2026-03-02T09:30:00+08:00",
        "rows": [{"product": "A", "quantity": "2"}],
        "marks": {"floor": "pass", "bins": "fail"},
        "names": ["one", "two"],
    }
    parsed = ORDER.fields.model_validate(given)
    assert parsed.model_dump()["pieces"] == 3


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("due=2026-03-02&due.time=", date(2026, 3, 2)),
        ("due=2026-03-02&due.time=09:30", datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)),
        ("due=2026-03-02T09:30", datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)),
        ("due=&due.time=09:30", None),
    ],
)
def test_a_day_without_a_time_stands_for_the_whole_of_it(sent: str, meant: date | None) -> None:
    given = given_by(ORDER, QueryDict(f"fruit=pear&pieces=3&note=x&{sent}"))
    due = ORDER.fields.model_validate(given).model_dump()["due"]
    assert (due, type(due)) == (meant, type(meant))


def test_a_rows_number_of_no_form_of_ours_is_left_out() -> None:
    long = "9" * 5000
    sent = QueryDict(f"rows.{long}.product=A&rows.3.product=B&rows.x.product=C&rows.=D")
    assert given_by(ORDER, sent)["rows"] == [{"product": "B"}]


def test_hidden_fields_are_set_by_the_page() -> None:
    [first, *_] = fields_of_form(ORDER, hidden=["fruit"], given={"fruit": "apple"})
    assert first.is_hidden
    assert first.value == "apple"


@pytest.mark.parametrize("set_to", [True, False])
def test_a_hidden_yes_or_no_comes_back_as_it_was_set(set_to: bool) -> None:
    fields = fields_of_form(ORDER, hidden=["wrapped"], given={"wrapped": set_to})
    value = next(one.value for one in fields if one.name == "wrapped")
    sent = QueryDict(mutable=True)
    sent["wrapped"] = str(value)
    assert given_by(ORDER, sent)["wrapped"] is set_to


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_form(name: str) -> None:
    fields = fields_of_form(COMMANDS[name])
    assert [field.name for field in fields] == [
        info.alias or field for field, info in COMMANDS[name].fields.model_fields.items()
    ]


class Plan(BaseModel):
    """One thing with parts, which may be left out."""

    model_config = ConfigDict(extra="forbid")

    value: Annotated[int, Label("Value")]
    until: Annotated[date, Label("Until")]


def warned(*, actor: Actor, at: datetime, who: RequiredLine, plan: Plan | None = None) -> Answer:
    """Take a thing with parts."""
    raise NotImplementedError


def test_a_thing_with_parts_has_a_field_for_each() -> None:
    declared = Declaration("warned", warned, may=ANYONE)
    plan = fields_of_form(declared, given={"plan": {"value": 12}})[1]
    assert plan.kind == "group"
    [parts] = plan.rows
    found = [(one.name, one.kind, one.value, one.is_required) for one in parts]
    assert found == [("plan.value", "whole", 12, False), ("plan.until", "date", "", False)]
    sent = QueryDict("who=a&plan.value=12&plan.until=2026-03-20")
    assert given_by(declared, sent) == {
        "who": "a",
        "plan": {"value": "12", "until": "2026-03-20"},
    }
    assert given_by(declared, QueryDict("who=a&plan.value=&plan.until=")) == {"who": "a"}


def test_days_and_moments_stand_in_a_form_as_it_sends_them_in_either_language() -> None:
    until = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    given = {"on": date(2026, 3, 2), "until": until}
    fields = {one.name: one.value for one in fields_of_form(ORDER, given=given)}
    times = {name: fields[name] for name in given}
    assert times == {"on": "2026-03-02", "until": "2026-03-02T18:30"}
    sent = given_by(ORDER, QueryDict(urlencode(times)))
    assert (sent["on"], sent["until"]) == ("2026-03-02", "2026-03-02T18:30:00+08:00")


def decided(
    *,
    actor: Actor,
    at: datetime,
    granted: bool,
    agreed: Annotated[bool, Label("Agreed", is_decision=True)] = True,
    pieces: Annotated[int, Field(ge=0), Label("Pieces", is_count=True)] = 0,
) -> Answer:
    """Decide for or against somebody."""
    raise NotImplementedError


DECIDED = Declaration("decided", decided, may=ANYONE)


def test_a_decision_is_two_answers_of_which_none_is_chosen() -> None:
    granted, agreed, pieces = fields_of_form(DECIDED)
    for one in (granted, agreed):
        assert (one.kind, one.is_required, one.value) == ("either", True, "")
        assert [code for code, _ in one.choices] == ["yes", "no"]
    assert pieces.is_count
    html = render_to_string("web/_fields.html", {"fields": [granted, pieces], "prefix": "one-"})
    assert html.count('type="radio"') == html.count("required") - html.count('class="required"')
    assert "checked" not in html
    assert "data-steps" in html


@pytest.mark.parametrize("left_out", ["granted", "agreed"])
def test_a_decision_that_a_form_leaves_out_is_refused(left_out: str) -> None:
    sent = QueryDict(mutable=True)
    sent.update({"granted": "no", "agreed": "no"})
    assert DECIDED.fields.model_validate(given_by(DECIDED, sent)).model_dump() == {
        "granted": False,
        "agreed": False,
        "pieces": 0,
    }
    del sent[left_out]
    with pytest.raises(ValidationError):
        DECIDED.fields.model_validate(given_by(DECIDED, sent))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("approve_advance", "granted"),
        ("approve_export", "granted"),
        ("approve_special", "granted"),
        ("accept_work", "passed"),
        ("accept_task", "passed"),
        ("recheck", "passed"),
        ("confirm_same", "same"),
        ("agree_swap", "agreed"),
        ("arrive", "uniform"),
    ],
)
def test_nobody_is_decided_about_by_an_untouched_box(name: str, field: str) -> None:
    found = {one.name: one for one in fields_of_form(COMMANDS[name])}[field]
    assert (found.kind, found.value) == ("either", "")


def test_no_form_answers_a_required_yes_or_no_by_itself() -> None:
    for name, declared in COMMANDS.items():
        for one in fields_of_form(declared):
            info = next(
                info
                for field, info in declared.fields.model_fields.items()
                if one.name == (info.alias or field)
            )
            assert not (one.kind == "checkbox" and info.is_required()), f"{name}.{one.name}"
