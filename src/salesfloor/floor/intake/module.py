"""What the module says of itself: it declares what can come in, and has no page of its own."""

from salesfloor.base.modules import Module, describe
from salesfloor.floor.intake import people, price_list, registers

__all__ = ["people", "price_list", "registers"]

describe(Module(name="intake"))
