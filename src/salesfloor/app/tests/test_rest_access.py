"""Every operation, every post, and nobody at all: generated, so that a new one cannot be forgotten."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pydantic
import pytest
from django.test import Client
from django.utils import timezone

from salesfloor.app import tokens
from salesfloor.app.rest import api
from salesfloor.app.rest.resources import ReceptionPaging
from salesfloor.app.tests.callers import Caller, problem_of
from salesfloor.base.china_time import CHINA
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.posts import Post
from salesfloor.kernel.people.api import Staff
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.case(79)]
DATES = {date, datetime, time}
YESTERDAY = datetime.now(CHINA).date() - timedelta(days=1)
POSTS = ("manager", "lead", "a", "desk", "finance", "admin", "quality", "director")
LISTS = {
    "sites": set(POSTS),
    "staff": set(POSTS),
    "customers": {"manager", "lead", "a", "desk", "director"},
    "receptions": {"manager", "lead", "a", "desk", "director"},
    "registers": {"manager", "lead", "desk", "admin", "director"},
}
"""Who may read which list at all."""


def operations() -> Iterator[tuple[str, str]]:
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method in methods:
            yield method, path


def test_every_command_and_question_has_an_operation_of_its_own() -> None:
    found = set(operations())
    assert {("post", f"/api/v1/commands/{name}") for name in COMMANDS} <= found
    assert {("get", f"/api/v1/{name}") for name in QUESTIONS} <= found


def test_the_grid_knows_every_resource() -> None:
    told = {path.removeprefix("/api/v1/") for method, path in operations() if method == "get"}
    ones = {"customers/{key}", "receptions/{ref}", "files/{value}"}
    assert told == set(QUESTIONS) | set(LISTS) | ones


ALWAYS = {"401", "403", "503"}
"""Refusals of every operation: nobody, somebody who may not, a house that cannot answer now."""
OF_COMMANDS = {"400", "404", "409", "413", "422"}
UNREADABLE = {"/api/v1/files/{value}"}
"""What nothing is asked of but a name: it is there or not."""


@pytest.mark.fault("X17")
def test_every_answer_has_a_schema_and_every_refusal_is_described() -> None:
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, operation in methods.items():
            told = {str(code): answer for code, answer in operation["responses"].items()}
            content = told["200"]["content"]
            assert all(one.get("schema") for one in content.values()), (method, path)
            wanted = ALWAYS | (set() if path in UNREADABLE else {"422"})
            wanted |= OF_COMMANDS if "/commands/" in path else set()
            assert wanted <= set(told), (method, path)
            for code in set(told) - {"200", "304"}:
                assert told[code]["description"], (method, path, code)
                assert "application/problem+json" in told[code]["content"], (method, path, code)


@pytest.mark.fault("X17")
@pytest.mark.parametrize(("method", "path"), sorted(operations()))
def test_nobody_gets_nothing(method: str, path: str) -> None:
    address = path.format(key=1, ref="x", value="x", kind="staff")
    for headers in ({}, {"Authorization": "Bearer sf_wrong"}, {"Authorization": "Basic YTpi"}):
        strict = Client(enforce_csrf_checks=True)
        answer = strict.generic(method.upper(), address, headers=headers)
        assert problem_of(answer) == (401, "access")
        assert answer["WWW-Authenticate"].startswith("Bearer")


def dates() -> Iterator[tuple[type[pydantic.BaseModel], str]]:
    """Yield every field of a command, question or list that is a day, a moment or a time."""
    inputs: list[type[pydantic.BaseModel]] = [ReceptionPaging]
    inputs += [command.fields for command in COMMANDS.values()]
    inputs += [question.fields for question in QUESTIONS.values()]
    for fields in inputs:
        for name, field in fields.model_fields.items():
            if DATES & set(parts_of(field.annotation)):
                yield fields, field.alias or name


def parts_of(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)


@pytest.mark.fault("X17")
def test_no_number_passes_for_a_date() -> None:
    """A date counted in seconds since 1970 is a mistake wherever it comes in."""
    found = list(dates())
    assert len(found) > 5
    for fields, name in found:
        for number in ("0", "1700000000", 0, 1.5):
            with pytest.raises(pydantic.ValidationError) as caught:
                fields.model_validate({name: number})
            wrong = {str(error["loc"][0]) for error in caught.value.errors() if error["loc"]}
            assert name in wrong, (fields.__name__, name, number)


@pytest.mark.fault("X17")
def test_a_key_is_good_for_one_site() -> None:
    Floor(day=YESTERDAY)
    Floor("S2", prefix="x-", cast={}, day=YESTERDAY)
    director = Caller("director")
    given = {"code": "c1", "name": "One", "post": "desk"}
    here, there = (
        director.browser.post(
            f"/api/v1/commands/staff?site={site}",
            given,
            content_type="application/json",
            headers=director.headers | {"Idempotency-Key": "k"},
        )
        for site in ("S1", "S2")
    )
    assert here.status_code == 200, here.content
    assert problem_of(there) == (409, "key")


@pytest.mark.parametrize("code", POSTS)
def test_a_post_gives_only_its_commands(code: str) -> None:
    floor = Floor(day=YESTERDAY)
    caller, actor = Caller(code), floor.actor(code)
    for name, command in COMMANDS.items():
        if command.may_be_given_by(actor):
            continue
        needed = [
            name for name, field in command.fields.model_fields.items() if field.is_required()
        ]
        status, clause = problem_of(caller.give(name))
        assert (status, clause) == (422, "input") if needed else (403, command.post_clause)


@pytest.mark.fault("X13")
@pytest.mark.parametrize("code", POSTS)
def test_only_those_above_the_sites_act_at_another(code: str) -> None:
    """Over every command and question: `?site=` is no way around one's own site."""
    Floor(day=YESTERDAY)
    Floor("S2", prefix="x-", cast={}, day=YESTERDAY)
    caller = Caller(code)
    for name in COMMANDS:
        address = f"/api/v1/commands/{name}?site=S2"
        answer = caller.browser.post(
            address, {}, content_type="application/json", headers=caller.headers
        )
        assert (answer.status_code == 404) == (code != "director"), name
    for name in QUESTIONS:
        answer = caller.get(name, site="S2")
        assert (answer.status_code == 404) == (code != "director"), name


