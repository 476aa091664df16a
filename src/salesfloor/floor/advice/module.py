"""What the advice module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.advice.samples import samples

describe(Module(name="advice", samples=samples))
