"""One floor on which every command has something to do, and one of everybody who might do it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import connection

from salesfloor.floor.deals import api as deals
from tests.architecture.busy_deals import furnish_deals
from tests.architecture.people_at_work import POLICY, put_to_work
from tests.floor_builder import CAST, Floor

PHONE: Final = "13800138000"
SIBLING: Final = "13600136000"
FRIEND: Final = "13300133000"
SECOND: Final = "13600136001"
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
EVERYBODY: Final = {**WHO, "absentee": "d", "excused": "e", "helper": "g", "leaver": "h"}
BESIDE: Final = frozenset(EVERYBODY) - frozenset(WHO)
"""People whose cells are looked at only where a sample names them."""
KEPT: Final = ("django_migrations", "django_content_type", "auth_permission", "installation")
JOURNAL: Final = "public.rulebook_evidence"


class BusyFloor(Floor):
    """A floor in the middle of its day."""

    def __init__(self, code: str = "S1", prefix: str = "") -> None:
        """Open it and let two customers in."""
        cast = {**CAST, "gm": "general_manager", "e": "salesperson", "f": "salesperson"}
        cast |= {"g": "salesperson", "h": "salesperson"}
        super().__init__(
            code, prefix=prefix, cast=cast, policy={"register.lines_per_volume": 2, **POLICY}
        )
        self.give("staff", code=f"{prefix}lead2", name="Lead", post="lead", team="T2")
        self.give("staff", code=f"{prefix}manager2", name="Deputy", post="manager", team=None)
        flat = {"layout": "3+1", "area": "89.5", "price": "1000000"}
        self.give("unit", code=f"{prefix}U1", **flat)
        self.give("unit", code=f"{prefix}U2", state="withheld", **flat)
        self.give("open_account", who=f"{prefix}f", password="nobody guesses this 1")
        self.issue_books("a", "e")
        week_on = (self.day + timedelta(days=7)).isoformat()
        self.give("leave", by="b", kind="rest", from_=week_on, until=week_on)
        read_by = (self.now + timedelta(days=1)).isoformat()
        self.give("notice", by="lead", text="Open day.", to=f"{prefix}a", read_by=read_by)
        for item in ("chat", "dress"):
            self.give("observe", by="lead", who=f"{prefix}a", item=item, note="Seen.")
        self.give("appeal", by="a", about="conduct:2", grounds="Seen wrongly.")
        tasks = {"to": f"{prefix}a", "due": week_on}
        self.give("assign", by="manager", what="Count the brochures.", **tasks)
        self.give("assign", by="lead", what="Clear the model room.", **tasks)
        self.give("finish_task", by="a", task=2, note="Cleared.")
        self.give("return_book", by="admin", book=2)
        self.sign_in("a", "b", "c", "e", "g", "h")
        self.give("ask_consent", by="b", what="step_away")
        self.give("step_away", by="e", excused_by=f"{prefix}lead")
        self.give("relate", by="a", phone=PHONE, other=SIBLING, relation="sibling")
        along = [{"name": "Aunt"}]
        self.visit("09:05", ref=f"{prefix}v1", phone=PHONE, name="Customer", party=along)
        self.call("09:05:20", ref=f"{prefix}v3", phone=PHONE)
        lost = {"outcome": "no_deal", "grade": "A", "reason": "too dear"}
        self.end(f"{prefix}v3", at="09:05:40", **lost)
        self.visit("09:06", ref=f"{prefix}v2")
        self.give("assist", by="g", at=self.now, ref=f"{prefix}v1")
        self.give("at_the_door", by="desk")
        self.give("sign_out", by="h", at=self.now)
        coming = (self.day + timedelta(days=5)).isoformat()
        self.give(
            "policy",
            by="manager",
            at=self.now,
            name="turn.undo_within_minutes",
            value=3,
            from_=coming,
        )
        self.give("follow_up", by="a", at=self.now, phone=PHONE, method="call", note="rang")
        self.give("refer", by="a", at=self.now, referrer=PHONE, phone=FRIEND, name="Friend")
        later = (self.now + timedelta(days=2)).isoformat()
        self.give("appoint", by="a", at=self.now, phone=PHONE, time=later)
        self._trade(prefix)
        self.give("sales_table", at=self.now, by="manager", table=f"{prefix}T1", seats=4)
        self.give("present", at=self.now, by="a", phone=PHONE, layout="3+1")
        promised = {"phone": PHONE, "kind": "discount", "what": "paid at once"}
        self.give("promise", by="a", at=self.now, value=2, **promised)
        self.give("promise", by="a", at=self.now, value=1, **promised)
        place = "One place in the garage."
        self.give("term", by="manager", at=self.now, code="parking", text=place)
        self._furnish(prefix, code)
        self._quarrel(prefix)
        self._write_cards(prefix)
        put_to_work(self)
        self._meet(prefix)
        self.give("call_help", by="a", at=self.now, ref=f"{prefix}v1")
        furnish_deals(self, wanted_by=PHONE)
        self._seal_for(FRIEND)

    def _trade(self, p: str) -> None:
        """Record goods with returns, and a material that was handed out."""
        lamp = {"name": "Lamp", "price": "80", "warranty_days": 365}
        self.give("goods", by="manager", at=self.now, code=f"{p}G1", stock=9, **lamp)
        back = {"goods": f"{p}G1", "cause": "goods", "condition": "used", "wish": "refund"}
        for _ in range(2):
            self.give("start_return", by="a", at=self.now, qty=1, evidence="dark", **back)
        decided = {"decision": "refund", "reason": "broken"}
        self.give("decide_return", by="manager2", at=self.now, return_=2, **decided)
        plan = {"code": "plan", "title": "Plan", "source": "the deeds"}
        self.give("publish_material", by="manager", at=self.now, **plan)
        self.give("hand_out", by="a", at=self.now, phone=PHONE, items=["plan"], how="link")

    def _seal_for(self, phone: str) -> None:
        """Let a customer have a deal whose agreement is sealed."""
        flat = {"layout": "3+1", "area": "89.5", "price": "1000000"}
        self.give("unit", at=self.now, code=f"{self.prefix}U9", **flat)
        paid = {"amount": "50000", "due": "50000", "method": "cash", "source": "savings"}
        unit = {"phone": phone, "unit": f"{self.prefix}U9"}
        self.give("deposit", by="finance", at=self.now, **unit, **paid)
        deals.Deal.objects.filter(phone=phone).update(sealed_at=self.now)

    def _furnish(self, p: str, code: str) -> None:
        """Record places and an asset, with findings and work orders in each state."""
        region = {"place": f"{p}R1", "name": "Region", "kind": "region"}
        self.give("place", by="director", at=self.now, **region)
        area = {"place": f"{p}R2", "name": "Area", "kind": "area", "within": f"{p}R1"}
        self.give("place", by="director", at=self.now, **area)
        pump = {"asset": f"{p}X1", "name": "Pump", "kind": "equipment", "place": f"{p}R1"}
        self.give("asset", by="admin", at=self.now, **pump)
        self.give("begin_stocktake", by="admin", at=self.now, name="All", place=f"{p}R1")
        for _ in range(3):
            self.give("report_fault", by="a", at=self.now, text="It leaks", asset=f"{p}X1")
        for order in (2, 3):
            self.give("start_work", by="lead", at=self.now, work_order=order)
        self.give("finish_work", by="lead", at=self.now, work_order=3, note="New seal")
        dust = {"kind": "internal", "subject": code, "grade": "b", "text": "Dust"}
        self.give("find", by="a", at=self.now, **dust)
        self.give("find", by="a", at=self.now, **dust)
        self.give("fix", by="lead", at=self.now, finding=2, note="dusted", photos=["a" * 64])

    def _write_cards(self, p: str) -> None:
        """Have a card in use and one proposed, and an objection that is open."""
        dear = {"card": "dear", "step": "objection", "kind": "objection", "title": "Too dear"}
        dear |= {"wording": "What do you compare it with?", "objection": "It is too dear"}
        dear |= {"cause": "other_view", "method": "counter_question", "source": "Prices of May"}
        self.give("card", by="manager", at=self.now, **dear)
        school = {"card": "school", "step": "present", "kind": "tip", "title": "School"}
        self.give("card", by="a", at=self.now, wording="The school is at the door.", **school)
        open_one = {"words": "Too dear", "cause": "other_view", "result": "open"}
        self.give("log_objection", by="a", at=self.now, ref=f"{p}v1", **open_one)

    def _meet(self, p: str) -> None:
        """Call a meeting that is to come, one under way, one that is over, one whose minutes are out."""
        self.give("put_on_duty", by="manager", at=self.now, who=f"{p}b", on=self.day.isoformat())
        named = [f"{p}{who}" for who in ("a", "g", "lead")]
        for name in ("to come", "under way", "over", "published"):
            called = {"meeting": name, "title": name, "people": named}
            begins = self.now.isoformat()
            self.give("plan_meeting", by="manager", at=self.now, starts_at=begins, **called)
        for name in ("under way", "over", "published"):
            self.give("open_meeting", by="manager", at=self.now, meeting=name)
        for name in ("over", "published"):
            self.give("close_meeting", by="manager", at=self.now, meeting=name)
        out = {"meeting": "published", "words": "All well."}
        self.give("publish_minutes", by="manager", at=self.now, **out)

    def _quarrel(self, p: str) -> None:
        """Ask whether phones are one person's, and whose customer somebody is."""
        self.give("same_customer", by="a", at=self.now, phone=PHONE, other=SECOND, reason="his")
        told = {"request": 1, "same": True, "reason": "seen"}
        self.give("confirm_same", by="manager", at=self.now, **told)
        asked = {"phone": PHONE, "other": "13600136002", "reason": "hers"}
        self.give("same_customer", by="a", at=self.now, **asked)
        self.give("ask", by="a", at=self.now, text="May a unit be combined?")
        self.give("look", by="finance", at=self.now, phone=PHONE, **{"with": f"{p}manager"})
        asked = {"what": "customers", "reason": "to plan"}
        self.give("request_export", by="lead", at=self.now, phones="full", **asked)
        self.give("request_export", by="a", at=self.now, phones="masked", **asked)
        self.give("dispute", by="g", at=self.now, phone=PHONE, against=f"{p}a")
        for by in ("a", "g"):
            words = {f"{p}a": 0.5, f"{p}g": 0.5} if by == "a" else None
            self.give("agree_share", by=by, at=self.now, case=1, shares=words)


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
