"""What the module of calls, reviews and talks says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.tracking.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(
    {"month": phrase("Each month"), "quarter": phrase("Each quarter")}, policy="review.every"
)

describe(Module(name="tracking", samples=samples))
