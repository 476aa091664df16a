"""`salesfloor replay`: the database, the printing and the exit status around a run."""

from __future__ import annotations

import json
import sys
import traceback
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click
import psycopg

from postgres_launcher import EmbeddedPostgresError
from salesfloor.app import database
from salesfloor.app.throwaway import throwaway_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DONE, FAILED, INVALID = 0, 1, 2


def run_script(
    path: Path, *, as_json: bool, policies: tuple[str, ...], url: str | None, append: bool
) -> int:
    """Run a script and print its answers; return the exit status."""
    with ExitStack() as stack:
        try:
            if url is None:
                stack.enter_context(throwaway_database(database.set_up_django))
            else:
                database.set_up_django(url)
            return _run(
                path, as_json=as_json, policies=policies, own=url is not None, append=append
            )
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


def _run(path: Path, *, as_json: bool, policies: tuple[str, ...], own: bool, append: bool) -> int:
    from salesfloor.app.replay import Replay  # noqa: PLC0415 - after Django's set-up
    from salesfloor.app.scripts import ScriptError, decoded, read_script  # noqa: PLC0415

    try:
        lines = read_script(decoded(path.read_bytes()))
        what_if = dict(_policy(given) for given in policies)
    except (ScriptError, ValueError) as error:
        click.echo(f"{path}: {error}", err=True)
        return INVALID
    if own and not append and database.is_in_use():
        click.echo("This database holds other data. Use --append to go on with it.", err=True)
        return INVALID
    database.migrate()
    if not append:
        database.set_clock("script")
    run = Replay(what_if)
    with database.as_app():
        answers = run.run(lines)
        if as_json:
            _print_json(answers)
        else:
            _print_table(answers, len(lines))
    return DONE


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
    rest = {k: v for k, v in answer.items() if k not in {"line", "do", "ok"}}
    mark = "ok" if answer["ok"] else "--"
    return f"{answer['line']:>6}  {mark}  {answer['do']:<12}  {_facts(rest)}"


def _facts(facts: dict[str, Any]) -> str:
    return "  ".join(
        f"{name}={json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value}"
        for name, value in facts.items()
        if value not in (None, "")
    )


def _hang_up() -> None:
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
