"""What the pulse module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.pulse.samples import samples

describe(Module(name="pulse", samples=samples))
