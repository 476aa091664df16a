"""`salesfloor deadlines`, and what health says of a deadline that failed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salesfloor.app.failed_deadlines import list_failed, none_failed, retry_failed
from salesfloor.kernel.deadlines.api import Deadline

pytestmark = [pytest.mark.django_db, pytest.mark.fault("X19")]
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def failed() -> Deadline:
    return Deadline.objects.create(
        handler="claim_lapses",
        subject=7,
        site_id=1,
        due_at=NOON,
        set_aside_at=NOON,
        error="KeyError: 'x'",
    )


def test_none_is_said_to_be_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_failed() == 0
    assert "No deadline is set aside." in capsys.readouterr().out


def test_one_is_listed_with_its_error(failed: Deadline, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_failed() == 1
    told = capsys.readouterr().out
    assert f"No. {failed.pk}  site 1  claim_lapses of 7  due 2026-03-02 12:00" in told
    assert "KeyError: 'x'" in told


def test_one_falls_due_again(failed: Deadline, capsys: pytest.CaptureFixture[str]) -> None:
    retry_failed([failed.pk + 1])
    assert list_failed() == 1
    retry_failed([failed.pk])
    assert list_failed() == 0
    assert capsys.readouterr().out.count("fall due again") >= 2


def test_health_says_so(failed: Deadline) -> None:
    assert not none_failed()
    retry_failed(None)
    assert none_failed()
