"""`salesfloor deadlines`: the deadlines that failed and were set aside, in words for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from salesfloor.base.china_time import local
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people.api import Site

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_failed() -> int:
    """Print every deadline that was set aside, with its error; return the exit status."""
    failed = deadlines.set_aside()
    codes = dict(Site.objects.values_list("pk", "code"))
    for one in failed:
        site = codes.get(one.site_id, one.site_id)
        click.echo(
            f"No. {one.pk}  site {site}  {one.handler} of {one.subject}"
            f"  due {local(one.due_at):%Y-%m-%d %H:%M}\n    {one.error}"
        )
    if failed:
        click.echo("Let one fall due again: salesfloor deadlines --retry NO")
        return 1
    click.echo("No deadline is set aside.")
    return 0


def retry_failed(numbers: Iterable[int] | None) -> None:
    """Let deadlines that were set aside fall due again: those named, or all of them."""
    click.echo(f"{deadlines.try_again(numbers)} fall due again.")


def none_failed() -> bool:
    """Tell whether no deadline is set aside, for the server's health."""
    return not deadlines.set_aside()
