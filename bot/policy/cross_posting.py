"""What one channel of an agency has published and another has not: the smallest thing to post next.

Nothing has to be written anew for it, only shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.policy.likeness import tell_the_same
from bot.policy.standing import PublicationMoment
from bot.policy.title_reading import is_telling
from bot.policy.workdays import Calendar
from checks.model import Platform

OFFERED_DAYS = 7
"""Local days, the current one among them, in which a publication is news: each weekday comes once,
so that its name says which day is meant. Our own choice."""

POSTED_BEFORE = timedelta(days=14)
"""So long before its source a post may have told the same: then the source is the repost. What was
told longer ago comes up anew, as monthly events do. Our own choice."""

POSTED_UNTITLED = timedelta(days=2)
"""A post whose title says nothing may be the same from so long before the source on: an account is
often a day or two ahead of the website. Our own choice."""

VIDEO_PLATFORMS = frozenset({Platform.YOUTUBE, Platform.TIKTOK})
"""An article can't be shared there; another video can."""


@dataclass(frozen=True, slots=True)
class TitledPublication:
    """A publication with its title, "" where it is not known.

    `offerable`: its date is beyond doubt, its link can be opened, nothing speaks against sharing.
    """

    moment: PublicationMoment
    title: str
    link: str
    offerable: bool = True


@dataclass(frozen=True, slots=True)
class PublishingChannel:
    """A channel and its publications since `known_since`, in any order.

    `readable`: its last check saw what it publishes, so that what it saw not is not there.
    """

    channel_id: int
    platform: Platform
    readable: bool
    publications: tuple[TitledPublication, ...] = ()


@dataclass(frozen=True, slots=True)
class Shareable:
    """A publication of one channel that another has not, and the local day since when it is there.

    `days` are the local days since, 0 to 6.
    """

    platform: Platform
    publication: TitledPublication
    day: date
    days: int


def known_since(today: date) -> date:
    """The first local day whose publications have a say in what is offered today."""
    return today - timedelta(days=OFFERED_DAYS - 1) - POSTED_BEFORE


def shareables(
    target: PublishingChannel,
    of_agency: Iterable[PublishingChannel],
    now: datetime,
    calendar: Calendar,
) -> Iterator[Shareable]:
    """What the agency's other channels have and the target has not: a website's newest comes first.

    None for a target that can't be read: nobody can say that it has something not.
    """
    if not target.readable:
        return
    today = calendar.today(now)
    candidates = [
        Shareable(source.platform, publication, day, (today - day).days)
        for source in of_agency
        if source.channel_id != target.channel_id and _takes_from(target, source)
        for publication in source.publications
        if 0 <= (today - (day := publication.moment.day(calendar))).days < OFFERED_DAYS
        and publication.offerable
        and is_telling(publication.title)
    ]
    for candidate in sorted(candidates, key=_best_last, reverse=True):
        if not any(_may_be(one, candidate, calendar) for one in target.publications):
            yield candidate


def is_worth_saying(one: Shareable, *, behind: bool) -> bool:
    """Whether to offer it to a channel that is `behind`, or that keeps up with its target.

    One that keeps up is told of articles alone: not every post on an account is news for all.
    """
    return behind or one.platform is Platform.WEBSITE


def _takes_from(target: PublishingChannel, source: PublishingChannel) -> bool:
    return target.platform not in VIDEO_PLATFORMS or source.platform in VIDEO_PLATFORMS


def _best_last(one: Shareable) -> tuple[bool, date, datetime, str, str]:
    publication = one.publication
    is_article = one.platform is Platform.WEBSITE
    return is_article, one.day, publication.moment.at, publication.link, publication.title


def _may_be(posted: TitledPublication, candidate: Shareable, calendar: Calendar) -> bool:
    """Whether what the target posted is, or may be, the candidate."""
    earlier = candidate.day - posted.moment.day(calendar)
    if not is_telling(posted.title):
        return earlier <= POSTED_UNTITLED
    return earlier <= POSTED_BEFORE and tell_the_same(posted.title, candidate.publication.title)
