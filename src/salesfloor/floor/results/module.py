"""What the results module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.results.samples import samples

describe(Module(name="results", samples=samples))
