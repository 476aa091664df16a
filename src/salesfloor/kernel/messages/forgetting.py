"""Words that people wrote are taken out of messages once their time is over."""

from __future__ import annotations

from salesfloor.kernel.messages.models import Message


def forget_words(*, site_id: int, subject: str) -> None:
    """Take the words out of every message about a matter; what else it says stays."""
    rows = Message.objects.filter(site_id=site_id, subject=subject, facts__has_key="words")
    for row in rows:
        row.facts = row.facts | {"words": ""}
        row.save(update_fields=["facts"])
