"""Records of conduct: what is on record against a person, or in their favour."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.constraints import constraint
from salesfloor.base.phrases import phrase


class State(Choice):
    """Whether a record stands; only what stands carries points."""

    STANDING = "standing", phrase("stands")
    EXCUSED = "excused", phrase("excused")
    WITHDRAWN = "withdrawn", phrase("taken back")
    COVERED = "covered", phrase("covered by a late entry")
    APPEALED = "appealed", phrase("under appeal")
    UPHELD = "upheld", phrase("upheld on appeal")
    WAIVED = "waived", phrase("waived on appeal")


OTHER_MATTERS: Final = ("assessment", "warning")
"""What is appealed besides conduct: such records carry no points, have negative numbers and the matter's name."""


class Record(models.Model):
    """One matter of one person: clause, time, what it is about, whether it stands.

    `number` is what people call it by (`conduct:7`). `subject` names the case that it comes from; a
    record of one subject and item comes up once for a person.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    item = models.CharField(max_length=40)
    clause = models.CharField(max_length=20)
    at = models.DateTimeField()
    told_at = models.DateTimeField()
    points = models.PositiveSmallIntegerField(default=0)
    noted_by = models.CharField(max_length=64)
    subject = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    photo = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.column(), default=State.STANDING.value)
    state_at = models.DateTimeField(null=True)
    state_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    forgotten_at = models.DateTimeField(null=True)
    """When its words, photo and those of its appeal were destroyed: what is left are item, clause and points."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_record_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "staff_id", "item", "subject"),
                condition=~Q(subject=""),
                name="one_record_a_matter",
            ),
        )
        indexes = (models.Index(fields=("staff_id", "-at"), name="conduct_of_a_person"),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return what the record is called: `conduct:7`, or the matter that it is about."""
        return self.subject if self.item in OTHER_MATTERS else f"conduct:{self.number}"


class Appeal(models.Model):
    """The one appeal about a record, and the one ruling on it."""

    site_id = models.BigIntegerField()
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="appeal")
    grounds = models.TextField()
    at = models.DateTimeField()
    decide_by = models.DateField()
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.CharField(max_length=64, blank=True)
    stands = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"appeal of {self.record_id}"


class FormKind(Choice):
    """Which kind of paper a fine is for."""

    AGREEMENT = "agreement", phrase("Agreement")
    CONTRACT = "contract", phrase("Contract")
    LOAN = "loan", phrase("Loan papers")


class Fine(models.Model):
    """The money side of a record: mistakes in a paper, place by place (7.1.11, 7.1.14).

    `form` names the paper. `amount_fen` is what the caps of form and month left of it. `final_at` is the
    instant from which nobody can appeal it any more.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="fine")
    form = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=FormKind.column())
    written_on = models.DateField()
    on = models.DateField()
    """The day of the review."""
    places = models.JSONField()
    amount_fen = models.BigIntegerField()
    final_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="c7_1_11_one_fine_a_number"),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0), name="c7_1_11_no_fine_below_nothing"
            ),
        )
        indexes = (models.Index(fields=("site_id", "form"), name="fines_of_a_form"),)

    def __str__(self) -> str:
        return f"fine {self.number}"


class Wage(models.Model):
    """A person's wage of a month, as finance entered it: at most a part of it may be deducted (7.1.11)."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    month = models.CharField(max_length=7)
    wage_fen = models.BigIntegerField()
    set_by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "staff_id", "month"), name="one_wage_a_person_and_month"
            ),
            models.CheckConstraint(condition=Q(wage_fen__gte=0), name="no_wage_below_nothing"),
        )

    def __str__(self) -> str:
        return f"{self.month}: {self.staff_id}"


class Statement(models.Model):
    """A month's statement of fines as finance closed it, once (7.1.11)."""

    site_id = models.BigIntegerField()
    month = models.CharField(max_length=7)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64)
    total_fen = models.BigIntegerField()
    deductible_fen = models.BigIntegerField()
    rows = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "month"), name="one_statement_a_month"),
        )

    def __str__(self) -> str:
        return f"statement:{self.month}"


constraint("one_statement_a_month", phrase("The statement of this month is closed already."))
