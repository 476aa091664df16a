"""Long commands in the background: once whatever breaks, refused as on a page, seen by who gave them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.jobs import api as jobs
from salesfloor.kernel.jobs.models import Job
from salesfloor.kernel.people.models import Staff
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook

pytestmark = pytest.mark.django_db
PEOPLE = workbook(SheetMade("人员", [["姓名", "岗位", "组别", "电话"], ["冯接", "前台", "", ""]]))


def start(floor: Floor, by: str = "manager", **more: Any) -> Job:
    given = {"kind": "staff", "file": send(floor, PEOPLE), "apply": True, **more}
    return jobs.start(floor.actor(by), floor.now, "import_file", given)


def run(floor: Floor) -> int:
    return jobs.run_waiting(lambda: floor.now, lambda _job: nullcontext())


def test_a_job_is_carried_out_once(floor: Floor) -> None:
    job = start(floor)

    assert [run(floor), run(floor)] == [1, 0]
    job.refresh_from_db()
    assert job.state == "done"
    assert job.answer is not None
    assert job.answer["added"] == 1


@pytest.mark.case(38)
def test_what_a_process_left_behind_is_answered_and_not_done_twice(floor: Floor) -> None:
    job = start(floor)
    run(floor)
    Job.objects.filter(pk=job.pk).update(state="running", answer=None)

    run(floor)

    job.refresh_from_db()
    assert job.answer is not None
    assert (job.state, job.answer["added"]) == ("done", 1)
    assert Staff.objects.filter(name="冯接").count() == 1


@pytest.mark.case(48)
def test_a_job_that_kills_its_process_each_time_ends_with_a_reason_and_holds_nobody_up(
    floor: Floor,
) -> None:
    """Each process that begins it dies before it can write an end, as of a file that eats the memory."""
    deadly, other = start(floor), start(floor, by="admin")
    Job.objects.filter(pk=deadly.pk).update(state="running", tries=jobs.MOST_TRIES)

    assert run(floor) == 2

    for job in (deadly, other):
        job.refresh_from_db()
    assert (deadly.state, deadly.facts) == ("failed", {"count": str(jobs.MOST_TRIES)})
    assert "broke off" in deadly.sentence
    assert deadly.ended_at == floor.now
    assert (other.state, run(floor)) == ("done", 0)


def test_a_refusal_is_kept_with_its_words(floor: Floor) -> None:
    job = start(floor, kind="nothing")

    run(floor)

    job.refresh_from_db()
    assert (job.state, job.clause, job.facts) == ("refused", "input", {"name": "nothing"})


def test_who_has_left_does_nothing_any_more(floor: Floor) -> None:
    job = start(floor, by="admin")
    Staff.objects.filter(pk=floor.actor("admin").staff_id or 0).update(left_at=floor.now)

    run(floor)

    job.refresh_from_db()
    assert (job.state, job.clause) == ("refused", "access")
    assert not Staff.objects.filter(name="冯接").exists()


def test_a_fault_of_ours_fails_and_hides_nothing(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = start(floor)

    def break_down(**_given: Any) -> None:
        message = "broken"
        raise RuntimeError(message)

    monkeypatch.setattr(COMMANDS["import_file"], "give", break_down)
    run(floor)

    job.refresh_from_db()
    assert job.state == "failed"


def test_a_job_is_seen_by_who_gave_it(floor: Floor) -> None:
    job = start(floor)

    assert jobs.of(floor.actor("manager"), job.pk, "import_file") == job
    assert jobs.of(floor.actor("admin"), job.pk, "import_file") is None
    assert jobs.of(floor.actor("manager"), job.pk, "what_if") is None
    assert jobs.latest(floor.actor("manager"), "import_file") == [job]


def test_what_waits_is_called_off_at_once(floor: Floor) -> None:
    job = start(floor)
    jobs.call_off(job, floor.now)

    assert run(floor) == 0
    job.refresh_from_db()
    assert (job.state, job.answer) == ("called_off", None)
    assert not Staff.objects.filter(name="冯接").exists()


def test_what_runs_is_called_off_where_it_tells_how_far_it_is(floor: Floor) -> None:
    job = start(floor)

    def listen(step: str, done: int, total: int) -> None:
        jobs.call_off(job, floor.now)
        raise jobs.CalledOff

    assert jobs.run_waiting(lambda: floor.now, lambda _job: imports.heard_by(listen)) == 1
    job.refresh_from_db()
    assert (job.state, job.answer, job.ended_at) == ("called_off", None, floor.now)
    assert not Staff.objects.filter(name="冯接").exists()


def test_what_a_process_left_behind_is_not_begun_again_once_it_is_called_off(floor: Floor) -> None:
    job = start(floor)
    Job.objects.filter(pk=job.pk).update(state="running")
    jobs.call_off(job, floor.now)

    assert run(floor) == 1
    job.refresh_from_db()
    assert job.state == "called_off"
    assert not Staff.objects.filter(name="冯接").exists()


def test_what_is_over_stays_as_it_is(floor: Floor) -> None:
    job = start(floor)
    run(floor)
    jobs.call_off(job, floor.now)

    job.refresh_from_db()
    assert (job.state, job.is_called_off) == ("done", False)
