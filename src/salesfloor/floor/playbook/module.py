"""What the playbook module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.playbook.samples import samples

describe(Module(name="playbook", samples=samples))
