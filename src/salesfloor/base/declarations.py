"""The declaration that commands and questions share: fields, answer, who may, where, by which clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Final, Generic, ParamSpec, TypeVar, cast, get_type_hints

from salesfloor.base.acts import Actor, SiteActor, StaffActor
from salesfloor.base.answers import Answer
from salesfloor.base.arguments import fields_of
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import ACCESS, Refused, bad_input
from salesfloor.base.trades import trade_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from salesfloor.base.posts import Post
    from salesfloor.base.trades import Trade

P = ParamSpec("P")
R = TypeVar("R", bound="Answer | dict[str, Any]")

_NOT_FOR_YOUR_POST: Final = phrase("This is not for your post. Ask someone who may do it.")


@dataclass(frozen=True, slots=True)
class AtTrade:
    """Who may give a command at sites of one trade, where that is not as elsewhere."""

    may: frozenset[Post]
    post_clause: str = ACCESS


class Declaration(Generic[P, R]):
    """What commands and questions have in common: name, fields, answer, who may."""

    do_not_call_in_templates = True
    """A template that lists commands reads their words; it gives none."""

    def __init__(
        self,
        name: str,
        function: Callable[P, R],
        *,
        may: frozenset[Post],
        clauses: tuple[str, ...] = (),
        post_clause: str = ACCESS,
        word: Phrase | None = None,
        trades: frozenset[Trade] | None = None,
        at_trades: Mapping[Trade, AtTrade] | None = None,
        without_by: bool = False,
    ) -> None:
        self.name = name
        self.function = function
        self._function = cast("Callable[..., R]", function)
        self.may = may
        self.clauses = clauses
        self.post_clause = post_clause
        self.word = word or Phrase(name.replace("_", " "))
        self.trades = trades
        self.at_trades = at_trades or {}
        self.without_by = without_by
        self.fields = fields_of(name, function)
        hints = get_type_hints(function)
        self._actor_type: type[Actor] = hints.get("actor", Actor)
        self.answer_type: type[Answer] | None = _answer_type(hints.get("return"))
        update_wrapper(cast("Callable[P, R]", self), function)

    def may_be_given_by(self, actor: Actor) -> bool:
        """Tell whether the person's post may give this at all."""
        return actor.post in self.rights_of(actor).may

    def rights_of(self, actor: Actor) -> AtTrade:
        """Return who may give this at the actor's site, and what a refusal for the post names."""
        usual = AtTrade(self.may, self.post_clause)
        if not self.at_trades or actor.site_id is None:
            return usual
        return self.at_trades.get(trade_of(actor.site_id), usual)

    def is_for_trade(self, trade: str) -> bool:
        """Tell whether sites of that trade use it."""
        return self.trades is None or trade in self.trades

    def actor_for(self, actor: Actor) -> Actor:
        """Check post, site and trade; return the actor in the type that the function asks for.

        :raises Refused: the clause that names who may, or `access`; `input` without a site or person, or
            at a site of another trade.
        """
        if not self.may_be_given_by(actor):
            raise Refused(self.rights_of(actor).post_clause, _NOT_FOR_YOUR_POST)
        if self.trades is not None or self._actor_type is not Actor:
            actor = _staff_actor(actor, self._actor_type)
        if self.trades is not None and trade_of(actor.site_id or 0) not in self.trades:
            raise bad_input(phrase("Sites of this trade have no use for this."))
        return actor


def _answer_type(hint: Any) -> type[Answer] | None:  # noqa: ANN401 - any annotation
    is_model = isinstance(hint, type) and issubclass(hint, Answer)
    return hint if is_model else None


def _staff_actor(actor: Actor, wanted: type[Actor]) -> Actor:
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    if wanted is not StaffActor:
        return SiteActor(
            actor.code, actor.post, actor.site_id, actor.staff_id, actor.name, actor.session
        )
    if actor.staff_id is None:
        raise bad_input(phrase("Say who does this: a person, not the system."))
    return StaffActor(
        actor.code, actor.post, actor.site_id, actor.staff_id, actor.name, actor.session
    )
