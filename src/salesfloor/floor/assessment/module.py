"""What the module of assessments says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.assessment.samples import samples

describe(Module(name="assessment", samples=samples))
