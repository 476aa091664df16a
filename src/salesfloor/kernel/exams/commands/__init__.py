"""Courses with their questions, sitting an examination, planning who sits which when."""

from salesfloor.kernel.exams.commands import courses, plans, sitting

__all__ = ["courses", "plans", "sitting"]
