"""What the roster module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.roster.samples import samples

describe(Module(name="roster", samples=samples))
