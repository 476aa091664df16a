"""Who signed which version of which article."""

from __future__ import annotations

from django.db import models


class Signature(models.Model):
    """A person signed an article in the version that was in force at a site."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    article = models.SmallIntegerField()
    version = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "staff_id", "article", "version"),
                name="one_signature_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.article} {self.version}"
