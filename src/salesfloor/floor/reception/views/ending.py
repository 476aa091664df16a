"""What the form that ends a reception asks for, on the own page and in the dialog of desk and manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.reception import forms
from salesfloor.floor.reception.views.parts import glances_of

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.models import Reception
    from salesfloor.floor.reception.queries.glance import Glance
    from salesfloor.kernel.rulebook.api import Policies
    from salesfloor.web.requests import StaffRequest

NO_BUYER: Final = "not_a_buyer"


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
        "if_no_buyer": if_ended_as_no_buyer(reception, seen.policy),
        "likely_outcome": "" if reception.is_buyer else "not_a_buyer",
    }


def still_asked(reception: Reception | None, trade: str) -> list[tuple[str, Phrase]]:
    """Return the fields for those who do not buy that are not on record yet."""
    asked = forms.asked_of_no_buyer(trade)
    return [(name, label) for name, label in asked if not getattr(reception, name, "")]


def if_registered_as_no_buyer(policy: Policies) -> list[Phrase]:
    """Say before it is done what the site's policies do with a visitor who does not buy (9.1.2.3)."""
    if NO_BUYER in policy["turn.returned_for"]:
        turn = phrase("Whoever receives gets the place in the queue back at the end.")
    else:
        turn = phrase("It costs the turn of whoever receives, as with anybody else.")
    if policy["claim.of_no_buyer"]:
        return [turn, phrase("A phone that is left founds a claim.")]
    return [turn, phrase("Nobody gets a claim, even where a phone is left.")]


def if_ended_as_no_buyer(reception: Reception, policy: Policies) -> list[Phrase]:
    """Say before it is done what ending as `not_a_buyer` does with the turn and with the claim."""
    said = []
    if reception.basis == "turn" and NO_BUYER in policy["turn.returned_for"]:
        said.append(phrase("The place in the queue is given back."))
    elif reception.basis == "turn":
        said.append(phrase("The turn is used all the same."))
    if reception.is_buyer and reception.phone:
        said.append(phrase("A claim to the customer stays until it lapses."))
    elif not policy["claim.of_no_buyer"] and not reception.is_buyer:
        said.append(phrase("Nobody has a claim from this reception."))
    return said
