"""`salesfloor import`: a spreadsheet from the terminal, by the command that the pages give."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click
from django.utils import timezone

from salesfloor.base.commands import COMMANDS, Actor
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook.api import database_now
from salesfloor.web.language import said

if TYPE_CHECKING:
    from pathlib import Path

DONE, REFUSED = 0, 1
_SHOWN: Final = 50


def import_from(
    path: Path, *, site: str, by: str | None, given: dict[str, Any], as_json: bool
) -> int:
    """Send the file, give the command and print its answer; return the exit status."""
    at = database_now(timezone.now())
    try:
        site_id = people.site_by_code(site).pk
        actor = (
            Actor("terminal", Post.OPERATOR, site_id)
            if by is None
            else replace(people.actor_by_code(by, at), site_id=site_id)
        )
        value = imports.receive(
            site_id=site_id,
            staff_id=actor.staff_id,
            name=path.name,
            content=path.read_bytes(),
            at=at,
        )
        outcome = COMMANDS["import_file"].give(actor=actor, at=at, given={**given, "file": value})
    except Refused as refusal:
        click.echo(f"{refusal.clause}: {said(refusal.sentence)}", err=True)
        return REFUSED
    if as_json:
        click.echo(json.dumps(outcome.answer, ensure_ascii=False))
    else:
        _say(outcome.answer)
    return DONE


def _say(answer: dict[str, Any]) -> None:
    for sheet in answer["sheets"]:
        if "rows" in sheet:
            words = "{sheet}: {rows} rows, {good} good, {bad} bad, {known} known".format(**sheet)
            click.echo(words)
    for kind in ("errors", "warnings"):
        found = answer[kind]
        for one in found[:_SHOWN]:
            click.echo(f"  {one['sheet']}!{one['cell'] or one['row']}  {one['error']}")
        if len(found) > _SHOWN:
            click.echo(f"  … and {len(found) - _SHOWN} more {kind}")
    if "claims" in answer:
        click.echo("claims: {standing} standing, {lapsed} lapsed".format(**answer["claims"]))
    if "units_changed" in answer:
        _say_units(answer)
    click.echo(f"{answer['added']} added")


def _say_units(answer: dict[str, Any]) -> None:
    click.echo(
        "{new} new, {changed} changed, {same} the same, {gone} not in the file".format(**answer)
    )
    for one in answer["units_changed"][:_SHOWN]:
        click.echo("  {unit}  {field}: {before} -> {now}".format(**one))
    left = len(answer["units_changed"]) - _SHOWN
    if left > 0:
        click.echo(f"  … and {left} more")
