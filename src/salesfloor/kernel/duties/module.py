"""What the duties module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.kernel.duties.samples import samples

describe(
    Module(
        name="duties",
        samples=samples,
    )
)
