"""A customer is looked for by their phone everywhere: no table is read whole for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from tests.architecture.test_database import own_models

if TYPE_CHECKING:
    from collections.abc import Iterator


def columns_in_order(model: type[models.Model]) -> Iterator[list[str]]:
    for index in model._meta.indexes:
        yield [name.removeprefix("-") for name in index.fields]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield list(constraint.fields)


def test_every_table_with_a_phone_finds_it_by_an_index() -> None:
    with_phone = [
        model
        for model in own_models()
        if any(field.name == "phone" for field in model._meta.concrete_fields)
    ]
    assert len(with_phone) > 10
    without = [
        model._meta.label
        for model in with_phone
        if not any(
            columns[:2] == ["site_id", "phone"] or columns[:1] == ["phone"]
            for columns in columns_in_order(model)
        )
    ]
    assert without == []
