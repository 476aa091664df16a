"""What the deals module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.deals.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

describe(Module(name="deals", samples=samples))
rulebook.name_choices(
    {
        "manager_designee_finance": phrase("managers, who they name, and finance"),
        "finance_only": phrase("finance only"),
    },
    policy="deposit.taken_by",
)
