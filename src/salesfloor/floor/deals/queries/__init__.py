"""What is read of deals, one story a file."""

from salesfloor.floor.deals.queries import deal, receipt

__all__ = ["deal", "receipt"]
