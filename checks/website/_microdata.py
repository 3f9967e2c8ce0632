"""Dates of publication that elements of the body state for machines: microdata and RDFa."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._contenders import PUBLISHED, Shown
from checks.website._furniture import in_furniture
from checks.website._lines import path_to
from checks.website._markup import ancestors, attribute, text_of
from checks.website._page_dates import PageDates

_PUBLISHED = (
    '[itemprop~="datePublished" i], [property~="datePublished" i]'
    ', [property~="schema:datePublished" i]'
)
_CREATED = (
    '[itemprop~="dateCreated" i], [property~="schema:dateCreated" i]'
    ', [property~="dc:date" i]:not(meta), [property~="dc:created" i]:not(meta)'
)
"""What stands in for the publication where that is not stated: Drupal states only the creation."""

_MOST = 60
"""Dates looked at; a page with more is a list of articles."""

_ARTICLE_SCOPE = re.compile(
    r"(?:article|blogposting|socialmediaposting|discussionforumposting|webpage|creativework|report"
    r"|blog|review|recipe|videoobject|question)$"
)


def marked_dates(tree: LexborHTMLParser, title: LexborNode | None, dates: PageDates) -> list[Shown]:
    """The dates of publication marked for this article, else those of its creation."""
    published = list(_marked(tree, _PUBLISHED, title, dates))
    return published or list(_marked(tree, _CREATED, title, dates))


def _marked(
    tree: LexborHTMLParser, selector: str, title: LexborNode | None, dates: PageDates
) -> Iterator[Shown]:
    path = path_to(title)
    for node in tree.css(selector)[:_MOST]:
        scope = next((one for one in ancestors(node) if "itemscope" in one.attributes), None)
        kind = attribute(scope, "itemtype").lower().rstrip("/") if scope is not None else ""
        around_title = scope is not None and scope.mem_id in path
        of_whole_page = scope is None or scope.tag in {"html", "body"}
        if kind and not _ARTICLE_SCOPE.search(kind):
            continue
        if title is not None and not (around_title or of_whole_page):
            continue
        # What an article's own scope states is its own even in an aside.
        if (of_whole_page or not around_title) and in_furniture(node, path):
            continue
        raw = attribute(node, "content") or attribute(node, "datetime") or text_of(node)
        moment = dates.moment(raw)
        if moment is not None:
            source = node.tag if node.tag in {"time", "meta"} else "article"
            yield Shown(raw, moment, source, PUBLISHED, place=0)
