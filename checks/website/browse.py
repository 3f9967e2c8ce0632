"""What one page lists: its dated cards, and its links that are worded like titles."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website.addresses import base_of
from checks.website.items import Asking, Findings, Item
from checks.website.listing import read_cards, read_links
from checks.website.outline import outline
from checks.website.source import source_of

PROGRAMS = ["script", "style", "noscript", "template"]
"""Elements whose text is none: it would drown that of the page where the two are weighed."""


def browse(
    page: Page, asking: Asking, *, documents: bool = False, news_elsewhere: bool = False
) -> tuple[Findings, list[Item]]:
    """What the cards of a page say, and its links to what may be articles, in its order.

    With `documents` texts in files of their own, such as announcements, are items as well. With
    `news_elsewhere` only lists that say that they are news are read. Never raises on broken HTML;
    the time taken grows in line with the page's size.
    """
    tree = LexborHTMLParser(source_of(page))
    if tree.root is None:
        return Findings(), []
    base = base_of(tree, page.url)
    tree.strip_tags(PROGRAMS)
    boxes = outline(tree.root)
    cards = read_cards(boxes, base, asking, documents=documents, news_elsewhere=news_elsewhere)
    return cards, read_links(boxes, base)
