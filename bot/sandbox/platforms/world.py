"""Who is on the platforms of the sandbox, what they posted, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto

from checks.model import Platform


class Fault(StrEnum):
    """What a whole platform does instead of answering."""

    TOKEN_EXPIRED = auto()
    """Our token, key or bearer is refused."""
    PERMISSION_MISSING = auto()
    """The token is good, but not for this."""
    QUOTA_SPENT = auto()
    """The day's allowance, or the credits, are used up."""
    THROTTLED = auto()
    """Too many calls in a short time: come back later."""
    SERVER_ERROR = auto()
    GIBBERISH = auto()
    """200, with something that has not the documented shape."""
    EVERYTHING_MISSING = auto()
    """Every account is said not to exist."""


class Mood(StrEnum):
    """What an account is."""

    PUBLIC = auto()
    PRIVATE = auto()
    PERSONAL = auto()
    """No professional account, where a platform's door is open for those alone."""
    SUSPENDED = auto()
    HIDDEN = auto()
    """There, with its preview or embedding switched off."""


class GraphWay(StrEnum):
    """A way of asking Facebook about Pages."""

    BATCH = auto()
    """Many questions in one request, each about one Page."""
    IDS = auto()
    """One question about many Pages: refused by Graph since v26.0."""
    PAGE = auto()
    """The Page itself, its posts among its fields."""
    POSTS = auto()
    """The posts of one Page."""


@dataclass(slots=True)
class Post:
    """One post, with the id that its platform gave it."""

    id: str
    at: datetime
    text: str = ""
    kind: str = ""
    """The platform's own word for what it is; empty for its most ordinary kind."""
    likes: int | None = None
    comments: int | None = None
    views: int | None = None
    pinned: bool = False
    """Shown first, whatever its age."""


@dataclass(slots=True)
class SocialAccount:
    """An account; `id` is the platform's own immutable one, `handle` may change."""

    platform: Platform
    id: str
    handle: str
    name: str = ""
    mood: Mood = Mood.PUBLIC
    followers: int = 500
    posts: list[Post] = field(default_factory=list)

    @property
    def shown(self) -> list[Post]:
        """Its posts as visitors see them: pinned ones first, then newest first."""
        return sorted(self.posts, key=lambda post: (post.pinned, post.at), reverse=True)


@dataclass(frozen=True, slots=True)
class Call:
    """One request that arrived: `path` with its query, below the platform's own."""

    platform: Platform
    method: str
    path: str


@dataclass(slots=True)
class PlatformWorld:
    """All accounts, the tokens that open the doors, the faults, and every call that was made.

    `clock` gives the present moment, aware. A token that isn't the one here is refused.
    """

    clock: Callable[[], datetime]
    accounts: list[SocialAccount] = field(default_factory=list)
    tokens: dict[Platform, str] = field(
        default_factory=lambda: {platform: f"{platform}-token" for platform in Platform}
    )
    token_expires: dict[Platform, datetime] = field(default_factory=dict)
    """When a platform's token ends (aware), where it does."""
    office_id: str = "17841400000000001"
    """The office's own Instagram account."""
    graph_ways: frozenset[GraphWay] = frozenset(GraphWay) - {GraphWay.IDS}
    """How Facebook can be asked: as Graph v26.0, unless it is to be another server."""
    faults: dict[Platform, Fault] = field(default_factory=dict)
    short_links: dict[tuple[Platform, str], str] = field(default_factory=dict)
    """Where a platform's own short links lead, by their path."""
    calls: list[Call] = field(default_factory=list)

    def add(self, account: SocialAccount) -> SocialAccount:
        self.accounts.append(account)
        return account

    def named(self, platform: Platform, handle: str) -> SocialAccount | None:
        """The account that has this handle now, case aside."""
        wanted = handle.lower()
        return next((one for one in self._of(platform) if one.handle.lower() == wanted), None)

    def with_id(self, platform: Platform, id_: str) -> SocialAccount | None:
        return next((one for one in self._of(platform) if one.id == id_), None)

    def calls_to(self, platform: Platform) -> list[Call]:
        return [call for call in self.calls if call.platform is platform]

    def _of(self, platform: Platform) -> list[SocialAccount]:
        return [account for account in self.accounts if account.platform is platform]
