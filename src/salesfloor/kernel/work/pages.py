"""The page of one thing: its facts, its photos, what the person can do about it here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.kernel.files import api as files
from salesfloor.kernel.work.queries import owed_about
from salesfloor.web.directory import with_names
from salesfloor.web.pages import give_form
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Act:
    """A command that can be given on the page, with the fields that the page knows already."""

    command: str
    given: Mapping[str, Any] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    word: Phrase | None = None
    """The word on its button, where the page knows better than the command."""
    clauses: tuple[str, ...] = ()
    """The clauses beside the button, where the page knows which of the command's clauses the matter is under."""
    again: Phrase | None = None
    """What a second tap repeats before it is given."""


def _form_of(request: StaffRequest, act: Act, place: int) -> CommandForm:
    hidden = act.hidden or tuple(act.given)
    form = give_form(
        request,
        act.command,
        given=act.given,
        hidden=hidden,
        about=place or "",
        clauses=act.clauses,
    )
    return replace(form, word=act.word or form.word, again=act.again)


def subject_page(
    request: StaffRequest,
    subject: str,
    *,
    head: Phrase,
    clause: str,
    words: str = "",
    state: Phrase | None = None,
    facts: Sequence[tuple[Phrase, object]] = (),
    acts: Sequence[Act] = (),
    ways: Sequence[tuple[Phrase, str]] = (),
    history: Sequence[Phrase] = (),
    back: tuple[Phrase, str] | None = None,
    template: str = "work/subject.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show one thing (`task:3`) with the forms of what can be done about it.

    `ways` are words and subjects of other pages on which it is done (`checklist:hygiene:WC`), `history` is
    what happened so far, oldest first, `back` the name and page of the list it stands in. Who owes what
    next stands there by itself, from everybody's lists. `template` extends this page by `more`.
    """
    forms = [
        _form_of(request, act, place)
        for place, act in enumerate(acts)
        if COMMANDS[act.command].may_be_given_by(request.actor)
    ]
    shown = {
        "head": head,
        "number": clause,
        "words": words,
        "state": state,
        "facts": facts,
        "owed": owed_about(request.actor, subject, request.at),
        "history": with_names(history),
        "back": back,
        "photos": files.of(request.actor.site_id or 0, subject),
        "forms": forms,
        "ways": [(word, address_of(way)) for word, way in ways],
    }
    return render(request, template, {**shown, **(more or {})})
