"""The visit and call registers of a house, and the claims that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import at_time, day_of, start_of
from salesfloor.base.names import folded
from salesfloor.base.phones import is_abroad
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.intake import people as people_sheet
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.imports.api import unheard
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.imports.api import Asked, Progress, Row, Table

COURTESY: Final = "义务"
_CHANNELS: Final = ("visit", "call")


_field = imports.SheetField
_BESIDE_THE_TIME: Final = (
    _field(
        "name",
        phrase("Customer"),
        ("客户姓名", "姓名", "客户", "客户名称"),
        imports.cells.name,
    ),
    _field(
        "phone",
        phrase("Phone"),
        ("联系电话", "电话", "手机", "手机号", "手机号码", "客户电话", "联系方式", "电话号码"),
        imports.cells.phone,
        "phone_missing",
    ),
    _field("area", phrase("Area"), ("居住区域", "区域", "居住地", "来源区域", "住址")),
    _field(
        "medium",
        phrase("Medium"),
        ("认知途径", "途径", "渠道", "媒体", "获知途径", "来源", "认知渠道"),
    ),
    _field("need", phrase("Need"), ("意向户型", "需求", "意向", "意向面积", "户型需求")),
    _field(
        "receiver",
        phrase("Received by"),
        ("接待人", "接待顾问", "置业顾问", "接待", "销售顾问", "业务员", "接听人", "跟进人"),
        imports.cells.person,
        "receiver_unknown",
    ),
    _field("note", phrase("Remark"), ("备注", "备注说明", "说明", "情况说明")),
)


def _sheet(name: str, label: Phrase, titles: tuple[str, ...]) -> imports.SheetKind:
    """Return the sheet of a channel; its headers may name the coming: 来访日期, 来电时间."""
    days = ("日期", *(f"{word}日期" for word in titles), "登记日期")
    times = ("时间", *(f"{word}时间" for word in titles))
    day = _field("date", phrase("Date"), days, imports.cells.day, "date_missing")
    clock = _field("time", phrase("Time"), times, imports.cells.clock, "time_invalid")
    return imports.SheetKind(name, label, titles, (day, clock, *_BESIDE_THE_TIME))


VISITS: Final = _sheet("visit", phrase("Visits"), ("来访", "到访"))
CALLS: Final = _sheet("call", phrase("Calls"), ("来电", "电话"))


@dataclass(frozen=True, slots=True)
class _Receiver:
    id: int
    code: str


class RegistersComeIn(imports.Importing):
    """Lets lines of old registers in as late entries, and works the claims out by the rules."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.policy = rulebook.policies(asked.site_id, asked.at)
        self.here = self._receivers()
        self.people: list[Row] = []
        """Rows of the file's own list of people."""
        self.named: set[str] = set()
        self.to_come: dict[str, _Receiver] = {}
        self.rows: list[Row] = []
        self.receptions: list[reception.OldReception] = []
        """What comes of each of `rows`, in their order."""
        self.ledger: customers.Ledger | None = None
        self.renewed: list[customers.Held] = []

    def _receivers(self) -> dict[str, _Receiver]:
        """Return the site's salespeople by name; two of one name are nobody's."""
        rows = people.Staff.objects.filter(
            site_id=self.asked.site_id, post=Post.SALESPERSON, left_at=None
        )
        found: dict[str, list[_Receiver]] = {}
        for number, code, name in rows.values_list("pk", "code", "name"):
            found.setdefault(folded(name), []).append(_Receiver(number, code))
        return {name: several[0] for name, several in found.items() if len(several) == 1}

    def needs(self, sheet_field: imports.SheetField) -> bool:
        """Need no phone where rows without one come in."""
        if sheet_field.name == "phone" and self.asked.without_phone == "take":
            return False
        return sheet_field.is_needed

    def beside(self, tables: Iterable[Table]) -> None:
        """Know the salespeople that the same file lists."""
        for table in tables:
            if table.kind is not people_sheet.SHEET:
                continue
            importing = people_sheet.PeopleComeIn(self.asked)
            for number, row in table.rows():
                read = imports.read_row(table, 0, number, row, importing)
                self.people.append(read)
                if read.is_good and read.get("post") == Post.SALESPERSON.value:
                    self.named.add(folded(read.get("name")))

    def judge(self, row: Row) -> None:
        """Hold the receiver against the people here and in the file, the phone against the policy."""
        name = row.get("receiver")
        if name is not None and not {folded(name)} & (self.here.keys() | self.named):
            row.error("receiver", "receiver_unknown")
        phone = row.get("phone")
        if phone is not None and is_abroad(phone) and not self.policy["phone.abroad"]:
            del row.values["phone"]
            needed = self.asked.without_phone == "refuse"
            (row.error if needed else row.warn)("phone", "phone_invalid")

    def content(self, row: Row) -> str:
        """Return register, date, time, phone, name and receiver: what makes a row the same row."""
        facts = ("date", "time", "phone", "name", "receiver")
        return "\x1f".join([self._channel(row), *(str(row.get(one) or "") for one in facts)])

    def _channel(self, row: Row) -> str:
        return self.sheet_kinds[row.table]

    def take(self, row: Row) -> None:
        """Make the reception of a good row at once: of a hundred thousand rows one form is kept."""
        if row.is_good:
            self.rows.append(row)
            self.receptions.append(self._reception(row))
        row.let_go()

    def work_out(self, rows: list[Row], tables: list[Table], progress: Progress) -> None:
        """Work the claims out over both registers by time, visits before calls of the same minute."""
        del rows, tables
        self.receptions = [
            one for row, one in zip(self.rows, self.receptions, strict=True) if not row.is_known
        ]
        self.rows = [row for row in self.rows if not row.is_known]
        reception.number_old(self.receptions)
        if self.asked.claims == "none":
            return
        phones = (one.phone for one in self.receptions if one.phone)
        self.ledger = customers.ledger_of(self.asked.site_id, phones)
        for done, place in enumerate(self._in_time(), start=1):
            progress("claims", done, len(self.rows))
            if self.receptions[place].phone:
                self._count(self.ledger, self.rows[place], self.receptions[place])
        if self.asked.claims == "renew":
            since = start_of(day_of(self.asked.at) - timedelta(days=self.asked.renew_days))
            self.renewed = customers.renew(self.ledger, at=self.asked.at, since=since)

    def _in_time(self) -> list[int]:
        """Return the places of the receptions by their moments; sorted by one thing after the other."""
        places = sorted(range(len(self.rows)), key=lambda place: self.rows[place].number)
        places.sort(key=lambda place: _CHANNELS.index(self.receptions[place].channel))
        places.sort(key=lambda place: self.receptions[place].at)
        return places

    def _reception(self, row: Row) -> reception.OldReception:
        get = row.values.get
        receiver = self._receiver(folded(get("receiver", "")))
        return reception.OldReception(
            at=at_time(row.get("date"), row.get("time")),
            channel=self._channel(row),
            receiver_id=receiver.id,
            receiver=receiver.code,
            basis="courtesy" if COURTESY in get("note", "") else "turn",
            phone=get("phone", ""),
            name=get("name", ""),
            area=get("area", ""),
            medium=get("medium", ""),
            need=get("need", ""),
            note=get("note", ""),
        )

    def _receiver(self, name: str) -> _Receiver:
        """Return a salesperson; one who is in the file only has a number below nothing until taken on."""
        found = self.here.get(name)
        if found is None:
            found = self.to_come.setdefault(name, _Receiver(-1 - len(self.to_come), name))
        return found

    def _take_on(self) -> None:
        """Take on who received and is only in the file, with all whom its list names."""
        if not self.to_come:
            return
        coming = people_sheet.PeopleComeIn(self.asked)
        coming.judge_all(self.people)
        coming.load([row for row in self.people if row.is_good and not row.is_known], unheard)
        here = self._receivers()
        numbers = {one.id: here[name] for name, one in self.to_come.items()}
        for one in self.receptions:
            if one.receiver_id in numbers:
                receiver = numbers[one.receiver_id]
                one.receiver_id, one.receiver = receiver.id, receiver.code
        if self.ledger is not None:
            self.ledger.rename({old: receiver.id for old, receiver in numbers.items()})

    def _count(self, ledger: customers.Ledger, row: Row, one: reception.OldReception) -> None:
        """Let one line count as it would have counted on its day."""
        claim = ledger.deciding(one.phone, one.at)
        receiver = one.receiver_id
        if claim is None:
            if one.basis != "courtesy":
                ledger.found(
                    one.phone, owner_id=receiver, kind=one.channel, at=one.at, cause=one.id
                )
            return
        if one.basis == "courtesy":
            ledger.note_courtesy(claim, staff_id=receiver, at=one.at, cause=one.id)
        elif claim.owner_id == receiver:
            one.basis = "own"
        else:
            row.warn("receiver", "not_the_owner")
        if one.channel == "visit":
            ledger.count_visit(one.phone, staff_id=receiver, at=one.at, cause=one.id)

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Write lines, receptions, customers and claims."""
        asked = self.asked
        self._take_on()
        progress("prepare", 0, 0)
        customers.lock_turn(asked.site_id)
        numbers = customers.write_customers(asked.site_id, self._first_told())
        done = 0

        def tell(count: int) -> None:
            nonlocal done
            done += count
            progress("write", done, len(rows))

        for channel in _CHANNELS:
            reception.write_old(
                [one for one in self.receptions if one.channel == channel],
                site_id=asked.site_id,
                channel=channel,
                actor=asked.actor,
                at=asked.at,
                customers=numbers,
                progress=tell,
            )
        self.receptions.clear()
        del numbers
        if self.ledger is not None:
            customers.write_claims(
                site_id=asked.site_id,
                ledger=self.ledger,
                at=asked.at,
                tell=partial(progress, "keep"),
            )
            customers.write_renewed(
                self.renewed, site_id=asked.site_id, actor=asked.actor, at=asked.at
            )
        return len(rows)

    def _first_told(self) -> Iterator[customers.Told]:
        """Yield each phone once, as its first line tells of it."""
        told: set[str] = set()
        for one in sorted(self.receptions, key=lambda one: one.at):
            if one.phone and one.phone not in told:
                told.add(one.phone)
                yield customers.Told(one.phone, one.at, one.name, one.area, one.medium)

    def told(self) -> dict[str, Any]:
        """Return how many of the claims stand now, and how many have lapsed."""
        new = [] if self.ledger is None else [one for one in self.ledger.all() if one.is_new]
        standing = sum(one.stands(self.asked.at) for one in new)
        return {"claims": imports.ClaimsFound(standing=standing, lapsed=len(new) - standing)}


imports.declare(
    imports.ImportKind(
        name="registers",
        label=phrase("Visit and call registers"),
        hint=phrase("Lines of both registers; whose customers they are follows by the rules."),
        sheets=(VISITS, CALLS),
        importing=RegistersComeIn,
        trades=WITH_ROTATION,
        back="customers:customers",
    )
)
