"""What other modules may ask of jobs."""

from salesfloor.kernel.jobs.choices import JobState
from salesfloor.kernel.jobs.models import Job
from salesfloor.kernel.jobs.running import CalledOff, call_off, latest, of, run_waiting, start

__all__ = ["CalledOff", "Job", "JobState", "call_off", "latest", "of", "run_waiting", "start"]
