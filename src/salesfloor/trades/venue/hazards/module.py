"""What the hazards module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.trades.venue.hazards.samples import samples

describe(Module(name="hazards", samples=samples))
