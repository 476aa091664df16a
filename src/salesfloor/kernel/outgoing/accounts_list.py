"""Accounts of people in a chat tool, from the house's list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.outgoing.addresses import enter_account
from salesfloor.kernel.outgoing.choices import Tool
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.kernel.imports.api import Progress, Row

_TOOLS: Final = {
    "企业微信": Tool.WECOM.value,
    "企微": Tool.WECOM.value,
    "钉钉": Tool.DINGTALK.value,
    "飞书": Tool.FEISHU.value,
}


def _account(cell: Any, _column: Any) -> str:  # noqa: ANN401 - any cell
    """Return an account as the tool has it: numbers as they are written, letters as they are."""
    return imports.cells.as_typed(cell).strip()[:50]


SHEET: Final = imports.SheetKind(
    "accounts",
    phrase("Accounts in chat tools"),
    ("账号", "通讯录"),
    (
        imports.SheetField(
            "who", phrase("Staff code"), ("工号", "员工编号"), missing="person_unknown"
        ),
        imports.SheetField(
            "tool",
            phrase("Chat tool"),
            ("渠道", "工具", "平台"),
            imports.cells.word_among(_TOOLS, "tool_unknown"),
            "tool_unknown",
        ),
        imports.SheetField(
            "account",
            phrase("Account"),
            ("账号", "帐号", "UserID", "用户ID"),
            _account,
            "account_missing",
        ),
    ),
    also_known=frozenset({"序号", "姓名", "部门"}),
    least=3,
)


class AccountsComeIn(imports.RowByRow):
    """Enters accounts as `enter_account` would; each person confirms their own."""

    def judge_all(self, rows: list[Row]) -> None:
        """Mark those whose code is nobody's here."""
        here = people.working_at(self.asked.site_id, self.asked.at)
        known = {code.lower(): code for code in here.values_list("code", flat=True)}
        for row in rows:
            if row.is_good and str(row.get("who")).lower() not in known:
                row.error("who", "person_unknown")
            elif row.is_good:
                row.values["who"] = known[str(row.get("who")).lower()]

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Enter them by row."""
        for done, row in enumerate(rows, start=1):
            enter_account.as_part(
                actor=self.asked.actor,
                at=self.asked.at,
                who=row.get("who"),
                tool=Tool(row.get("tool")),
                account=row.get("account"),
            )
            progress("write", done, len(rows))
        return len(rows)


imports.declare(
    imports.ImportKind(
        name="accounts",
        label=phrase("Accounts in chat tools"),
        hint=phrase("Codes, chat tools and accounts. Each person confirms their own by one tap."),
        sheets=(SHEET,),
        importing=AccountsComeIn,
        back="outgoing:channels",
    )
)
