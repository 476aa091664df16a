"""What the catalogue module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.catalogue.samples import samples

describe(Module(name="catalogue", samples=samples))
