"""The people of a house from its list of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from salesfloor.base.names import folded
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.kernel.imports.api import Progress, Row

_WORDS: Final = {
    Post.MANAGER: "经理 销售经理 现场经理 案场经理 中心负责人 中心主任 主任 负责人 区域销售经理 服务区主管 店长",
    Post.LEAD: "销售主管 主管 业务主管 值班主管 团队主管 组长 销售组长",
    Post.SALESPERSON: "置业顾问 销售顾问 顾问 销售 销售员 销售人员 客户经理 业务员 销售代表 导购 导购员 服务区现场管理员",
    Post.DESK: "前台 登记处 接待 前台接待",
    Post.FINANCE: "财务 会计 出纳 收银 收银员",
    Post.ADMIN: "行政 行政人员 内勤 文员",
    Post.QUALITY: "质量管理 质量管理员 质管员",
}
"""What lists of people call the posts: each trade's own words and those in common use."""
_POSTS: Final = {word: post.value for post, words in _WORDS.items() for word in words.split()}
_LETTERS: Final = {
    Post.MANAGER: "m",
    Post.LEAD: "l",
    Post.SALESPERSON: "c",
    Post.DESK: "d",
    Post.FINANCE: "f",
    Post.ADMIN: "ad",
    Post.QUALITY: "q",
}
_IN_TEAMS: Final = frozenset({Post.LEAD.value, Post.SALESPERSON.value})

SHEET: Final = imports.SheetKind(
    "staff",
    phrase("People"),
    ("人员", "员工", "名单"),
    (
        imports.SheetField(
            "name",
            phrase("Name"),
            ("姓名", "名字", "员工姓名"),
            imports.cells.person,
            "name_missing",
        ),
        imports.SheetField(
            "post",
            phrase("Post"),
            ("岗位", "职位", "职务"),
            imports.cells.word_among(_POSTS, "post_unknown"),
            "post_unknown",
        ),
        imports.SheetField("team", phrase("Team"), ("组别", "小组", "团队", "班组")),
        imports.SheetField(
            "phone", phrase("Phone"), ("电话", "联系电话", "手机", "手机号"), imports.cells.phone
        ),
        imports.SheetField(
            "joined_on", phrase("Joined on"), ("入职日期", "入职时间"), imports.cells.day
        ),
    ),
)


class PeopleComeIn(imports.Importing):
    """Takes people on as `staff` would, leads first."""

    def judge_all(self, rows: list[Row]) -> None:
        """Mark who is there already, and look whether every team has its one lead."""
        here = people.Staff.objects.filter(site_id=self.asked.site_id, left_at=None)
        known = {(folded(name), post) for name, post in here.values_list("name", "post")}
        leads = {
            str(team) for team in here.filter(post=Post.LEAD).values_list("team__name", flat=True)
        }
        for row in rows:
            row.is_known = row.is_good and (folded(row.get("name")), row.get("post")) in known
        for row in rows:
            if row.is_good and not row.is_known and row.get("post") == Post.LEAD.value:
                self._judge_lead(row, leads)
        for row in rows:
            is_new = row.is_good and not row.is_known
            if (
                is_new
                and row.get("post") == Post.SALESPERSON.value
                and row.get("team") not in leads
            ):
                self._leave_team(row, "team_without_lead")

    def _judge_lead(self, row: Row, leads: set[str]) -> None:
        team = row.get("team")
        if team is None or team in leads:
            row.error("team", "second_lead" if team else "team_without_lead")
        else:
            leads.add(team)

    def _leave_team(self, row: Row, code: str) -> None:
        if row.values.pop("team", None) is not None:
            row.warn("team", code)

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Take them on: leads first, then by row."""
        in_order = sorted(rows, key=lambda row: row.get("post") != Post.LEAD.value)
        for done, row in enumerate(in_order, start=1):
            post = Post(row.get("post"))
            people.take_on.function(
                actor=self.asked.actor,
                at=self.asked.at,
                code=self._next_code(post),
                name=row.get("name"),
                post=cast("people.PostName", post.value),
                team=row.get("team") if post.value in _IN_TEAMS else None,
            )
            progress("write", done, len(in_order))
        return len(in_order)

    def _next_code(self, post: Post) -> str:
        """Return the next free code of a post in the installation: c01, c02 and on."""
        letters = _LETTERS[post]
        form = re.compile(rf"{letters}([0-9]+)")
        codes = people.Staff.objects.filter(code__istartswith=letters).values_list(
            "code", flat=True
        )
        taken = {int(found[1]) for code in codes if (found := form.fullmatch(code.lower()))}
        number = next(n for n in range(1, len(taken) + 2) if n not in taken)
        return f"{letters}{number:02}"


imports.declare(
    imports.ImportKind(
        name="staff",
        label=phrase("People"),
        hint=phrase("Names, posts and teams. Codes to log in with are given by the product."),
        sheets=(SHEET,),
        importing=PeopleComeIn,
        back="people:people",
        report="intake/_accounts.html",
    )
)
