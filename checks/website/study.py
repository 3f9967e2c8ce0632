"""What a page is at a first look: a site or what stands in its place, and where to look further."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website.addresses import absolute, article_key, base_of, is_file, same_site
from checks.website.discovery import Signposts, read_signposts
from checks.website.site_marks import DOORS
from checks.website.site_state import FEW_LINKS, Face, SiteState, state_of
from checks.website.source import source_of
from checks.website.steps import FEW_WORDS, step_of

HALF_DRAWN: Final = 1000
"""Characters around an empty root of an application: a header, a footer, words for robots."""

APPLICATION_ROOTS: Final = (
    "#root, #app, #__next, #__nuxt, #___gatsby, #q-app, #svelte, app-root, flutter-view, "
    "flt-glass-pane, [ng-app], [ng-version], [data-reactroot], [data-v-app]"
)
"""Elements that React, Vue, Next, Nuxt, Gatsby, Quasar, Angular and Flutter draw a page into, by
their documentation."""

SOMETHING_TO_SEE: Final = (
    "img, picture, svg, canvas, video, object, embed, iframe, frame, input, a[href], script, "
    "link[rel~='alternate']"
)

SECTION: Final = re.compile(r"#(?!(?:top|content|main|page|primary|atas|konten|skip\S*)$)[\w-]{2}")
"""A link to a section of a page made of one piece; not one that only skips or scrolls."""

AUTHORITIES: Final = (".go.id", ".desa.id")
"""Domains of authorities and villages (PANDI's registration rules)."""

LONGEST_HEADING: Final = 300
"""Characters of a title or heading that are compared with the marks of placeholders."""

NO_NEWS: Final = re.compile(
    r"\b(?:belum|tidak) (?:ada|tersedia) (?:berita|artikel|kabar|postingan|pengumuman|kegiatan)\b"
    r"|\b(?:berita|artikel|postingan) (?:belum tersedia|tidak ditemukan|masih kosong)\b",
    re.IGNORECASE,
)
"""What a list says that is empty."""

HEADINGS: Final = 2
"""Headings at the head of a page that speak for it."""


@dataclass(frozen=True, slots=True)
class Study:
    """What a page is at a first look: its state, its signposts, and whether it leads on."""

    url: str
    title: str
    state: SiteState | None
    signposts: Signposts
    text_length: int
    says_no_news: bool
    """Whether it says of itself that there is no news yet."""
    drawn_by_scripts: bool
    sends_on_to: str | None = None
    """Where the page itself, not its server, sends the visitor."""


def study(page: Page) -> Study:
    """Read a page. Never raises on broken HTML; the time taken grows in line with its size."""
    source = source_of(page)
    tree = LexborHTMLParser(source)
    base = base_of(tree, page.url)
    signposts = read_signposts(tree, source, base, page.headers)
    is_blank = tree.css_first(SOMETHING_TO_SEE) is None
    scripts = len(tree.css("script:not([type*='json'])"))
    tree.strip_tags(["script", "style", "noscript", "template"])
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    sends_on_to = step_of(tree, source, text, base)
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
        is_blank=is_blank and not text and not sends_on_to,
        sends_on=sends_on_to is not None,
    )
    return Study(
        url=page.url,
        title=title,
        state=state_of(face),
        signposts=signposts,
        text_length=len(text),
        says_no_news=bool(NO_NEWS.search(text)),
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
