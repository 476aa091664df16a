"""Questions to somebody above, with what they are about, and their answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Question(models.Model):
    """A doubt that somebody puts to somebody above (7.1.5).

    `about` names what it was asked on, as `customer:13800138000`; `escalated_to_id` is the manager to
    whom it went too when nobody had answered in time.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    asker_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    text = models.TextField()
    about = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    escalated_to_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True)
    minutes = models.IntegerField(null=True)
    for_playbook = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_question_a_number"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by_id=None, minutes=None)
                | Q(answered_at__isnull=False, answered_by_id__isnull=False, minutes__gte=0),
                name="question_answered_whole",
            ),
        )
        indexes = (
            models.Index(
                fields=("to_id",), condition=Q(answered_at=None), name="questions_to_answer"
            ),
            models.Index(fields=("site_id", "-number"), name="questions_of_a_site"),
        )

    def __str__(self) -> str:
        return f"question:{self.number}"
