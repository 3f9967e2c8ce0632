"""When was this article published: the date of one article's page, with the evidence for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from checks.model import Evidence, Publication
from checks.website._byline import shown_date
from checks.website._jsonld import Stated, address_key, stated_dates
from checks.website._languages import in_english
from checks.website._lines import title_node
from checks.website._markup import address, attribute, parsed, text_of
from checks.website._metas import meta_dates
from checks.website._short_text import in_span
from checks.website._tidy import tidy
from checks.website._written import day_of
from checks.website.dates import Moment, read_moment

_DATED_PATH = re.compile(
    r"/(20[0-9]{2})/([0-9]{1,2})/([0-9]{1,2})(?:/|$)|/(20[0-9]{2})-([0-9]{2})-([0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class _Found:
    moment: Moment
    raw: str
    source: str


def published_on(html: str | bytes, url: str, today: date) -> date | None:
    """The day the article on this page was published, or None rather than a guess.

    Reads JSON-LD datePublished, meta tags, microdata and time elements, then the text beside the
    title. Never a date of change, a footer's year, a clock, a comment, another article's or an
    event's date; an address with a date in it only settles between contenders. Bytes are decoded by
    their byte order mark or meta tag. Never raises.
    """
    found = _found(parsed(html), url, today)
    return found.moment.day if found else None


def publication_of(html: str | bytes, url: str, today: date) -> Publication | None:
    """The article on this page as a publication, with its evidence; None as in `published_on`.

    The evidence's source is json-ld, meta, time or article (the visible text), its raw the date as
    it stood. Where no hour and zone are told, the publication has only a day.
    """
    tree = parsed(html)
    found = _found(tree, url, today)
    if found is None:
        return None
    title = _title(tree)
    at = found.moment.at
    return Publication(
        at=at or Publication.moment_of(found.moment.day),
        url=url,
        title=title,
        evidence=Evidence(source=found.source, url=url, raw=found.raw, title=title),
        day_only=at is None,
    )


def _found(tree: LexborHTMLParser, url: str, today: date) -> _Found | None:
    titles = _titles(tree)
    heading = title_node(tree, titles)
    stated = next(_stated(tree, url, titles, today), None)
    if stated is not None and stated.moment.day < today:
        return stated
    shown = None if _is_home(url) else shown_date(tree, heading, titles, _address_day(url), today)
    # Some templates stamp the time of asking: the date a reader sees is then the older one.
    if shown is not None and (stated is None or shown.moment.day < stated.moment.day):
        return _Found(shown.moment, shown.raw, shown.source)
    return stated


def _stated(
    tree: LexborHTMLParser, url: str, titles: tuple[str, ...], today: date
) -> Iterator[_Found]:
    """What the markup states for machines, the surest first."""
    stated = stated_dates(tree)
    articles = [one for one in stated if one.is_article]
    pages = [] if _is_home(url) else [one for one in stated if not one.is_article]
    chosen = _of_this_page(articles, _addresses(tree, url), titles, today)
    page = _of_this_page(pages, _addresses(tree, url), titles, today)
    candidates = [
        *((one.raw, "json-ld") for one in chosen),
        *((raw, "meta") for raw in meta_dates(tree)),
        *((one.raw, "json-ld") for one in page),
    ]
    for raw, source in candidates:
        moment = read_moment(in_english(tidy(raw)), today)
        if moment is not None and in_span(moment.day, today):
            yield _Found(moment, raw, source)


def _of_this_page(
    stated: list[Stated], addresses: frozenset[str], titles: tuple[str, ...], today: date
) -> list[Stated]:
    """Those that speak of this page: by address, else by headline, else where all agree."""
    by_address = [one for one in stated if one.addresses & addresses]
    if by_address:
        return by_address
    by_headline = [one for one in stated if _same_title(one.headline, titles)]
    if by_headline:
        return by_headline
    others = [one for one in stated if not _is_of_another(one)]
    days = {moment.day for one in others if (moment := read_moment(one.raw, today))}
    return others if len(days) == 1 else []


def _is_of_another(stated: Stated) -> bool:
    """Does it name an article's address? Those of a site's front page are slips of a template."""
    return any("/" in key or not key.endswith("?") for key in stated.addresses)


def _same_title(headline: str, titles: tuple[str, ...]) -> bool:
    plain = _letters(headline)
    return bool(plain) and any(
        plain in other or other in plain for other in map(_letters, titles) if other
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _addresses(tree: LexborHTMLParser, url: str) -> frozenset[str]:
    canonical = tree.css_first('link[rel~="canonical" i]')
    named = [url] if canonical is None else [url, attribute(canonical, "href")]
    return frozenset(address_key(one) for one in named if one and not _is_home(one))


def _titles(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The article's title by og:title, by twitter:title, by the title element."""
    metas = tree.css(
        'meta[property="og:title" i], meta[name="og:title" i], meta[name="twitter:title" i]'
    )
    said = [attribute(meta, "content").strip() for meta in metas]
    element = tree.css_first("title")
    return tuple(title for title in [*said, text_of(element) if element else ""] if title)


def _title(tree: LexborHTMLParser) -> str:
    titles = _titles(tree)
    heading = title_node(tree, titles)
    if tree.css_first('meta[property="og:title" i]') is not None and titles:
        return titles[0]
    return text_of(heading) if heading is not None else next(iter(titles), "")


def _address_day(url: str) -> date | None:
    dated = _DATED_PATH.search(address(url).path)
    if dated is None:
        return None
    year, month, day = (int(part) for part in dated.groups() if part)
    return day_of(year, month, day)


def _is_home(url: str) -> bool:
    parts = address(url)
    return parts.path in {"", "/", "/index.php", "/index.html"} and not parts.query
