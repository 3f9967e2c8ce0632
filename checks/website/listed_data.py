"""The articles that a page which lists them names in its JSON-LD, each with its own address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website._jsonld import ARTICLE, WRAPPING, loaded, strings
from checks.website.addresses import absolute, article_key, base_of
from checks.website.dates import read_moment
from checks.website.items import Item, clean_title
from checks.website.source import source_of

LISTS: Final = ("@graph", "itemListElement", "item", "blogPost", "hasPart", "mainEntity")
"""Where a list of articles lies (schema.org: ItemList, ListItem, Blog, CreativeWork)."""

BY_VISITORS: Final = frozenset(["review", "question", "discussionforumposting"])
"""What schema.org counts among writings that visitors write."""

DEEPEST: Final = 8

MOST_THINGS: Final = 2_000

STATED: Final = "datePublished"


def read_listed(page: Page, today: date) -> list[Item]:
    """The articles that the page's JSON-LD dates, each once, in its order.

    The page itself is none of them, whatever its JSON-LD says of it. Never raises.
    """
    source = source_of(page)
    if STATED not in source:
        return []
    tree = LexborHTMLParser(source)
    base = base_of(tree, page.url)
    found: dict[str, Item] = {}
    for script in tree.css('script[type*="ld+json" i]'):
        for thing in _things(loaded(WRAPPING.sub("", script.text()))):
            item = _item(thing, base, today)
            if item and article_key(item.url) != article_key(page.url):
                found.setdefault(article_key(item.url), item)
    return list(found.values())


def _things(data: object) -> Iterator[dict[str, Any]]:
    """The things in a page's data, those in lists after what holds them."""
    stack: list[tuple[object, int]] = [(data, 0)]
    for _ in range(MOST_THINGS):
        if not stack:
            return
        one, depth = stack.pop()
        if isinstance(one, list):
            stack.extend((part, depth) for part in reversed(one))
        elif isinstance(one, dict):
            yield one
            if depth < DEEPEST:
                stack.extend((one[key], depth + 1) for key in reversed(LISTS) if key in one)


def _item(thing: dict[str, Any], base: str, today: date) -> Item | None:
    kinds = (kind.rsplit("/", 1)[-1] for kind in strings(thing.get("@type")))
    raw = "".join(strings(thing.get(STATED))[:1])
    page = thing.get("mainEntityOfPage")
    identity = page.get("@id") if isinstance(page, dict) else page
    named = [*strings(thing.get("url")), *strings(identity), *strings(thing.get("@id"))]
    addresses = (absolute(one, base) for one in named if one and not one.startswith("_:"))
    url = next(filter(None, addresses), "")
    of_news = any(ARTICLE.match(kind) and kind.lower() not in BY_VISITORS for kind in kinds)
    if not raw or not url or not of_news:
        return None
    title = "".join(strings(thing.get("headline") or thing.get("name"))[:1])
    return Item(clean_title(title), url, raw, read_moment(raw, today))
