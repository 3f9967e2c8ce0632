"""Everything that one page can tell without a further request."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website.addresses import absolute
from checks.website.discovery import Signposts, read_signposts
from checks.website.items import Asking, Findings, Item
from checks.website.listing import read_cards, read_links
from checks.website.outline import outline
from checks.website.site_state import Face, SiteState, state_of
from checks.website.source import source_of

FEW_WORDS = 200
"""Characters of text on a page that is only a shell for scripts, or a step to another."""

LONGEST_WAIT = 5
"""Seconds before a page sends the visitor on, for it to be a step and not a page that reloads."""


@dataclass(frozen=True, slots=True)
class Study:
    """What a page shows: its state, its signposts, its dated cards and its other links."""

    url: str
    title: str
    state: SiteState | None
    signposts: Signposts
    cards: Findings
    links: tuple[Item, ...]
    text_length: int
    drawn_by_scripts: bool
    sends_on_to: str | None = None
    """Where the page itself, not its server, sends the visitor."""


def study(page: Page, asking: Asking) -> Study:
    """Read a page. Never raises on broken HTML; the time taken grows in line with its size."""
    source = source_of(page)
    tree = LexborHTMLParser(source)
    base = _base(tree, page.url)
    signposts = read_signposts(tree, source, base, page.headers)
    scripts = len(tree.css("script"))
    sends_on_to = _refresh(tree, base)
    has_password_field = tree.css_first('input[type="password"]') is not None
    tree.strip_tags(["script", "style", "noscript", "template"])
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    heading = tree.css_first("h1, h2")
    title = tree.css_first("title")
    face = Face(
        status=page.status,
        url=page.url,
        headers=page.headers,
        title=" ".join(title.text().split()) if title else "",
        heading=" ".join(heading.text().split()) if heading else "",
        text=text,
        source=source,
        has_password_field=has_password_field,
    )
    boxes = outline(tree.root) if tree.root else None
    few_words = len(text) < FEW_WORDS
    if few_words and not sends_on_to:
        sends_on_to = _scripted_refresh(source, base)
    return Study(
        url=page.url,
        title=face.title,
        state=state_of(face),
        signposts=signposts,
        cards=read_cards(boxes, base, asking) if boxes else Findings(),
        links=tuple(read_links(boxes, base)) if boxes else (),
        text_length=len(text),
        drawn_by_scripts=few_words and scripts > 0,
        sends_on_to=sends_on_to,
    )


def _base(tree: LexborHTMLParser, url: str) -> str:
    """What relative addresses on the page start from (HTML standard, the base element)."""
    element = tree.css_first("base[href]")
    return (element and absolute(element.attributes.get("href") or "", url)) or url


def _refresh(tree: LexborHTMLParser, base: str) -> str | None:
    for element in tree.css("meta[http-equiv][content]"):
        if (element.attributes.get("http-equiv") or "").lower() == "refresh":
            found = re.match(
                r"\s*(\d+)[^;,]*[;,]\s*url\s*=\s*['\"]?([^'\"]+)",
                element.attributes.get("content") or "",
                re.IGNORECASE,
            )
            if found and len(found[1]) < 4 and int(found[1]) <= LONGEST_WAIT:
                target = absolute(found[2], base)
                return target if target != base else None
    return None


def _scripted_refresh(source: str, base: str) -> str | None:
    found = re.search(
        r"\blocation(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*['\"]([^'\"]{1,300})['\"]", source
    )
    target = absolute(found[1], base) if found else None
    return target if target != base else None
