"""One window of measuring: so many clients for so many seconds, every answer checked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any, Final

import orjson
from filling import FIRST_PHONE
from stand import Office, Server, Stand, send

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg
    from load import Answered, Client

NEW_PHONES: Final = count(13_000_000_000, 1_000_000)
"""Where each window's new customers begin."""

_REGISTERED: Final = """
    SELECT r.register_no, s.code FROM reception_reception r
    LEFT JOIN people_staff s ON s.id = r.receiver_id
    WHERE r.site_id = %s AND r.channel = 'visit' AND r.register_no > %s ORDER BY r.register_no
"""
_LAST: Final = """
    SELECT coalesce(max(register_no), 0) FROM reception_reception
    WHERE site_id = %s AND channel = 'visit'
"""


@dataclass(frozen=True)
class Window:
    """What came of a window."""

    rate: float
    """Good answers a second."""
    latencies: list[float]
    """Seconds each answer took."""
    answers: list[Answered]
    """All answers, also those before and after what counts."""


def measure(
    server: Server,
    clients: Sequence[Client],
    *,
    seconds: float,
    warm: float = 0.7,
    phones: int = 0,
    keyed: bool = False,
    good: Sequence[int] = (200,),
) -> Window:
    """Keep clients busy for a while; an answer that is not good stops everything.

    :raises AssertionError: an answer's status is none of `good`.
    """
    report = send(
        {
            "port": server.port,
            "seconds": seconds,
            "warm": warm,
            "clients": list(clients),
            "first_phone": FIRST_PHONE if phones else next(NEW_PHONES),
            "phones": phones,
            "keyed": keyed,
        }
    )
    for answer in report["answers"]:
        if answer["status"] not in good:
            message = f"{server.name} answered {answer['status']}: {answer['body'][:500]}"
            raise AssertionError(message)
    counted = [
        answer["ended"] - answer["began"]
        for answer in report["answers"]
        if report["since"] <= answer["ended"] <= report["until"]
    ]
    return Window(len(counted) / (seconds or 1), counted, report["answers"])


def measure_once(server: Server, client: Client) -> bytes:
    """Send one client's request once."""
    window = measure(server, [client], seconds=0, warm=0)
    return window.answers[0]["body"].encode()


def measure_visits(
    stand: Stand,
    database: str,
    server: Server,
    clients: Sequence[Client],
    offices: Sequence[Office],
    *,
    seconds: float,
) -> Window:
    """Measure visits, and check numbers and turns."""
    with stand.connect(database) as connection:
        turns = Turns(connection, offices)
        window = measure(server, clients, seconds=seconds, keyed=True)
        turns.check(window.answers)
    return window


class Turns:
    """Watches that visits are numbered without a gap and go to whose turn it is."""

    def __init__(self, connection: psycopg.Connection[Any], offices: Sequence[Office]) -> None:
        """Note where each site's register stands."""
        self.connection = connection
        self.offices = offices
        self.before = {office.site_id: self._last(office) for office in offices}

    def _last(self, office: Office) -> int:
        row = self.connection.execute(_LAST, (office.site_id,)).fetchone()
        return int(row[0]) if row else 0

    def check(self, answers: Sequence[Answered]) -> None:
        """Hold the register against the answers.

        :raises AssertionError: a number is missing, a turn is wrong, or an answer is not there.
        """
        total = 0
        for office in self.offices:
            given = (office.site_id, self.before[office.site_id])
            rows = self.connection.execute(_REGISTERED, given).fetchall()
            first = self.before[office.site_id] + 1
            _assert(
                [number for number, _ in rows] == list(range(first, first + len(rows))),
                f"{office.code}: numbers have gaps",
            )
            places = {code: place for place, code in enumerate(office.consultants)}
            for (_, one), (number, following) in pairwise(rows):
                right = office.consultants[(places[one] + 1) % len(places)]
                _assert(
                    following == right,
                    f"{office.code}: line {number} went to {following} after {one}",
                )
            total += len(rows)
            if answers[0]["body"].startswith("{"):
                self._compare(office, dict(rows), answers)
        _assert(total == len(answers), f"{len(answers)} answers, {total} lines")

    def _compare(self, office: Office, rows: dict[int, str], answers: Sequence[Answered]) -> None:
        for answer in answers:
            if self.offices[answer["client"] % len(self.offices)] is office:
                said = orjson.loads(answer["body"])
                _assert(
                    rows.get(said["register_no"]) == said["assigned_to"],
                    f"{office.code}: the answer {said} is not what stands in the register",
                )


