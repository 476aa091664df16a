"""Documents of the incoming and the outgoing register, and who reads them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Direction(Choice):
    """Which register a document stands in."""

    INCOMING = "incoming", phrase("Incoming documents")
    OUTGOING = "outgoing", phrase("Outgoing documents")


class Urgency(Choice):
    """How soon a document wants to be handled."""

    NORMAL = "normal", phrase("Ordinary document")
    URGENT = "urgent", phrase("Urgent document")


class Status(Choice):
    """Where a document is; the tables of transitions say what follows."""

    RECEIVED = "received", phrase("Registered")
    PROPOSED = "proposed", phrase("Handling proposed")
    IN_HAND = "in_hand", phrase("In hand")
    TO_FILE = "to_file", phrase("To be filed")
    SENT = "sent", phrase("Sent")
    FILED = "filed", phrase("Filed")
    DESTROYED = "destroyed", phrase("Destroyed")


class Document(models.Model):
    """One document. Numbers run 1, 2, 3 within the site's incoming and outgoing registers."""

    site_id = models.BigIntegerField()
    register = models.CharField(max_length=10, choices=Direction.column())
    number = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status.column())
    other_side = models.CharField(max_length=200)
    """Who sent it, or to whom it went."""
    title = models.CharField(max_length=200)
    their_no = models.CharField(max_length=200, blank=True)
    dated = models.DateField(null=True)
    copies = models.IntegerField(null=True)
    urgency = models.CharField(
        max_length=10, choices=Urgency.column(), default=Urgency.NORMAL.value
    )
    signed_by = models.CharField(max_length=64, blank=True)
    answers = models.BigIntegerField(null=True)
    """Of a document that goes out: the number of the incoming one that it answers."""
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=64)
    proposal = models.TextField(blank=True)
    words = models.TextField(blank=True)
    instructed_by = models.CharField(max_length=64, blank=True)
    handler = models.CharField(max_length=64, blank=True)
    handler_id = models.BigIntegerField(null=True)
    due = models.DateField(null=True)
    result = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    file_class = models.CharField(max_length=20, blank=True)
    file_no = models.CharField(max_length=60, blank=True)
    filed_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)
    """The last day on which it is kept; none of a filed one: for ever."""
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "register", "number"), name="one_document_a_number"
            ),
            models.UniqueConstraint(
                fields=("site_id", "file_no"),
                condition=~Q(file_no=""),
                name="one_document_a_file_number",
            ),
            models.CheckConstraint(
                condition=Q(handler_id=None) | Q(due__isnull=False), name="handlers_have_a_day"
            ),
        )
        indexes = (
            models.Index(
                fields=("site_id", "due"),
                condition=Q(status="in_hand"),
                name="documents_in_hand",
            ),
        )

    def __str__(self) -> str:
        return f"{self.register} {self.number}"

    @property
    def about(self) -> str:
        """Return how records name it: `incoming:3`."""
        return f"{self.register}:{self.number}"


class Reader(models.Model):
    """Somebody to whom a document circulates, and when they read it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readers")
    staff_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "staff_id"), name="one_reading_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.code}"
