"""What the exams module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.exams.samples import samples

describe(Module(name="exams", samples=samples))
