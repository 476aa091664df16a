"""What the module of the daily close says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.closing.samples import samples

describe(Module(name="closing", samples=samples))
