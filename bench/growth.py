"""What the same work costs at ten thousand customers and at a million (ten with `--large`)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import filling
import windows
from rows import Row, middle, ratio_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from load import Client
    from stand import Office, Server, Stand

FEW: Final = 10_000
WORK: Final[dict[str, Callable[[Office], list[Client]]]] = {
    "visit": lambda office: windows.rest_visits([office], 1),
    "look-up": lambda office: windows.look_ups(office, 1),
    "board": lambda office: windows.boards(office, 1),
}


def measure(  # noqa: PLR0917
    stand: Stand, empty: str, offices: list[Office], many: int, rounds: int, seconds: float
) -> list[Row]:
    """Fill two copies of a furnished database and do the same work in both, in turn."""
    sizes = {"few": FEW, "many": many}
    servers: dict[str, Server] = {}
    for name, customers in sizes.items():
        stand.create(name, like=empty)
        with stand.connect(name) as connection:
            filling.fill(connection, offices[0], customers)
        servers[name] = stand.serve_product(name)
    rates: dict[tuple[str, str], list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        for work in WORK:
            for name, server in servers.items():
                rate = _rate(stand, name, server, offices[0], work, seconds, sizes[name])
                if number > 0:  # the first round only warms up
                    rates[work, name].append(rate)
    stand.serve_no_longer(*servers.values())
    return [
        Row(
            f"{work}: cost at {many:,} customers against {FEW:,}",
            f"{1000 / middle(rates[work, 'many']):.2f} ms",
            f"{1000 / middle(rates[work, 'few']):.2f} ms",
            ratio_of(rates[work, "few"], rates[work, "many"]),
            1.5,
            1.1,
            "less",
        )
        for work in WORK
    ]


def _rate(  # noqa: PLR0917
    stand: Stand, name: str, server: Server, office: Office, work: str, seconds: float, known: int
) -> float:
    clients = WORK[work](office)
    if work != "visit":
        phones = known if work == "look-up" else 0
        return windows.measure(server, clients, seconds=seconds, phones=phones).rate
    return windows.measure_visits(stand, name, server, clients, [office], seconds=seconds).rate
