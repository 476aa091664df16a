"""What is done about what a site sells: units, price lists, layouts, withholding."""

from salesfloor.floor.catalogue.commands import layouts, prices, units, withholding

__all__ = ["layouts", "prices", "units", "withholding"]
