"""What the module of standings and reports says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.standings.samples import samples

describe(Module(name="standings", samples=samples))
