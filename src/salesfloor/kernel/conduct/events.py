"""The block of the rulebook that declares items of conduct."""

from __future__ import annotations

from salesfloor.kernel.conduct.items import ConductBlock, mistake_in
from salesfloor.kernel.rulebook import api as rulebook

rulebook.mechanism("conduct", ConductBlock, check=mistake_in)
