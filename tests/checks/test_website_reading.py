"""Whole visits to small websites over real HTTP: what kind of site it is and how fresh."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from checks.client import Client, ClientSettings, Page
from checks.errors import Refused
from checks.model import Health, Reading
from checks.website.reader import read_website
from tests.checks.website_farm import NOW, Site

Read = Callable[[], Awaitable[Reading]]

MENU = """
<nav><ul><li><a href="/">Beranda</a><li><a href="/profil/visi-misi">Visi Misi</a>
<li><a href="/profil/struktur-organisasi">Struktur Organisasi</a>
<li><a href="/berita">Berita</a><li><a href="/kontak">Kontak</a></ul></nav>
"""

PROSE = """<p>Selamat datang di laman resmi Dinas Kesehatan. Kami melayani masyarakat dengan
sepenuh hati melalui puskesmas, laboratorium kesehatan dan layanan gawat darurat di seluruh
kecamatan. Kantor buka Senin sampai Jumat pukul 08.00 sampai 16.00 WIB.</p>"""


def page(body: str, head: str = "", title: str = "Dinas Kesehatan Kabupaten Contoh") -> str:
    return (
        f"<!doctype html><html lang=id><head><title>{title}</title>{head}</head>"
        f"<body>{MENU}<main>{body}</main><footer>© 2026 Dinas Kesehatan</footer></body></html>"
    )


WORDPRESS = '<meta name="generator" content="WordPress 6.7">'
LINKED_FEED = '<link rel="alternate" type="application/rss+xml" title="Umpan" href="/feed/">'
LINKED_COMMENTS = LINKED_FEED.replace("Umpan", "Umpan Komentar").replace("/feed", "/comments/feed")


def rss(items: Sequence[tuple[str, str, datetime | str]], channel: str = "") -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>"
        f"{when if isinstance(when, str) else format_datetime(when)}</pubDate></item>"
        for title, link, when in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{channel}{entries}'
        "</channel></rss>"
    )


def cards(items: Sequence[tuple[str, str, str]]) -> str:
    return "".join(
        f'<div class="card"><h3><a href="{link}">{title}</a></h3><span>{when}</span></div>'
        for title, link, when in items
    )


def article(title: str, published: str) -> str:
    head = f'<meta property="article:published_time" content="{published}">'
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{PROSE}</body>"


def ago(days: float = 0, hours: float = 0) -> datetime:
    return NOW - timedelta(days=days, hours=hours)


@pytest.fixture
def read(site: Site, client: Client) -> Read:
    async def reading() -> Reading:
        return await read_website(client, site.url(), NOW)

    return reading


async def test_a_linked_feed_tells_the_newest_publication(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, WORDPRESS + LINKED_COMMENTS + LINKED_FEED))
    site.serve(
        "/feed/",
        rss(
            [
                ("Vaksinasi &amp;amp; Posyandu", "/2026/03/vaksinasi/", ago(days=1)),
                ("Lama", "/2025/01/lama/", ago(days=400)),
            ]
        ),
        "application/rss+xml",
    )
    reading = await read()
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert reading.newest.at == ago(days=1)
    assert not reading.newest.day_only
    assert reading.newest.title == "Vaksinasi & Posyandu"
    assert reading.newest.url == site.url("/2026/03/vaksinasi/")
    assert reading.newest.evidence.source == "feed"
    assert reading.newest.evidence.url == site.url("/feed/")
    assert reading.newest.evidence.raw == format_datetime(ago(days=1))
    assert len(reading.recent) == 2
    assert site.asked == ["/", "/feed/", "/robots.txt"]


async def test_the_feed_of_wordpress_is_found_without_a_link_to_it(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE + '<img src="/wp-content/uploads/logo.png">'))
    site.serve("/feed/", rss([("Kabar", "/kabar/", ago(days=2))]), "text/xml")
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == ago(days=2)


def posts(*items: tuple[str, str, datetime]) -> str:
    return json.dumps(
        [
            {
                "date_gmt": when.strftime("%Y-%m-%dT%H:%M:%S"),
                "date": (when + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M:%S"),
                "link": link,
                "title": {"rendered": title},
            }
            for title, link, when in items
        ]
    )


QUERY = "per_page=5&_fields=date_gmt,date,link,title&orderby=date"


async def test_wordpress_is_asked_by_rest_where_its_feed_is_closed(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, WORDPRESS))
    site.serve("/feed/", "nope", status=403)
    site.serve(
        f"/wp-json/wp/v2/posts?{QUERY}",
        posts(("Rapat &#8211; Koordinasi", "/rapat/", ago(hours=30))),
        "application/json",
    )
    reading = await read()
    assert reading.newest is not None
    assert (reading.newest.title, reading.newest.at) == ("Rapat – Koordinasi", ago(hours=30))
    assert reading.newest.evidence.source == "wordpress"
    assert reading.newest.evidence.raw == ago(hours=30).strftime("%Y-%m-%dT%H:%M:%S")


async def test_wordpress_without_pretty_addresses_is_asked_by_rest_route(
    site: Site, read: Read
) -> None:
    site.serve("/", page(PROSE, WORDPRESS))
    site.serve(
        f"/?rest_route=/wp/v2/posts&{QUERY}",
        posts(("Rapat", "/?p=12", ago(days=1))),
        "application/json",
    )
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.evidence.source == "wordpress"
    assert reading.newest.url == site.url("/?p=12")
    assert len(site.asked) <= 8


async def test_an_atom_feed_of_blogger_goes_by_published_not_updated(
    site: Site, read: Read
) -> None:
    site.serve("/", page(PROSE, '<meta content="blogger" name="generator">'))
    site.serve(
        "/feeds/posts/default?max-results=5&orderby=published",
        '<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-03-18T02:59:00Z</updated><entry>'
        "<title>Imunisasi</title><published>2026-02-01T10:00:00+07:00</published>"
        "<updated>2026-03-17T10:00:00+07:00</updated>"
        '<link rel="alternate" href="/2026/02/imunisasi.html"/></entry></feed>',
        "application/atom+xml",
    )
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 2, 1, 3, tzinfo=UTC)


async def test_joomla_is_asked_for_the_feed_of_its_news(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, '<meta name="generator" content="Joomla! - Open Source">'))
    site.serve("/berita?format=feed&type=rss", rss([("Lomba", "/berita/12-lomba", ago(days=3))]))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == ago(days=3)


async def test_a_json_feed_is_read(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, '<link rel=alternate type="application/feed+json" href="/f.json">'))
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"title": "Kabar", "url": "/kabar", "date_published": "2026-03-17T08:00:00+07:00"}
        ],
    }
    site.serve("/f.json", json.dumps(feed), "application/feed+json")
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 3, 17, 1, tzinfo=UTC)


async def test_a_news_sitemap_named_by_robots_is_read(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE))
    site.serve(
        "/robots.txt", f"User-agent: *\nSitemap: {site.url('/berita-news.xml')}\n", "text/plain"
    )
    site.serve(
        "/berita-news.xml",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>/berita/banjir-surut</loc><news:news><news:publication_date>2026-03-16T09:00:00+07:00"
        "</news:publication_date><news:title>Banjir Surut</news:title></news:news></url></urlset>",
        "application/xml",
    )
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.evidence.source == "news-sitemap"
    assert reading.newest.title == "Banjir Surut"


async def test_a_packed_sitemap_leads_to_the_newest_article(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE))
    entries = "".join(
        f"<url><loc>{site.url(f'/berita/kabar-{day}')}</loc><lastmod>2026-03-{day:02}</lastmod></url>"
        for day in (3, 9, 15)
    )
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    site.serve("/robots.txt", f"Sitemap: {site.url('/sitemap.xml.gz')}", "text/plain")
    site.serve("/sitemap.xml.gz", gzip.compress(xml.encode()), "application/octet-stream")
    site.serve("/berita/kabar-15", article("Kabar 15", "2026-03-14T08:00:00+07:00"))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 3, 14, 1, tzinfo=UTC)
    assert reading.newest.evidence.source == "meta"
    assert len(site.asked) <= 8


async def test_a_sitemap_stamped_alike_on_every_page_is_no_evidence(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE))
    entries = "".join(
        f"<url><loc>{site.url(f'/berita/kabar-{n}')}</loc><lastmod>2026-03-18</lastmod></url>"
        for n in range(9)
    )
    site.serve("/sitemap.xml", f"<urlset>{entries}</urlset>", "application/xml")
    reading = await read()
    assert reading.health is Health.UNDATED
    assert any("most pages" in evidence.note for evidence in reading.set_aside)


async def test_dated_cards_on_the_home_page_are_read(site: Site, read: Read) -> None:
    site.serve(
        "/",
        page(
            cards(
                [
                    (
                        "Sosialisasi Stunting di Kecamatan",
                        "/berita/stunting",
                        "Senin, 16 Maret 2026",
                    ),
                    ("Apel Pagi Bersama Bupati", "/berita/apel", "Jum'at, 13 Maret 2026"),
                    ("Pelatihan Kader Posyandu", "/berita/kader", "Kamis, 12 Maret 2026"),
                ]
            )
        ),
    )
    reading = await read()
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 3, 16, 12, tzinfo=UTC)
    assert reading.newest.day_only
    assert reading.newest.title == "Sosialisasi Stunting di Kecamatan"
    assert reading.newest.url == site.url("/berita/stunting")
    assert reading.newest.evidence.raw == "Senin, 16 Maret 2026"
    assert [one.url for one in reading.recent][1:] == [
        site.url("/berita/apel"),
        site.url("/berita/kader"),
    ]


async def test_dated_cards_are_looked_for_one_click_away(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE))
    site.serve(
        "/berita",
        page(
            cards(
                [
                    ("Panen Raya Padi Organik", "/berita/panen", "2 jam yang lalu"),
                    ("Bimbingan Teknis Petani", "/berita/bimtek", "3 hari lalu"),
                ]
            )
        ),
    )
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.evidence.url == site.url("/berita")
    assert reading.newest.at.date() == NOW.date()


async def test_an_articles_own_page_is_stronger_than_the_card(site: Site, read: Read) -> None:
    site.serve(
        "/",
        page(
            cards(
                [
                    ("Rapat Koordinasi Camat", "/berita/rapat-koordinasi", "17/03/2026"),
                    ("Rapat Evaluasi Camat", "/berita/rapat-evaluasi", "11/03/2026"),
                ]
            )
        ),
    )
    site.serve("/berita/rapat-koordinasi", article("Rapat", "2026-03-17T14:00:00+07:00"))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == datetime(2026, 3, 17, 7, tzinfo=UTC)
    assert reading.newest.evidence.source == "meta"
    assert site.asked == ["/", "/robots.txt", "/berita/rapat-koordinasi"]


async def test_a_site_that_stopped_is_read_and_old(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, WORDPRESS))
    old = [("Dulu", "/dulu/", ago(days=700)), ("Lebih dulu", "/lebih-dulu/", ago(days=800))]
    site.serve("/feed/", rss(old))
    site.serve(f"/wp-json/wp/v2/posts?{QUERY}", posts(*old), "application/json")
    reading = await read()
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert reading.newest.at == ago(days=700)
    assert len(site.asked) == 4


async def test_a_site_that_never_had_news_is_static(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE + "<p>Hari ini: Rabu, 18 Maret 2026</p>"))
    site.serve("/berita", page("<h1>Berita</h1><p>Belum ada berita.</p>"))
    reading = await read()
    assert reading.health is Health.STATIC
    assert reading.newest is None
    assert len(site.asked) <= 8


async def test_articles_without_dates_make_a_site_undated_not_static(
    site: Site, read: Read
) -> None:
    links = "".join(
        f'<h3><a href="/berita/{n}/kabar-gembira-dari-desa">Kabar Gembira dari Desa {n}</a></h3>'
        for n in range(4)
    )
    site.serve("/", page(PROSE + links))
    reading = await read()
    assert reading.health is Health.UNDATED


async def test_dates_beside_files_make_a_site_undated_not_static(site: Site, read: Read) -> None:
    files = "".join(
        f'<li><a href="/unggah/{n}.pdf">Pengumuman seleksi</a> <i>1{n} Maret 2026</i></li>'
        for n in range(3)
    )
    site.serve("/", page(PROSE + f"<ul>{files}</ul>"))
    assert (await read()).health is Health.UNDATED


async def test_a_page_drawn_by_scripts_is_undated_not_static(site: Site, read: Read) -> None:
    site.serve("/", "<html><body><div id=app></div><script src=/app.js></script></body></html>")
    reading = await read()
    assert (reading.health, reading.detail) == (Health.UNDATED, "page is drawn by scripts")


async def test_a_lone_date_of_today_is_a_widget(site: Site, read: Read) -> None:
    site.serve(
        "/",
        page(
            PROSE
            + '<div class="w"><span>Rabu, 18 Maret 2026</span>'
            + '<a href="/layanan-izin">Pelayanan Izin Praktik</a></div>'
        ),
    )
    reading = await read()
    assert reading.newest is None
    assert reading.health is not Health.OK


async def test_a_feeds_own_stamp_is_no_publication(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    now = format_datetime(NOW)
    stamp = f"<lastBuildDate>{now}</lastBuildDate><pubDate>{now}</pubDate>"
    site.serve("/feed/", rss([("Lama", "/lama/", ago(days=90))], channel=stamp))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == ago(days=90)


async def test_items_stamped_with_the_time_of_asking_are_no_evidence(
    site: Site, read: Read
) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    site.serve(
        "/feed/", rss([("Satu", "/satu/", NOW), ("Dua", "/dua/", NOW - timedelta(seconds=3))])
    )
    reading = await read()
    assert reading.health is Health.UNDATED
    assert {evidence.note for evidence in reading.set_aside} == {"stamped with the time of asking"}


async def test_one_moment_on_every_item_is_no_evidence(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    site.serve("/feed/", rss([(f"Kabar {n}", f"/kabar/{n}", ago(days=5)) for n in range(4)]))
    reading = await read()
    assert reading.health is Health.UNDATED


async def test_a_future_date_is_no_publication(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    site.serve(
        "/feed/", rss([("Nanti", "/nanti/", ago(days=-40)), ("Kini", "/kini/", ago(days=2))])
    )
    reading = await read()
    assert [one.title for one in reading.recent] == ["Kini"]
    assert [(one.title, one.note) for one in reading.set_aside] == [("Nanti", "in the future")]


async def test_a_forgotten_feed_loses_against_newer_cards(site: Site, read: Read) -> None:
    site.serve(
        "/",
        page(
            cards(
                [
                    ("Kerja Bakti Massal Warga", "/berita/kerja-bakti", "15 Maret 2026"),
                    ("Lomba Kebersihan Antar Desa", "/berita/lomba", "10 Maret 2026"),
                ]
            ),
            LINKED_FEED,
        ),
    )
    site.serve("/feed/", rss([("Usang", "/usang/", ago(days=900))]))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.title == "Kerja Bakti Massal Warga"
    assert any("older than 2 dated items" in evidence.note for evidence in reading.set_aside)


async def test_a_pinned_old_post_does_not_hide_newer_ones(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    site.serve(
        "/feed/",
        rss([("Selamat datang", "/datang/", ago(days=2000)), ("Baru", "/baru/", ago(days=1))]),
    )
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.title == "Baru"


async def test_spam_never_makes_a_site_fresh(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    honest = [(f"Kabar desa nomor {n}", f"/kabar/{n}", ago(days=40 + n)) for n in range(8)]
    spam = ("Slot Gacor Maxwin Hari Ini Daftar Situs Slot Resmi", "/slot-gacor/", ago(hours=2))
    site.serve("/feed/", rss([spam, *honest]))
    reading = await read()
    assert reading.newest is not None
    assert reading.newest.at == ago(days=40)
    assert any("spam" in evidence.note for evidence in reading.set_aside)


async def test_a_site_full_of_injected_spam_is_hijacked(site: Site, read: Read) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    spam = [
        (f"Slot Gacor Maxwin {n} Link Alternatif Situs Slot Resmi", f"/s/{n}", ago(hours=n))
        for n in range(1, 9)
    ]
    site.serve("/feed/", rss([*spam, ("Kabar desa", "/kabar/", ago(days=30))]))
    reading = await read()
    assert reading.health is Health.HIJACKED
    assert reading.signs


@pytest.mark.parametrize(
    ("body", "status", "health"),
    [
        ("<title>Account Suspended</title><h1>Account Suspended</h1>", 200, Health.PARKED),
        ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>", 200, Health.PARKED),
        ("<title>Index of /</title><h1>Index of /</h1>", 200, Health.PARKED),
        ("<title>Dinas</title><h1>Coming Soon</h1>", 200, Health.PARKED),
        ("<title>Just a moment...</title>", 403, Health.BLOCKED),
        ("<title>Just a moment...</title>", 200, Health.BLOCKED),
        ("<h1>Forbidden</h1>", 403, Health.BLOCKED),
        ("<h1>Not Found</h1>", 404, Health.GONE),
        ("<h1>Gone</h1>", 410, Health.GONE),
        ("<h1>Bad Gateway</h1>", 502, Health.UNREACHABLE),
        ("<h1>Error establishing a database connection</h1>", 500, Health.UNREACHABLE),
        ("<title>Error</title><h1>A Database Error Occurred</h1>", 200, Health.UNREACHABLE),
        ("", 200, Health.UNREACHABLE),
    ],
)
async def test_what_is_no_site_is_named(
    site: Site, read: Read, body: str, status: int, health: Health
) -> None:
    site.serve("/", body, status=status)
    reading = await read()
    assert reading.health is health
    assert reading.detail
    assert reading.newest is None


async def test_news_about_a_suspended_account_does_not_park_a_site(site: Site, read: Read) -> None:
    site.serve("/", page("<h2>Akun Dinas Segera Hadir di Media Sosial</h2>" + PROSE * 8))
    reading = await read()
    assert reading.health is not Health.PARKED


async def test_a_refused_home_page_is_not_the_last_word(site: Site, read: Read) -> None:
    site.serve("/", "<h1>Forbidden</h1>", status=403)
    site.serve("/feed/", rss([("Kabar", "/kabar/", ago(days=1))]))
    reading = await read()
    assert reading.health is Health.OK


async def test_a_page_that_sends_its_visitor_on_is_followed(site: Site, read: Read) -> None:
    site.serve("/", '<meta http-equiv="refresh" content="0; url=/id/beranda">')
    site.serve("/id/beranda", page(PROSE, LINKED_FEED))
    site.serve("/feed/", rss([("Kabar", "/kabar/", ago(days=1))]))
    reading = await read()
    assert reading.health is Health.OK


async def test_a_dead_host_says_how_it_is_dead() -> None:
    closed = Site()
    await closed.start()
    await closed.stop()
    settings = ClientSettings(allow_private=frozenset({closed.place}))
    async with Client(settings) as client:
        reading = await read_website(client, closed.url(), NOW)
    assert (reading.health, reading.detail) == (Health.UNREACHABLE, "connection refused")
    assert reading.checked_at == NOW


async def test_a_private_address_is_our_refusal_not_their_fault() -> None:
    async with Client() as client:
        reading = await read_website(client, "http://192.168.1.1/", NOW)
    assert (reading.health, reading.detail) == (Health.FAILED, "address is private: refused")


async def test_an_address_without_a_scheme_is_tried_by_https_then_http(site: Site) -> None:
    site.serve("/", page(PROSE, LINKED_FEED))
    site.serve("/feed/", rss([("Kabar", "/kabar/", ago(days=1))]))
    settings = ClientSettings(allow_private=frozenset({site.place}), connect_timeout=0.2)
    async with Client(settings) as client:
        reading = await read_website(client, site.place, NOW)
    assert reading.health is Health.OK


async def test_a_site_in_a_folder_keeps_its_feed_there(site: Site, client: Client) -> None:
    site.redirect("/dinkes", "/dinkes/", 301)
    site.serve("/dinkes/", page(PROSE, WORDPRESS))
    site.serve("/dinkes/feed/", rss([("Kabar", "/dinkes/kabar/", ago(days=1))]))
    reading = await read_website(client, site.url("/dinkes"), NOW)
    assert reading.health is Health.OK


class PortsOfDinas(Client):
    """A client to whom one host answers by http alone, or not at all."""

    open_schemes = frozenset({"http"})

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        most_requests: int | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        patient: bool = True,
        may_follow: Callable[[str], bool] | None = None,
    ) -> Page:
        if url.partition(":")[0] not in self.open_schemes:
            raise Refused(url, f"refused by {url.partition(':')[0]}")
        return Page(url, 200, {"content-type": "text/html"}, page(PROSE).encode())


async def test_a_site_that_answers_by_http_alone_is_read_although_https_was_written() -> None:
    reading = await read_website(PortsOfDinas(), "https://dinas.example", NOW)
    assert reading.health is not Health.UNREACHABLE


async def test_a_site_that_answers_by_neither_is_reported_as_it_was_written() -> None:
    client = PortsOfDinas()
    client.open_schemes = frozenset()
    reading = await read_website(client, "https://dinas.example", NOW)
    assert (reading.health, reading.detail) == (Health.UNREACHABLE, "refused by https")


async def test_a_visit_never_makes_more_than_eight_requests(site: Site, read: Read) -> None:
    feeds = "".join(
        f'<link rel=alternate type="application/rss+xml" href="/feed/{n}">' for n in range(9)
    )
    links = "".join(f'<a href="/berita-{n}">Berita {n}</a>' for n in range(9))
    site.serve("/", page(PROSE + links, WORDPRESS + feeds))
    for n in range(9):
        site.redirect(f"/feed/{n}", f"/lost/{n}")
        site.serve(f"/berita-{n}", page(PROSE))
    await read()
    assert len(site.asked) <= 8
