"""What the consent module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.consent.samples import samples

describe(Module(name="consent", samples=samples))
