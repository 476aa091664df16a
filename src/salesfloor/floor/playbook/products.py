"""What a reception is about, and which cards speak of it: of a unit, those of its layout, too."""

from __future__ import annotations

from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.tables import api as tables


def names_of(site_id: int, about: str) -> frozenset[str]:
    """Return the names under which cards may speak of a product, with its kind and without."""
    if not about:
        return frozenset()
    kind, _, name = about.partition(":")
    found = {about, name}
    if kind == "unit":
        units = catalogue.Unit.objects.filter(site_id=site_id, code=name)
        for layout in units.values_list("layout", flat=True):
            found |= {f"layout:{layout}", layout}
    return frozenset(one for one in found if one)


def is_sold_here(site_id: int, named: str) -> bool:
    """Tell whether the site has a product, named with its kind (`layout:A`) or without (`A`)."""
    asked = [named] if ":" in named else [f"{kind}:{named}" for kind in tables.KINDS]
    return any(tables.is_there(site_id, one) for one in asked)
