"""What the privacy module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.privacy.parts import SEEN
from salesfloor.floor.privacy.samples import samples

describe(Module(name="privacy", parts=(SEEN,), samples=samples))
