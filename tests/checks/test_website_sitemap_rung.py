"""Sitemaps as a rung: what they tell of dates and of an intruder's pages."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

from checks.client import Client
from checks.model import Health, Reading
from checks.website.reader import read_website
from tests.checks.website_farm import NOW, Site

HOME = "<html><head><title>Dinas Contoh</title></head><body><p>Selamat datang.</p></body></html>"


async def read(site: Site, client: Client, **files: str) -> Reading:
    site.serve("/", HOME)
    names = " \n".join(f"Sitemap: /{name}.xml" for name in files if name == "sitemap")
    site.serve("/robots.txt", f"User-agent: *\nDisallow:\n{names}\n", "text/plain")
    for name, body in files.items():
        site.serve(f"/{name}.xml", body, "application/xml")
    return await read_website(client, site.url(), NOW)


def urlset(*pages: tuple[str, str]) -> str:
    entries = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in pages)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"


def index(*names: str) -> str:
    entries = "".join(f"<sitemap><loc>/{name}.xml</loc></sitemap>" for name in names)
    return f"<sitemapindex>{entries}</sitemapindex>"


DATED = urlset(("/berita/panen-raya-padi", "2026-03-10"), ("/berita/rapat-camat", "2026-02-01"))


async def test_days_of_change_that_differ_are_weak_evidence(site: Site, client: Client) -> None:
    reading = await read(site, client, sitemap=DATED)
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert (reading.newest.title, reading.newest.evidence.source) == ("panen raya padi", "sitemap")


async def test_where_a_sitemap_names_news_the_pages_of_events_and_staff_tell_nothing(
    site: Site, client: Client
) -> None:
    others = urlset(("/dokter/wulan", "2026-03-16"), ("/acara-kami/pesta", "2026-03-15"))
    body = DATED.replace("</urlset>", others.partition(">")[2])
    reading = await read(site, client, sitemap=body)
    assert reading.newest is not None
    assert reading.newest.title == "panen raya padi"


async def test_a_sitemap_without_any_page_tells_nothing(site: Site, client: Client) -> None:
    reading = await read(site, client, sitemap=index("berita"), berita=urlset())
    assert reading.newest is None


async def test_the_next_child_is_asked_where_the_likeliest_tells_nothing(
    site: Site, client: Client
) -> None:
    blanket = urlset(*((f"/berita/kabar-{n}", "2026-03-18") for n in range(6)))
    reading = await read(
        site, client, sitemap=index("berita", "warta"), berita=blanket, warta=DATED
    )
    assert reading.newest is not None
    assert reading.newest.title == "panen raya padi"


async def test_a_sitemap_that_knows_the_site_by_another_name_is_its_own(
    site: Site, client: Client
) -> None:
    elsewhere = DATED.replace("/berita/", "https://dinas.example/berita/")
    reading = await read(site, client, sitemap=elsewhere)
    assert reading.newest is not None
    assert reading.newest.url == "https://dinas.example/berita/panen-raya-padi"


async def test_keyword_pages_in_the_sitemap_are_a_hijack(site: Site, client: Client) -> None:
    spam = ((f"/page/slot-gacor-maxwin-{n}", f"2026-03-{n + 1:02}") for n in range(9))
    reading = await read(site, client, sitemap=urlset(("/profil", "2024-01-01"), *spam))
    assert reading.health is Health.HIJACKED
    assert reading.newest is None


FEED = (
    "<rss version='2.0'><channel><item><title>Rapat camat</title><link>/berita/rapat</link>"
    f"<pubDate>{format_datetime(NOW - timedelta(days=1))}</pubDate></item></channel></rss>"
)


async def test_keyword_pages_are_looked_for_once_a_week_beside_a_feed(
    site: Site, client: Client
) -> None:
    site.serve("/", HOME.replace("<p>", "<a href='/feed/'>Umpan</a><p>"))
    site.serve("/feed/", FEED, "application/rss+xml")
    site.serve("/robots.txt", "Sitemap: /sitemap.xml\n", "text/plain")
    site.serve("/sitemap.xml", DATED, "application/xml")
    reading = await read_website(client, site.url(), NOW)
    asked = [site.asked.count("/sitemap.xml")]
    for day in range(1, 15):
        site.serve("/feed/", f"{FEED}<!-- {day} -->", "application/rss+xml")
        reading = await read_website(client, site.url(), NOW + timedelta(days=day), reading)
        asked.append(site.asked.count("/sitemap.xml"))
    assert [day for day in range(15) if asked[day] > asked[max(day - 1, 0)]] == [7, 14]
    assert asked[0] == 1
