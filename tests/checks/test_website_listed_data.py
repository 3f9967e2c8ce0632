"""Articles that a listing page names in its JSON-LD."""

from __future__ import annotations

import json
from datetime import date

import pytest

from checks.client import Page
from checks.website.listed_data import read_listed

HOME = "https://dinas.example/"
TODAY = date(2026, 3, 18)


def page(*data: object) -> Page:
    texts = (one if isinstance(one, str) else json.dumps(one) for one in data)
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return Page(HOME, 200, {}, f"<html><head>{scripts}</head></html>".encode())


def news(path: str, published: str, kind: str = "NewsArticle") -> dict[str, str]:
    return {"@type": kind, "headline": f"Kabar {path}", "url": path, "datePublished": published}


def days(*data: object) -> list[tuple[str, str]]:
    found = read_listed(page(*data), TODAY)
    return [
        (one.url.removeprefix(HOME), one.moment.day.isoformat() if one.moment else "")
        for one in found
    ]


LISTED = [("b/1", "2026-03-17"), ("b/2", "2026-03-09")]
ITEMS = [news("/b/1", "2026-03-17T08:00:00+07:00"), news("/b/2", "2026-03-09")]


@pytest.mark.parametrize(
    "data",
    [
        {"@graph": [{"@type": "WebSite", "url": HOME}, *ITEMS]},
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": one} for one in ITEMS],
        },
        {"@type": "Blog", "blogPost": ITEMS},
        {"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": ITEMS}},
        ITEMS,
    ],
)
def test_the_articles_of_a_list_are_items_wherever_the_list_lies(data: object) -> None:
    assert days(data) == LISTED


def test_the_page_itself_is_none_of_its_articles() -> None:
    assert days(news(HOME, "2026-03-18"), ITEMS[0]) == LISTED[:1]


def test_what_is_no_article_is_no_item() -> None:
    assert days(news("/acara/1", "2026-03-17", kind="Event")) == []
    assert days(news("/ulasan/1", "2026-03-17", kind="Review")) == []


def test_comments_and_reviews_within_an_article_are_no_items() -> None:
    within = {"comment": [news("/k/1", "2026-03-18")], "review": [news("/r/1", "2026-03-18")]}
    assert days({**ITEMS[0], **within}) == LISTED[:1]


def test_a_block_beyond_repair_does_not_hide_the_next() -> None:
    assert days('{"@type": "Organization", "name": "x"', ITEMS) == LISTED


def test_an_article_without_an_address_or_a_date_is_no_item() -> None:
    assert days({"@type": "Article", "datePublished": "2026-03-17"}, {"@type": "Article"}) == []
