"""What other modules may ask of flows."""

from salesfloor.kernel.flows.blocks import Flow, flow, flows
from salesfloor.kernel.flows.owners import Owner

__all__ = ["Flow", "Owner", "flow", "flows"]
