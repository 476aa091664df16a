"""What the module of pace and warnings says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.pace.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(
    {"week": phrase("Each week"), "month": phrase("Each month")}, policy="warning.period"
)

describe(Module(name="pace", samples=samples))
