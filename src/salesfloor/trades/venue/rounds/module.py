"""What the rounds module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.checks import api as checks
from salesfloor.trades.venue.rounds.samples import samples

checks.WAYS["hygiene"] = lambda zone: checks.Way("round", {"place": zone})

describe(Module(name="rounds", samples=samples))
