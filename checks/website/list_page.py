"""Pages that list articles, told from one article's page with lists beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from checks.model import Publication
from checks.website._jsonld import stated_dates
from checks.website._metas import creation_dates, meta_dates
from checks.website.addresses import base_of
from checks.website.boxes import Box
from checks.website.browse import PROGRAMS
from checks.website.cards import Card, find_cards
from checks.website.items import Asking, day_of
from checks.website.linkless import linkless_cards
from checks.website.month_first import month_first
from checks.website.outline import outline
from checks.website.stamp_labels import Kind
from checks.website.stamps import HEADINGS, Stamp, find_stamps

A_LIST: Final = 2
"""Cards of one form, each with an article of its own, that make a list."""

LONGEST_CARD: Final = 600
"""Characters of a card with its excerpt; what holds more is an article around a link to another."""

SENTENCE: Final = 80
"""Characters from which a text is prose, and no title, label or button."""

ENOUGH_PROSE: Final = 400
"""Characters of prose that no list has outside of its cards; an introduction is shorter."""

SHOWN: Final = frozenset(["time", "article"])
"""Sources of dates that stand on the page for its readers, where a list's stand as well."""

NEVER_ITS_OWN: Final = frozenset([Kind.CLOCK, Kind.EVENT])
"""Dates that stand on lists as well and are none of a publication."""


def is_list(source: str, found: Publication, asking: Asking) -> bool:
    """Whether the page that `found` was read on lists posts, and the date found is one of theirs.

    It is a list where cards of one form lead to several articles, and the day found stands on such
    cards alone. It is none where the page says for machines when its article was published, or has
    more prose than an introduction. `found.url` is the page's address, `source` its HTML.
    """
    if found.evidence.source not in SHOWN:
        return False
    tree = LexborHTMLParser(source)
    if tree.root is None or _states_an_article(tree):
        return False
    url, base = found.url, base_of(tree, found.url)
    tree.strip_tags(PROGRAMS)
    order = outline(tree.root).boxes()
    stamps = find_stamps(order, asking)
    month_first(stamps, asking.today)
    cards = find_cards(order, stamps, base, documents=True)
    # A byline links to the folder that the article is filed in.
    cards = [one for one in cards if not url.startswith(f"{one.url.rstrip('/')}/")]
    titles = [box for box in order if box.tag == "h1"]
    listed = _listed(cards, titles) or _listed(linkless_cards(order, stamps, base), titles)
    if _prose_beside(order, listed) >= ENOUGH_PROSE:
        return False
    day = day_of(found)
    dated = [one for one in stamps if one.moment.day == day and one.kind not in NEVER_ITS_OWN]
    if day == asking.today:
        # What stands over the first heading in another wording is the page's clock.
        head = next((box.place for box in order if box.tag in HEADINGS), len(order))
        dated = [one for one in dated if one.box.place > head or one.raw in found.evidence.raw]
    return bool(dated) and _are_on_cards(dated, listed)


def _states_an_article(tree: LexborHTMLParser) -> bool:
    """Whether the markup dates one article for machines."""
    articles = (one for one in stated_dates(tree) if one.is_article)
    return any(articles) or bool(meta_dates(tree) or creation_dates(tree))


def _listed(cards: Sequence[Card], titles: Sequence[Box]) -> list[Card]:
    """The cards of a size and form that others have as well, which lead to other articles.

    A box for one card that holds one of the page's `titles` is the article itself.
    """
    shares = Counter(card.root for card in cards)
    groups: defaultdict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in cards:
        share = shares[card.root]
        is_the_page = share == 1 and any(map(card.root.holds, titles))
        if card.root.length <= LONGEST_CARD * share and not is_the_page:
            groups[card.form].append(card)
    lists = (group for group in groups.values() if len({card.url for card in group}) >= A_LIST)
    return [card for group in lists for card in group]


def _are_on_cards(dated: Iterable[Stamp], listed: Sequence[Card]) -> bool:
    """Whether all dates are those of cards, or stand on a card that has its box for itself."""
    stamps = {card.stamp for card in listed}
    shares = Counter(card.root for card in listed)
    roots = [root for root, share in shares.items() if share == 1]
    return all(one in stamps or any(root.holds(one.box) for root in roots) for one in dated)


def _prose_beside(order: Sequence[Box], listed: Sequence[Card]) -> int:
    """Characters of the prose that stands outside of a list's cards."""
    roots = {card.root for card in listed}
    prose = (
        (box, len(part))
        for box in order
        for part in box.parts
        if isinstance(part, str) and len(part) >= SENTENCE
    )
    return sum(length for box, length in prose if not any(root.holds(box) for root in roots))
