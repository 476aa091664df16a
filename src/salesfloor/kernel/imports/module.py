"""What the imports module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.imports.samples import samples

describe(Module(name="imports", samples=samples))
