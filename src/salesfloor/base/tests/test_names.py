"""Names as they are found and sorted, and as people see them who need not know them (case 115)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfloor.base.names import (
    INITIALS,
    SPELLED,
    folded,
    initials_of,
    latin,
    masked_name,
    pinyin_of,
    surname_of,
)


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张*"),
        ("𠮷田", "𠮷*"),
        ("  李 ", "李*"),
        ("阿依努尔·买买提", "阿*"),
        ("", ""),
        (" ", ""),
        ("E\u0301va", "E\u0301*"),
    ],
)
def test_masked(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.fault("P6")
@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("欧阳若兰", "欧阳*"),
        ("欧阳先生", "欧阳*"),
        ("歐陽修", "歐陽*"),
        ("司马光", "司马*"),
        ("诸葛亮", "诸葛*"),
        ("尉迟恭", "尉迟*"),
        ("上官婉儿", "上官*"),
        ("爱新觉罗溥仪", "爱新觉罗*"),
        ("欧阳", "欧*"),
    ],
)
def test_compound_surnames(name: str, shown: str) -> None:
    assert masked_name(name) == shown
    assert surname_of(name) == shown[:-1]


@pytest.mark.fault("P5")
@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("曾子墨", "zeng zi mo", "zzm"),
        ("单晓", "shan xiao", "sx"),
        ("解缙", "xie jin", "xj"),
        ("仇英", "qiu ying", "qy"),
        ("区志强", "ou zhi qiang", "ozq"),
        ("查良镛", "zha liang yong", "zly"),
        ("任重", "ren zhong", "rz"),
        ("朴树", "piao shu", "ps"),
        ("尉迟恭", "yu chi gong", "ycg"),
        ("万俟卨", "mo qi xie", "mqx"),
        ("欧阳若兰", "ou yang ruo lan", "oyrl"),
        ("覃梅", "qin mei|tan mei", "qm|tm"),
        ("吕布", "lv bu", "lb"),
        ("张 三", "zhang san", "zs"),
        ("张建国", "zhang jian guo", "zjg"),
        ("重庆", "chong qing", "cq"),
        ("", "", ""),
    ],
)
def test_names_read_as_their_bearers_say_them(name: str, pinyin: str, initials: str) -> None:
    assert (pinyin_of(name), initials_of(name)) == (pinyin, initials)


def test_a_name_of_another_people_has_no_surname_in_front() -> None:
    assert pinyin_of("单·巴特尔").startswith("dan ")
    assert pinyin_of("单巴特").startswith("shan ")


@pytest.mark.fault("P5")
@pytest.mark.parametrize(
    "written",
    [
        "阿依努尔·买买提",
        "阿依努尔•买买提",
        "阿依努尔・买买提",
        "阿依努尔･买买提",
        "阿依努尔．买买提",
        "阿依努尔.买买提",
        "阿依努尔 买买提",
        "阿依努尔\u3000买买提",
        "阿依努尔‧买买提",
    ],
)
def test_spaces_and_dots_make_no_difference(written: str) -> None:
    assert folded(written) == "阿依努尔买买提"
    assert pinyin_of(written) == "a yi nu er mai mai ti"


@pytest.mark.fault("P5")
@pytest.mark.parametrize(
    ("name", "as_compared"),
    [("Ａｎｎａ Li", "annali"), ("O'Brien", "obrien"), ("\uf9d0", "類"), ("㍿", "株式会社")],
)
def test_compatibility_forms_make_no_difference(name: str, as_compared: str) -> None:
    assert folded(name) == as_compared


@pytest.mark.fault("P5")
def test_tones_are_left_out() -> None:
    assert latin("Zēng lǚ LÜ lǜ nǘ é Ě") == "zeng lv lv lv nv e e"


@given(st.text(max_size=60))
def test_any_name_fits_its_columns(name: str) -> None:
    assert len(pinyin_of(name)) <= SPELLED
    assert len(initials_of(name)) <= INITIALS
    assert len(masked_name(name)) <= len(name) + 1


def test_a_long_name_fits_its_columns() -> None:
    assert len(pinyin_of("庄" * 50)) == SPELLED
    assert pinyin_of("覃" + "庄" * 49).startswith("qin zhuang")
