"""`GET /{question}`: what the day scripts ask, with the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from salesfloor.app.rest import documents
from salesfloor.app.rest.authentication import SITE, who_and_when
from salesfloor.base.commands import QUESTIONS
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.commands import Question

router: Final = Router(tags=["questions"])


def ask(request: HttpRequest, question: Question[Any, Any]) -> HttpResponse:
    """Ask a question with the fields of the address."""
    actor, at = who_and_when(request)
    given: dict[str, Any] = {}
    for name, values in request.GET.lists():
        if name == SITE:
            continue
        if len(values) != 1 or "\0" in str(values[0]):
            raise bad_input(phrase("{field} stands once, with one value.", field=name))
        given[name] = values[0]
    answer = question.ask(actor=actor, at=at, given=given)
    return HttpResponse(orjson.dumps(answer), content_type="application/json")


def _operation(question: Question[Any, Any]) -> Callable[[HttpRequest], HttpResponse]:
    def operation(request: HttpRequest) -> HttpResponse:
        return ask(request, question)

    operation.__name__ = question.name
    operation.__doc__ = question.function.__doc__
    return operation


def _register() -> None:
    for question in QUESTIONS.values():
        words = (question.function.__doc__ or question.name).strip()
        router.get(
            f"/{question.name}",
            operation_id=question.name,
            summary=words.partition("\n")[0],
            description=words,
            openapi_extra={
                "parameters": [documents.SITE, *documents.parameters_of(question.fields)],
                "responses": documents.answer_of(question)
                | documents.responses((401, 403, 404, 422, 503)),
            },
        )(_operation(question))


_register()
