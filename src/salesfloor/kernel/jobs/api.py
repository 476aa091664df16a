"""What other modules may ask of jobs."""

from salesfloor.kernel.jobs.choices import JobState
from salesfloor.kernel.jobs.models import Job
from salesfloor.kernel.jobs.running import (
    MOST_TRIES,
    CalledOff,
    call_off,
    latest,
    of,
    run_waiting,
    start,
)

__all__ = [
    "MOST_TRIES",
    "CalledOff",
    "Job",
    "JobState",
    "call_off",
    "latest",
    "of",
    "run_waiting",
    "start",
]
