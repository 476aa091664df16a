"""What the following module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.following.samples import samples

describe(Module(name="following", samples=samples))
