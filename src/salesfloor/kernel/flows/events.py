"""Registers the mechanism's block when the product starts."""

from salesfloor.kernel.flows import blocks

__all__ = ["blocks"]
