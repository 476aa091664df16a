"""What a module says of itself, in its `module.py`: pages, subjects, books, live views, samples.

`app/` imports every `module.py` and nothing else learns of a module by name: navigation, addresses of
subjects, shelves of the registers, live screens and the tests' samples come from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.posts import Post
    from salesfloor.base.trades import Trade


class Group(Choice):
    """What a page is about: the bars show the pages of a group together, in this order."""

    FLOOR = "floor", phrase("On the floor")
    CUSTOMERS = "customers", phrase("Customers")
    SALES = "sales", phrase("Units and deals")
    RESULTS = "results", phrase("Results")
    TEAM = "team", phrase("The team")
    RULES = "rules", phrase("Rules and records")
    SITE = "site", phrase("The site")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that bars, lists and clauses lead to.

    `name` is the page's name in `urls.py`; `rank` sorts the bars (smaller first), `first_for` names the
    posts that find it first, above all groups, in the trades of `first_in`; every other page of the bars has a
    `group`. `in_bar` False keeps it out of the bars, and `bars` names the only trades in whose bars it
    stands. `clauses` are those that people meet on the page. `tour` is what the guided tour says there,
    `tour_target` what it points at; `in_account` puts the page into the menu of one's account.
    """

    name: str
    label: Phrase
    icon: str = "ti-point"
    posts: frozenset[Post] = ANYONE
    trades: frozenset[Trade] | None = None
    group: Group | None = None
    rank: int = 50
    first_for: Mapping[Post, int] = field(default_factory=dict)
    first_in: frozenset[Trade] | None = None
    in_bar: bool = True
    bars: frozenset[Trade] | None = None
    in_account: bool = False
    clauses: tuple[str, ...] = ()
    tour: Phrase | None = None
    tour_target: str = "main"

    def is_for(self, post: Post, trade: str) -> bool:
        """Tell whether a person of that post finds the page at a site of that trade."""
        return post in self.posts and (self.trades is None or trade in self.trades)

    def stands_in_bars(self, post: Post, trade: str) -> bool:
        """Tell whether the bars of that post show the page at a site of that trade."""
        is_shown = self.in_bar and (self.bars is None or trade in self.bars)
        return is_shown and self.is_for(post, trade)

    def place(self, post: Post, trade: str) -> int | None:
        """Return the page's place among those that a post finds first, None where it is none of them."""
        is_here = self.first_in is None or trade in self.first_in
        return self.first_for.get(post) if is_here else None


@dataclass(frozen=True, slots=True)
class Wall:
    """A page for a screen on the wall: paired screens show it without a log-in, at sites of its trades.

    `look` is the first part of the names of the live views that it follows (`tv` of `tv.en`); none for a
    page that asks now and then. The one of the lowest rank is shown where none was chosen.
    """

    page: str
    words: Phrase
    look: str
    trades: frozenset[Trade]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What calls a person on whatever page they are; a tap leads to `page`.

    `look` is the first part of the names of the live views that tell it (`assigned` of `assigned.en`): a JSON
    object of what to say by the id of whom it is for.
    """

    look: str
    page: str
    posts: frozenset[Post]
    trades: frozenset[Trade]


@dataclass(frozen=True, slots=True)
class Subject:
    """What records are about, as `reception:12`: the page that shows it, and the parts of its address;
    without parts the page shows all of the kind.

    `may_see` tells of an actor, a site and the subject's name (`12`) whether the actor sees what is
    attached to it; without it the site's leads, administration and managers do, and those above.
    """

    kind: str
    label: Phrase
    page: str
    parts: tuple[str, ...] = ("pk",)
    may_see: Callable[[Actor, int, str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A ruled column of a register.

    `source` is `body.<fact>`, `value.<field>` or a name that `registers` knows (`at`, `actor`, `remark`,
    `sentence`); `form` says how it is written: `text`, `phone`, `number` (of
    business, shown whole), `person`, `word` or `day`.
    """

    name: str
    label: Phrase
    source: str
    form: str = "text"
    weight: int = 1


