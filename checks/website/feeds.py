"""RSS, Atom and JSON feeds: the items and the dates they were published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from io import BytesIO
from itertools import islice, pairwise
from typing import Any
from xml.etree.ElementTree import Element

import feedparser

from checks.client import Page
from checks.website.addresses import absolute
from checks.website.items import Item, clean_title
from checks.website.machine_stamps import read_stamp
from checks.website.xml_items import HEAD, ParseError, items_of, local_name

LARGEST_FEED = 750_000
"""Bytes of a feed that are read. The newest stand first; feeds of thousands of items occur."""

ENOUGH_ITEMS = 50
"""Items after which a feed is read no further, if they begin with a new one and go down."""

NEW = timedelta(days=30)

MOST_ITEMS = 500
"""Items read of a feed that stands in another order."""

COMMENT = "#comment"
"""In the address of an item that is a visitor's comment (WordPress, Blogger, Drupal)."""

FEED_ROOT = "rss|rdf|RDF|feed"

PUBLISHED = ("pubDate", "published", "issued", "date", "updated", "modified")
"""Elements that date an item, the best first: RSS, Atom 1.0, Atom 0.3, Dublin Core; a change only
where nothing else is said."""

TOLD = frozenset(["title", "link", "guid", "id", *PUBLISHED])
"""Elements of an item that are read; its text may be long and is not."""

OWN_NAMESPACES = (
    "{http://www.w3.org/2005/Atom}",
    "{http://purl.org/atom/",
    "{http://purl.org/rss/",
    "{http://my.netscape.com/rdf/",
    "{http://purl.org/dc/",
    "{http://backend.userland.com/",
)
"""Namespaces whose titles, links and dates are the item's; media and comments have others."""


def read_feed(page: Page, today: date) -> list[Item] | None:
    """The items of a feed, in its order, or None where the answer is no feed.

    An item's date is its published date; where it has none, the Dublin Core date of RSS or the
    updated date of Atom. Dates of the feed itself are not looked at. A file that declares entities
    is not read: no feed needs them, and they are a way to exhaust a reader or to forge a date.
    """
    body = page.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if page.status != 200 or not body:
        return None
    if body.startswith(b"{"):
        return _json_items(page, today)
    if b"<!ENTITY" in body[:HEAD]:
        return None
    elements = items_of(body, FEED_ROOT, {"item", "entry"})
    if elements is not None:
        items: list[Item] = []
        try:
            for element in islice(elements, MOST_ITEMS):
                items.append(_item(element, page.url, today))
                if len(items) == ENOUGH_ITEMS and _newest_first(items, today):
                    break
        except ParseError:
            # What was cut off breaks off within an item; what is broken, feedparser may mend.
            return items if page.cut and items else _mended_items(page, today)
        return items
    if re.search(rb"<(?:\w+:)?(?:rss|rdf|feed)\b", body[:HEAD], re.IGNORECASE):
        return _mended_items(page, today)
    return None


def _newest_first(items: Sequence[Item], today: date) -> bool:
    """Whether what follows can't be newer: an archive may stand before the new items."""
    days = [item.moment.day for item in items if item.moment]
    in_order = all(newer >= older for newer, older in pairwise(days))
    return in_order and bool(days) and today - days[0] <= NEW


def _item(element: Element, base: str, today: date) -> Item:
    texts: dict[str, str] = {}
    links: list[str] = []
    for child in element:
        if child.tag.startswith("{") and not child.tag.startswith(OWN_NAMESPACES):
            continue
        name = local_name(child)
        if name not in TOLD:
            continue
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                links.append(child.get("href", ""))
        else:
            texts.setdefault(name, "".join(child.itertext()).strip())
    permalink = texts.get("guid") or texts.get("id") or ""
    links += [texts.get("link", ""), permalink if permalink.startswith("http") else ""]
    return _dated_item(
        title=texts.get("title", ""),
        link=next(filter(None, links), ""),
        raw=next((texts[name] for name in PUBLISHED if texts.get(name)), ""),
        base=base,
        today=today,
    )


def _mended_items(page: Page, today: date) -> list[Item] | None:
    """The items of a feed that is not well-formed, as feedparser mends it."""
    # Handed over as a stream: feedparser takes bare bytes for the name of a file first. Its
    # documentation has both switches off for programs that show no HTML.
    feed = feedparser.parse(
        BytesIO(page.body),
        response_headers={
            "content-type": page.headers.get("content-type", ""),
            "content-location": page.url,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.get("version"):
        return None
    return list(_feedparser_items(feed.entries[:MOST_ITEMS], page.url, today))


def _feedparser_items(entries: Iterable[dict[str, Any]], base: str, today: date) -> Iterable[Item]:
    for entry in entries:
        permalink = str(entry.get("id") or "")
        yield _dated_item(
            title=str(entry.get("title") or ""),
            link=str(entry.get("link") or (permalink if permalink.startswith("http") else "")),
            # dict's own method: feedparser's answers "updated" with "published" where it lacks.
            raw=str(dict.get(entry, "published") or dict.get(entry, "updated") or ""),
            base=base,
            today=today,
        )


def _json_items(page: Page, today: date) -> list[Item] | None:
    """The items of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        feed = json.loads(page.text().lstrip("\ufeff"))
    except ValueError:
        return None
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
        return None
    entries = feed.get("items")
    if not isinstance(entries, list):
        return None
    return [
        _dated_item(
            title=str(entry.get("title") or ""),
            link=str(entry.get("url") or entry.get("id") or ""),
            raw=str(entry.get("date_published") or ""),
            base=page.url,
            today=today,
        )
        for entry in entries[:MOST_ITEMS]
        if isinstance(entry, dict)
    ]


def _dated_item(title: str, link: str, raw: str, base: str, today: date) -> Item:
    if COMMENT in link:
        return Item("", "", raw, None)
    return Item(
        title=clean_title(title),
        url=absolute(link, base) or "",
        raw=raw,
        moment=read_stamp(raw, today) if raw else None,
    )
