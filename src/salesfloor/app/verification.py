"""`salesfloor verify`: all registers walked, in words for a terminal."""

from __future__ import annotations

from typing import Final

import click

from salesfloor.kernel.people.api import Site
from salesfloor.kernel.registers.api import verify

_SHOWN: Final = 20


def say_verified(site_code: str | None) -> int:
    """Print what a walk through the registers found; return the exit status."""
    site = Site.objects.filter(code=site_code).first() if site_code else None
    if site_code and site is None:
        click.echo(f"There is no site {site_code}.", err=True)
        return 2
    found = verify(site.pk if site else None)
    for finding in found.findings[:_SHOWN]:
        click.echo(f"BAD  {finding.place} {finding.words}")
    if found.findings:
        click.echo(f"NOT VERIFIED: the first line that does not fit is {found.first_bad}")
        return 1
    click.echo(f"Every register verifies: {found.volumes} volumes, {found.lines} lines.")
    return 0
