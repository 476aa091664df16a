"""Pages of the follow-up books: the shelf, and the picture of one book (3.4.3.1, 3.4.3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.queries import shelf as queries
from salesfloor.web.pages import go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

SHELF: Final = MANAGERS | {Post.ADMIN}
_LONGEST: Final = 12
HOLDERS: Final = SHELF | {Post.SALESPERSON, Post.LEAD}


@page(may=SHELF, methods=["GET"])
def shelf(request: StaffRequest) -> HttpResponse:
    """Show every follow-up book: who has it, how full it is, whether it is back.

    A number that is typed or scanned leads to its book.
    """
    site_id = request.actor.site_id or 0
    books = queries.shelf_of(site_id)
    typed = request.GET.get("number", "").strip()[:_LONGEST]
    if typed.isdecimal() and any(book.number == int(typed) for book in books):
        return go(request, "following:book", number=int(typed))
    without = [one for one in customers.books_in_hand(site_id) if one.number is None]
    context = {
        "out": [book for book in books if book.is_out],
        "back": [book for book in books if not book.is_out],
        "without": without,
        "typed": typed,
        "called_in_at": queries.called_in_at(site_id),
    }
    return render(request, "following/shelf.html", context)


@page(may=HOLDERS, methods=["GET"])
def book(request: StaffRequest, number: int) -> HttpResponse:
    """Show one book with every number in it; salespeople see their own alone."""
    picture = queries.picture_of(request.actor.site_id or 0, number)
    if picture is None:
        raise Http404
    if request.actor.post not in SHELF and picture.holder_id != request.actor.staff_id:
        raise Http404
    return render(request, "following/book.html", {"picture": picture, "book": picture.book})
