"""Items with dates, as the rungs of the ladder find them, and which of their dates are believed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from checks.model import Evidence, Publication
from checks.website._calendar import WESTERN_TIME
from checks.website.addresses import same_site
from checks.website.dates import Moment
from checks.website.hijack import is_spam

STAMPED_NOW = timedelta(minutes=2)
"""How near to the time of asking a date must lie to look like a clock."""

SPAM = "title is spam"

ELSEWHERE = "leads to another site"

FUTURE = "in the future"
NOW = "stamped with the time of asking"
ALL_TODAY = "today on every item"

AGENDA = "among dates in the future"

CLOCK = "a clock: the day of asking, or named today's"

TIME_BOUND = frozenset([FUTURE, NOW, ALL_TODAY, AGENDA, CLOCK])
"""Notes that may no longer hold when the same document is looked at another day."""

TELLING_NUMBER = 3
"""So many items with one and the same date say nothing about any of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed, a list or a sitemap: `raw` is its date as it stands there."""

    title: str
    url: str
    raw: str
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Asking:
    """When something was read: our clock, the other side's where it says so, and the local day."""

    now: datetime
    today: date
    their_now: datetime | None = None

    def is_now(self, moment: datetime) -> bool:
        """Whether a moment is so near to the asking that it looks like a clock's."""
        clocks = [clock for clock in (self.now, self.their_now) if clock]
        return any(abs(moment - clock) <= STAMPED_NOW for clock in clocks)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one rung found.

    `undated` are items with a title and a link whose date is missing or not believed; `titles` are
    those of all items, spam included, newest first where the rung has an order, `spam` how many of
    them are spam.
    """

    publications: tuple[Publication, ...] = ()
    set_aside: tuple[Evidence, ...] = ()
    undated: tuple[Item, ...] = ()
    titles: tuple[str, ...] = ()
    spam: int = 0

    @property
    def found_items(self) -> bool:
        """Whether there was any item at all."""
        return bool(self.titles or self.undated or self.publications)


@lru_cache(4096)
def is_spam_title(title: str) -> bool:
    """Whether a title is spam; remembered, since home page and feed show the same titles."""
    return is_spam(title)


def clean_title(text: str) -> str:
    """A title without tags, entities and odd spaces, at most 300 characters of it."""
    plain = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", text))
    return " ".join(plain.split())[:300].strip()


def sift(
    items: Sequence[Item], source: str, document: str, asking: Asking, home: str | None = None
) -> Findings:
    """Part the items whose dates are believed from those whose dates are not.

    Not believed are dates after tomorrow, dates of spam, one date on every item, and dates that are
    the time of asking. `document` is the address they were read at. With `home`, the address of the
    site, items that lead to another site are no publications of this one.
    """
    publications: list[Publication] = []
    set_aside: list[Evidence] = []
    undated: list[Item] = []
    spam = [is_spam_title(item.title) for item in items]
    honest = [item for item, is_one in zip(items, spam, strict=True) if not is_one]
    doubtful = _doubtful(honest, asking)
    for item, is_one in zip(items, spam, strict=True):
        note = SPAM if is_one else _doubt(item, asking, doubtful, home)
        if not note and item.moment:
            publications.append(publication(item, source, document))
            continue
        if item.raw:
            set_aside.append(Evidence(source, document, item.raw, item.title, note))
        if item.url and note not in {SPAM, ELSEWHERE}:
            undated.append(item)
    return Findings(
        tuple(publications),
        tuple(set_aside),
        tuple(undated),
        tuple(item.title for item in items if item.title),
        sum(spam),
    )


def site_of(items: Sequence[Item], document: str, root: str) -> str | None:
    """The site that the items of a document must lead to, or None where they may lead anywhere.

    A site's own feed or sitemap may know it by another name than the one it was asked by; one that
    names it by this name, or that lies elsewhere, counts for what leads here.
    """
    leads_here = any(same_site(item.url, root) for item in items)
    return root if leads_here or not same_site(document, root) else None


def day_of(publication: Publication) -> date:
    """The day of a publication in western Indonesia, whether or not its hour is known."""
    return publication.at.astimezone(WESTERN_TIME).date()


def disbelieved(findings: Findings, note: str) -> Findings:
    """The same findings with all their dates set aside, for the reason given."""
    evidence = tuple(replace(one.evidence, note=note) for one in findings.publications)
    return replace(findings, publications=(), set_aside=findings.set_aside + evidence)


def publication(item: Item, source: str, document: str) -> Publication:
    """The publication that an item with a moment stands for."""
    moment = item.moment
    if moment is None:
        raise ValueError("an item without a date is no publication")
    return Publication(
        at=moment.at or Publication.moment_of(moment.day),
        url=item.url,
        title=item.title,
        evidence=Evidence(source, document, item.raw, item.title),
        day_only=moment.at is None,
    )


def _doubt(item: Item, asking: Asking, doubtful: Mapping[Moment, str], home: str | None) -> str:
    if item.moment is None:
        return "no date that can be read" if item.raw else ""
    if item.moment.day > asking.today + timedelta(days=1):
        return FUTURE
    if not item.url:
        return "no link of its own"
    if home and not same_site(item.url, home):
        return ELSEWHERE
    return doubtful.get(item.moment, "")


def _doubtful(items: Sequence[Item], asking: Asking) -> dict[Moment, str]:
    """The moments that the list as a whole makes doubtful, each with the reason."""
    dated = [item.moment for item in items if item.moment]
    now_stamps = {moment for moment in dated if moment.at and asking.is_now(moment.at)}
    stamped = sum(moment in now_stamps for moment in dated)
    notes: dict[Moment, str] = {}
    if stamped > 1 or stamped == len(dated):
        notes |= dict.fromkeys(now_stamps, NOW)
    if len(dated) >= TELLING_NUMBER and len(set(dated)) == 1:
        only = dated[0]
        if only.at:
            notes[only] = "the same moment on every item"
        elif only.day == asking.today:
            notes[only] = ALL_TODAY
    return notes
