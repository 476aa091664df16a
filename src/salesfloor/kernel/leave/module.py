"""What the leave module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.leave.samples import samples

describe(Module(name="leave", samples=samples))
