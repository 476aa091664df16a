"""`salesfloor replay`: the database, the printing and the exit status around a run."""

from __future__ import annotations

import json
import sys
import traceback
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
import psycopg

from postgres_launcher import EmbeddedPostgresError
from salesfloor.app import database
from salesfloor.app.throwaway import throwaway_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from salesfloor.app.scripts import ScriptLine

DONE, FAILED, INVALID = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Run:
    """How a script is run: on which database, with what output, under which policies."""

    path: Path
    as_json: bool = False
    policies: tuple[str, ...] = ()
    url: str | None = None
    append: bool = False
    preview: bool = False


def run_script(run: Run) -> int:
    """Run a script and print its answers; return the exit status."""
    with ExitStack() as stack:
        try:
            if run.url is None:
                stack.enter_context(throwaway_database(database.set_up_django))
            else:
                database.set_up_django(run.url)
            return _run(run)
        except Exception as error:  # noqa: BLE001 - the edge: whatever it was, say so and exit 1
            _say_what_broke(error)
            return FAILED
        finally:
            _hang_up()


def _say_what_broke(error: Exception) -> None:
    """Say in a sentence what the machine or the database lacks; show where a fault of ours is."""
    around_us = (EmbeddedPostgresError, psycopg.OperationalError, OSError)
    if isinstance(error, around_us) or isinstance(error.__cause__, psycopg.OperationalError):
        click.echo(f"Error: {str(error).strip().partition(chr(10))[0]}", err=True)
    else:
        traceback.print_exc()


def _run(run: Run) -> int:
    from salesfloor.app.scripts import (  # noqa: PLC0415 - after Django's set-up
        ScriptError,
        check_not_ahead,
        decoded,
        read_script,
    )

    try:
        lines = read_script(decoded(run.path.read_bytes()))
        what_if = dict(_policy(given) for given in run.policies)
        in_use = run.url is not None and database.is_in_use()
        if in_use and not run.append:
            click.echo("This database holds other data. Use --append to go on with it.", err=True)
            return INVALID
        now = database.live_clock() if in_use else None
        if now is not None:
            check_not_ahead(lines, now)
    except (ScriptError, ValueError) as error:
        click.echo(f"{run.path}: {error}", err=True)
        return INVALID
    if not run.preview:
        database.migrate()
    if not run.append:
        database.set_clock("script")
    with database.as_app(), _undone(is_wanted=run.preview):
        answers = _answers(lines, what_if, now, run.path.resolve().parent)
        if run.as_json:
            _print_json(answers)
        else:
            _print_table(answers, len(lines))
    if run.preview:
        click.echo("This was a preview: nothing of it was written.", err=True)
    return DONE


def _answers(
    lines: list[ScriptLine], policies: dict[str, Any], now: datetime | None, folder: Path
) -> Iterator[dict[str, Any]]:
    """Yield the answers of a script; on a database at work, of its late days' end too."""
    from salesfloor.app.replay import Replay  # noqa: PLC0415 - after Django's set-up

    run = Replay(policies, folder=folder)
    yield from run.run(lines)
    if now is not None:
        yield from run.end_late_days(now)


@contextmanager
def _undone(*, is_wanted: bool) -> Iterator[None]:
    """Take back all that happens inside, where that is wanted."""
    from django.db import transaction  # noqa: PLC0415 - after Django's set-up

    if not is_wanted:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _policy(given: str) -> tuple[str, Any]:
    from salesfloor.kernel.rulebook.api import parameters  # noqa: PLC0415

    name, equals, text = given.partition("=")
    if not equals or name not in parameters():
        message = f"--policy {given}: there is no such policy"
        raise ValueError(message)
    try:
        return name, json.loads(text)
    except json.JSONDecodeError:
        return name, text


def _print_json(answers: Iterable[dict[str, Any]]) -> None:
    write = sys.stdout.write
    for answer in answers:
        write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _print_table(answers: Iterator[dict[str, Any]], total: int) -> None:
    refused = lapsed = 0
    last: dict[str, Any] = {}
    for answer in answers:
        refused += answer.get("ok") is False
        lapsed += answer.get("auto") == "claim_lapsed"
        last = answer if "line" in answer else last
        click.echo(_row(answer))
        if sys.stderr.isatty() and not sys.stdout.isatty():
            click.echo(f"\r{last.get('line', 0)}/{total}", nl=False, err=True)
    click.echo(f"{total} lines, {refused} refused, {lapsed} claims lapsed")
    click.echo(_verified())


def _verified() -> str:
    from salesfloor.kernel.registers.api import verify  # noqa: PLC0415

    found = verify()
    if found.first_bad is not None:
        return f"NOT VERIFIED: the first line that does not fit is {found.first_bad}"
    return f"every register verifies: {found.volumes} volumes, {found.lines} lines"


def _row(answer: dict[str, Any]) -> str:
    if "auto" in answer:
        rest = {k: v for k, v in answer.items() if k not in {"at", "auto", "clause"}}
        mark = f"{'':>6}  *  {answer['at'][:16]} {answer['auto']} ({answer['clause']})"
        return f"{mark}  {_facts(rest)}"
    rest = {k: v for k, v in answer.items() if k not in {"line", "do", "ok", "clauses"}}
    mark = "ok" if answer["ok"] else "--"
    by = f"  ({', '.join(answer['clauses'])})" if "clauses" in answer else ""
    return f"{answer['line']:>6}  {mark}  {answer['do']:<12}  {_facts(rest)}{by}"


def _facts(facts: dict[str, Any]) -> str:
    return "  ".join(
        f"{name}={json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value}"
        for name, value in facts.items()
        if value not in (None, "")
    )


def _hang_up() -> None:
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
