"""What the form that ends a reception asks for, on the own page and in the dialog of desk and manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.floor.reception import forms
from salesfloor.floor.reception.views.parts import glances_of

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.models import Reception
    from salesfloor.floor.reception.queries.glance import Glance
    from salesfloor.web.requests import StaffRequest


def ending_facts(request: StaffRequest, reception: Reception, seen: Glance) -> dict[str, Any]:
    """Return choices and fields of the form, and what stands about the reception, such as open doubts.

    Nothing but a registration as no buyer is chosen.
    """
    return {
        "reception": reception,
        "glances": glances_of(request, reception),
        "outcomes": forms.OUTCOMES,
        "grades": forms.GRADES,
        "reasons": forms.REASONS,
        "of_no_buyer": still_asked(reception, seen.trade),
        "likely_outcome": "" if reception.is_buyer else "not_a_buyer",
    }


def still_asked(reception: Reception | None, trade: str) -> list[tuple[str, Phrase]]:
    """Return the fields for those who do not buy that are not on record yet."""
    asked = forms.asked_of_no_buyer(trade)
    return [(name, label) for name, label in asked if not getattr(reception, name, "")]
