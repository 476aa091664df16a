"""Charts: what the script draws from, and the table beneath for who cannot see them."""

from __future__ import annotations

import json
import re

from django.template.loader import render_to_string
from django.utils import translation

from salesfloor.base.phrases import phrase
from salesfloor.web.charts import Chart, Series

CHART = Chart(
    phrase("Where customers come from"),
    ["网络", phrase("Not asked")],
    [Series(phrase("Customers"), [3, None], "accent"), Series("</script>", [1.5, 0])],
)


def shown(chart: Chart) -> str:
    with translation.override("zh-hans"):
        return render_to_string("web/_chart.html", {"chart": chart})


def test_the_script_draws_what_the_page_holds_and_no_text_ends_it() -> None:
    page = shown(CHART)
    facts = json.loads(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)[0])

    assert facts["labels"] == ["网络", "未问"]
    assert [one["values"] for one in facts["series"]] == [[3, None], [1.5, 0]]
    assert facts["series"][1]["label"] == "</script>"


def test_the_table_beneath_holds_the_same_figures() -> None:
    page = shown(CHART)
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", page, re.DOTALL)

    assert [re.findall(r"number\">([\d.]*)<", row) for row in rows] == [["3", "1.5"], ["", "0"]]
    assert "<table" not in shown(Chart(CHART.title, CHART.labels, CHART.series, has_table=False))
