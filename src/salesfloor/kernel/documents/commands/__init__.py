"""Commands of documents: registering and handling, filing and destroying."""

from salesfloor.kernel.documents.commands import filing, handling, registering

__all__ = ["filing", "handling", "registering"]
