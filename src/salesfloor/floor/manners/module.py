"""What the manners module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.manners.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

describe(Module(name="manners", samples=samples))
rulebook.name_choices(
    {
        "never": phrase("never"),
        "sign_in": phrase("at signing in"),
        "weekly": phrase("once a week"),
    },
    policy="kit.check_on",
)
