"""Answers: small frozen models; their fields are those of the day scripts and of the OpenAPI."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer

from salesfloor.base.china_time import iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.phrases import Phrase

Instant = Annotated[datetime, PlainSerializer(iso, return_type=str, when_used="json")]
"""A moment in an answer, written with China's offset."""


class Answer(BaseModel):
    """What a command or question answers. A field that is not set does not appear."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def as_json(self) -> dict[str, Any]:
        """Return the answer as plain JSON values, named as in the day scripts."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)

    @classmethod
    def said(cls, _answer: Mapping[str, Any]) -> Phrase | None:
        """Return what a page says after it; nothing where the command's own word is enough."""
        return None


def as_json(answer: Answer | dict[str, Any]) -> dict[str, Any]:
    """Return any answer as plain JSON values."""
    return answer.as_json() if isinstance(answer, Answer) else answer
