"""What other modules may ask of appointments."""

from salesfloor.floor.appointments.queries import expected_by, expected_on, next_expected

__all__ = ["expected_by", "expected_on", "next_expected"]
