"""One floor on which every command has something to do, and one of everybody who might do it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import connection

from salesfloor.floor.customers.models import Customer
from salesfloor.floor.reception.models import Arrival
from tests.floor_builder import CAST, Floor

PHONE: Final = "13800138000"
OTHER_PHONE: Final = "13900139000"
NOBODYS: Final = "13700137000"
WHO: Final = {
    "general_manager": "gm",
    "director": "director",
    "manager": "manager",
    "lead": "lead",
    "receiver": "a",
    "colleague": "c",
    "desk": "desk",
    "finance": "finance",
    "admin": "admin",
    "quality": "quality",
    "operator": None,
}
"""The receiver is a salesperson with a customer of their own, the colleague one without."""
KEPT: Final = ("django_migrations", "django_content_type", "auth_permission", "installation")
JOURNAL: Final = "public.rulebook_evidence"


class BusyFloor(Floor):
    """A floor in the middle of its day."""

    def __init__(self, code: str = "S1", prefix: str = "") -> None:
        """Open it and let two customers in."""
        cast = {**CAST, "gm": "general_manager", "e": "salesperson", "f": "salesperson"}
        super().__init__(code, prefix=prefix, cast=cast, policy={"register.lines_per_volume": 2})
        self.give("staff", code=f"{prefix}lead2", name="Lead", post="lead", team="T2")
        self.give("staff", code=f"{prefix}manager2", name="Deputy", post="manager", team=None)
        self.give("unit", code=f"{prefix}U1", layout="3+1", area="89.5", price="1000000")
        self.give("open_account", who=f"{prefix}f", password="nobody guesses this 1")
        self.issue_books("a", "e")
        self.give("return_book", by="admin", book=2)
        self.sign_in("a", "b", "c", "e")
        self.give("step_away", by="e", excused_by=f"{prefix}lead")
        self.visit("09:05", ref=f"{prefix}v1", phone=PHONE, name="Customer")
        self.call("09:05:20", ref=f"{prefix}v3", phone=PHONE)
        self.end(f"{prefix}v3", at="09:05:40", outcome="left")
        self.visit("09:06", ref=f"{prefix}v2")
        self.give("at_the_door", by="desk")
        self.give("follow_up", by="a", phone=PHONE, method="call", note="rang")


def samples(floor: Floor) -> dict[str, dict[str, Any]]:
    """Return for each command what can be given on that floor, if by the right person."""
    p = floor.prefix
    customer = Customer.objects.get(site_id=floor.site_id or 0, phone=PHONE).pk
    arrival = Arrival.objects.filter(site_id=floor.site_id or 0).values_list("pk", flat=True)[0]
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    return {
        "assist": {"ref": f"{p}v2"},
        "at_the_door": {},
        "call": {"name": "Caller", "phone": OTHER_PHONE},
        "change_post": {"who": f"{p}d", "post": "desk", "reason": "needed there"},
        "change_site": {"name": "Another name", "opens": "08:00", "closes": "17:00"},
        "complete": {"ref": f"{p}v1", "area": "West Lake"},
        "end": {"ref": f"{p}v1", "outcome": "left"},
        "follow_up": {"phone": PHONE, "method": "mail", "note": "sent the plan"},
        "hand_in_volume": {"register": "visit", "volume": 1},
        "hand_over_custody": {"to": f"{p}manager2", "reason": "on leave"},
        "issue_book": {"to": f"{p}b"},
        "leave_job": {"who": f"{p}d", "hand_over_to": f"{p}b"},
        "leave_phone": {"ref": f"{p}v2", "phone": OTHER_PHONE},
        "lend": {"who": f"{p}d", "team": "T2", "until": tomorrow, "reason": "open day"},
        "medium_cost": {"medium": "radio", "month": "2026-03", "amount": "1200.50"},
        "name_lead": {"who": f"{p}d", "team": "T1", "reason": "the lead sells again"},
        "nobody_at_the_door": {"arrival": arrival},
        "note_neglect": {"ref": f"{p}v3", "note": "left standing"},
        "note_party": {"ref": f"{p}v1", "party": [{"name": "Mother"}]},
        "open_account": {"who": f"{p}d", "password": "nobody guesses this 2"},
        "override": {"ref": f"{p}v1", "to": f"{p}c", "reason": "asked for"},
        "policy": {"name": "call.visit_within_days", "value": 5, "from": tomorrow},
        "private_call": {"who": f"{p}d", "minutes": 6},
        "put_on_duty": {"who": f"{p}d", "on": tomorrow},
        "read_follow_ups": {"customer": customer, "reason": "check"},
        "read_messages": {},
        "read_register": {"register": "visit", "volume": 1},
        "refer": {"referrer": PHONE, "phone": NOBODYS, "name": "Friend"},
        "relate": {"phone": PHONE, "other": NOBODYS, "relation": "spouse"},
        "reset_password": {"who": f"{p}f", "password": "nobody guesses this 3"},
        "return_book": {"book": 1},
        "reveal_phone": {"customer": customer, "reason": "contact"},
        "set_pin": {"pin": "4711", "who": f"{p}f"},
        "sign_in": {},
        "sign_out": {},
        "site": {
            "code": f"{p}S9",
            "name": "Another site",
            "trade": "showroom",
            "opens": "09:00",
            "closes": "18:00",
        },
        "staff": {"code": f"{p}new", "name": "New", "post": "desk"},
        "step_away": {},
        "step_back": {},
        "strike": {"register": "visit", "register_no": 1, "reason": "wrong"},
        "transfer": {"who": f"{p}d", "team": "T2", "reason": "evening out"},
        "undo": {"ref": f"{p}v2"},
        "unit": {"code": f"{p}U9", "layout": "2+1", "area": "60", "price": "500000"},
        "visit": {"name": "Visitor", "phone": OTHER_PHONE},
    }


def rows() -> set[tuple[str, str]]:
    """Return everything in the database but the journal, a row as a text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables"
            " WHERE schemaname IN ('public', 'register') AND tablename <> ALL (%s)",
            (list(KEPT),),
        )
        tables = [name for (name,) in cursor.fetchall() if name != JOURNAL]
        # The names come from the catalogue.
        looks = (f"SELECT '{name}', t::text FROM {name} t" for name in tables)  # noqa: S608
        cursor.execute(" UNION ALL ".join(looks))
        return set(cursor.fetchall())
