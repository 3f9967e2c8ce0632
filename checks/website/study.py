"""Everything that one page can tell without a further request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website.addresses import absolute, article_key, is_file, same_site
from checks.website.discovery import Signposts, read_signposts
from checks.website.items import Asking, Findings, Item
from checks.website.listing import read_cards, read_links
from checks.website.outline import outline
from checks.website.site_marks import DOORS
from checks.website.site_state import FEW_LINKS, Face, SiteState, state_of
from checks.website.source import source_of

FEW_WORDS = 200
"""Characters of text on a page that is only a shell for scripts, or a step to another."""

LONGEST_WAIT = 5
"""Seconds before a page sends the visitor on, for it to be a step and not a page that reloads."""


HALF_DRAWN: Final = 1000
"""Characters around an empty root of an application: a header, a footer, words for robots."""

APPLICATION_ROOTS: Final = (
    "#root, #app, #__next, #__nuxt, #___gatsby, #q-app, #svelte, app-root, flutter-view, "
    "flt-glass-pane, [ng-app], [ng-version], [data-reactroot], [data-v-app]"
)
"""Elements that React, Vue, Next, Nuxt, Gatsby, Quasar, Angular and Flutter draw a page into, by
their documentation."""

SOMETHING_TO_SEE: Final = (
    "img, picture, svg, canvas, video, object, embed, iframe, frame, input, a[href], script"
)

SECTION: Final = re.compile(r"#(?!(?:top|content|main|page|primary|atas|konten|skip\S*)$)[\w-]{2}")
"""A link to a section of a page made of one piece; not one that only skips or scrolls."""

AUTHORITIES: Final = (".go.id", ".desa.id")
"""Domains of authorities and villages (PANDI's registration rules)."""

LONGEST_HEADING: Final = 300
"""Characters of a title or heading that are compared with the marks of placeholders."""

HEADINGS: Final = 2
"""Headings at the head of a page that speak for it."""


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
    sends_on_to = _refresh(tree, base)
    is_blank = not sends_on_to and tree.css_first(SOMETHING_TO_SEE) is None
    scripts = len(tree.css("script:not([type*='json'])"))
    tree.strip_tags(["script", "style", "noscript", "template"])
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    if len(text) < FEW_WORDS and not sends_on_to:
        sends_on_to = _scripted_refresh(source, base)
    title_element = tree.css_first("title")
    title = " ".join(title_element.text().split()) if title_element else ""
    own_links = _own_links(tree, base, page.url)
    face = Face(
        status=page.status,
        url=page.url,
        headers=page.headers,
        title=title[:LONGEST_HEADING],
        headings=_headings(tree),
        text=text,
        source=source,
        own_links=own_links,
        has_password_field=tree.css_first('input[type="password"]') is not None,
        is_blank=is_blank and not text,
        sends_on=sends_on_to is not None,
    )
    boxes = outline(tree.root) if tree.root else None
    return Study(
        url=page.url,
        title=title,
        state=state_of(face),
        signposts=signposts,
        cards=read_cards(boxes, base, asking) if boxes else Findings(),
        links=tuple(read_links(boxes, base)) if boxes else (),
        text_length=len(text),
        drawn_by_scripts=scripts > 0 and _is_shell(tree, len(text), own_links),
        sends_on_to=sends_on_to,
    )


def _headings(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The first headings, the greatest before the lesser ones."""
    found = [*tree.css("h1")[:HEADINGS], *tree.css("h2, h3")[:HEADINGS]]
    texts = (" ".join(heading.text(separator=" ").split()) for heading in found)
    return tuple(text[:LONGEST_HEADING] for text in texts if text)[:HEADINGS]


def _own_links(tree: LexborHTMLParser, base: str, url: str) -> int:
    """How many other pages, sections or sites of authorities are linked, as far as that matters."""
    found, here = set[str](), article_key(url)
    for link in tree.css("a[href]"):
        href = link.attributes.get("href") or ""
        target = absolute(href, base)
        if SECTION.match(href):
            found.add(href)
        elif target and _leads_on(target, url) and article_key(target) != here:
            found.add(article_key(target))
        if len(found) > FEW_LINKS:
            break
    return len(found)


def _leads_on(target: str, url: str) -> bool:
    parts = urlsplit(target)
    theirs = same_site(target, url) or (parts.hostname or "").endswith(AUTHORITIES)
    return theirs and not is_file(target) and not DOORS.search(parts.path)


def _is_shell(tree: LexborHTMLParser, text_length: int, own_links: int) -> bool:
    """Whether a page with scripts is only the frame that they draw a page into.

    What stands in a noscript element is no content; what a server has drawn into the root is.
    """
    root = tree.css_first(APPLICATION_ROOTS)
    if root is None:
        return text_length < FEW_WORDS and own_links <= FEW_LINKS
    within = len(" ".join(root.text(separator=" ").split()))
    around = text_length - within
    return within < FEW_WORDS and around < (HALF_DRAWN if own_links <= FEW_LINKS else FEW_WORDS)


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
