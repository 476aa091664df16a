"""What the results module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.floor.results import incoming
from salesfloor.floor.results.choices import Measure
from salesfloor.floor.results.samples import samples
from salesfloor.floor.results.sight import MEMBERS, sellers_to_choose
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

__all__ = ["incoming"]

describe(
    Module(
        name="results",
        pages=(
            Page(
                "results:counts",
                phrase("Counted results"),
                "ti-calculator",
                MEMBERS,
                trades=frozenset({Trade.BANK_CARDS}),
                rank=33,
                clauses=("4.1.2", "4.2.1.3"),
                group=Group.RESULTS,
            ),
        ),
        options={"seller": sellers_to_choose},
        samples=samples,
    )
)
people.open_with(Trade.BANK_CARDS, {"target.measure": Measure.COMPLETE.value})
rulebook.name_choices(Measure.labels(), policy="target.measure")
rulebook.name_choices(
    {"count": phrase("counted"), "applications": phrase("told by applications")},
    policy="results.by",
)
rulebook.name_choices(
    {"agreement": phrase("a sealed agreement"), "reception": phrase("a reception's outcome")},
    policy="results.deal_is",
)