def check_least(answers: Sequence[Answered], books: int, people: int = 24) -> None:
    """See that the bare views number without a gap and move the turn, too.

    :raises AssertionError: a number is missing or a turn is wrong.
    """
    for book in range(books):
        said = sorted(
            (
                orjson.loads(answer["body"])
                for answer in answers
                if answer["client"] % books == book
            ),
            key=lambda answer: int(answer["register_no"]),
        )
        for one, following in pairwise(said):
            _assert(
                following["register_no"] == one["register_no"] + 1
                and following["assigned_to"] == (one["assigned_to"] + 1) % people,
                f"book {book + 1}: {one} is followed by {following}",
            )


def _assert(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


def rest_visits(offices: Sequence[Office], clients: int) -> list[Client]:
    """Return desks' programs that register visits over REST, spread over the sites."""
    body = orjson.dumps(
        {"name": "王芳", "phone": "{phone}", "area": "滨江区", "medium": "户外广告"}
    ).decode()
    return [
        {
            "method": "POST",
            "path": "/api/v1/commands/visit",
            "headers": {
                "Authorization": f"Bearer {offices[number % len(offices)].token}",
                "Content-Type": "application/json",
            },
            "body": body,
        }
        for number in range(clients)
    ]


def page_visits(office: Office, clients: int) -> list[Client]:
    """Return desks' browsers that send the form of the desk's page."""
    form = (
        f"csrfmiddlewaretoken={office.csrf}&key=k{{phone}}-{{number}}&channel=visit"
        "&who=%E7%8E%8B%E8%8A%B3+{phone}&area=%E6%BB%A8%E6%B1%9F%E5%8C%BA&medium=%E6%88%B7%E5%A4%96"
    )
    client: Client = {
        "method": "POST",
        "path": "/desk/register/",
        "headers": {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={office.session}; csrftoken={office.csrf}",
            "HX-Request": "true",
            "Accept-Encoding": "gzip",
            "Accept-Language": "zh-CN",
        },
        "body": form,
    }
    return [client] * clients


def look_ups(office: Office, clients: int) -> list[Client]:
    """Return desks' programs that ask whose customer a phone is."""
    client: Client = {
        "method": "GET",
        "path": "/api/v1/owner_of?phone={phone}",
        "headers": {"Authorization": f"Bearer {office.token}"},
        "body": "",
    }
    return [client] * clients


def boards(office: Office, clients: int) -> list[Client]:
    """Return programs that ask for the board."""
    client: Client = {
        "method": "GET",
        "path": "/api/v1/board",
        "headers": {"Authorization": f"Bearer {office.token}"},
        "body": "",
    }
    return [client] * clients


def bare_visits(path: str, clients: int, books: int) -> list[Client]:
    """Return clients of the bare views."""
    return [
        {
            "method": "POST",
            "path": path,
            "headers": {"Content-Type": "application/json"},
            "body": f'{{"book": {number % books + 1}, "name": "x", "phone": "{{phone}}"}}',
        }
        for number in range(clients)
    ]


def bare_look_ups(clients: int) -> list[Client]:
    """Return clients that ask the bare views for an owner."""
    client: Client = {"method": "GET", "path": "/owner?phone={phone}", "headers": {}, "body": ""}
    return [client] * clients
