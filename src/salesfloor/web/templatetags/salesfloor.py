"""What templates say with: clauses, moments, money, phones, words of the trade, form keys."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django import template
from django.forms import Select
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from salesfloor.base.china_time import day_of, iso, local
from salesfloor.base.commands import COMMANDS
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import ACCESS, INPUT
from salesfloor.web import dates, frame, guides, language, navigation, tour, trades
from salesfloor.web.forms import fields_of_form
from salesfloor.web.looks import ICONS, MEDIA, Look, look_of
from salesfloor.web.pages import CHOOSE_SITES, KEY_FIELD, give_form
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.template import Context
    from django.utils.safestring import SafeString

    from salesfloor.web.navigation import Link
    from salesfloor.web.requests import StaffRequest

register = template.Library()
_WRITERS: Final = (dates.day, dates.short_day, dates.clock, dates.moment, dates.limit)
for _written in (*_WRITERS, language.joined):
    register.filter(_written.__name__, _written)

MASKED: Final = "salesfloor.masked"
HOUR: Final = 60
DAY: Final = 24 * HOUR
DAWN, NOON, EVENING = 5, 12, 18
"""Hours at which one greets in another way."""


def _signed_in(context: Context) -> StaffRequest | None:
    request = context.get("request")
    return request if getattr(request, "actor", None) is not None else None


@register.filter
def said(sentence: object) -> str:
    """Say a phrase in the reader's language; anything else as it is."""
    return language.said(sentence) if isinstance(sentence, Phrase) else str(sentence)


@register.simple_tag(takes_context=True)
def word(context: Context, name: str, trade: str | None = None) -> str:
    """Say what the site's trade calls it: a post, a site, a unit."""
    if trade is None:
        trade = getattr(getattr(context.get("request"), "site", None), "trade", "")
    return language.said(trades.word(str(name), trade))


@register.simple_tag
def clause(number: str, label: str = "") -> SafeString | str:
    """Link a clause to its page in the rulebook; bad input and missing rights have none."""
    if not number or number in {INPUT, ACCESS}:
        return ""
    page = address_of(f"clause:{number}")
    return format_html('<a class="clause" href="{}">{}</a>', page, label or number)


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """Put the hidden fields of a form: against forgery, and the key that lets it count once."""
    meta = context["request"].META
    if MASKED not in meta:  # masked once for all forms of an answer
        meta[MASKED] = get_token(context["request"])
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="{}" value="{}" autocomplete="off">',
        meta[MASKED],
        KEY_FIELD,
        secrets.token_urlsafe(12),
    )


