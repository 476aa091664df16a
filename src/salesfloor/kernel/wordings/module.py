"""What the module of texts says of itself; its page is that of the messages outside."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.wordings.samples import samples

describe(Module(name="wordings", samples=samples))