@pytest.mark.fault("X22")
@pytest.mark.parametrize(("code", "sites"), [("a", 1), ("manager", 1), ("director", 2)])
def test_the_registers_of_other_sites_are_verified_by_those_above(code: str, sites: int) -> None:
    Floor(day=YESTERDAY)
    one = Caller("director").get("verify").json()
    Floor("S2", prefix="x-", cast={}, day=YESTERDAY)
    found = Caller(code).get("verify").json()
    assert found["ok"]
    assert (found["volumes"] > one["volumes"]) == (sites > 1)


@pytest.mark.parametrize("code", POSTS)
def test_a_post_reads_only_its_lists(code: str) -> None:
    Floor(day=YESTERDAY)
    caller = Caller(code)
    for name, allowed in LISTS.items():
        assert caller.get(name).status_code == (200 if code in allowed else 403), name


@pytest.mark.case(88)
@pytest.mark.case(89)
def test_a_token_ends_with_its_person() -> None:
    Floor(day=YESTERDAY)
    caller = Caller("a")
    assert caller.get("board").status_code == 200
    Staff.objects.filter(code="a").update(left_at=timezone.now())
    assert problem_of(caller.get("board")) == (401, "access")


def test_a_revoked_token_is_worthless() -> None:
    Floor(day=YESTERDAY)
    caller, kept = Caller("a"), Caller("b")
    assert tokens.revoke("a", at=timezone.now()) == 1
    assert caller.get("board").status_code == 401
    assert kept.get("board").status_code == 200


@pytest.mark.case(88)
def test_a_changed_post_counts_at_the_next_request() -> None:
    Floor(day=YESTERDAY)
    caller = Caller("manager")
    assert caller.get("registers").status_code == 200
    Staff.objects.filter(code="manager").update(post=Post.FINANCE)
    assert caller.get("registers").status_code == 403
