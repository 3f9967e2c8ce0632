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


class Trouble(StrEnum):
    """What exactly is wrong with a channel, or in our way: what a person is told, and what to do.

    A health says whether a channel may be judged; a trouble says who can do what about it.
    """

    NAME_UNKNOWN = "name_unknown"
    """The name server knows no such name: the domain lapsed, or is misspelled."""
    REFUSED = "refused"
    """Nobody accepts the connection."""
    TIMED_OUT = "timed_out"
    """No whole answer in time."""
    INTERRUPTED = "interrupted"
    """The connection broke off, or what answered was no proper HTTP."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_OF_ANOTHER_NAME = "certificate_of_another_name"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    """Self-signed, an unknown authority, an incomplete chain, or no encryption possible."""
    SERVER_ERROR = "server_error"
    """A 5xx answer."""
    DATABASE_ERROR = "database_error"
    APPLICATION_ERROR = "application_error"
    MAINTENANCE = "maintenance"
    EMPTY_PAGE = "empty_page"
    """An answer without any content."""
    REDIRECT_LOOP = "redirect_loop"
    """Redirects in a circle, too often, or to nowhere."""
    DEFAULT_PAGE = "default_page"
    """The hosting's, the web server's or a framework's own page."""
    SUSPENDED = "suspended"
    """The hosting has suspended the account."""
    DOMAIN_FOR_SALE = "domain_for_sale"
    """A parked domain, or one for sale."""
    NOT_BUILT = "not_built"
    """Coming soon, under construction."""
    NOT_FOUND = "not_found"
    """404 or 410 at the root, an unknown account."""
    MOVED = "moved"
    """The address sends its visitors on to a site that is not the agency's own."""
    REFUSES_US = "refuses_us"
    """403 and its like."""
    TOO_MANY_REQUESTS = "too_many_requests"
    CHALLENGE = "challenge"
    """A page that asks for proof of a browser."""
    LOGIN = "login"
    EMPTY_SHELL = "empty_shell"
    """A page that scripts draw; nothing of it can be read."""
    NO_DATES = "no_dates"
    """News, but no date that can be trusted."""
    NO_NEWS = "no_news"
    """A site that never had news."""
    INJECTED_SPAM = "injected_spam"
    TOO_LARGE = "too_large"
    """An answer larger than we read."""
    NETWORK_DOWN = "network_down"
    """This machine has no way out."""
    ADDRESS_FORBIDDEN = "address_forbidden"
    """The address leads to a private network: refused by us."""
    NO_READER = "no_reader"
    """We have no reader, or no credentials, for this platform."""
    TOKEN_REFUSED = "token_refused"  # noqa: S105 (a name, no secret)
    """The platform takes our token or key no more: expired, withdrawn, unknown."""
    PERMISSION_MISSING = "permission_missing"
    """Our token is good, but not for this: a permission or feature is missing or was taken away."""
    QUOTA_SPENT = "quota_spent"
    """The platform's allowance, our credits or our own ceiling are used up for now."""
    PLATFORM_DOWN = "platform_down"
    """The platform fails for accounts that are known to live: its outage, or a door that closed."""
    ANSWER_NOT_UNDERSTOOD = "answer_not_understood"
    """The platform's answer has another shape than we know."""
    ACCOUNT_UNKNOWN = "account_unknown"
    """The platform knows no account under this name."""
    ACCOUNT_SUSPENDED = "account_suspended"
    ACCOUNT_PRIVATE = "account_private"
    """An account that only its followers, or only members, can read."""
    ACCOUNT_HIDDEN = "account_hidden"
    """Seen before, and now not shown to us: renamed, gone, private, or no professional account."""
    NAME_TAKEN = "name_taken"
    """The name answers with another id than it had: somebody else has taken it."""
    NOTHING_POSTED = "nothing_posted"
    """An account that has published nothing."""
    PASSING_ABSENCE = "passing_absence"
    """Not found just now on a platform that often says so of living accounts."""
    READER_FAILED = "reader_failed"
    """Our own program failed, or was not finished in time."""


STOPS_PLATFORM: frozenset[Trouble] = frozenset(
    {
        Trouble.TOKEN_REFUSED,
        Trouble.PERMISSION_MISSING,
        Trouble.QUOTA_SPENT,
        Trouble.PLATFORM_DOWN,
    }
)
"""Troubles that are between us and a whole platform: no account of it can be read for the day."""

MOVED_TO = "sends its visitors on to "
"""Begins the detail of a reading with the trouble `MOVED`; the address follows."""


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """The address of one channel.

    `canonical` is the address in its one preferred spelling and the identity of the channel: two
    references are the same channel when platform and canonical agree. Accounts have a `handle`
    (lower case where the platform ignores case) or, where the address holds only that, a
    `platform_id`; websites have neither. An account whose address is its handle has both once its
    first reading has told the platform's immutable id.
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
    """What saw it: feed, wordpress, news-sitemap, sitemap, json-ld, meta, time, card, article;
    of a platform api, page (the public one) or post-id."""
    url: str
    """The document it was read in."""
    raw: str
    """The text of the date exactly as it stood there."""
    title: str = ""
    """The title of the item the date belongs to."""
    note: str = ""
    """Why it was set aside, where it was."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """How a post was taken, as far as its platform tells; None where it does not."""

    likes: int | None = None
    comments: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who answered under an account's address.

    `platform_id` is the platform's own immutable id, `handle` the name in use now (lower case where
    the platform ignores case), None where the platform did not say. `moved_from` is the id that the
    account had before, where the platform itself says that it was moved to another.
    """

    platform_id: str
    handle: str | None = None
    moved_from: str | None = None

    def is_of(self, platform_id: str) -> bool:
        """Whether it is the account that had this id."""
        return platform_id in {self.platform_id, self.moved_from}


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
    engagement: Engagement | None = None

    @staticmethod
    def moment_of(day: date) -> datetime:
        """The moment that stands for a day without an hour: noon UTC."""
        return datetime.combine(day, NOON)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One document that was looked for, and what came of it: a rung of the ladder, for doubters."""

    source: str
    """What it was asked as: home, feed, wordpress, news-page, robots, sitemap, article."""
    url: str
    outcome: str
    """A few English words: "12 items, newest 2026-11-20", "answers 404", "no feed"."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is remembered of a document that was read, to see at the next check whether it changed.

    `url` is the address that was asked, `landed` the one that answered; `digest` is a hash of the
    body; `etag` and `last_modified` are the validators the server gave, as they stood in its
    headers (RFC 9110, section 8.8), or "".
    """

    url: str
    landed: str
    digest: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one check of one channel found.

    `recent` holds the publications seen, newest first, and `newest` is the first of them or None.
    `set_aside` keeps the dates that were seen and not believed, each with a note that says why.
    `attempts` are the documents looked for, in order; `documents` what is remembered of those that
    came. Handed to the next check of the channel, a reading spares asking for what did not change.
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
    trouble: Trouble | None = None
    """What exactly is wrong, where something is."""
    attempts: tuple[Attempt, ...] = ()
    documents: tuple[Document, ...] = ()
    rules: str = ""
    """Names the rules by which it was read: what is unchanged is read again when they change."""
    thorough_at: datetime | None = None
    """When everything was last read, whether or not it had changed; aware."""
    identity: Identity | None = None
    """Who answered, on platforms that tell."""

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
