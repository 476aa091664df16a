"""What the following module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.following.parts import CHAIN, TALK, THREAD
from salesfloor.floor.following.samples import samples

describe(Module(name="following", parts=(THREAD, TALK, CHAIN), samples=samples))
