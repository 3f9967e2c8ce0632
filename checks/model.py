"""What a check is about and what it finds: plain values, shared by every package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

NOON = time(12, tzinfo=UTC)


class Platform(StrEnum):
    """Where a channel lives."""

    WEBSITE = "website"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    X = "x"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    THREADS = "threads"
    TELEGRAM = "telegram"


class Health(StrEnum):
    """Could the channel be read, and what is it."""

    OK = "ok"
    """Read, and a newest publication is known."""
    UNDATED = "undated"
    """Read, has content, no trustworthy date."""
    STATIC = "static"
    """Read, a site that never had news."""
    HIJACKED = "hijacked"
    """Signs of injected spam."""
    PARKED = "parked"
    """A default page, a suspended account, a domain for sale."""
    GONE = "gone"
    """404 or 410 at the root, an unknown account."""
    BLOCKED = "blocked"
    """They refuse us: 403, a challenge, a login."""
    UNREACHABLE = "unreachable"
    """DNS, refused, TLS, timeout, 5xx."""
    FAILED = "failed"
    """Our own trouble (network, token, reader missing); never held against anyone."""


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """The address of one channel.

    `canonical` is the address in its one preferred spelling and the identity of the channel: two
    references are the same channel when platform and canonical agree. Accounts have a `handle`
    (lower case where the platform ignores case) or, where the address holds only that, a
    `platform_id`; websites have neither.
    """

    platform: Platform
    canonical: str
    handle: str | None = None
    platform_id: str | None = None

    @property
    def name(self) -> str:
        """The short form people use: a website's address, an account's handle or id."""
        return self.handle or self.platform_id or self.canonical


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a date was found, so that a person can look for themselves."""

    source: str
    """What saw it: feed, wordpress, news-sitemap, sitemap, json-ld, meta, time, card, article."""
    url: str
    """The document it was read in."""
    raw: str
    """The text of the date exactly as it stood there."""
    title: str = ""
    """The title of the item the date belongs to."""
    note: str = ""
    """Why it was set aside, where it was."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One post or article.

    `at` is aware and in UTC. Where only a day is known, `day_only` is true and `at` is noon UTC of
    that day, which is the same calendar day in UTC and in all of Indonesia (WIB, WITA, WIT).
    """

    at: datetime
    url: str
    title: str
    evidence: Evidence
    day_only: bool = False

    @staticmethod
    def moment_of(day: date) -> datetime:
        """The moment that stands for a day without an hour: noon UTC."""
        return datetime.combine(day, NOON)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one check of one channel found.

    `recent` holds the publications seen, newest first, and `newest` is the first of them or None.
    `set_aside` keeps the dates that were seen and not believed, each with a note that says why.
    """

    health: Health
    checked_at: datetime
    recent: tuple[Publication, ...] = ()
    set_aside: tuple[Evidence, ...] = ()
    signs: tuple[str, ...] = ()
    """Signs of a hijack, links defanged."""
    detail: str = ""
    """One short English sentence for logs and operators: why it could not be read, what it is."""
    elapsed_ms: int = 0

    @property
    def newest(self) -> Publication | None:
        return self.recent[0] if self.recent else None


UNMEASURED: frozenset[Health] = frozenset(
    {
        Health.UNDATED,
        Health.PARKED,
        Health.GONE,
        Health.BLOCKED,
        Health.UNREACHABLE,
        Health.FAILED,
        Health.HIJACKED,
    }
)
"""Healths from which no standing may be drawn: what can't be read is unmeasured, never stale."""
