"""What other modules may ask of jobs."""

from salesfloor.kernel.jobs.choices import JobState
from salesfloor.kernel.jobs.models import Job
from salesfloor.kernel.jobs.running import latest, of, run_waiting, start

__all__ = ["Job", "JobState", "latest", "of", "run_waiting", "start"]
