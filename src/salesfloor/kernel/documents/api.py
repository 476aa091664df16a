"""What other modules may ask of documents."""

from salesfloor.kernel.documents.models import Document, Status

__all__ = ["Document", "Status"]
