"""What one channel of an agency has published and another has not: the smallest thing to post next.

Nothing has to be written anew for it, only shared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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

FEWEST_IN_A_FULL_LIST = 5
"""Publications a list holds at least that may have left older ones out: platforms tell ten or more
at once, of which reposts and those without a time do not count."""

MOST_PINNED = 3
"""Posts an account can keep on top of its list however old they are (Instagram and TikTok; other
platforms one): what was published since the oldest of them need not be in the list."""

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
class Sight:
    """What a channel published from `since` to `until` was seen: what was not seen is not there.

    `until` is the moment of its last check, `since` a local day; None: all that it ever published.
    """

    until: datetime
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PublishingChannel:
    """A channel and its publications since `known_since`, in any order.

    `sight`: what its last check saw; None where the check could not see what it publishes.
    """

    channel_id: int
    platform: Platform
    sight: Sight | None
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


def sight_of(
    listed: Iterable[PublicationMoment], checked_at: datetime, calendar: Calendar
) -> Sight:
    """What a check saw that listed these publications, in any order.

    What is older than a full list may be there all the same.
    """
    days = sorted(moment.day(calendar) for moment in listed)
    full = len(days) >= FEWEST_IN_A_FULL_LIST
    return Sight(checked_at, days[MOST_PINNED] if full else None)


def shareables(
    target: PublishingChannel,
    of_agency: Iterable[PublishingChannel],
    now: datetime,
    calendar: Calendar,
    own_names: Collection[str] = (),
) -> Iterator[Shareable]:
    """What the agency's other channels have and the target has not: a website's newest comes first.

    Nothing where nobody can say that the target has it not: for a target that can't be read, nor
    of what came after its last check or before all that the check saw. `own_names` are the words
    in the names of the agency and its region.
    """
    sight = target.sight
    if sight is None:
        return
    today = calendar.today(now)
    candidates = [
        Shareable(source.platform, publication, day, (today - day).days)
        for source in of_agency
        if source.channel_id != target.channel_id and _takes_from(target, source)
        for publication in source.publications
        if 0 <= (today - (day := publication.moment.day(calendar))).days < OFFERED_DAYS
        and publication.offerable
        and is_telling(publication.title, own_names)
    ]
    for candidate in sorted(candidates, key=_best_last, reverse=True):
        if _would_be_seen(candidate, sight, calendar) and not any(
            _may_be(one, candidate, calendar, own_names) for one in target.publications
        ):
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


def _would_be_seen(candidate: Shareable, sight: Sight, calendar: Calendar) -> bool:
    """Whether the check would have seen the candidate, shared the days before it or at once."""
    moment = candidate.publication.moment
    if moment.day_only:
        came_before = candidate.day < calendar.today(sight.until)
    else:
        came_before = moment.at < sight.until
    return came_before and (sight.since is None or sight.since <= candidate.day - POSTED_UNTITLED)


def _may_be(
    posted: TitledPublication,
    candidate: Shareable,
    calendar: Calendar,
    own_names: Collection[str],
) -> bool:
    """Whether what the target posted is, or may be, the candidate."""
    earlier = candidate.day - posted.moment.day(calendar)
    if not is_telling(posted.title, own_names):
        return earlier <= POSTED_UNTITLED
    return earlier <= POSTED_BEFORE and tell_the_same(
        posted.title, candidate.publication.title, own_names
    )
