"""Lists on a page: what its dated cards and its undated links say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from checks.model import Evidence
from checks.website.addresses import article_key, kind_of_address
from checks.website.beside_news import beside_news
from checks.website.boxes import Box
from checks.website.cards import Card, article_links, find_cards
from checks.website.items import AGENDA, CLOCK, Asking, Findings, Item, sift
from checks.website.linkless import linkless_cards
from checks.website.month_first import month_first
from checks.website.other_lists import why_no_news
from checks.website.stamp_labels import Kind
from checks.website.stamps import Stamp, find_stamps
from checks.website.wording import SHORTEST_TITLE, link_title

AGREEING = 2
"""Cards that must agree in form before any is believed."""

AGENDA_SHARE = 1 / 3
"""So large a share of dates in the future makes a list an agenda, as do two of them."""

TITLE_WORDS = 4
"""A link of fewer words is a menu item, not a title."""

NUMBERED = re.compile(r"[/=]\d+(?:[/.-][^/]*)?$")
"""Addresses that end in a number, with a slug behind it or not."""

MOST_UNDATED = 30

MOST_BARE = 5
"""Dates without an article beside them that are kept as evidence."""

NO_ARTICLE = "no article of this site beside it"

BESIDE_NEWS = "beside a list of news, in one of something else"

PAGE_CHANGED = "when the page was changed"
EVENT = "the day of an event, a deadline or a signature"

NO_SIGN_OF_ITEMS = frozenset([CLOCK, PAGE_CHANGED, EVENT, AGENDA])
"""Notes of dates that stand on pages without any publication too."""


def read_cards(
    page: Box, url: str, asking: Asking, *, documents: bool = False, news_elsewhere: bool = False
) -> Findings:
    """What the dated cards of a page say; `page` is its outline, `url` its address.

    Two or more cards must agree in form. A date alone is set aside, its link kept as an undated
    item; lists that are none of news are set aside (agendas, comments, registers), and lists of
    which many dates lie in the future. With `documents`, texts in files of their own are items as
    well, but laws and reports are not. With `news_elsewhere`, lists that don't say that they are
    news are set aside too, as they are beside a list that says so.
    """
    order = page.boxes()
    stamps = find_stamps(order, asking)
    month_first(stamps, asking.today)
    cards = find_cards(order, stamps, url, documents=documents)
    others = _others(cards, order, url, news_elsewhere=news_elsewhere)
    listed, aside = _publishing(cards, others, asking)
    if not listed and not others:
        carded = {card.stamp for card in cards}
        cards += linkless_cards(order, [one for one in stamps if one not in carded], url)
        listed, aside = _publishing(cards, others, asking)
    agreeing, lone = _agreeing(listed)
    parts = [
        sift([card.item() for card in agreeing if card.stamp.source == source], source, url, asking)
        for source in ("time", "card")
    ]
    aside += [_evidence(card, url, "one date alone on the page") for card in lone]
    carded = {card.stamp for card in cards}
    aside += _bare([stamp for stamp in stamps if stamp not in carded], url, asking)
    undated = [replace(card.item(), moment=None) for card in lone]
    return Findings(
        publications=tuple(one for part in parts for one in part.publications),
        set_aside=tuple([one for part in parts for one in part.set_aside] + aside),
        undated=tuple([one for part in parts for one in part.undated] + undated),
        titles=tuple(card.title for card in listed if card.title),
        spam=sum(part.spam for part in parts),
    )


def read_links(page: Box, url: str) -> list[Item]:
    """The links of a page to what may be articles, each once, in order.

    Their wording is long enough for a title, or their addresses are of one kind with such, or of
    one kind with each other and numbered: a list is known by its shape as well.
    """
    links = [(link_title(box), target) for box, target in article_links(page.boxes(), url).items()]
    vouched = {kind_of_address(target) for title, target in links if _is_long(title)}
    numbered = Counter(
        kind_of_address(target) for target in {one for _, one in links} if NUMBERED.search(target)
    )
    vouched |= {kind for kind, count in numbered.items() if count >= AGREEING}
    found: dict[str, Item] = {}
    for title, target in links:
        is_listed = len(title) >= SHORTEST_TITLE and kind_of_address(target) in vouched
        if _is_long(title) or is_listed:
            found.setdefault(article_key(target), Item(title, target, "", None))
        if len(found) >= MOST_UNDATED:
            break
    return list(found.values())


def _is_long(title: str) -> bool:
    return len(title.split()) >= TITLE_WORDS


def _others(
    cards: Sequence[Card], order: Sequence[Box], url: str, *, news_elsewhere: bool
) -> set[Card]:
    links = set(article_links(order, url).values())
    return set(beside_news(cards, links, known_elsewhere=news_elsewhere))


def _publishing(
    cards: Sequence[Card], others: Collection[Card], asking: Asking
) -> tuple[list[Card], list[Evidence]]:
    """The cards of lists that publish, and the dates of those that announce or archive."""
    groups: defaultdict[tuple[str, ...], list[Card]] = defaultdict(list)
    aside: list[Evidence] = []
    for card in cards:
        note = why_no_news(card) or (BESIDE_NEWS if card in others else "")
        if note:
            aside.append(_evidence(card, card.url, note))
        else:
            groups[card.section, _class(card.root), *card.form].append(card)
    kept: list[Card] = []
    for group in groups.values():
        future = sum(card.stamp.moment.day > asking.today + timedelta(days=1) for card in group)
        if future > 1 or future > len(group) * AGENDA_SHARE:
            aside += [_evidence(card, card.url, AGENDA) for card in group]
        else:
            kept += group
    return kept, aside


def _class(box: Box) -> str:
    """The first name of a box, without the numbers that tell items apart."""
    return re.sub(r"\d+", "", box.name.partition(" ")[0])


def _agreeing(cards: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    """The cards that share their form or their date's look with a card of another article."""
    forms = Counter({(card.form, card.url) for card in cards})
    by_form = Counter(form for form, _ in forms)
    by_shape = Counter(shape for shape, _ in {(card.shape, card.url) for card in cards})
    agreeing = [
        card for card in cards if by_form[card.form] >= AGREEING or by_shape[card.shape] >= AGREEING
    ]
    return agreeing, [card for card in cards if card not in agreeing]


def _bare(stamps: Sequence[Stamp], url: str, asking: Asking) -> list[Evidence]:
    """The dates without an article, each with what is to be thought of it."""
    future = {_place(one) for one in stamps if one.moment.day > asking.today + timedelta(days=1)}
    return [
        Evidence(
            one.source, url, one.raw, "", AGENDA if _place(one) in future else _why(one, asking)
        )
        for one in stamps[:MOST_BARE]
    ]


def _place(stamp: Stamp) -> tuple[str, ...]:
    """The kind of place in which a date stands: the tags and names around it."""
    around = islice((stamp.box, *stamp.box.ancestors()), 3)
    return tuple(f"{box.tag} {box.name}" for box in around)


def _why(stamp: Stamp, asking: Asking) -> str:
    if stamp.kind is Kind.EVENT:
        return EVENT
    if stamp.kind in {Kind.CHANGED, Kind.LAST_CHANGED}:
        return PAGE_CHANGED
    is_todays = stamp.moment.day == asking.today
    return CLOCK if stamp.kind is Kind.CLOCK or is_todays else NO_ARTICLE


def _evidence(card: Card, url: str, note: str) -> Evidence:
    return Evidence(card.stamp.source, url, card.stamp.raw, card.title, note)
