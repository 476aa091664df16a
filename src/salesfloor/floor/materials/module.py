"""What the materials module says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.materials.lists import READERS
from salesfloor.floor.materials.models import Material
from salesfloor.floor.materials.parts import OF_CUSTOMER
from salesfloor.floor.materials.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase


def choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the materials that are published, for a select box."""
    del at
    rows = Material.objects.filter(site_id=actor.site_id or 0, withdrawn_at=None)
    return [(code, title) for code, title in rows.order_by("code").values_list("code", "title")]


def to_give(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the materials that may leave the house, for a select box: internal ones are not offered (7.2.8)."""
    del at
    rows = Material.objects.filter(site_id=actor.site_id or 0, withdrawn_at=None, is_internal=False)
    return [(code, title) for code, title in rows.order_by("code").values_list("code", "title")]


describe(
    Module(
        name="materials",
        pages=(
            Page(
                "materials:materials",
                phrase("Materials"),
                "ti-book",
                READERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=47,
                clauses=("9.5.1.1", "7.2.8", "9.3.2.7"),
                group=Group.CUSTOMERS,
            ),
        ),
        subjects=(
            Subject(
                "material",
                phrase("Material"),
                "materials:material",
                ("pk",),
                may_see=everybody_of_site,
            ),
        ),
        parts=(OF_CUSTOMER,),
        options={"material": choices, "material_to_give": to_give},
        samples=samples,
    )
)