TIME: Final = Column("at", phrase("Time"), "at", weight=3)
BY: Final = Column("by", phrase("Written by"), "actor", "person", weight=2)
ENTRY: Final = Column("entry", phrase("Entry"), "sentence", weight=12)
TOLD: Final = (TIME, ENTRY, BY)
"""The columns of a book whose lines are sentences."""


@dataclass(frozen=True, slots=True)
class Book:
    """A register: its title, its columns, who may read whose lines.

    `is_traced`: reading it across people leaves a line in the custody book (3.2.3.4). `is_common`:
    people may read their own lines in it. `is_held`: each volume is one person's, whom alone beside
    managers it is for; administration sees its covers. `is_for_desk`: the desk reads today's lines.
    `readers` are posts that may read all of it beside managers.
    """

    kind: str
    title: Phrase
    about: Phrase
    columns: tuple[Column, ...] = TOLD
    is_traced: bool = True
    is_common: bool = True
    is_held: bool = False
    is_for_desk: bool = False
    readers: frozenset[Post] = frozenset()


@dataclass(frozen=True, slots=True)
class Sample:
    """For tests: what can be given by a command on a furnished site, and who gets it done there.

    `by` names people of the site's cast; without it everybody whose post may give the command. The row of
    the grid of rights follows.
    """

    given: Mapping[str, Any]
    by: str = ""


