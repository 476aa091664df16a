"""What the rounds module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.trades.venue.rounds.samples import samples

describe(Module(name="rounds", samples=samples))
