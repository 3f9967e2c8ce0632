"""What reading X costs, held against the office's ceiling before each request.

X charges each account and each post that an answer returns, and each of them once a UTC day
(docs.x.com, "Pricing", 22 August 2026). Whatever comes twice in a day is noted twice here: the
ledger may say more than the bill, and never less.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from checks.model import Platform, Trouble
from checks.social.door import Door
from checks.social.stops import PlatformStopped
from checks.social.usage import MICRO_USD, Usage, accounting_day

USER_MICRO_USD = 10_000
POST_MICRO_USD = 5_000

FEWEST_POSTS = 10
MOST_POSTS = 100
"""What `max_results` of a search may be (docs.x.com, "Recent search")."""


async def hold_users(door: Door, accounts: int) -> None:
    """Raise PlatformStopped where looking up so many accounts would break the ceiling."""
    if accounts * USER_MICRO_USD > await _left(door):
        raise _ceiling_reached(door)


async def affordable_posts(door: Door) -> int:
    """How many posts a page may have, 100 unless less is left, so that no page is too dear.

    Raises PlatformStopped where not even the smallest page fits.
    """
    posts = min(MOST_POSTS, await _left(door) // POST_MICRO_USD)
    if posts < FEWEST_POSTS:
        raise _ceiling_reached(door)
    return posts


async def pay_users(door: Door, accounts: int) -> None:
    await door.spend(Usage(micro_usd=accounts * USER_MICRO_USD))


async def pay_posts(door: Door, posts: int) -> None:
    await door.spend(Usage(micro_usd=posts * POST_MICRO_USD))


async def _left(door: Door) -> int:
    """Millionths of a US dollar that may still be spent this month."""
    first = accounting_day(Platform.X, door.now.astimezone(UTC)).replace(day=1)
    spent = await door.ledger.used(Platform.X, first)
    return int(door.access.x_usd_per_month * MICRO_USD) - spent.micro_usd


def _ceiling_reached(door: Door) -> PlatformStopped:
    detail = f"the month's ceiling of USD {door.access.x_usd_per_month:f} is reached"
    return PlatformStopped(Trouble.QUOTA_SPENT, detail, _next_month(door.now))


def _next_month(now: datetime) -> datetime:
    first = now.astimezone(UTC).date().replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime.combine(following, time(tzinfo=UTC))
