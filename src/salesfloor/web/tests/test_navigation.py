"""The bars lead where each post may go."""

from __future__ import annotations

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
