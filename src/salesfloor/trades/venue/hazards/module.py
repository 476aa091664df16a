"""What the hazards module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.findings.api import READERS
from salesfloor.trades.venue.hazards.queries import (
    hazards_to_plan,
    hazards_to_report,
    reached_to_choose,
)
from salesfloor.trades.venue.hazards.samples import samples

describe(
    Module(
        name="hazards",
        pages=(
            Page(
                "hazards:hazards",
                phrase("Hazards"),
                "ti-alert-triangle",
                READERS,
                trades=frozenset({Trade.SERVICE_AREA}),
                rank=11,
                clauses=("2.1.6", "2.3.6"),
                group=Group.FLOOR,
            ),
        ),
        options={
            "hazard": hazards_to_report,
            "hazard_to_plan": hazards_to_plan,
            "hazard_reached": reached_to_choose,
        },
        samples=samples,
    )
)
