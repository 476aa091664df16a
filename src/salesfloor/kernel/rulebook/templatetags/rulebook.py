"""How templates say the rulebook's texts in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from salesfloor.base.modules import pages
from salesfloor.kernel.rulebook.words import KINDS, command_word, value_word
from salesfloor.web.language import said

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.clauses import Parameter

register = template.Library()

"""Of the picture of the last days: a bar, the room between two, the fullest day's bar."""


def _chosen(thing: Any, name: str) -> str:  # noqa: ANN401 - whatever has both languages
    tongue = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return str(getattr(thing, f"{name}_{tongue}" if name else tongue))


@register.filter
def text(clause: Any) -> str:  # noqa: ANN401 - a clause
    """Say what a clause rules."""
    return _chosen(clause, "")


@register.filter
def does(clause: Any) -> str:  # noqa: ANN401 - a clause
    """Say what the product does about a clause."""
    return _chosen(clause, "does")


@register.filter
def title(heading: Any) -> str:  # noqa: ANN401 - an article or a section
    """Say an article's or a section's title."""
    return _chosen(heading, "title")


@register.filter
def label(parameter: Parameter) -> str:
    """Say what a parameter is."""
    return _chosen(parameter, "label")


@register.filter
def unit(parameter: Parameter) -> str:
    """Say what a parameter is counted in."""
    return _chosen(parameter, "unit")


@register.filter
def valued(parameter: Parameter, value: object) -> str:
    """Say a value of a parameter with its unit; shares of a whole in percent."""
    if parameter.type == "number" and parameter.maximum == 1 and isinstance(value, int | float):
        return f"{round(value * 100, 1):g}%"
    word = value_word(parameter, value)
    shown = word if isinstance(word, str) else said(word)
    measure = _chosen(parameter, "unit")
    return f"{shown} {measure}" if measure and value not in (None, "") else shown


@register.filter
def command_words(name: str) -> str:
    """Say what people call a command."""
    return said(command_word(name))


@register.simple_tag
def kinds(clause: Any) -> SafeString:  # noqa: ANN401 - a clause
    """Show how a clause is kept, as small labels."""
    labels = [KINDS[kind] for kind in clause.kinds if kind in KINDS]
    return SafeString(
        " ".join(
            format_html('<span class="kind" title="{}">{}</span>', said(meaning), said(name))
            for name, meaning in labels
        )
    )


@register.simple_tag
def page_link(name: str) -> SafeString | str:
    """Link a page of the product by its name; nothing where there is no such page here."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return ""
    label = next(page.label for page in pages() if page.name == name)
    return format_html('<a href="{}">{}</a>', url, said(label))
