"""What the flows module says of itself."""

from salesfloor.base.modules import Module, describe

describe(Module(name="flows"))
