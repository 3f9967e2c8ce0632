"""When was this article published: the date of one article's page, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selectolax.lexbor import LexborHTMLParser

from checks.model import Evidence, Publication
from checks.website._address_date import AddressDate, address_date
from checks.website._byline import shown_date
from checks.website._contenders import PUBLISHED, Shown
from checks.website._jsonld import Stated, address_key, stated_dates
from checks.website._last_change import last_change
from checks.website._lines import title_node
from checks.website._markup import address, attribute, decoded, text_of
from checks.website._metas import creation_dates, meta_dates
from checks.website._page_dates import PageDates, page_dates
from checks.website._scripts import script_dates
from checks.website.dates import Moment, read_moment
from checks.website.own_address import stated_addresses

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Found:
    moment: Moment
    raw: str
    source: str


def published_on(html: str | bytes, url: str, today: date) -> date | None:
    """The day the article on this page was published, or None rather than a guess.

    Reads JSON-LD datePublished, meta tags, microdata and time elements, then the text beside the
    title, the state in the page's scripts, and last a whole day in the page's address, which else
    settles between contenders. Never a footer's year, a clock, a comment, another article's or an
    event's date; a date of change only where a page that is not Indonesian tells no other. Bytes
    are decoded by their byte order mark or meta tag. Never raises.
    """
    text = decoded(html)
    found = _found(LexborHTMLParser(text), text, url, today)
    return found.moment.day if found else None


def publication_of(html: str | bytes, url: str, today: date) -> Publication | None:
    """The article on this page as a publication, with its evidence; None as in `published_on`.

    The evidence's source is json-ld, meta, time, article (the visible text), script, address or
    change, its raw the date as it stood. Where no hour and zone are told, the publication has only
    a day.
    """
    text = decoded(html)
    tree = LexborHTMLParser(text)
    found = _found(tree, text, url, today)
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


def _found(tree: LexborHTMLParser, html: str, url: str, today: date) -> _Found | None:
    titles = _titles(tree)
    heading = title_node(tree, titles)
    dates = page_dates(tree, html, url, today)
    stated = _first(_stated(tree, url, titles, dates), dates)
    if stated is not None and stated.moment.day < today:
        return stated
    told = address_date(_own_addresses(tree, url))
    shown = None if _is_home(url) else shown_date(tree, heading, titles, told, dates)
    by_address = _by_address(told, url, today)
    if stated is None and (shown is None or shown.rank != PUBLISHED):
        stated = _first(((raw, "meta") for raw in creation_dates(tree)), dates)
        if stated is not None and stated.moment.day < today:
            return stated
    if shown is not None and (stated is None or shown.moment.day < stated.moment.day):
        if by_address is not None and _is_doubtful(shown, by_address):
            return by_address
        return _Found(shown.moment, shown.raw, shown.source)
    # Some templates stamp the time of asking: the date in the address is then the older one.
    if stated is not None and (by_address is None or by_address.moment.day >= today):
        return stated
    if stated is not None:
        return by_address
    return _by_scripts(tree, told, dates) or by_address or _by_last_change(tree, dates)


def _is_doubtful(shown: Shown, by_address: _Found) -> bool:
    """Is a date that nothing calls published far from the day in the address?

    It is then another article's or an event's: of 148 addresses with a whole day among those of
    htmldate's evaluation pages, 145 tell the day of publication.
    """
    return shown.rank != PUBLISHED and abs(shown.moment.day - by_address.moment.day) > _A_DAY


def _by_address(told: AddressDate | None, url: str, today: date) -> _Found | None:
    if told is None or told.day is None or not told.is_article or told.day > today:
        return None
    return _Found(Moment(told.day, None), url, "address")


def _by_scripts(
    tree: LexborHTMLParser, told: AddressDate | None, dates: PageDates
) -> _Found | None:
    """The one day that the scripts' state names, or the one that the address supports."""
    moments = [(raw, moment) for raw in script_dates(tree) if (moment := dates.moment(raw))]
    if told is not None and len({moment.day for _, moment in moments}) > 1:
        moments = [pair for pair in moments if told.supports(pair[1].day)]
    if len({moment.day for _, moment in moments}) != 1:
        return None
    raw, moment = moments[0]
    return _Found(moment, raw, "script")


def _by_last_change(tree: LexborHTMLParser, dates: PageDates) -> _Found | None:
    changed = None if dates.is_indonesian else last_change(tree, dates)
    return _Found(changed[1], changed[0], "change") if changed else None


def _first(stated: Iterable[tuple[str, str]], dates: PageDates) -> _Found | None:
    """The first that tells a day."""
    for raw, source in stated:
        moment = dates.moment(raw)
        if moment is not None:
            return _Found(moment, raw, source)
    return None


def _stated(
    tree: LexborHTMLParser, url: str, titles: tuple[str, ...], dates: PageDates
) -> Iterator[tuple[str, str]]:
    """What the markup states for machines, the surest first, each with its source."""
    stated = stated_dates(tree)
    addresses = frozenset(
        address_key(one) for one in _own_addresses(tree, url) if not _is_home(one)
    )
    articles = [one for one in stated if one.is_article]
    pages = [] if _is_home(url) else [one for one in stated if not one.is_article]
    for one in _of_this_page(articles, addresses, titles, dates.today):
        yield one.raw, "json-ld"
    for raw in meta_dates(tree):
        yield raw, "meta"
    for one in _of_this_page(pages, addresses, titles, dates.today):
        yield one.raw, "json-ld"


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


def _own_addresses(tree: LexborHTMLParser, url: str) -> list[str]:
    """The address the page was got by, then those it gives itself."""
    return [url, *stated_addresses(tree)]


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


def _is_home(url: str) -> bool:
    parts = address(url)
    return parts.path in {"", "/", "/index.php", "/index.html"} and not parts.query
