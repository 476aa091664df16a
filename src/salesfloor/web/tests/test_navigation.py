"""The bars lead where each post may go."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from salesfloor.base.commands import Actor
from salesfloor.base.modules import pages
from salesfloor.base.posts import Post
from salesfloor.web import navigation


def request(post: Post, path: str = "/") -> Any:
    return SimpleNamespace(
        actor=Actor("x", post, 1), site=SimpleNamespace(trade="real_estate"), path=path
    )


def test_every_place_has_an_address() -> None:
    assert all(reverse(page.name) for page in pages())


@pytest.mark.parametrize("post", list(Post))
def test_everybody_starts_with_today(post: Post) -> None:
    assert navigation.links_of(request(post))[0].url == reverse("today:today")


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", "today:today"),
        ("/board/", "reception:board"),
        ("/customers/12/", "customers:customers"),
        ("/follow-ups/12/", "customers:follow_ups"),
    ],
)
def test_the_place_one_is_at_is_marked(path: str, here: str) -> None:
    links = navigation.links_of(request(Post.MANAGER, path))
    assert [link.url for link in links if link.is_here] == [reverse(here)]


def test_the_posts_own_places_come_first_on_a_phone() -> None:
    links = navigation.links_of(request(Post.SALESPERSON))[: navigation.ON_PHONE]
    assert [link.url for link in links] == [
        reverse(name)
        for name in (
            "today:today",
            "reception:reception",
            "customers:follow_ups",
            "reception:board",
        )
    ]


def test_every_page_of_the_bars_says_what_it_is_about() -> None:
    assert [
        page.name for page in pages() if page.in_bar and not (page.group or page.first_for)
    ] == []


@pytest.mark.parametrize("post", list(Post))
def test_each_group_stands_together(post: Post) -> None:
    links = navigation.links_of(request(post))
    said = [str(group) for group, _ in itertools.groupby(links, key=lambda link: link.group)]

    assert len(said) == len(set(said)) > 2
