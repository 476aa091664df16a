"""What the particulars module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.particulars.parts import NEED
from salesfloor.floor.particulars.samples import samples

describe(Module(name="particulars", parts=(NEED,), samples=samples))
