"""What the kinship module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.kinship.parts import PHONES
from salesfloor.floor.kinship.samples import samples

describe(Module(name="kinship", parts=(PHONES,), samples=samples))
