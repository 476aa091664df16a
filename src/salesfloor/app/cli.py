"""The command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from salesfloor.app import database


def data_folder() -> Path:
    """Return where the installation keeps its data."""
    return Path(os.environ.get("SALESFLOOR_DATA", "data")).resolve()


@click.group()
def main() -> None:
    """Salesfloor: the rules of a sales floor, running."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="Where to listen.")
@click.option("--demo/--empty", default=None, help="What a new database begins with.")
def run(host: str, port: int, *, demo: bool | None) -> None:
    """Serve on this machine: database, pages, live screens and worker in one."""
    from salesfloor.app.running import run as serve  # noqa: PLC0415

    serve(folder=data_folder(), host=host, port=port, demo=demo)


@main.command()
@click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON answer a line.")
@click.option("--policy", "policies", multiple=True, metavar="NAME=VALUE", help="What if.")
@click.option("--database", "url", help="A database of your own, empty unless --append.")
@click.option("--append", is_flag=True, help="Go on where the database stands.")
def replay(
    script: Path, *, as_json: bool, policies: tuple[str, ...], url: str | None, append: bool
) -> None:
    """Run a day script through the real commands."""
    from salesfloor.app.replaying import run_script  # noqa: PLC0415 - Django is slow to load

    sys.exit(run_script(script, as_json=as_json, policies=policies, url=url, append=append))


@main.command()
@click.argument("number")
def clause(number: str) -> None:
    """Print a clause: its text, rule, command, tests and pages."""
    from salesfloor.app.clause_card import print_card  # noqa: PLC0415

    database.set_up_django("postgresql:///none")
    sys.exit(print_card(number))
