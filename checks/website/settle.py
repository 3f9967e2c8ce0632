"""Which dates win where the rungs of the ladder disagree: one pure decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from checks.model import Evidence, Publication
from checks.website._calendar import WESTERN_TIME
from checks.website.addresses import article_key
from checks.website.items import Findings
from checks.website.restamped import restamped

MOST_RECENT = 20
"""How many publications a reading keeps."""

MOST_SET_ASIDE = 20
"""How many disbelieved dates a reading keeps."""

SUPPORT = 2
"""So many weaker dates must agree to stand against a stronger one."""

RESTAMPED = "one day for every item, while the pages name older ones"

RECENT_ENOUGH = timedelta(days=7)
"""A newest publication not older than this needs no further rung to look for a newer one."""


class Strength(IntEnum):
    """How far a source is to be trusted for the day of publication."""

    LOW = 1
    GOOD = 2
    HIGH = 3


STRENGTHS = {
    "feed": Strength.HIGH,
    "wordpress": Strength.HIGH,
    "news-sitemap": Strength.HIGH,
    "json-ld": Strength.HIGH,
    "meta": Strength.HIGH,
    "time": Strength.HIGH,
    "card": Strength.GOOD,
    "article": Strength.GOOD,
    "script": Strength.GOOD,
    "sitemap": Strength.LOW,
    "address": Strength.LOW,
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What is believed, newest first, and what is not, with notes."""

    recent: tuple[Publication, ...]
    set_aside: tuple[Evidence, ...]

    def needs_no_more(self, today: date) -> bool:
        """Whether the newest is from a strong source and so recent that looking on is idle."""
        if not self.recent or strength(self.recent[0]) < Strength.HIGH:
            return False
        return today - day_of(self.recent[0]) <= RECENT_ENOUGH


def strength(publication: Publication) -> Strength:
    """How far the source of this publication's date is to be trusted."""
    return STRENGTHS.get(publication.evidence.source, Strength.LOW)


def day_of(publication: Publication) -> date:
    """The day of a publication in western Indonesia, whether or not its hour is known."""
    return publication.at.astimezone(WESTERN_TIME).date()


def settle(findings: Iterable[Findings], known: Mapping[str, Publication] | None = None) -> Settled:
    """What all rungs together say.

    One article counts once, with the date of its strongest source, the newest among equals. An
    article that an earlier reading knows (`known`, by the key of its address) keeps the date it had
    then if it only moved on since: a page that is stamped anew says nothing new. Nor does a
    document that puts one day of its own on every item, while others name older ones. The strong
    sources are believed. Dates of good sources newer than every strong one are believed if two or
    more say so (a stale cache, a forgotten feed), or two sources agree on the article. Weak dates
    count only where there is nothing better, and only if they differ from each other.
    """
    found = list(findings)
    aside = [evidence for finding in found for evidence in finding.set_aside]
    sightings = [one for finding in found for one in finding.publications]
    stamped = restamped(sightings)
    aside += [
        replace(one.evidence, note=RESTAMPED) for one in sightings if one.evidence.url in stamped
    ]
    articles: list[_Article] = []
    by_key: dict[str, _Article] = {}
    for publication in (one for one in sightings if one.evidence.url not in stamped):
        key = article_key(publication.url)
        if key not in by_key:
            by_key[key] = _Article([])
            articles.append(by_key[key])
        by_key[key].sightings.append(publication)
    for key, article in by_key.items():
        article.recall((known or {}).get(key))
        aside += article.overruled()
    believed, doubted = _believed(articles)
    believed.sort(key=lambda one: one.at, reverse=True)
    return Settled(tuple(believed[:MOST_RECENT]), tuple((doubted + aside)[:MOST_SET_ASIDE]))


@dataclass(slots=True)
class _Article:
    """All sightings of one article, by whatever rung, and the one of an earlier reading."""

    sightings: list[Publication]
    earlier: Publication | None = None

    def recall(self, known: Publication | None) -> None:
        """Believe an earlier reading that is as sure of an earlier day of the same article."""
        now = self.best
        if known is None or strength(known) < strength(now) or day_of(known) >= day_of(now):
            return
        if not now.title or not known.title or now.title == known.title:
            self.earlier = known

    @property
    def best(self) -> Publication:
        """The sighting to believe, with a title from another where it has none."""
        if self.earlier:
            return self.earlier
        chosen = max(self.sightings, key=lambda one: (strength(one), day_of(one), not one.day_only))
        titles = [one.title for one in self.sightings if one.title]
        return chosen if chosen.title or not titles else replace(chosen, title=titles[0])

    @property
    def confirmed(self) -> bool:
        """Whether two different sources name the same day."""
        day = day_of(self.best)
        return len({one.evidence.source for one in self.sightings if day_of(one) == day}) > 1

    def overruled(self) -> list[Evidence]:
        """The sightings that name another day than the one to believe."""
        best = self.best
        note = f"{best.evidence.source} says {day_of(best).isoformat()}"
        if self.earlier:
            note = f"seen before, dated {day_of(best).isoformat()}"
        return [
            replace(one.evidence, note=note)
            for one in self.sightings
            if abs(one.at - best.at) > timedelta(days=1)
        ]


def _believed(articles: Sequence[_Article]) -> tuple[list[Publication], list[Evidence]]:
    ranks: dict[Strength, list[_Article]] = {rank: [] for rank in Strength}
    for article in articles:
        ranks[strength(article.best)].append(article)
    high = [article.best for article in ranks[Strength.HIGH]]
    good, doubted = _good_beside(high, ranks[Strength.GOOD])
    low, weak = _low_beside(high + good, [article.best for article in ranks[Strength.LOW]])
    return high + good + low, doubted + weak


def _good_beside(
    high: Sequence[Publication], good: Sequence[_Article]
) -> tuple[list[Publication], list[Evidence]]:
    """The good dates to believe beside the strong ones, and what that leaves in doubt."""
    everything = [article.best for article in good]
    if not high:
        return everything, []
    newest = max(high, key=lambda one: one.at)
    newer = [article for article in good if day_of(article.best) > day_of(newest)]
    if not newer:
        return everything, []
    if len(newer) >= SUPPORT or any(article.confirmed for article in newer):
        note = f"older than {len(newer)} dated items on the pages themselves"
        return everything, [replace(newest.evidence, note=note)]
    lone = newer[0].best
    note = f"one date alone is newer than the {newest.evidence.source}"
    return [one for one in everything if one is not lone and one.url != lone.url], [
        replace(lone.evidence, note=note)
    ]


def _low_beside(
    better: Sequence[Publication], low: Sequence[Publication]
) -> tuple[list[Publication], list[Evidence]]:
    """The weak dates to believe: none beside better ones, none that are all the same."""
    if not low:
        return [], []
    newest = max(low, key=lambda one: one.at)
    if better:
        if day_of(newest) <= max(map(day_of, better)):
            return [], []
        return [], [replace(newest.evidence, note="newer than all better dates, but weak evidence")]
    if len({day_of(one) for one in low}) < SUPPORT:
        return [], [replace(newest.evidence, note="weak evidence, and the only date there is")]
    return list(low), []
