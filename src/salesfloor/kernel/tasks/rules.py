"""Clause 7.1.9 as pure functions: who gives, finishes and accepts a task."""

from __future__ import annotations

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("access")
def may_assign(*, is_self: bool, is_above: bool, is_admin: bool) -> Phrase | None:
    """Let tasks be given by somebody above, by administration, or to oneself."""
    if is_self or is_above or is_admin:
        return None
    return phrase("Tasks are given by somebody above the person, by administration, or to oneself.")


@clause("input")
def may_be_due(*, is_ahead: bool) -> Phrase | None:
    """Refuse a task that would be overdue when it is given."""
    return None if is_ahead else phrase("That time is over. Give a later one.")


@clause("access")
def may_finish(*, is_theirs: bool) -> Phrase | None:
    """Let only the person who has the task finish it."""
    return None if is_theirs else phrase("Only the person who has the task finishes it.")


@clause("7.1.9")
def shows_evidence(*, needs_photo: bool, photos: int) -> Phrase | None:
    """Ask for a photo where the task was given with one."""
    if needs_photo and not photos:
        return phrase("This task needs a photo of what was done.")
    return None


@clause("access")
def may_accept(*, gave_it: bool) -> Phrase | None:
    """Let only who gave the task accept it."""
    return None if gave_it else phrase("Only who gave the task accepts it.")


@clause("7.1.9")
def accepts_for_another(*, is_own: bool) -> Phrase | None:
    """Nobody accepts what is their own; after some days it is accepted by itself."""
    if is_own:
        return phrase("Nobody accepts their own work. It is accepted by itself after some days.")
    return None
