"""What other modules may ask of appointments."""

from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.appointments.queries import expected_by, expected_on, next_expected

__all__ = ["Appointment", "Kind", "State", "expected_by", "expected_on", "next_expected"]
