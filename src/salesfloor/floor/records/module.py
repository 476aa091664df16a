"""What the records module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.records.samples import samples

describe(Module(name="records", samples=samples))
