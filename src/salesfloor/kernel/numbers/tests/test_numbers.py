"""Numbers run on at each site and for each kind, and a refusal uses up none."""

from __future__ import annotations

import pytest
from django.db import transaction

from salesfloor.kernel.numbers.api import next_number

pytestmark = pytest.mark.django_db


def test_each_kind_of_each_site_counts_for_itself() -> None:
    assert [next_number(1, "task") for _ in range(3)] == [1, 2, 3]
    assert (next_number(1, "finding"), next_number(2, "task")) == (1, 1)


@transaction.atomic
def refuse_after_a_number() -> None:
    next_number(1, "task")
    raise ValueError("refused")


def test_what_is_rolled_back_uses_up_no_number() -> None:
    with pytest.raises(ValueError, match="refused"):
        refuse_after_a_number()
    assert next_number(1, "task") == 1
