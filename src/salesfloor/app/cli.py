"""The command line."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import psycopg

from postgres_launcher import EmbeddedPostgresError
from salesfloor.app import database

if TYPE_CHECKING:
    from collections.abc import Iterator


def data_folder() -> Path:
    """Return where the installation keeps its data."""
    return Path(os.environ.get("SALESFLOOR_DATA", "data")).resolve()


class Program(click.Group):
    """A command line on which everything that may go wrong around us is said in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Carry a command out."""
        try:
            return super().invoke(ctx)
        except (EmbeddedPostgresError, database.LaterVersionError, psycopg.Error, OSError) as error:
            raise click.ClickException(sentence_of(error)) from None
        except Exception as error:
            if isinstance(error.__cause__, psycopg.Error):  # as Django passes it on
                raise click.ClickException(sentence_of(error)) from None
            raise


def sentence_of(error: Exception) -> str:
    """Return what an error of the machine or the database says, without its details."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error).strip().partition("\n")[0] or type(error).__name__


@click.group(cls=Program)
def main() -> None:
    """Salesfloor: the rules of a sales floor, running."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--demo/--empty", default=None, help="What a new database begins with.")
def run(host: str, port: int, *, demo: bool | None) -> None:
    """Serve on this machine: database, pages, live screens and worker in one."""
    from salesfloor.app.running import run as serve  # noqa: PLC0415

    serve(folder=data_folder(), host=host, port=port, demo=demo)


@main.command()
def worker() -> None:
    """Let happen what is due, beside servers that were told SALESFLOOR_WORKER=0."""
    from salesfloor.app import preparing, secret_keys  # noqa: PLC0415

    secret_keys.make_safe(data_folder())
    with preparing.installation(data_folder()):
        from salesfloor.app.worker import work_alone  # noqa: PLC0415

        work_alone()


@main.command()
@click.option("--code", prompt=True, help="What the person logs in with.")
@click.option("--name", prompt=True)
@click.password_option()
def createadmin(code: str, name: str, password: str) -> None:
    """Make an account that sets up sites and people."""
    _at_the_terminal("create_operator", code=code, name=name, password=password)
    click.echo(f"{code} can log in now.")


@main.command()
@click.argument("code")
@click.option("--label", default="terminal", show_default=True, help="What the token is for.")
@click.option("--revoke", is_flag=True, help="Make the person's tokens of that label worthless.")
def token(code: str, label: str, *, revoke: bool) -> None:
    """Print a new token with which a program speaks for a person."""
    if revoke:
        click.echo(f"{_at_the_terminal('revoke_tokens', code=code, label=label)} revoked")
        return
    click.echo(_at_the_terminal("issue_token", code=code, label=label))


@main.command()
@click.option("--site", help="The code of one site; all of them without it.")
def verify(site: str | None) -> None:
    """Walk every register and name the first line that does not fit."""
    from salesfloor.app import preparing  # noqa: PLC0415

    with preparing.installation(data_folder()):
        from salesfloor.app.verification import say_verified  # noqa: PLC0415

        sys.exit(say_verified(site))


@main.command()
@click.option("--retry", type=int, multiple=True, metavar="NO", help="Let this one fall due again.")
@click.option("--retry-all", is_flag=True, help="Let all of them fall due again.")
def deadlines(*, retry: tuple[int, ...], retry_all: bool) -> None:
    """List the deadlines that failed and were set aside; let them fall due again."""
    from salesfloor.app import preparing  # noqa: PLC0415

    with preparing.installation(data_folder()):
        from salesfloor.app.failed_deadlines import list_failed, retry_failed  # noqa: PLC0415

        if retry or retry_all:
            retry_failed(None if retry_all else retry)
        sys.exit(list_failed())


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything that cannot be made again into one FILE."""
    from salesfloor.app import backups, preparing  # noqa: PLC0415

    target = file.resolve()
    if target.exists():
        raise click.ClickException(f"{file} is there already")
    with preparing.data_place(data_folder()) as place, _in_words(backups.BackupError):
        books = backups.backup(place, data_folder() / "documents", target)
    click.echo(f"{file}: {books} books, {target.stat().st_size:,} bytes")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Put a backup in the place of what is there; that is kept under another name."""
    from salesfloor.app import backups, preparing  # noqa: PLC0415

    if not yes:
        click.confirm(f"Put {file} in the place of what is there?", abort=True)
    with preparing.data_place(data_folder()) as place, _in_words(backups.BackupError):
        kept = backups.restore(place, data_folder() / "documents", file)
    click.echo(f"Restored. What was there before is kept in the database {kept}.")


@main.command()
@click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON answer a line.")
@click.option("--policy", "policies", multiple=True, metavar="NAME=VALUE", help="What if.")
@click.option("--database", "url", help="A database of your own, empty unless --append.")
@click.option("--append", is_flag=True, help="Go on where the database stands.")
@click.option("--preview", is_flag=True, help="With --append: say what it would do, write nothing.")
def replay(
    script: Path,
    *,
    as_json: bool,
    policies: tuple[str, ...],
    url: str | None,
    append: bool,
    preview: bool,
) -> None:
    """Run a day script through the real commands."""
    if append and url is None:
        message = "--append goes on with a database of your own: name it with --database."
        raise click.UsageError(message)
    if preview and not append:
        message = "--preview says what --append would do; without it nothing of yours is written."
        raise click.UsageError(message)
    from salesfloor.app.replaying import Run, run_script  # noqa: PLC0415 - Django is slow to load

    sys.exit(run_script(Run(script, as_json, policies, url, append, preview)))


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--site", required=True, help="The code of the site.")
@click.option("--by", help="Whose import it is; nobody's only where a site has nobody yet.")
@click.option("--kind", required=True, help="What it holds: staff, registers, price_list …")
@click.option("--apply", "is_applied", is_flag=True, help="Let it in; without it, only look.")
@click.option("--skip", is_flag=True, help="The good rows will do.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
def import_(
    file: Path,
    *,
    site: str,
    by: str | None,
    kind: str,
    is_applied: bool,
    skip: bool,
    as_json: bool,
) -> None:
    """Let a spreadsheet in, or look it through."""
    from salesfloor.app import preparing  # noqa: PLC0415

    given = {"kind": kind, "apply": is_applied, "on_error": "skip" if skip else "stop"}
    with preparing.installation(data_folder()):
        from salesfloor.app.importing import import_from  # noqa: PLC0415

        sys.exit(import_from(file, site=site, by=by, given=given, as_json=as_json))


@main.command()
@click.argument("number")
def clause(number: str) -> None:
    """Print a clause: its text, rule, command, tests and pages."""
    database.set_up_django("postgresql:///none")
    from salesfloor.app.clause_card import print_card  # noqa: PLC0415 - after the set-up

    sys.exit(print_card(number))


def _at_the_terminal(do: str, **given: object) -> object:
    """Do one of the acts of `operators` on the installation; return what it answers."""
    from salesfloor.app import preparing  # noqa: PLC0415

    with preparing.installation(data_folder()):
        from django.core.exceptions import ValidationError  # noqa: PLC0415

        from salesfloor.app import operators  # noqa: PLC0415
        from salesfloor.base.refusals import Refused  # noqa: PLC0415

        with _in_words(Refused, ValidationError):
            return getattr(operators, do)(**given)


@contextmanager
def _in_words(*kinds: type[Exception]) -> Iterator[None]:
    """Turn what is expected to go wrong into a sentence and exit status 1."""
    try:
        yield
    except kinds as error:
        words = getattr(error, "messages", None) or [str(error)]
        raise click.ClickException(" ".join(words)) from None
