"""What the messages module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.messages.samples import samples

describe(Module(name="messages", samples=samples))
