"""No value of any field of any command or question is an error of ours: it is taken, or refused."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

import orjson
import pydantic
import pytest
from django.db import transaction

from salesfloor.base.answers import as_json
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.input_errors import sentence_about
from salesfloor.base.refusals import Busy, KeyReused, Refused
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import EVERYBODY, WHO, BusyFloor
from tests.architecture.samples import in_the_area, on_the_floor, row, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from tests.floor_builder import Floor

TEXTS: Final = (
    "",
    " \u3000\n\t ",
    "\u202e卖出去\u202c",
    "\u202a13800138000\u202c",
    "a\x00b",
    "\ud800",
    "\ue000\ufffe",
    "字" * 10_000,
    "😀👨\u200d👩\u200d👧",
    "１３８００１３８０００",
    "13800138000",
    "11010519491231002X",
    "{field} {0} %s %(x)s",
    "'; DROP TABLE people_staff; --",
    "../../etc/passwd",
    "\\",
    "9999-12-31",
    "2026-03-02T09:00:00",
    "0001-01-01T00:00:00+00:00",
    "2026-02-30",
    "1e400",
    "-1",
)
"""What people paste, programs send and attackers try, as a text."""
NAMES: Final = {"a\x00b": 1, "\ud800": "x", "\u202e": [], "字" * 10_000: None}
OTHERS: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    0,
    2**31,
    2**63,
    10**400,
    0.5,
    math.nan,
    math.inf,
    [],
    {},
    [[[]]],
    NAMES,
)
"""Values of other types than a text."""
ANSWERS: Final = (Refused, Busy, KeyReused)


def paths(fields: dict[str, FieldInfo], before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the values of a command stand, those inside lists and models included."""
    for name, field in fields.items():
        here = (*before, field.alias or name)
        yield here
        yield from _inside(field.annotation, here)


def _inside(annotation: Any, here: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        yield from paths(annotation.model_fields, here)
        return
    origin = get_origin(annotation)
    for part in get_args(annotation):
        if origin is list:
            yield (*here, 0)
            yield from _inside(part, (*here, 0))
        elif origin is dict:
            yield (*here, "a name")
        else:
            yield from _inside(part, here)


def with_value(given: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return what is given with another value at one place."""
    if not path:
        return value
    first, *rest = path
    if isinstance(first, int):
        return [with_value({}, tuple(rest), value)]
    inner = dict(given) if isinstance(given, Mapping) else {}
    return {**inner, first: with_value(inner.get(first), tuple(rest), value)}


def is_refused_at_once(fields: type[pydantic.BaseModel], body: Any) -> bool:
    """Tell whether the fields refuse a body before anything is done, with a sentence for people."""
    read_as_rest(fields, body)
    try:
        fields.model_validate(body)
    except pydantic.ValidationError as error:
        sentence = str(sentence_about(error))
        sentence.encode()
        return "\0" not in sentence
    return False


def read_as_rest(fields: type[pydantic.BaseModel], body: Any) -> None:
    """Read fields as REST does, strictly and out of JSON."""
    with contextlib.suppress(pydantic.ValidationError, orjson.JSONEncodeError):
        fields.model_validate_json(orjson.dumps(body), strict=True)


def test_places_of_values() -> None:
    found = set(paths(COMMANDS["visit"].fields.model_fields))
    assert {("phone",), ("party",), ("party", 0), ("party", 0, "name")} <= found
    assert with_value({"ref": "v1"}, ("party", 0, "name"), "x") == {
        "ref": "v1",
        "party": [{"name": "x"}],
    }
    assert ("policy", "a name") in set(paths(COMMANDS["site"].fields.model_fields))


@pytest.mark.django_db
@pytest.mark.case(66)
@pytest.mark.fault("X14")
@pytest.mark.fault("X18")
@pytest.mark.parametrize("trade", ["real estate", "service area"])
def test_no_value_is_an_error_of_ours(trade: str) -> None:
    site: Floor = BusyFloor() if trade == "real estate" else BusyArea()
    names = on_the_floor() if trade == "real estate" else in_the_area()
    cast, everybody = (WHO, EVERYBODY) if trade == "real estate" else (AREA_WHO, AREA_WHO)
    given = samples(site)
    failed = []
    for name in names:
        actor = site.actor(everybody[max(row(name, given[name], cast))])
        for path in paths(COMMANDS[name].fields.model_fields):
            for value in (*TEXTS, *OTHERS):
                body = with_value(given[name].given, path, value)
                if is_refused_at_once(COMMANDS[name].fields, body):
                    continue
                mark = transaction.savepoint()
                try:
                    answer = COMMANDS[name].give(actor=actor, at=site.now, given=body).answer
                    orjson.dumps(as_json(answer))
                except ANSWERS:
                    pass
                except Exception as error:  # noqa: BLE001 - all that happened is told at once
                    failed.append(f"{name} {path} {str(value)[:40]!r}: {error!r}"[:300])
                transaction.savepoint_rollback(mark)
    assert not failed, "\n".join(failed)


@pytest.mark.django_db
@pytest.mark.case(66)
def test_no_value_breaks_a_question() -> None:
    floor = BusyFloor()
    failed = []
    for name, question in QUESTIONS.items():
        actor = floor.actor("gm")
        for path in paths(question.fields.model_fields):
            for value in (*TEXTS, *OTHERS):
                try:
                    answer = question.ask(
                        actor=actor, at=floor.now, given=with_value({}, path, value)
                    )
                    orjson.dumps(as_json(answer))
                except ANSWERS:
                    pass
                except Exception as error:  # noqa: BLE001 - all that happened is told at once
                    failed.append(f"{name} {path} {str(value)[:40]!r}: {error!r}"[:300])
    assert not failed, "\n".join(failed)
