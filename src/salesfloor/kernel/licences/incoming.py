"""A house's list of licences and other papers that expire, as it comes in from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import find_subject
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.licences.blocks import clauses_of_subjects
from salesfloor.kernel.licences.commands import paper
from salesfloor.kernel.licences.models import PaperKind

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.kernel.imports.api import Progress, Row

_KINDS: Final = {
    "营业执照": PaperKind.BUSINESS_LICENCE.value,
    "食品经营许可证": PaperKind.FOOD_LICENCE.value,
    "食品许可证": PaperKind.FOOD_LICENCE.value,
    "消防验收": PaperKind.FIRE_ACCEPTANCE.value,
    "消防验收合格证": PaperKind.FIRE_ACCEPTANCE.value,
    "危险化学品经营许可证": PaperKind.HAZCHEM_LICENCE.value,
    "成品油零售经营批准证书": PaperKind.FUEL_RETAIL_LICENCE.value,
    "加油机检定证书": PaperKind.PUMP_CALIBRATION.value,
    "防雷检测报告": PaperKind.LIGHTNING_TEST.value,
    "油品检测报告": PaperKind.FUEL_TEST.value,
    "健康证": PaperKind.HEALTH_CERTIFICATE.value,
    "保安服务许可证": PaperKind.SECURITY_PERMIT.value,
    "合同": PaperKind.CONTRACT.value,
    "其他": PaperKind.OTHER.value,
}
_FOREVER: Final = "长期"
_NO_END: Final = frozenset({_FOREVER, "长期有效", "永久"})


def _last_day(cell: Any, column: Any) -> date | None:  # noqa: ANN401 - any cell
    """Read the last good day; None for a paper without an end."""
    if imports.cells.plain(cell) in _NO_END:
        return None
    return imports.cells.day(cell, column)


SHEET: Final = imports.SheetKind(
    "papers",
    phrase("Licences"),
    ("证照", "证件", "许可证"),
    (
        imports.SheetField(
            "subject", phrase("Whose"), ("对象编号", "所属编号", "工号"), missing="subject_unknown"
        ),
        imports.SheetField(
            "kind",
            phrase("Kind"),
            ("证照名称", "证件名称", "证照类型", "类别"),
            imports.cells.word_among(_KINDS, "kind_unknown"),
            "kind_unknown",
        ),
        imports.SheetField(
            "number", phrase("Number"), ("证号", "证照编号", "证书编号"), missing="number_missing"
        ),
        imports.SheetField(
            "valid_from", phrase("Good from"), ("发证日期", "有效期起"), imports.cells.day
        ),
        imports.SheetField(
            "valid_until",
            phrase("Good to"),
            ("有效期至", "有效期止", "到期日期", "有效期"),
            _last_day,
            "date_missing",
        ),
        imports.SheetField("issued_by", phrase("Issued by"), ("发证机关", "发证单位")),
    ),
    least=3,
    foot=imports.WIDER_FOOT,
    carries=True,
)


class PapersComeIn(imports.RowByRow):
    """Records papers as `paper` would, the newest of its kind in the place of the older one."""

    def judge(self, row: Row) -> None:
        """Mark a paper of nothing here, and one that ends before it begins."""
        kinds, site_id, at = clauses_of_subjects(), self.asked.site_id, self.asked.at
        code = row.get("subject")
        if code and find_subject(kinds, site_id, code, at) is None:
            row.error("subject", "subject_unknown")
        begins, ends = row.get("valid_from"), row.get("valid_until")
        if begins and ends and begins > ends:
            row.error("valid_until", "end_before_begin")

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Record them by row."""
        for done, row in enumerate(rows, start=1):
            paper.as_part(
                actor=self.asked.actor,
                at=self.asked.at,
                subject=row.get("subject"),
                kind=PaperKind(row.get("kind")),
                number=row.get("number"),
                valid_from=row.get("valid_from"),
                valid_until=row.get("valid_until"),
                issued_by=row.get("issued_by") or "",
            )
            progress("write", done, len(rows))
        return len(rows)


imports.declare(
    imports.ImportKind(
        name="papers",
        label=phrase("Licences"),
        hint=phrase(
            "Whose, which paper, its number and last good day; {forever} has no end.",
            forever=_FOREVER,
        ),
        sheets=(SHEET,),
        importing=PapersComeIn,
        back="licences:papers",
    )
)
