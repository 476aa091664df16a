"""How a job stands."""

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class JobState(Choice):
    """From its start to its end."""

    WAITING = "waiting", phrase("Waits")
    RUNNING = "running", phrase("Runs")
    DONE = "done", phrase("Done")
    REFUSED = "refused", phrase("Refused")
    FAILED = "failed", phrase("Failed")
    CALLED_OFF = "called_off", phrase("Called off")
