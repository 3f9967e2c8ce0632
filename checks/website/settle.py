"""Which dates win where the rungs of the ladder disagree: one pure decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from checks.model import Evidence, Publication
from checks.website.addresses import article_key
from checks.website.items import Findings, day_of
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


def settle(findings: Iterable[Findings], known: Mapping[str, Publication] | None = None) -> Settled:
    """What all rungs together say.

    One article counts once, with the date of its strongest source, the newest among equals. An
    article that an earlier reading knows (`known`, by the key of its address) keeps the date it had
    then if it only moved on since: a page that is stamped anew says nothing new. Nor does a
    document that puts one day of its own on every item, while others name older ones. The strong
    sources are believed. Dates of good sources newer than every strong one are believed if two or
    more say so (a stale cache, a forgotten feed), if two sources agree on the article, or if the
    page names the strong sources' own days for their other articles. Weak dates count only where
    there is nothing better, and only if they differ from each other.
    """
    found = list(findings)
    sightings = [one for finding in found for one in finding.publications]
    told = {one.evidence for one in sightings}
    doubts = (evidence for finding in found for evidence in finding.set_aside)
    # What was set aside at first and taken as a last resort is not in doubt any more.
    aside = [evidence for evidence in doubts if replace(evidence, note="") not in told]
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
    good, doubted = _good_beside(high, ranks[Strength.GOOD], _borne_out(articles))
    low, weak = _low_beside(high + good, [article.best for article in ranks[Strength.LOW]])
    return high + good + low, doubted + weak


def _good_beside(
    high: Sequence[Publication], good: Sequence[_Article], borne_out: Collection[str]
) -> tuple[list[Publication], list[Evidence]]:
    """The good dates to believe beside the strong ones, and what that leaves in doubt."""
    everything = [article.best for article in good]
    if not high:
        return everything, []
    newest = max(high, key=lambda one: one.at)
    newer = [article for article in good if day_of(article.best) > day_of(newest)]
    if not newer:
        return everything, []
    if (
        len(newer) >= SUPPORT
        or newer[0].best.evidence.url in borne_out
        or any(article.confirmed for article in newer)
    ):
        note = f"older than {len(newer)} dated items on the pages themselves"
        return everything, [replace(newest.evidence, note=note)]
    lone = newer[0].best
    note = f"one date alone is newer than the {newest.evidence.source}"
    return [one for one in everything if one is not lone and one.url != lone.url], [
        replace(lone.evidence, note=note)
    ]


def _borne_out(articles: Sequence[_Article]) -> set[str]:
    """The documents with good dates that strong sources name for the same articles, one and all."""
    agree: defaultdict[str, list[bool]] = defaultdict(list)
    for article in articles:
        if strength(article.best) is Strength.HIGH:
            for one in article.sightings:
                if strength(one) is Strength.GOOD:
                    agree[one.evidence.url].append(day_of(one) == day_of(article.best))
    return {url for url, all_of in agree.items() if len(all_of) >= SUPPORT and all(all_of)}


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
