"""Who may decide and rule, as tables."""

from __future__ import annotations

import pytest

from salesfloor.base.posts import Post
from salesfloor.kernel.cases import rules
from salesfloor.kernel.cases.kinds import CaseBlock, mistake_in
from salesfloor.kernel.people import judging

M, D, G = Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER
HOUSE = {M: ["m", "m2"], D: ["d"], G: ["g"]}
ALONE = {M: ["m"], D: [], G: []}


def bench(code: str, post: Post, people: dict[Post, list[str]] | None = None) -> judging.Bench:
    return judging.Bench(code, post, HOUSE if people is None else people)


@pytest.mark.parametrize(
    ("who", "post", "people", "concerned", "their_post", "clause"),
    [
        ("m", M, HOUSE, "a", Post.SALESPERSON, None),
        ("m", M, HOUSE, "", None, None),
        ("m", M, HOUSE, "m", M, "7.2.5"),
        ("m2", M, HOUSE, "m", M, None),
        ("m", M, HOUSE, "d", D, "7.2.5"),
        ("d", D, HOUSE, "d", D, "1.1.12"),
        ("d2", D, HOUSE, "d", D, "1.1.12"),
        ("g", G, HOUSE, "d", D, None),
        ("d2", D, {D: ["d2"], G: []}, "d", D, None),
        ("m", M, {M: ["m"], D: ["d2"], G: []}, "d", D, "7.2.5"),
        ("m", M, {M: ["m"], D: [], G: []}, "d", D, None),
        ("g", G, HOUSE, "g", G, "7.2.5"),
        ("g2", G, HOUSE, "g", G, None),
        ("d", D, {D: ["d"], G: ["g2"]}, "g", G, "1.1.12"),
        ("d", D, {D: ["d"], G: []}, "g", G, None),
        ("m", M, {M: ["m"], D: ["d"], G: []}, "g", G, "7.2.5"),
    ],
)
@pytest.mark.clause("1.1.12", "refused")
def test_nobody_judges_their_own(  # noqa: PLR0917 - a table
    who: str,
    post: Post,
    people: dict[Post, list[str]],
    concerned: str,
    their_post: Post | None,
    clause: str | None,
) -> None:
    verdict = judging.may_judge(
        "7.2.5", bench(who, post, people), concerned=concerned, post=their_post
    )
    assert (None if verdict else verdict.clause) == clause


@pytest.mark.parametrize(
    ("ruler", "post", "people", "decided_by", "decider_post", "may"),
    [
        ("m2", M, HOUSE, "m", M, True),
        ("m", M, HOUSE, "m", M, False),
        ("m", M, ALONE, "m", M, True),
        ("d", D, HOUSE, "m", M, True),
        ("m", M, HOUSE, "d", D, False),
        ("m", M, ALONE, "d", D, False),
        ("d", D, HOUSE, "d", D, False),
        ("d", D, {D: ["d"], G: []}, "d", D, True),
    ],
)
def test_who_rules_on_an_appeal(  # noqa: PLR0917 - a table
    ruler: str,
    post: Post,
    people: dict[Post, list[str]],
    decided_by: str,
    decider_post: Post,
    may: bool,
) -> None:
    verdict = judging.may_rule(
        "7.2.5", bench(ruler, post, people), decided_by=decided_by, decider_post=decider_post
    )
    assert bool(verdict) is may


@pytest.mark.parametrize(
    ("fen", "open_fen", "may"), [(100, 100, True), (101, 100, False), (100, None, True)]
)
def test_nobody_is_charged_with_more_than_is_open(
    fen: int, open_fen: int | None, may: bool
) -> None:
    assert bool(rules.may_charge(fen, open_fen)) is may


@pytest.mark.parametrize(
    ("told", "mistake"),
    [
        ({"flow": "nothing"}, "there is no flow 'nothing'"),
        ({"decide_within": "no.policy"}, "there is no policy 'no.policy'"),
        ({"decided_by": []}, "nobody decides it"),
        ({"needs_item": True}, "it needs an item and names none"),
        ({}, "case 'conflict' stands below clause 2.1.7 already"),
    ],
)
def test_mistakes_of_a_block_are_named(told: dict[str, object], mistake: str) -> None:
    given = {"code": "conflict", "zh": "x", "en": "x", "flow": "hearing", "decided_by": ["manager"]}
    block = CaseBlock.model_validate(given | told)
    assert mistake_in("7.2.5", block) == mistake