@register.inclusion_tag("web/_fields.html", takes_context=True)
def fields(context: Context, name: str, hidden: str = "", **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write the fields of a command's form; `hidden` names those that the page sets itself."""
    request = context["request"]
    found = fields_of_form(
        COMMANDS[name], actor=request.actor, at=request.at, given=given, hidden=hidden.split()
    )
    return {"fields": found, "prefix": f"{name}-", "request": request}


@register.inclusion_tag("web/_give.html", takes_context=True)
def give(context: Context, name: str, hidden: str = "", **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write a command's whole form: fields, refusal, button with its clauses."""
    request = context["request"]
    form = give_form(request, name, hidden=hidden.split(), given=given)
    return {"form": form, "request": request}


@register.inclusion_tag("web/_tap.html", takes_context=True)
def tap(context: Context, name: str, label: str = "", **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write a command as one button with its word, or with `label`; the page sets all its fields."""
    facts = {"name": name, "label": label or COMMANDS[name].word, "given": given.items()}
    return facts | {"request": context["request"]}


@register.simple_tag(takes_context=True)
def may_give(context: Context, name: str) -> bool:
    """Tell whether the person's post may give a command at this site."""
    request = context["request"]
    declared = COMMANDS[name]
    trade = str(getattr(request.site, "trade", ""))
    return declared.may_be_given_by(request.actor) and declared.is_for_trade(trade)


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[Link]:
    """Return where the person's bars lead."""
    request = _signed_in(context)
    return navigation.links_of(request) if request else []


@register.simple_tag(takes_context=True)
def account_pages(context: Context) -> list[Link]:
    """Return the pages in the menu of the person's account."""
    request = _signed_in(context)
    return navigation.account_links_of(request) if request else []


@register.simple_tag
def bottom_places(links: list[Link]) -> dict[str, list[Link]]:
    """Split the places into those of a phone's bottom bar and those behind `more`."""
    return {"shown": links[: navigation.ON_PHONE], "more": links[navigation.ON_PHONE :]}


@register.simple_tag(takes_context=True)
def back(context: Context) -> str:
    """Return the page of ours that the person came from, else the page of the day."""
    request = context["request"]
    came_from: str = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if ours else "/"


@register.simple_tag(takes_context=True)
def unread(context: Context) -> int:
    """Return how many messages the person has not read."""
    request = _signed_in(context)
    return frame.unread(request.actor.staff_id or 0) if request else 0


@register.simple_tag
def inbox() -> str:
    """Return the address of the page of messages; nothing where there is none."""
    page = frame.inbox()
    return reverse(page) if page else ""


@register.simple_tag(takes_context=True)
def sites_to_choose(context: Context) -> list[frame.SiteFacts]:
    """Return the sites the person may look at, asked for once a page; empty for those who are at one."""
    request = _signed_in(context)
    if request is None or request.actor.post not in CHOOSE_SITES:
        return []
    context.dicts[0]["sites_known"] = sites = context.get("sites_known") or frame.sites()
    return list(sites)


@register.simple_tag(takes_context=True)
def looks(context: Context) -> list[tuple[str, Phrase, str, bool]]:
    """Return the looks of the pages: code, label, icon, and whether it is the reader's."""
    chosen = look_of(context.get("request"))
    return [(one.value, one.label, ICONS[one], one is chosen) for one in Look]


@register.simple_tag(takes_context=True)
def dark_media(context: Context) -> str:
    """Return for which screens the dark stylesheet counts; nothing where it is not wanted."""
    return MEDIA[look_of(context.get("request"))]


@register.simple_tag(takes_context=True)
def guide_url(context: Context) -> str:
    """Return where the guide tells about the page one is on."""
    request = _signed_in(context)
    if request is None:
        return ""
    match = request.resolver_match
    return guides.help_address(request, match.view_name if match else "")


@register.simple_tag(takes_context=True)
def tour_step(context: Context) -> dict[str, Any]:
    """Return the step of the tour that the address asks for; nothing where none is taken."""
    request = _signed_in(context)
    number = request.GET.get("tour", "") if request is not None else ""
    if request is None or not (number.isascii() and number.isdigit()):
        return {}
    steps = tour.steps_for(request)
    place = int(number[:3])
    if not 1 <= place <= len(steps):
        return {}
    step = steps[place - 1]
    return {
        "number": place,
        "steps": len(steps),
        "title": step.title,
        "text": step.text,
        "target": step.target,
        "before": place - 1,
        "after": place + 1 if place < len(steps) else 0,
    }


@register.filter
def money(fen: int | None) -> str:
    """Write an amount of fen as ¥1,234.50."""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@register.filter
def weekday(value: datetime | date | None) -> str:
    """Write the day of the week."""
    on = dates.date_of(value)
    if on is None:
        return ""
    if dates.is_chinese():
        return "星期" + "一二三四五六日"[on.weekday()]
    return f"{on:%a}"


@register.filter
def daytime(at: datetime) -> Phrase:
    """Return the greeting of the hour."""
    hour = local(at).hour
    if DAWN <= hour < NOON:
        return phrase("good morning")
    return phrase("good afternoon") if NOON <= hour < EVENING else phrase("good evening")


@register.filter
def percent(share: float | None) -> str:
    """Write a share as whole percent."""
    return "" if share is None else f"{round(share * 100)}%"


@register.filter
def full_moment(at: datetime | None) -> str:
    """Write a moment as 2026年3月2日 14:05."""
    return f"{dates.day(at)} {dates.clock(at)}" if at else ""


@register.filter
def phone(number: str | None) -> str:
    """Hide the middle of a phone."""
    return masked_phone(number) if number else ""


@register.filter
def duration(minutes: float | None) -> str:
    """Say how long: 12 分钟, 1 小时 5 分钟, 3 天 2 小时."""
    if minutes is None:
        return ""
    whole = max(0, int(minutes))
    days, rest = divmod(whole, DAY)
    hours, left = divmod(rest, HOUR)
    if days:
        parts = [_days(days), _hours(hours) if hours else ""]
    elif hours:
        parts = [_hours(hours), _minutes(left) if left else ""]
    else:
        parts = [_minutes(left)]
    return " ".join(part for part in parts if part)


def _days(count: int) -> str:
    return gettext("%(count)d d") % {"count": count}


def _hours(count: int) -> str:
    return gettext("%(count)d h") % {"count": count}


def _minutes(count: int) -> str:
    return gettext("%(count)d min") % {"count": count}


@register.filter
def seconds(count: float | None) -> str:
    """Say a short time to the second: 45 秒, 2 分 5 秒."""
    if count is None:
        return ""
    minutes, rest = divmod(int(count), 60)
    if minutes:
        return gettext("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": rest}
    return gettext("%(seconds)d s") % {"seconds": rest}


@register.filter
def in_minutes(count: float | None) -> str:
    """Say a longer time given in seconds to the minute; a dash where there is none."""
    return "—" if count is None else duration(round(count / 60))


@register.simple_tag(takes_context=True)
def since(context: Context, at: datetime | str | None) -> SafeString | str:
    """Say for how long something has lasted; the page keeps it ticking."""
    return _ticking(context, at, "since")


@register.simple_tag(takes_context=True)
def until(context: Context, at: datetime | str | None) -> SafeString | str:
    """Say how long something still lasts; the page keeps it ticking."""
    return _ticking(context, at, "until")


def _ticking(context: Context, at: datetime | str | None, way: str) -> SafeString | str:
    now = getattr(context.get("request"), "at", None) or context.get("at")
    if at is None or at == "" or now is None:
        return ""
    then = datetime.fromisoformat(at) if isinstance(at, str) else at
    passed = (now - then).total_seconds() / 60
    shown = duration(passed if way == "since" else -passed)
    return format_html('<time datetime="{}" data-{}>{}</time>', iso(then), way, shown)


@register.filter(name="iso")
def iso_filter(at: datetime | None) -> str:
    """Write a moment for machines, with China's offset."""
    return iso(at) if at else ""


@register.filter
def face(name: str) -> str:
    """Return what stands in a person's round badge: the given name's last character, or initials."""
    text = str(name).strip()
    if not text:
        return "?"
    if text[-1].isascii():
        return "".join(part[0] for part in text.split()[:2]).upper()
    return text[-1]


@register.filter
def is_past(value: datetime | date, now: datetime) -> bool:
    """Tell whether a moment or a day is over."""
    if isinstance(value, datetime):
        return value <= now
    return value < day_of(now)


@register.filter
def last_day(until_at: datetime) -> date:
    """Return the last day of something that ends before that moment."""
    return day_of(until_at - timedelta(microseconds=1))


@register.filter
def is_soon(until_at: datetime, now: datetime) -> bool:
    """Tell whether something ends within two days."""
    return until_at - now <= timedelta(days=2)


@register.filter
def days_left(on: date, now: datetime) -> int:
    """Return how many days there are from today to that day; 0 is today."""
    return (on - day_of(now)).days


@register.filter
def tick_words(_request: object) -> str:
    """Return the words that the page's ticking times are written with, for days, hours, minutes."""
    words = (_days(2), _hours(2), gettext("%(count)d min") % {"count": 2})
    return "|".join(words).replace("2", "#")


@register.filter
def styled(field: BoundField) -> SafeString:
    """Write a Django form's field in the kit's look."""
    is_choice = isinstance(field.field.widget, Select)
    look = "form-select" if is_choice else "form-control"
    return field.as_widget(attrs={"class": look, "placeholder": ""})


@register.filter
def lookup(table: dict[Any, Any], key: object) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what a table holds under a key, or nothing."""
    return table.get(key)