@dataclass(frozen=True, slots=True)
class TodayPart:
    """A live part of the home page, below what the person has to do.

    `build` returns what `template` shows, for one request; parts with a smaller `rank` stand first.
    """

    template: str
    build: Callable[[Any], Mapping[str, Any]]
    posts: frozenset[Post] = ANYONE
    trades: frozenset[Trade] | None = None
    rank: int = 50

    def is_for(self, post: Post, trade: str) -> bool:
        """Tell whether the home page of that post has the part at a site of that trade."""
        return post in self.posts and (self.trades is None or trade in self.trades)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new site begins with: a line on the home page of those who set it up, until it is done.

    `done` returns the rows of a site that show it done, as a query: one is enough. Lines with a smaller
    `rank` come first.
    """

    page: str
    words: Phrase
    why: Phrase
    done: Callable[[int], Any]
    posts: frozenset[Post]
    trades: frozenset[Trade] | None = None
    clause: str = ""
    rank: int = 50

    def is_for(self, post: Post, trade: str) -> bool:
        """Tell whether somebody of that post begins so at a site of that trade."""
        return post in self.posts and (self.trades is None or trade in self.trades)


@dataclass(frozen=True, slots=True)
class SubjectPart:
    """A part of a subject's page that a module above the page's own tells, as a tab of its own.

    The functions get the request and what the page is about. `build` returns what `template` shows;
    `glance` one sentence for the head of the page, or None; `may` tells whether this reader finds it.
    `commands` are those given on it: the page itself names the subject to them. `beside` gets the numbers of
    many subjects and returns the few words that stand beside each of them where they are listed.
    """

    kind: str
    name: str
    title: Phrase
    template: str
    build: Callable[[Any, Any], Mapping[str, Any]]
    may: Callable[[Any, Any], bool] = lambda _request, _shown: True
    glance: Callable[[Any, Any], Phrase | None] = lambda _request, _shown: None
    beside: Callable[[Collection[int]], Mapping[int, Phrase | str]] = lambda _numbers: {}
    commands: tuple[str, ...] = ()
    rank: int = 50


@dataclass(frozen=True, slots=True)
class WayOut:
    """A page that helps who was refused by a clause."""

    clause: str
    word: Phrase
    page: str


@dataclass(frozen=True, slots=True)
class Module:
    """One module's own description."""

    name: str
    pages: tuple[Page, ...] = ()
    walls: tuple[Wall, ...] = ()
    subjects: tuple[Subject, ...] = ()
    books: tuple[Book, ...] = ()
    asked_about: Mapping[str, Callable[[int, str], bool]] = field(default_factory=dict)
    """Kinds of things that a question may be about, `unit` of `unit:2-101`, and whether a site has one."""
    today: tuple[TodayPart, ...] = ()
    beginnings: tuple[Beginning, ...] = ()
    parts: tuple[SubjectPart, ...] = ()
    news: tuple[News, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    live: Mapping[str, Callable[[int, datetime], str]] = field(default_factory=dict)
    options: Mapping[str, Callable[[Any, datetime], Sequence[tuple[str, Phrase | str]]]] = field(
        default_factory=dict
    )
    """Kind of reference -> code and label of what the actor may choose, for select boxes."""
    samples: Callable[[Any], Mapping[str, Sample]] | None = None
    """For tests: the sample of each command of the module."""


MODULES: Final[dict[str, Module]] = {}


def describe(module: Module) -> Module:
    """Register a module's description.

    :raises TypeError: another module has a book or subject of the same name.
    """
    for other in MODULES.values():
        if other.name == module.name:
            continue
        twice = {one.kind for one in other.books} & {one.kind for one in module.books}
        twice |= {one.kind for one in other.subjects} & {one.kind for one in module.subjects}
        if twice:
            message = f"{module.name} and {other.name} both describe {', '.join(sorted(twice))}"
            raise TypeError(message)
    MODULES[module.name] = module
    return module


def pages() -> Sequence[Page]:
    """Return every page, in the order of the bars."""
    found = [page for module in MODULES.values() for page in module.pages]
    return sorted(found, key=lambda page: (page.rank, page.name))


def walls() -> Sequence[Wall]:
    """Return every page for screens on the wall."""
    found = (wall for module in MODULES.values() for wall in module.walls)
    return sorted(found, key=lambda wall: wall.rank)


def news_for(post: Post, trade: str) -> list[News]:
    """Return what calls a person of that post at a site of that trade."""
    found = (one for module in MODULES.values() for one in module.news)
    return [one for one in found if post in one.posts and trade in one.trades]


def ways_out(clause: str) -> list[WayOut]:
    """Return the pages that help who was refused by a clause."""
    found = (one for module in MODULES.values() for one in module.ways_out)
    return [one for one in found if one.clause == clause]


def today_parts(post: Post, trade: str) -> list[TodayPart]:
    """Return the live parts of a post's home page at a site of that trade, in their order."""
    found = [part for module in MODULES.values() for part in module.today]
    return sorted((part for part in found if part.is_for(post, trade)), key=lambda part: part.rank)


def beginnings(post: Post, trade: str) -> list[Beginning]:
    """Return what a new site of that trade begins with, as far as that post does it, in its order."""
    found = [one for module in MODULES.values() for one in module.beginnings]
    return sorted((one for one in found if one.is_for(post, trade)), key=lambda one: one.rank)


def subject_parts(kind: str) -> list[SubjectPart]:
    """Return the parts of the pages of a kind of subject, in their order."""
    found = [part for module in MODULES.values() for part in module.parts if part.kind == kind]
    return sorted(found, key=lambda part: (part.rank, part.name))


def subjects() -> dict[str, Subject]:
    """Return every kind of subject."""
    return {one.kind: one for module in MODULES.values() for one in module.subjects}


def options_of(kind: str) -> Callable[[Any, datetime], Sequence[tuple[str, Phrase | str]]] | None:
    """Return the source of a select box for a kind of reference, or None for a free text."""
    found = (module.options[kind] for module in MODULES.values() if kind in module.options)
    return next(found, None)


def asked_about() -> dict[str, Callable[[int, str], bool]]:
    """Return the kinds of things that a question may be about, and how to tell whether a site has one."""
    found = (module.asked_about.items() for module in MODULES.values())
    return {kind: is_there for items in found for kind, is_there in items}


def books() -> dict[str, Book]:
    """Return every register by its kind."""
    return {one.kind: one for module in MODULES.values() for one in module.books}
