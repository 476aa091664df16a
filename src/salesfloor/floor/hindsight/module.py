"""What the module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.hindsight.samples import samples

describe(Module(name="hindsight", samples=samples))
