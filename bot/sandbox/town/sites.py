"""The websites of the demo town as plain text: every page of every site, without a server."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.sandbox.town.agencies import TOWN_ZONE, Agency, Article, Kind, agencies

DOMAIN = "tirtakencana.example"
"""The town's invented domain (RFC 2606 keeps `.example` for that)."""

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"

OPENING = time(8)

WORDPRESSES = frozenset({Kind.WORDPRESS, Kind.WORDPRESS_WITHOUT_FEED})
WITH_FEED = frozenset({Kind.WORDPRESS, Kind.STAMPED_FEED, Kind.HIJACKED, Kind.REDIRECTED})

PROFILE = {
    "/profil": "Profil",
    "/visi-misi": "Visi dan Misi",
    "/struktur-organisasi": "Struktur Organisasi",
    "/kontak": "Kontak",
}
"""The pages every agency's menu leads to, by path."""

Page = tuple[str, str]
"""A content type and a body."""


@dataclass(frozen=True, slots=True)
class Site:
    """A website: its pages by path, and the paths that lead elsewhere.

    Links within it are absolute, on `http://NAME.tirtakencana.example`.
    """

    name: str
    kind: Kind
    pages: Mapping[str, Page]
    redirects: Mapping[str, str] = field(default_factory=dict)


def sites(today: date) -> tuple[Site, ...]:
    """Every site of the town that answers, with the news it has on `today`."""
    return tuple(site_of(agency, today) for agency in agencies(today))


def site_of(agency: Agency, today: date) -> Site:
    """The website of an agency as it looks on `today`."""
    home = "/portal/beranda" if agency.kind is Kind.REDIRECTED else "/"
    facts: dict[str, Any] = {
        "agency": agency,
        "root": f"http://{agency.name}.{DOMAIN}",
        "today": today,
        "built": datetime.combine(today, OPENING, TOWN_ZONE),
        "path_of": lambda article: article_path(agency.kind, article),
    }
    pages = {
        home: (HTML, _rendered(f"{_look(agency.kind)}.html", facts)),
        **{path: (HTML, _rendered("profile.html", facts | {"page": path})) for path in PROFILE},
        **_signposts(agency, facts),
    }
    for article in agency.news:
        pages[article_path(agency.kind, article)] = (
            HTML,
            _rendered(f"{_look(agency.kind)}_article.html", facts | {"article": article}),
        )
    return Site(agency.name, agency.kind, pages, {} if home == "/" else {"/": home})


def article_path(kind: Kind, article: Article) -> str:
    """Where a site of this kind keeps an article."""
    if kind is Kind.BLOGGER:
        return f"/{article.at:%Y/%m}/{article.slug}.html"
    if kind in WORDPRESSES:
        return f"/{article.at:%Y/%m/%d}/{article.slug}/"
    return f"/berita/{article.slug}"


def _look(kind: Kind) -> str:
    """The name that the templates of a site of this kind begin with."""
    if kind in WORDPRESSES:
        return "wordpress"
    if kind in (Kind.DATED_LIST, Kind.DECORATION, Kind.BLOGGER):
        return kind.value
    return "portal"


def _signposts(agency: Agency, facts: dict[str, Any]) -> dict[str, Page]:
    """What a site keeps for programs: feeds, REST answers, sitemaps."""
    root = facts["root"]
    found: dict[str, Page] = {}
    if agency.kind in WORDPRESSES:
        found["/wp-json/wp/v2/posts"] = (JSON, _posts(agency, root))
    if agency.kind in WITH_FEED:
        found["/feed/"] = (RSS, _rendered("feed.xml", facts))
    if agency.kind is Kind.BLOGGER:
        found["/feeds/posts/default"] = (ATOM, _rendered("atom.xml", facts))
    if agency.kind is Kind.NEWS_SITEMAP:
        found["/robots.txt"] = (TEXT, f"Sitemap: {root}/sitemap-news.xml\n")
        found["/sitemap-news.xml"] = (XML, _rendered("sitemap-news.xml", facts))
    return found


def _posts(agency: Agency, root: str) -> str:
    """WordPress's answer to a request for posts, newest first."""
    return json.dumps(
        [
            {
                "date": f"{article.at:%Y-%m-%dT%H:%M:%S}",
                "date_gmt": f"{article.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "link": f"{root}{article_path(agency.kind, article)}",
                "title": {"rendered": html.escape(article.title)},
            }
            for article in agency.news
        ]
    )


def _rendered(template: str, facts: dict[str, Any]) -> str:
    return _environment().get_template(template).render(facts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("pages")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["profile"] = PROFILE
    environment.filters |= {
        "day": lambda value: format_date(value, "EEEE, d MMMM y", locale="id"),
        "plain_day": lambda value: format_date(value, "d MMMM y", locale="id"),
        "rfc822": format_datetime,
        "iso": datetime.isoformat,
    }
    return environment
