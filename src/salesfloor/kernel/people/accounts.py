"""Who may act by an account: every request of a page asks, so it goes by one written statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import DEFAULT_DB_ALIAS

from salesfloor.base.sql import fetch_all
from salesfloor.kernel.people.models import Account, Site, Staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from salesfloor.base.sql import Row


def _columns(model: type[Model], alias: str) -> str:
    return ", ".join(f'{alias}."{one.column}"' for one in model._meta.concrete_fields)  # noqa: SLF001 - its API


_PRESENT: Final = f"""
    SELECT loan.site_id, clock.at, {_columns(Account, "a")}, {_columns(Staff, "s")}, {_columns(Site, "h")}
    FROM people_account a JOIN people_staff s ON s.id = a.staff_id
    LEFT JOIN people_site h ON h.id = s.site_id
    CROSS JOIN (SELECT register.now(clock_timestamp()) AS at) clock
    LEFT JOIN people_move m ON m.staff_id = s.id AND m.kind = 'LOAN'
        AND m.from_at <= clock.at AND m.until_at > clock.at
    LEFT JOIN people_team loan ON loan.id = m.to_team_id
    WHERE a.id = ANY(%s::bigint[]) AND a.is_active AND s.left_at IS NULL
"""  # noqa: S608 - the names are our own


def accounts_present(account_ids: Iterable[int]) -> list[Any]:
    """Return those of the accounts that may act, each with its person and home site.

    `lent_to` is the site of a loan that runs, `seen_at` the hour by the database's clock.
    """
    return [_account(row) for row in fetch_all(_PRESENT, (list(account_ids),))]


def _account(row: Row) -> Any:  # noqa: ANN401 - an account with two columns more
    values = list(row)
    lent_to, seen_at = values.pop(0), values.pop(0)
    account, staff, home = (_read(model, values) for model in (Account, Staff, Site))
    staff.site = home if staff.site_id is not None else None
    account.staff = staff
    account.lent_to, account.seen_at = lent_to, seen_at
    return account


def _read(model: type[Model], values: list[Any]) -> Any:  # noqa: ANN401 - an instance of the model
    """Return the model that the first values are of, and take them off."""
    names = [one.attname for one in model._meta.concrete_fields]  # noqa: SLF001 - its API
    taken, values[:] = values[: len(names)], values[len(names) :]
    return model.from_db(DEFAULT_DB_ALIAS, names, taken)
