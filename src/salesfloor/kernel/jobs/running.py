"""Starting long commands, and carrying them out one after another, each once whatever breaks meanwhile.

A job runs under a lock of the session that runs it. A process that dies leaves the lock, and the job is
begun again: its command has a key of its own, so what was done already is answered, not done twice.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.commands import COMMANDS, Actor
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Busy, KeyReused, Refused
from salesfloor.base.sql import fetch_one
from salesfloor.kernel.jobs.choices import JobState
from salesfloor.kernel.jobs.models import Job
from salesfloor.kernel.people.api import Staff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

log: Final = logging.getLogger(__name__)
MOST_TRIES: Final = 5
_SHOWN: Final = 5
_LOCK: Final = "SELECT pg_try_advisory_lock(331100, %s)"
_UNLOCK: Final = "SELECT pg_advisory_unlock(331100, %s)"
_UNDER_WAY: Final = (JobState.WAITING.value, JobState.RUNNING.value)


def start(actor: Actor, at: datetime, command: str, given: Mapping[str, Any]) -> Job:
    """Put a command in line; who may give it is judged at once and again when it runs.

    :raises Refused: `access`, or the clause that says who may.
    """
    COMMANDS[command].actor_for(actor)
    return Job.objects.create(
        site_id=actor.site_id or 0,
        staff_id=actor.staff_id or 0,
        command=command,
        given=dict(given),
        asked_at=at,
    )


def of(actor: Actor, number: int, command: str) -> Job | None:
    """Return a person's own job at the site, or None."""
    return Job.objects.filter(
        pk=number, site_id=actor.site_id or 0, staff_id=actor.staff_id or 0, command=command
    ).first()


def latest(actor: Actor, command: str) -> list[Job]:
    """Return a person's own latest jobs of a command at the site."""
    rows = Job.objects.filter(
        site_id=actor.site_id or 0, staff_id=actor.staff_id or 0, command=command
    )
    return list(rows.order_by("-pk")[:_SHOWN])


class CalledOff(Exception):  # noqa: N818 - no error: somebody wants it no more
    """Raised where a job tells how far it is, once who gave it has called it off."""


def call_off(job: Job, at: datetime) -> None:
    """Let a job end without doing anything: at once while it waits, else where it next tells how far it is."""
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING.value)
    if not waiting.update(state=JobState.CALLED_OFF.value, is_called_off=True, ended_at=at):
        Job.objects.filter(pk=job.pk, state__in=_UNDER_WAY).update(is_called_off=True)


def run_waiting(now: Callable[[], datetime], listening: Callable[[Job], Any]) -> int:
    """Carry out every job that nobody else carries out; return how many came to an end."""
    ended = 0
    for number in list(
        Job.objects.filter(state__in=_UNDER_WAY).order_by("pk").values_list("pk", flat=True)
    ):
        with _locked(number) as is_ours:
            job = Job.objects.filter(pk=number, state__in=_UNDER_WAY).first()
            if is_ours and job is not None:
                with listening(job):
                    _run(job, now())
                ended += job.is_over
    return ended


@contextmanager
def _locked(number: int) -> Iterator[bool]:
    """Hold the lock of a job, if nobody else does."""
    row = fetch_one(_LOCK, (number,))
    is_ours = bool(row and row[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            fetch_one(_UNLOCK, (number,))


def _run(job: Job, at: datetime) -> None:
    if not _begun(job, at):
        return
    try:
        outcome = COMMANDS[job.command].give(
            actor=_actor(job),
            at=at,
            given=job.given,
            key=f"job:{job.pk}",
            fingerprint=f"job:{job.pk}",
        )
        job.state, job.answer = JobState.DONE.value, outcome.answer
    except Refused as refusal:
        job.state, job.clause = JobState.REFUSED.value, refusal.clause
        job.sentence = refusal.sentence.template
        job.facts = {name: str(value) for name, value in refusal.sentence.facts.items()}
    except CalledOff:
        job.state = JobState.CALLED_OFF.value
    except (Busy, KeyReused):
        if job.tries >= MOST_TRIES:
            job.state = JobState.FAILED.value
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.command)
        job.state = JobState.FAILED.value
    job.ended_at = at if job.is_over else None
    job.save(update_fields=["state", "answer", "clause", "sentence", "facts", "ended_at"])


def _begun(job: Job, at: datetime) -> bool:
    """Begin a job; one that was called off ends instead, and one that its process died of each time."""
    if job.tries >= MOST_TRIES:
        _give_up(job, at)
        return False
    job.state, job.tries = JobState.RUNNING.value, job.tries + 1
    under_way = Job.objects.filter(pk=job.pk, state__in=_UNDER_WAY)
    if under_way.filter(is_called_off=False).update(state=job.state, tries=job.tries):
        return True
    job.state, job.ended_at = JobState.CALLED_OFF.value, at
    under_way.update(state=job.state, ended_at=at)
    return False


def _give_up(job: Job, at: datetime) -> None:
    """End a job that was begun so often and never came to an end: it would take every process with it."""
    words = phrase("This broke off {count} times, and nothing was written.", count=job.tries)
    log.error("job %s (%s) broke off %s times", job.pk, job.command, job.tries)
    job.state, job.ended_at = JobState.FAILED.value, at
    job.sentence, job.facts = words.template, {"count": str(job.tries)}
    job.save(update_fields=["state", "sentence", "facts", "ended_at"])


def _actor(job: Job) -> Actor:
    """Return who gave the job, as they are now: the person who left does nothing any more.

    :raises Refused: `access`.
    """
    person = Staff.objects.filter(pk=job.staff_id, left_at=None).first()
    if person is None:
        return Actor("", Post.QUALITY, None)
    return Actor(person.code, Post(person.post), job.site_id, person.pk, person.name)
