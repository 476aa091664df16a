"""What the deals module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.deals.samples import samples

describe(Module(name="deals", samples=samples))
