"""Lists that stand beside those of news on one page, and say nothing of being news themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from statistics import mean

from checks.website.addresses import is_newsy, kind_of_address, slug_words
from checks.website.cards import Card
from checks.website.menu import NEWS

NEWS_NAME = re.compile(
    r"\b(?:berita|kabar|news|artikel|pengumuman|siaran.pers|press.release|rilis|warta|posts?)\b",
    re.IGNORECASE,
)
"""Headings and addresses of what is news for certain."""

MAY_HEAD_NEWS = re.compile(
    r"\b(?:headline|utama|populer|terpopuler|kilas|opini|peristiwa|selamat datang|welcome)\b"
    r"|^\W*(?:dinas|badan|kantor|kecamatan|kelurahan|desa|pemerintah|website|situs|portal)\b",
    re.IGNORECASE,
)
"""Other headings that news stand under: also the site's own, where their list has none."""

A_LIST = 2

SLUG_WORDS = 3
"""Words of a title that make an address its own; what has a number or a name there is a record."""

HEADLINE_WORDS = 6
"""The average of the 1,323 titles on the sites among our tests; records are called by a name."""


def beside_news(
    cards: Sequence[Card], links: Collection[str], *, known_elsewhere: bool
) -> list[Card]:
    """The cards of other lists than those of news, where the site has news for certain.

    It has where news are `known_elsewhere`, or where enough of the page's `links` are named so. A
    list is one of news by its heading, by the addresses of its items, or by having the same kind of
    addresses as one, by addresses made of titles, or by titles as long as headlines. Where nothing
    is named as news, no list is told from the others.
    """
    named = {card.url for card in cards if NEWS_NAME.search(card.section)}
    named |= {url for url in links if NEWS_NAME.search(kind_of_address(url))}
    if len(named) < A_LIST and not known_elsewhere:
        return []
    newsy = [card for card in cards if _is_text(card)]
    kinds = {*map(kind_of_address, named), *(kind_of_address(card.url) for card in newsy)}
    sections = {card.section for card in newsy} | _of_headlines(cards)
    return [
        card
        for card in cards
        if card.section
        and not NEWS.search(card.section.lower())
        and not MAY_HEAD_NEWS.search(card.section)
        and card.section not in sections
        and kind_of_address(card.url) not in kinds
    ]


def _is_text(card: Card) -> bool:
    """Whether an address is an article's, or made of words of the title."""
    words = set(slug_words(card.url).lower().split())
    shared = words & set(card.title.lower().split())
    return is_newsy(card.url) or len(shared) >= SLUG_WORDS


def _of_headlines(cards: Sequence[Card]) -> set[str]:
    """The headings of lists whose titles are as long as headlines, taken together."""
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for card in cards:
        lengths[card.section].append(len(card.title.split()))
    return {section for section, words in lengths.items() if mean(words) >= HEADLINE_WORDS}
