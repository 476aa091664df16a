"""Changing a site's checklist: an item added, reworded, weighed anew or retired from a day on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.checks.commands import ItemCode, checklist_here
from salesfloor.kernel.checks.items import copied, fields_of, in_force, item_of
from salesfloor.kernel.checks.lists import Checklist, FailsTo, Item
from salesfloor.kernel.checks.models import ItemVersion, SiteChecklist
from salesfloor.kernel.findings import api as findings

if TYPE_CHECKING:
    from datetime import date


class ItemChanged(Answer):
    """A checklist with the number of its version."""

    list_: Annotated[str, Field(alias="list")]
    item: str
    version: int


@command(
    "change_item",
    may=MANAGERS,
    word=phrase("Change a checklist"),
    done=phrase("Checks from that day on ask for it."),
)
def change_item(
    *,
    actor: StaffActor,
    at: datetime,
    list_: Annotated[Code, Field(alias="list"), Label("List"), Reference("checklist")],
    item: Annotated[ItemCode, Label("Item of the list")],
    from_: Annotated[Day, Field(alias="from"), Label("From")],
    words: Annotated[RequiredLine, Label("Words")] | None = None,
    weight: Annotated[int, Field(ge=0, le=100), Label("Weight")] | None = None,
    grade: Annotated[Code, Label("Grade"), Reference("grade")] | None = None,
    photo_on_fail: Annotated[bool, Label("Photo when it fails")] | None = None,
    na: Annotated[bool, Label("May not apply")] | None = None,
    retired: Annotated[bool, Label("Ask for it no more")] = False,
) -> ItemChanged:
    """Add an item to the site's copy of a list, change it or retire it; earlier checks keep theirs.

    :raises Refused: `input` for a day gone by, a list whose items come from elsewhere, a new item without
        words, a grade that its findings do not have, or a list that would be left without an item.
    """
    checklist = checklist_here(actor, list_)
    if from_ < day_of(at):
        raise bad_input(phrase("A change never judges the past anew. Let it begin today or later."))
    if checklist.source:
        raise bad_input(phrase("The items of this list come from the site's own records."))
    copied(checklist, actor.site_id, at)
    copy = SiteChecklist.objects.select_for_update().get(site_id=actor.site_id, code=list_)
    given = {"weight": weight, "grade": grade, "photo_on_fail": photo_on_fail, "na": na}
    changes = {name: value for name, value in given.items() if value is not None}
    if words is not None:
        changes |= {"zh": words, "en": words, "fault_zh": "", "fault_en": ""}
    _change(copy, checklist, item, from_, changes, is_retired=retired)
    cite(checklist.clause)
    about(f"checklist:{list_}")
    return ItemChanged(list_=list_, item=item, version=copy.version)


def _change(
    copy: SiteChecklist,
    checklist: Checklist,
    code: str,
    from_on: date,
    changes: dict[str, Any],
    *,
    is_retired: bool,
) -> None:
    rows = {row.code: row for row in in_force(copy, from_on)}
    known = rows.get(code)
    if known is None and "zh" not in changes:
        raise bad_input(phrase("Say in words what the new item asks for."))
    before = (
        Item(code=code, zh="", en="", **_first_of(checklist)) if known is None else item_of(known)
    )
    after = before.model_copy(update=changes)
    kind = findings.kinds().get(checklist.kind)
    raises = after.fails_to is FailsTo.FINDING and not after.number
    if raises and (kind is None or kind.grade(after.grade) is None):
        raise bad_input(phrase("Findings of this list have no such grade."))
    others = [row for row in rows.values() if row.code != code and not row.is_retired]
    if is_retired and not others:
        raise bad_input(phrase("A list keeps at least one item."))
    last = max((row.position for row in rows.values()), default=0)
    copy.version += 1
    copy.save(update_fields=["version"])
    ItemVersion.objects.create(
        checklist=copy,
        version=copy.version,
        from_on=from_on,
        position=known.position if known else last + 1,
        is_retired=is_retired,
        **fields_of(after),
    )


def _first_of(checklist: Checklist) -> dict[str, Any]:
    """Return what a new item of a list has from its neighbours: what it raises when it fails."""
    first = next((one for one in checklist.item if not one.number and not one.auto), None)
    return {"fails_to": first.fails_to, "grade": first.grade} if first else {}
