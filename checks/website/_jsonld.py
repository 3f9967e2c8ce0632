"""The publication dates in a page's JSON-LD, the broken kind included."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import address

ARTICLE = re.compile(
    r"(?:\w*article|\w*blogposting|socialmediaposting|discussionforumposting|\w*newsreport|report"
    r"|pressrelease|recipe|review|question|podcastepisode)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:webpage|itempage|creativework)$", re.IGNORECASE)
_INNER_KEYS = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where the page's own article may lie deeper; other keys hold lists, parts and comments."""

_DEEPEST = 8
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_DATE_ALONE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_TYPE_ALONE = re.compile(r'"@type"\s*:\s*\[?\s*"([^"]{1,60})"')


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that JSON-LD states for something with a headline and addresses."""

    raw: str
    is_article: bool
    headline: str = ""
    addresses: frozenset[str] = frozenset()


def stated_dates(tree: LexborHTMLParser) -> list[Stated]:
    """What the page's JSON-LD says was published when: articles and pages, in order."""
    found: list[Stated] = []
    for script in tree.css('script[type*="ld+json" i]'):
        text = WRAPPING.sub("", script.text())
        data = loaded(text)
        found += _walk(data, 0) if data is not None else _from_broken(text)
    return found


def address_key(url: str) -> str:
    """An address without what differs between two spellings of it."""
    parts = address(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def loaded(text: str) -> object:
    """The data in a script's text, small slips mended; None where it is beyond repair."""
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text), f"[{text}]"):
        try:
            data: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return data
    return None


def _from_broken(text: str) -> list[Stated]:
    """A text beyond repair still counts where it names an article and one date only."""
    dates = set(_DATE_ALONE.findall(text))
    if len(dates) == 1 and any(ARTICLE.match(kind) for kind in _TYPE_ALONE.findall(text)):
        return [Stated(dates.pop(), is_article=True)]
    return []


def _walk(data: object, depth: int) -> Iterator[Stated]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from _walk(part, depth + 1)
    elif isinstance(data, dict):
        kinds = [kind.rsplit("/", 1)[-1] for kind in strings(data.get("@type"))]
        is_article = any(ARTICLE.match(kind) for kind in kinds)
        if is_article or any(_PAGE.match(kind) for kind in kinds):
            created = strings(data.get("dateCreated")) if is_article else []
            for raw in (strings(data.get("datePublished")) or created)[:1]:
                yield _stated(data, raw, is_article=is_article)
        for key in _INNER_KEYS:
            yield from _walk(data.get(key), depth + 1)


def _stated(data: dict[str, object], raw: str, *, is_article: bool) -> Stated:
    page = data.get("mainEntityOfPage")
    inner = page if isinstance(page, dict) else {}
    addresses = [
        *strings(data.get("url")),
        *strings(data.get("@id")),
        *strings(page),
        *strings(inner.get("@id")),
    ]
    return Stated(
        raw=raw,
        is_article=is_article,
        headline="".join(strings(data.get("headline") or data.get("name"))[:1]),
        addresses=frozenset(address_key(one.split("#")[0]) for one in addresses if "://" in one),
    )


def strings(value: object) -> list[str]:
    """The texts that a value of JSON-LD amounts to."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, int) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, dict):
        return strings(value.get("@value"))
    if isinstance(value, list):
        return [text for part in value if not isinstance(part, list) for text in strings(part)]
    return []
