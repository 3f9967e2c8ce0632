"""Feeds, sitemaps and answers of WordPress, with the odd things they hold."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime

import pytest

from checks.client import Page
from checks.website.discovery import Cms, Signposts
from checks.website.feeds import read_feed
from checks.website.items import Asking, Item, sift
from checks.website.robots import read_robots
from checks.website.sitemaps import (
    changed_items,
    is_blanket,
    likely_children,
    news_items,
    read_sitemap,
)
from checks.website.wordpress import posts_addresses, read_posts

TODAY = date(2026, 3, 18)
HOME = "https://dinas.example/"
ASKING = Asking(datetime(2026, 3, 18, 3, tzinfo=UTC), TODAY)


def answer(body: str | bytes, kind: str = "application/xml", status: int = 200) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(f"{HOME}feed/", status, {"content-type": kind}, data)


def only_item(body: str | bytes) -> Item:
    items = read_feed(answer(body), TODAY)
    assert items is not None
    assert len(items) == 1
    return items[0]


def rss(inside: str, before: str = "", root: str = "") -> str:
    return f"{before}<rss version='2.0' {root}><channel><item>{inside}</item></channel></rss>"


MARCH_9 = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)

DATED = "<link>/a</link><pubDate>9 Mar 2026 01:00:00 GMT</pubDate>"


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 09 Mar 2026 08:00:00 +0700",
        "Mon, 09 Mar 2026 01:00:00 GMT",
        "Sen, 09 Maret 2026 08:00:00 WIB",
        "2026-03-09T08:00:00+07:00",
    ],
)
def test_an_items_date_is_read_as_it_is_written(written: str) -> None:
    item = only_item(rss(f"<title>A</title><link>/a</link><pubDate>{written}</pubDate>"))
    assert item.raw == written
    assert item.moment is not None
    assert item.moment.at == MARCH_9


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("09-03-2026", date(2026, 3, 9)),
        ("2026/03/09", date(2026, 3, 9)),
        ("09/03/2026 08:00", date(2026, 3, 9)),
    ],
)
def test_a_date_without_a_zone_is_a_day(written: str, day: date) -> None:
    item = only_item(rss(f"<title>A</title><link>/a</link><pubDate>{written}</pubDate>"))
    assert item.moment is not None
    assert (item.moment.day, item.moment.at) == (date(2026, 3, 9), None)


@pytest.mark.parametrize(
    "written", ["0000-00-00 00:00:00", "Thu, 01 Jan 1970 00:00:00 +0000", "besok"]
)
def test_a_zero_date_is_no_date(written: str) -> None:
    assert only_item(rss(f"<title>A</title><pubDate>{written}</pubDate>")).moment is None


def test_a_dublin_core_date_is_the_items_date() -> None:
    item = only_item(
        rss(
            "<title>A</title><link>/a</link><dc:date>2026-03-09T01:00:00Z</dc:date>",
            root="xmlns:dc='http://purl.org/dc/elements/1.1/'",
        )
    )
    assert item.moment is not None
    assert item.moment.at == MARCH_9


def test_titles_of_pictures_and_links_of_comments_are_not_the_items() -> None:
    item = only_item(
        rss(
            "<media:title>Foto</media:title><title>Kabar</title><link>/a</link>"
            "<wfw:commentRss>/a/feed</wfw:commentRss>",
            root="xmlns:media='http://search.yahoo.com/mrss/' "
            "xmlns:wfw='http://wellformedweb.org/CommentAPI/'",
        )
    )
    assert (item.title, item.url) == ("Kabar", f"{HOME}a")


def test_atom_goes_by_published_and_by_updated_only_without_it() -> None:
    entry = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>A &amp;amp; B</title>"
        "<link rel='self' href='/self'/><link href='/a'/>{dates}</entry></feed>"
    )
    published, updated = (
        "<published>2026-03-09T01:00:00Z</published>",
        "<updated>2026-03-11</updated>",
    )
    assert only_item(entry.format(dates=updated + published)).raw == "2026-03-09T01:00:00Z"
    item = only_item(entry.format(dates=updated))
    assert (item.raw, item.title, item.url) == ("2026-03-11", "A & B", f"{HOME}a")


@pytest.mark.parametrize(
    "broken",
    [
        rss("<title>Kerja & Bakti</title>" + DATED),
        rss(
            "<title>Kerja Bakti</title>" + DATED,
            before="Warning: mysqli_connect() in /home/x.php\n<?xml version='1.0'?>",
        ),
        rss("<title>Kerja&nbsp;Bakti</title>" + DATED),
        (
            "<rss><channel><item><title>Kerja Bakti</title><link>/a</link>"
            "<pubDate>9 Mar 2026 01:00:00 GMT</pubDate></item><item><title>Lagi"
        ),
    ],
)
def test_a_broken_feed_still_gives_its_items(broken: str) -> None:
    items = read_feed(answer(broken), TODAY)
    assert items is not None
    assert items[0].title.startswith("Kerja")
    assert items[0].moment is not None
    assert items[0].moment.at == MARCH_9


def test_a_feed_in_another_encoding_is_read() -> None:
    body = "<?xml version='1.0' encoding='windows-1252'?>" + rss(
        "<title>Jum’at</title><link>/a</link>"
    )
    assert only_item(body.encode("cp1252")).title == "Jum’at"


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>404</body></html>",
        "",
        "{}",
        '{"version": 1}',
        "[]",
        "teks",
        "/etc/passwd",
        b"\x00\xff" * 50,
    ],
)
def test_what_is_no_feed_is_none(body: str | bytes) -> None:
    assert read_feed(answer(body), TODAY) is None
    assert read_feed(answer(rss("<title>A</title>"), status=404), TODAY) is None


def test_a_feed_without_items_is_an_empty_feed() -> None:
    assert (
        read_feed(answer("<rss version='2.0'><channel><title>x</title></channel></rss>"), TODAY)
        == []
    )


def test_entities_that_multiply_end_at_once() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]>' + rss(
        "<title>&e9;</title>"
    )
    items = read_feed(answer(bomb), TODAY)
    assert sum(len(item.title) for item in items or []) < 1000
    assert read_sitemap(answer(bomb.replace("rss", "urlset"))) is None


def test_gmt_of_wordpress_is_universal_time_and_its_own_time_only_a_day() -> None:
    post = {"link": "/a", "title": {"rendered": "A"}, "date": "2026-03-09T08:00:00"}
    known = read_posts(answer(json.dumps([{**post, "date_gmt": "2026-03-09T01:00:00"}])), TODAY)
    unknown = read_posts(answer(json.dumps([post])), TODAY)
    assert known is not None
    assert unknown is not None
    assert known[0].moment is not None
    assert unknown[0].moment is not None
    assert known[0].moment.at == MARCH_9
    assert (unknown[0].moment.day, unknown[0].moment.at) == (date(2026, 3, 9), None)


@pytest.mark.parametrize(
    "body", ['{"code":"rest_forbidden"}', "<html>", "", "[[", '"x"', "[1, null]"]
)
def test_a_closed_interface_gives_no_posts(body: str) -> None:
    assert not read_posts(answer(body, "application/json"), TODAY)
    assert read_posts(answer("[]", status=401), TODAY) is None


def test_posts_are_asked_for_where_the_site_says() -> None:
    assert posts_addresses(HOME, Signposts(Cms.WORDPRESS))[0].startswith(
        f"{HOME}wp-json/wp/v2/posts?"
    )
    assert posts_addresses(HOME, Signposts(Cms.WORDPRESS))[1].startswith(
        f"{HOME}?rest_route=/wp/v2/posts&"
    )
    assert posts_addresses(HOME, Signposts(Cms.WORDPRESS, api=f"{HOME}cms/wp-json/"))[0].startswith(
        f"{HOME}cms/wp-json/wp/v2/posts?"
    )
    assert posts_addresses(HOME, Signposts(Cms.WORDPRESS, api=f"{HOME}?rest_route=/")) == [
        f"{HOME}?rest_route=/wp/v2/posts&per_page=5&_fields=date_gmt,date,link,title&orderby=date"
    ]


def urlset(*entries: str) -> str:
    return "<urlset>" + "".join(f"<url>{entry}</url>" for entry in entries) + "</urlset>"


def test_pages_of_a_sitemap_come_newest_first_and_lists_are_left_out() -> None:
    sitemap = read_sitemap(
        answer(
            urlset(
                "<loc>/</loc><lastmod>2026-03-18</lastmod>",
                "<loc>/kategori/berita</loc><lastmod>2026-03-18</lastmod>",
                "<loc>/berita/a</loc><lastmod>2026-02-01</lastmod>",
                "<loc>https://dinas.example/berita/b</loc><lastmod>2026-02-09T10:00:00+07:00</lastmod>",
                "<loc>https://lain.example/berita/c</loc><lastmod>2026-02-19</lastmod>",
                "<lastmod>2026-02-19</lastmod>",
            )
        )
    )
    assert sitemap is not None
    assert [item.url for item in changed_items(sitemap, HOME, TODAY)] == [
        f"{HOME}berita/b",
        f"{HOME}berita/a",
    ]


def test_a_sitemap_is_read_as_far_as_it_goes_also_packed() -> None:
    cut = urlset("<loc>/berita/a</loc>")[:-9] + "<url><loc>/berita/b"
    sitemap = read_sitemap(answer(gzip.compress(cut.encode())))
    assert sitemap is not None
    assert [page.url for page in sitemap.pages] == [f"{HOME}berita/a"]


@pytest.mark.parametrize("body", ["<html></html>", "", b"\x1f\x8bxx", "<feed/>"])
def test_what_is_no_sitemap_is_none(body: str | bytes) -> None:
    assert read_sitemap(answer(body)) is None


def test_the_child_with_news_or_the_newest_posts_is_chosen() -> None:
    index = (
        "<sitemapindex>"
        "<sitemap><loc>/page-sitemap.xml</loc><lastmod>2026-03-18</lastmod></sitemap>"
        "<sitemap><loc>/category-sitemap.xml</loc><lastmod>2026-03-18</lastmod></sitemap>"
        "<sitemap><loc>/post-sitemap.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
        "<sitemap><loc>/post-sitemap2.xml</loc><lastmod>2026-03-01</lastmod></sitemap>"
        "</sitemapindex>"
    )
    sitemap = read_sitemap(answer(index))
    assert sitemap is not None
    child = likely_children(sitemap.children, TODAY)[0]
    assert child is not None
    assert child.url == f"{HOME}post-sitemap2.xml"


def test_news_of_a_sitemap_carry_title_and_date() -> None:
    namespace = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    body = (
        f"<urlset {namespace}><url><loc>/b/1</loc><n:news><n:title>Kabar</n:title>"
        "<n:publication_date>2026-03-09T01:00:00Z</n:publication_date></n:news></url></urlset>"
    )
    sitemap = read_sitemap(answer(body))
    assert sitemap is not None
    items = news_items(sitemap, TODAY)
    assert [(item.title, item.raw) for item in items] == [("Kabar", "2026-03-09T01:00:00Z")]


def test_one_day_on_most_pages_is_a_program_at_work() -> None:
    def pages(days: list[int]) -> list[Item]:
        entries = [
            f"<loc>/b/{n}</loc><lastmod>2026-02-{day:02}</lastmod>" for n, day in enumerate(days)
        ]
        sitemap = read_sitemap(answer(urlset(*entries)))
        assert sitemap is not None
        return changed_items(sitemap, HOME, TODAY)

    assert is_blanket(pages([5, 5, 5, 9]))
    assert not is_blanket(pages([5, 5, 7, 9]))


def test_robots_name_sitemaps_and_pages_of_error_do_not() -> None:
    robots = "User-agent: *\nDisallow:\nSITEMAP : /a.xml\nSitemap: https://dinas.example/b.xml # x"
    assert read_robots(answer(robots, "text/plain")).sitemaps == (f"{HOME}a.xml", f"{HOME}b.xml")
    assert read_robots(answer("Sitemap: /a.xml", "text/html")).sitemaps == ()


def test_an_item_without_a_link_is_no_publication() -> None:
    items = read_feed(
        answer(rss("<title>A</title><pubDate>9 Mar 2026 01:00:00 GMT</pubDate>")), TODAY
    )
    found = sift(items or [], "feed", HOME, ASKING)
    assert found.publications == ()
    assert [evidence.note for evidence in found.set_aside] == ["no link of its own"]


def test_the_servers_own_clock_is_also_a_clock() -> None:
    """A farm of old servers: what is now there is not now here."""
    their_now = datetime(2026, 3, 16, 5, tzinfo=UTC)
    items = read_feed(
        answer(
            rss("<title>A</title><link>/a</link><pubDate>Mon, 16 Mar 2026 05:00:03 GMT</pubDate>")
        ),
        TODAY,
    )
    found = sift(items or [], "feed", HOME, Asking(ASKING.now, TODAY, their_now))
    assert [evidence.note for evidence in found.set_aside] == ["stamped with the time of asking"]
