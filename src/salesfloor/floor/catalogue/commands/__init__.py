"""What is done about what a site sells: units, price lists, layouts, goods, withholding."""

from salesfloor.floor.catalogue.commands import goods, layouts, prices, units, withholding

__all__ = ["goods", "layouts", "prices", "units", "withholding"]
