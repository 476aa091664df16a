"""The floor under every figure: the barest Django views that do the least SQL.

No session, no middleware, no log-in, none of our code; served as the product is, by uvicorn and
a2wsgi's threads, each of which keeps its connection.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

_PLACE: Final[dict[str, Any]] = conninfo_to_dict(os.environ["BENCH_DATABASE"])

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": _PLACE["dbname"],
            "USER": _PLACE["user"],
            "HOST": _PLACE["host"],
            "CONN_MAX_AGE": None,
        }
    },
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)

# Only now that Django is set up.
import django  # noqa: E402

django.setup()

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

_LOCK: Final = "SELECT next_no, head, turn FROM yardstick.book WHERE id = %s FOR UPDATE"
_INSERT: Final = (
    "INSERT INTO yardstick.line (book, no, receiver, body, hash) VALUES (%s, %s, %s, %s, %s)"
)
_MOVE: Final = """
    UPDATE yardstick.book SET next_no = next_no + 1, head = %s, turn = (turn + 1) %% people WHERE id = %s
"""
_IN_ONE: Final = "SELECT line_no, receiver FROM yardstick.register(%s, %s)"
_OWNER: Final = "SELECT owner, made_at, lapses_at FROM yardstick.customer WHERE phone = %s"


class Book(models.Model):  # noqa: DJ008 - nobody shows it
    """A book, with its last hash and whose turn it is."""

    next_no = models.BigIntegerField(default=1)
    head = models.BinaryField()
    turn = models.IntegerField(default=0)
    people = models.IntegerField(default=24)

    class Meta:
        app_label = "bare"
        db_table = 'yardstick"."book'
        managed = False


class Line(models.Model):  # noqa: DJ008 - nobody shows it
    """A line of a book."""

    pk = models.CompositePrimaryKey("book_id", "no")
    book = models.ForeignKey(Book, models.DO_NOTHING, db_column="book")
    no = models.BigIntegerField()
    receiver = models.IntegerField()
    body = models.TextField()
    hash = models.BinaryField()

    class Meta:
        app_label = "bare"
        db_table = 'yardstick"."line'
        managed = False


def _given(request: HttpRequest) -> tuple[int, str]:
    given = json.loads(request.body)
    return given["book"], f"{given['name']} {given['phone']}"


def separate(request: HttpRequest) -> JsonResponse:
    """Register a visitor statement by statement."""
    book, body = _given(request)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK, (book,))
        number, head, turn = cursor.fetchone()
        line_hash = sha256(bytes(head) + body.encode()).digest()
        cursor.execute(_INSERT, (book, number, turn, body, line_hash))
        cursor.execute(_MOVE, (line_hash, book))
    return JsonResponse({"register_no": number, "assigned_to": turn})


def by_models(request: HttpRequest) -> JsonResponse:
    """Register a visitor as Django's own models do it, statement by statement."""
    which, body = _given(request)
    with transaction.atomic():
        book = Book.objects.select_for_update().get(pk=which)
        number, turn = book.next_no, book.turn
        line_hash = sha256(bytes(book.head) + body.encode()).digest()
        Line.objects.create(book=book, no=number, receiver=turn, body=body, hash=line_hash)
        book.next_no, book.head, book.turn = number + 1, line_hash, (turn + 1) % book.people
        book.save(update_fields=["next_no", "head", "turn"])
    return JsonResponse({"register_no": number, "assigned_to": turn})


def one_trip(request: HttpRequest) -> JsonResponse:
    """Register a visitor by one function."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_ONE, _given(request))
        number, turn = cursor.fetchone()
    return JsonResponse({"register_no": number, "assigned_to": turn})


def owner(request: HttpRequest) -> JsonResponse:
    """Say whose customer a phone is."""
    with connection.cursor() as cursor:
        cursor.execute(_OWNER, (request.GET["phone"],))
        found: Any = cursor.fetchone()
    return JsonResponse({"owner": found[0], "since": found[1], "valid_until": found[2]})


urlpatterns = [
    path("models", by_models),
    path("separate", separate),
    path("one-trip", one_trip),
    path("owner", owner),
]
application: Final = WSGIMiddleware(
    get_wsgi_application(), workers=int(os.environ["BENCH_THREADS"])
)
