"""Whatever a site sends, reading it ends with a value and never with an error."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.client import Page
from checks.website.browse import browse
from checks.website.feeds import read_feed
from checks.website.items import Asking
from checks.website.robots import read_robots
from checks.website.sitemaps import read_sitemap
from checks.website.study import study
from checks.website.wordpress import read_posts

ASKING = Asking(datetime(2026, 3, 18, 3, tzinfo=UTC), date(2026, 3, 18))

PIECES = st.sampled_from(
    [
        "<html>",
        "<base href='//['>",
        "<title>",
        "<h3>",
        "</h3>",
        "<a href='/berita/a'>",
        "<a href='http://['>",
        "<a href='/b/1'>Kabar gembira dari desa",
        "<a href='?p=1#comment-1'>",
        "</a>",
        "<time datetime='2026-03-17'>",
        "<time datetime='9999-99-99T99:99:99Z'>",
        "<td>16 Maret 2026",
        "<li>kemarin",
        "<li>99999 tahun lalu",
        "<div class='card'>",
        "</div>",
        "<meta http-equiv=refresh content='0;url=http://['>",
        "<link rel=alternate type='application/rss+xml' href='http://[::'>",
        "<script>location='http://['</script>",
        "<rss><channel><item>",
        "<pubDate>Mon, 99 Mar 2026 99:99:99 +9999</pubDate>",
        "<link>http://[</link>",
        "</item>",
        "<urlset><url><loc>http://[</loc><lastmod>2026-13-45</lastmod></url>",
        '[{"date_gmt": 5, "link": "http://[", "title": {"rendered": null}}]',
        "[[[[",
        "\x00",
        "\ufeff",
        "Sitemap: http://[",
    ]
)

BODIES = st.one_of(
    st.lists(PIECES, max_size=30).map("".join).map(str.encode), st.binary(max_size=300)
)

KINDS = st.sampled_from(
    ["text/html", "text/html; charset=utf-16", "application/xml", "", "x;charset="]
)


@settings(max_examples=100, deadline=None)
@given(BODIES, KINDS, st.sampled_from([200, 301, 403, 404, 500]))
def test_no_answer_makes_a_reader_fail(body: bytes, kind: str, status: int) -> None:
    page = Page("https://dinas.example/x", status, {"content-type": kind}, body)
    shown = study(page)
    cards, _ = browse(page, ASKING)
    assert shown.state is not None or status == 200
    for publication in cards.publications:
        assert publication.at.date() <= date(2026, 3, 19)
        assert publication.url.startswith("https://dinas.example/")
    for read in (read_feed, read_posts):
        for item in read(page, ASKING.today) or []:
            assert item.url == "" or item.url.startswith("http")
    sitemap = read_sitemap(page)
    assert sitemap is None or status == 200
    robots = read_robots(page)
    assert all(url.startswith("http") for url in robots.sitemaps)
    assert robots.allows("https://dinas.example/berita/1") in {True, False}
