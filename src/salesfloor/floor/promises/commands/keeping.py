"""Keeping what was promised (7.2.9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import no_access
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.promises import rules
from salesfloor.floor.promises.choices import PromiseStatus
from salesfloor.floor.promises.commands.deciding import PromiseDecided, PromiseNo, promise_locked
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from salesfloor.floor.promises.models import Promise

    Keepers = Callable[[Promise, datetime], Collection[int]]

_KEEPERS: Final[list[Keepers]] = []


def keeper(told: Keepers) -> Keepers:
    """Let an upper module name the people who own the deals that a promise can be for."""
    _KEEPERS.append(told)
    return told


@command(
    "keep_promise",
    may=ANYONE,
    word=phrase("Promise kept"),
    clauses=("7.2.9",),
    writes=RegisterLine("deals", phrase("Promise {promise} is kept: {how}")),
    done=phrase("It is on record as kept."),
)
def keep_promise(
    *,
    actor: StaffActor,
    at: datetime,
    promise: PromiseNo,
    how: Annotated[RequiredLine, Label("How it was kept")],
) -> PromiseDecided:
    """Note that a promise is kept.

    :raises Refused: `access` unless by the owner of the deal or a manager; `input` unless it was given or
        approved.
    """
    row = promise_locked(actor.site_id, promise)
    if not _may_keep(row, actor, at):
        raise no_access(phrase("The owner of the deal, or the manager, says that it is kept."))
    rules.may_be_kept(row.status).enforce()
    row.status, row.kept_at, row.kept_by, row.how = PromiseStatus.KEPT, at, actor.code, how
    row.save(update_fields=["status", "kept_at", "kept_by", "how"])
    registers.record(actor=actor, at=at, body={"promise": promise}, personal={"how": how})
    cite("7.2.9")
    about(f"promise:{promise}")
    board_changed()
    return PromiseDecided(status=PromiseStatus.KEPT)


def _may_keep(row: Promise, actor: StaffActor, at: datetime) -> bool:
    """Tell whether somebody is a manager, owns a deal it can be for, or, without one, the customer."""
    if actor.post in MANAGERS:
        return True
    owners = {staff_id for told in _KEEPERS for staff_id in told(row, at)}
    if owners:
        return actor.staff_id in owners
    return reception.Part.OWNER in reception.tie_to(actor, at, row.phone).parts
