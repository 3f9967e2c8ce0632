"""The agencies of the demo town that have a website, and what each has published."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

TOWN_ZONE = ZoneInfo("Asia/Jakarta")
NEWS = Path(__file__).with_name("news.json")


class Kind(StrEnum):
    """How a website shows its news, and with it where a reader can find a date."""

    WORDPRESS = "wordpress"
    """A feed and WordPress's REST interface; a pinned post stands first on the page."""
    WORDPRESS_WITHOUT_FEED = "wordpress_without_feed"
    """WordPress with its feed switched off and no dates on its page: only REST tells them."""
    DATED_LIST = "dated_list"
    """A list with days in Indonesian, among a clock, a visitor counter and dates of laws."""
    DECORATION = "decoration"
    """Profile, structure and contact: it never had news."""
    NEWS_SITEMAP = "news_sitemap"
    """Dates in the news sitemap only."""
    STAMPED_FEED = "stamped_feed"
    """A feed that says of itself that it was built today."""
    BLOGGER = "blogger"
    """A Blogger site with its Atom feed."""
    HIJACKED = "hijacked"
    """A feed of honest news, and a hidden block of gambling links in the page."""
    REDIRECTED = "redirected"
    """The root leads on to the real home page; the feed stays at the root."""


KINDS = {
    "dinkes": Kind.WORDPRESS,
    "diskominfo": Kind.WORDPRESS_WITHOUT_FEED,
    "disdik": Kind.DATED_LIST,
    "dishub": Kind.WORDPRESS,
    "dpupr": Kind.DECORATION,
    "rsud": Kind.NEWS_SITEMAP,
    "kec-awan": Kind.STAMPED_FEED,
    "kel-embun": Kind.BLOGGER,
    "dispora": Kind.HIJACKED,
    "setda": Kind.REDIRECTED,
}
"""By the first label of the website's host."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news item; `at` is on the town's clock."""

    title: str
    at: datetime
    text: str
    pinned: bool = False

    @property
    def slug(self) -> str:
        """The title as it stands in an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency with its website; `news` is newest first."""

    name: str
    """The first label of the website's host."""
    title: str
    kind: Kind
    news: tuple[Article, ...]

    def with_article(self, article: Article) -> Agency:
        """The same agency after it has published once more."""
        return replace(self, news=_newest_first([*self.news, article]))


def agencies(today: date) -> tuple[Agency, ...]:
    """Every agency with a website that answers; the age of its news is counted from `today`."""
    known: dict[str, Any] = json.loads(NEWS.read_text(encoding="utf-8"))
    return tuple(
        Agency(
            name=name,
            title=known[name]["agency"],
            kind=kind,
            news=_newest_first([_article(item, today) for item in known[name]["news"]]),
        )
        for name, kind in KINDS.items()
    )


def _article(item: dict[str, Any], today: date) -> Article:
    day = today - timedelta(days=item["days_ago"])
    return Article(
        title=item["title"],
        at=datetime.combine(day, time.fromisoformat(item["time"]), TOWN_ZONE),
        text=item["text"],
        pinned=item.get("pinned", False),
    )


def _newest_first(news: list[Article]) -> tuple[Article, ...]:
    return tuple(sorted(news, key=lambda article: article.at, reverse=True))
