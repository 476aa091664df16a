"""Screens on the wall, and the codes by which they are paired."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.kernel.people.models import Site


class Screen(models.Model):
    """A screen that shows a site's wall page without a log-in, from pairing until it is revoked."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="screens")
    name = models.CharField(max_length=100)
    code_digest = models.BinaryField(max_length=32, null=True)
    """Of the one-time code; gone once it was used."""
    code_until = models.DateTimeField()
    token_digest = models.BinaryField(max_length=32, unique=True, null=True)
    """Of the key in the screen's browser; only its hash is kept."""
    shows = models.CharField(max_length=100, blank=True)
    """The page of the wall that it was connected for; nothing for the first of its trade."""
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site", "name"),
                condition=Q(revoked_at=None),
                name="one_screen_of_a_name",
            ),
            models.UniqueConstraint(
                fields=("code_digest",),
                condition=Q(revoked_at=None),
                name="one_screen_of_a_code",
            ),
            models.CheckConstraint(
                condition=Q(code_digest=None, token_digest__isnull=False)
                | Q(code_digest__isnull=False, token_digest=None),
                name="code_or_token_of_a_screen",
            ),
        )

    def __str__(self) -> str:
        return self.name
