"""Ways to tell the day of a website's newest publication: Segar's and some simple ones.

All ask through the same client, as of the same moment. The simple ones are given what helps them:
pages that answer 200 only, days of western Indonesia, and no day before 2000 or after tomorrow.
"""

from __future__ import annotations

import time
from calendar import timegm
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from types import MappingProxyType
from urllib.parse import urljoin

import feedparser
import htmldate
from selectolax.lexbor import LexborHTMLParser

from checks.client import Client, FetchError, Page
from checks.model import Health, Reading
from checks.website._calendar import WESTERN_TIME
from checks.website.items import day_of
from checks.website.reader import read_website
from tests.checks.site_files import AS_OF

TODAY = AS_OF.astimezone(WESTERN_TIME).date()

FEED_LINKS = (
    "link[rel~=alternate][type='application/rss+xml'],"
    "link[rel~=alternate][type='application/atom+xml']"
)

USUAL_FEED = "/feed/"
"""Where WordPress, the commonest of the systems, keeps its feed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader says of a site: a day or none, and a health where it knows of such a thing."""

    day: date | None
    health: Health | None = None


Reader = Callable[[Client, str], Awaitable[Told]]


def told_by(reading: Reading) -> Told:
    """What Segar says by a reading: where it calls a site hijacked, no day is used."""
    newest = reading.newest if reading.health is not Health.HIJACKED else None
    return Told(day_of(newest) if newest else None, reading.health)


async def with_segar(client: Client, address: str) -> Told:
    """Segar's own reading."""
    return told_by(await read_website(client, address, AS_OF))


async def with_feed(client: Client, address: str) -> Told:
    """The newest entry of the feed that the home page links, else of the usual one."""
    home = await _page(client, address)
    page = await _page(client, _feed_address(home) if home else urljoin(address, USUAL_FEED))
    if page is None:
        return Told(None)
    entries = feedparser.parse(BytesIO(page.body), response_headers=dict(page.headers)).entries
    stamps = [one.get("published_parsed") or one.get("updated_parsed") for one in entries]
    # feedparser makes years before Christ of a database's zero dates, which datetime refuses.
    moments = [
        datetime.fromtimestamp(timegm(one), UTC) for one in stamps if one and one.tm_year > 0
    ]
    days = map(_day, moments)
    return Told(max(filter(None, map(_within, days)), default=None))


async def with_htmldate(client: Client, address: str) -> Told:
    """The original date that htmldate finds on the home page."""
    return await _htmldate(client, address, original=True)


async def with_htmldate_latest(client: Client, address: str) -> Told:
    """The latest date that htmldate finds on the home page."""
    return await _htmldate(client, address, original=False)


async def _htmldate(client: Client, address: str, *, original: bool) -> Told:
    page = await _page(client, address)
    found = page and htmldate.find_date(
        page.text(),
        extensive_search=True,
        original_date=original,
        min_date="2000-01-01",
        max_date=TODAY.isoformat(),
    )
    return Told(date.fromisoformat(found) if found else None)


async def with_last_modified(client: Client, address: str) -> Told:
    """The home page's Last-Modified header."""
    page = await _page(client, address)
    try:
        changed = parsedate_to_datetime(page.headers.get("last-modified", "") if page else "")
    except ValueError:
        return Told(None)
    return Told(_within(_day(changed)))


READERS = MappingProxyType[str, Reader](
    {
        "Segar": with_segar,
        "feed only (feedparser)": with_feed,
        "htmldate on the home page": with_htmldate,
        "htmldate, latest date": with_htmldate_latest,
        "Last-Modified of the home page": with_last_modified,
    }
)


async def timed(reader: Reader, client: Client, address: str) -> tuple[Told, float]:
    """What a reader says, and the seconds of processor time that this process took over it."""
    began = time.process_time()
    told = await reader(client, address)
    return told, time.process_time() - began


async def _page(client: Client, address: str) -> Page | None:
    try:
        page = await client.get(address)
    except FetchError:
        return None
    return page if page.status == 200 else None


def _feed_address(home: Page) -> str:
    link = LexborHTMLParser(home.body).css_first(FEED_LINKS)
    return urljoin(home.url, (link.attributes.get("href") or "") if link else USUAL_FEED)


def _day(moment: datetime) -> date:
    return moment.astimezone(WESTERN_TIME).date()


def _within(day: date) -> date | None:
    return day if date(2000, 1, 1) <= day <= TODAY + timedelta(days=1) else None
