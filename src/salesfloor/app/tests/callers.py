"""Programs that call the API in tests, each with a person's token."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from salesfloor.app import tokens


@dataclass
class Caller:
    """A program with the token of one person."""

    code: str
    token: str = ""
    browser: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        """Get a token."""
        self.token = self.token or tokens.issue(self.code, label="test", at=timezone.now())

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {"Authorization": f"Bearer {self.token}"}

    def give(self, command: str, key: str | None = None, **given: Any) -> Any:
        """Give a command."""
        return self.give_raw(command, given, key=key)

    def give_raw(self, command: str, body: Any, *, key: str | None = None) -> Any:
        """Give a command with whatever body."""
        headers = self.headers | ({"Idempotency-Key": key} if key is not None else {})
        return self.browser.post(
            f"/api/v1/commands/{command}",
            body,
            content_type="application/json",
            headers=headers,
        )

    def get(self, path: str, **asked: Any) -> Any:
        """Read something."""
        return self.browser.get(f"/api/v1/{path}", asked, headers=self.headers)


def problem_of(answer: Any) -> tuple[int, str]:
    """Return status and clause of a problem document, which it must be."""
    assert answer["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["detail"]
    return answer.status_code, document["clause"]
