"""The stand-ins, for all tests of what leaves the house."""

from salesfloor.kernel.outgoing.tests.speaking import service

__all__ = ["service"]
