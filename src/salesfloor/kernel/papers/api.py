"""What other modules may ask of papers."""

from salesfloor.kernel.papers.typesetting import qr, render

__all__ = ["qr", "render"]
