"""Policies as people read and change them: in force, coming, gone by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.rulebook import rules
from salesfloor.kernel.rulebook.clauses import parameters
from salesfloor.kernel.rulebook.models import PolicyValue
from salesfloor.kernel.rulebook.rules import SEPARATORS
from salesfloor.kernel.rulebook.words import value_word
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from salesfloor.kernel.rulebook.clauses import Parameter

COMING: Final = phrase("coming")
IN_FORCE: Final = phrase("in force")
OVER: Final = phrase("over")
REPLACED: Final = phrase("replaced before it began")
WITHDRAWN: Final = phrase("withdrawn before it began")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was set, from a day on."""

    value: Any
    word: Phrase | str
    from_on: date
    set_by: str
    set_at: datetime
    state: Phrase
    reason: str = ""
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    @property
    def is_coming(self) -> bool:
        """Tell whether it has not begun, so that it may be withdrawn."""
        return self.state is COMING


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: what holds before it, what it replaces, what comes after it."""

    parameter: Parameter
    before: Phrase | str
    after: Phrase | str
    from_on: date
    days: int
    """In how many days it would begin; 0 for today."""
    replaces: Change | None
    """A change from the same day that it would replace."""
    until: Change | None
    """The next change after it, which would end it."""
    applied: int
    """How often its clause was applied at the site in the last days."""
    changes_nothing: bool
    """Whether the value is the one that holds then anyway, be it set from that very day."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One parameter at one site: its value today, what comes, what went before."""

    parameter: Parameter
    value: Any
    word: Phrase | str
    since: date | None
    """From which day it has been in force; None for the house's default."""
    coming: tuple[Change, ...]
    history: tuple[Change, ...]
    serial: int
    """The serial of its latest change; a form that saw another is refused."""

    @property
    def is_default(self) -> bool:
        """Tell whether the site goes by what the rulebook says."""
        return bool(self.value == self.parameter.default)

    @property
    def default_word(self) -> Phrase | str:
        """Return what the rulebook says."""
        return value_word(self.parameter, self.parameter.default)

    def on(self, day: date, *, but: Change | None = None) -> Phrase | str:
        """Return the value that holds on a day as things stand, without one of the changes."""
        standing = [one for one in self.history if one.state in {COMING, IN_FORCE, OVER}]
        begun = (one for one in standing if one.from_on <= day and one is not but)
        latest = max(begun, key=lambda one: one.from_on, default=None)
        return self.default_word if latest is None else latest.word


def setting(site_id: int, name: str, at: datetime) -> Setting:
    """Return one parameter of the site with everything that was ever set."""
    return settings(site_id, at, [name])[name]


def offered(trade: str) -> list[str]:
    """Return the names of the policies by which something goes at a site of that trade."""
    return [name for name, parameter in parameters().items() if parameter.is_for(trade)]


def preview(setting: Setting, value: Any, from_on: date, at: datetime, *, applied: int) -> Preview:  # noqa: ANN401
    """Return what setting a value from a day on would change.

    :raises Refused: `input` for a value that cannot be, or a day gone by.
    """
    rules.may_be_value(setting.parameter, value).enforce()
    rules.may_start_on(from_on, day_of(at)).enforce()
    standing = [one for one in setting.history if one.state in {COMING, IN_FORCE}]
    replaces = next((one for one in standing if one.from_on == from_on), None)
    later = [one for one in setting.coming if one.from_on > from_on]
    return Preview(
        parameter=setting.parameter,
        before=setting.on(from_on, but=replaces),
        after=value_word(setting.parameter, value),
        from_on=from_on,
        days=(from_on - day_of(at)).days,
        replaces=replaces,
        until=min(later, key=lambda one: one.from_on, default=None),
        applied=applied,
        changes_nothing=setting.on(from_on) == value_word(setting.parameter, value),
    )


def settings(site_id: int, at: datetime, names: Iterable[str] | None = None) -> dict[str, Setting]:
    """Return the site's parameters by name, all of them or those asked for."""
    wanted = list(parameters()) if names is None else list(names)
    rows: dict[str, list[PolicyValue]] = defaultdict(list)
    found = PolicyValue.objects.filter(site_id=site_id, name__in=wanted)
    for row in found.order_by("-from_on", "-serial"):
        rows[row.name].append(row)
    people = names_of(
        {code for some in rows.values() for row in some for code in (row.set_by, row.withdrawn_by)}
    )
    return {name: _setting(parameters()[name], rows[name], day_of(at), people) for name in wanted}


def _setting(
    parameter: Parameter, rows: list[PolicyValue], today: date, people: dict[str, str]
) -> Setting:
    standing = [row for row in rows if row.replaced_at is None]
    now = next((row for row in standing if row.from_on <= today), None)
    value = parameter.default if now is None else now.value
    changes = [_change(parameter, row, now, today, people) for row in rows]
    return Setting(
        parameter=parameter,
        value=value,
        word=value_word(parameter, value),
        since=None if now is None else now.from_on,
        coming=tuple(reversed([change for change in changes if change.state is COMING])),
        history=tuple(changes),
        serial=max((max(row.serial, row.replaced_by or 0) for row in rows), default=0),
    )


def _change(
    parameter: Parameter,
    row: PolicyValue,
    now: PolicyValue | None,
    today: date,
    people: dict[str, str],
) -> Change:
    if row.withdrawn_by:
        state = WITHDRAWN
    elif row.replaced_at is not None:
        state = REPLACED
    elif row.from_on > today:
        state = COMING
    else:
        state = IN_FORCE if now is row else OVER
    return Change(
        value=row.value,
        word=value_word(parameter, row.value),
        from_on=row.from_on,
        set_by=people.get(row.set_by, row.set_by),
        set_at=row.set_at,
        state=state,
        reason=row.reason,
        withdrawn_by=people.get(row.withdrawn_by, row.withdrawn_by),
        withdrawn_reason=row.withdrawn_reason,
    )


def typed_value(parameter: Parameter, form: QueryDict) -> Any:  # noqa: ANN401 - each has its type
    """Return the form's value in the parameter's type; what cannot be is left for the rule.

    :raises Refused: `input` where nothing was filled in.
    """
    if parameter.type == "list":
        if parameter.choices:
            return form.getlist("value")
        return [_number(part) for part in form.get("value", "").replace("，", ",").split(",")]
    if parameter.type == "list of texts":
        return _texts(form.get("value", ""))
    text = form.get("value", "").strip()
    if not text:
        raise bad_input(phrase("Fill in the value.", field="value"))
    match parameter.type:
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case "integer" | "number":
            return _number(text)
        case _:
            return text


def _texts(line: str) -> list[str]:
    """Return the texts of a line, each once, in the order in which they stand."""
    parts = re.split(f"[{SEPARATORS}]", unicodedata.normalize("NFC", line))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _number(text: str) -> int | float | str:
    text = text.strip()
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
