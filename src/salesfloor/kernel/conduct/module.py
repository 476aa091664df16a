"""What the conduct module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.conduct.samples import samples

describe(Module(name="conduct", samples=samples))
