"""Courses with their questions, examinations, attempts, certificates, plans (7.1.2)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.base.constraints import constraint
from salesfloor.base.phrases import phrase


class Course(models.Model):
    """A course, and the posts that it is for."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    posts = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_course_a_code"),
        )

    def __str__(self) -> str:
        return self.code


class ExamQuestion(models.Model):
    """One version of a question; attempts keep the version that they drew."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="questions")
    no = models.IntegerField()
    version = models.IntegerField()
    text = models.CharField(max_length=4000)
    options = ArrayField(models.CharField(max_length=200))
    right = ArrayField(models.IntegerField())
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("course", "no"),
                condition=Q(is_current=True),
                name="one_current_version_of_a_question",
            ),
            models.UniqueConstraint(
                fields=("course", "no", "version"), name="one_question_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.no}.{self.version}"


class Exam(models.Model):
    """An examination of a course; what it leaves open follows the site's policies."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exams")
    draw = models.IntegerField()
    pass_mark = models.IntegerField(null=True)
    minutes = models.IntegerField(null=True)
    valid_days = models.IntegerField(null=True)
    tries = models.IntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site_id", "code"), name="one_exam_a_code"),)

    def __str__(self) -> str:
        return self.code

    @classmethod
    def title_of(cls, site_id: int, code: str) -> str:
        """Return what people call an examination: its course; the code where it is not there yet."""
        found = cls.objects.filter(site_id=site_id, code=code).values_list(
            "course__title", flat=True
        )
        return found.first() or code


class Attempt(models.Model):
    """One try of a person: the questions drawn, in their order; what was saved; how it ended."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="attempts")
    staff_id = models.BigIntegerField()
    started_at = models.DateTimeField()
    until_at = models.DateTimeField()
    pass_mark = models.IntegerField()
    valid_days = models.IntegerField()
    drawn = ArrayField(models.BigIntegerField())
    saved = models.JSONField(default=dict)
    is_extra = models.BooleanField(default=False)
    """Whether somebody above allowed it beyond the tries that everybody has."""
    ended_at = models.DateTimeField(null=True)
    score = models.IntegerField(null=True)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_attempt_a_number"),
            models.UniqueConstraint(
                fields=("exam", "staff_id"),
                condition=Q(ended_at=None),
                name="c7_1_2_one_open_attempt",
            ),
        )

    def __str__(self) -> str:
        return f"attempt {self.number}"


class Allowance(models.Model):
    """One more try, given after help."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="allowances")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.exam_id} {self.staff_id}"


class Certificate(models.Model):
    """Somebody passed, and until which day that is valid, the day included."""

    site_id = models.BigIntegerField()
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="certificates")
    staff_id = models.BigIntegerField()
    passed_at = models.DateTimeField()
    passed_on = models.DateField()
    valid_until = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("site_id", "staff_id"), name="certificates_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.exam_id} {self.staff_id}"


class Plan(models.Model):
    """Somebody is to have passed by a day; the examination may be entered later, so its code stands here."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    exam_code = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    made_on = models.DateField()
    due = models.DateField()
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_plan_a_number"),
        )
        indexes = (models.Index(fields=("site_id", "staff_id"), name="plans_of_a_person"),)

    def __str__(self) -> str:
        return f"plan {self.number}"


constraint("c7_1_2_one_open_attempt", phrase("An attempt of yours is open. Go on with it."))
