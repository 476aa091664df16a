"""What the workdays module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.workdays.samples import samples

describe(Module(name="workdays", samples=samples))
