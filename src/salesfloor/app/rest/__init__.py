"""REST with OpenAPI at `/api/v1`: every command and question, and the things they speak of."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from ninja import NinjaAPI

from salesfloor.app.rest import commands, files, imports, problems, questions, resources
from salesfloor.app.rest.authentication import BearerToken, OwnSession
from salesfloor.app.rest.documents import schemas

_WORDS: Final = """
Every change to the world is a command: `POST /commands/{name}` with its fields as JSON. It
succeeds whole or is refused whole; a refusal names the clause of the rulebook.

Send a random `Idempotency-Key` with each command: the same key and body get the first answer
again, however much later. Programs authenticate by `Authorization: Bearer …`; pages by their
session, with the `X-CSRFToken` header. Whoever stands above the sites says at which one to act by
`?site=CODE`. Times are ISO 8601; errors are problem documents (RFC 9457) with `clause`.
"""


class Api(NinjaAPI):
    """The API, with the schemas of commands among its components."""

    def get_openapi_schema(self, **given: Any) -> Any:  # noqa: ANN401 - ninja's signature
        """Return the document, with what commands' bodies refer to."""
        document = super().get_openapi_schema(**given)
        document["components"]["schemas"].update(schemas())
        return document


api: Final = Api(
    title="Salesfloor",
    version=version("salesfloor"),
    description=_WORDS,
    urls_namespace="api",
    docs_url=None,
    auth=[BearerToken(), OwnSession()],
)
problems.register(api)
api.add_router("", commands.router)
api.add_router("", files.router)
api.add_router("", imports.router)
api.add_router("", resources.router)
api.add_router("", questions.router)
