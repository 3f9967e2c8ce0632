"""A look at one article's address: what the bot needs to check a report."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.client import Client
from checks.model import Health
from checks.website.articles import read_article
from checks.website.items import Asking
from checks.website.list_page import is_list
from checks.website.own_address import own_address
from checks.website.pages import publication_of
from tests.checks.site_files import AS_OF, FOLDER, SITE, read_site_file
from tests.checks.website_farm import NOW, Site

HOST = "https://dinas.contoh.example"
ASKING = Asking(AS_OF, date(2026, 11, 24))
ARTICLES = Path(__file__).parent / "data" / "article_pages.jsonl"

LISTS = [
    ("city/menu-entry-dinas-menyapa", "/dinas-menyapa"),
    ("cms/wp_press_releases_in_menu", "/siaran-pers/"),
    ("local/article-footers", "/kabar-tani"),
    ("local/category-page-pinned", "/kategori/kabar-kelurahan"),
    ("local/flat-date-before-title", "/kegiatan.html"),
    ("local/notices-table-with-ranges", "/pengumuman"),
    ("local/press-releases-two-deep", "/agenda-sidang"),
    ("local/yii-berita-dinas", "/index.php?r=berita/index"),
]
"""Pages of the collection that list posts, where one date stands out as an article's does."""


def article(title: str, published: str) -> str:
    return (
        f'<html><head><title>{title}</title><meta property="article:published_time" '
        f'content="{published}"></head><body><article><h1>{title}</h1><p>Isi berita yang cukup '
        "panjang tentang kegiatan dinas di kecamatan.</p></article></body></html>"
    )


async def test_an_article_tells_title_moment_and_evidence(site: Site, client: Client) -> None:
    site.redirect("/?p=9", "/berita/panen")
    site.serve("/berita/panen", article("Panen Raya", "2026-03-18T09:59:30+07:00"))
    look = await read_article(client, site.url("/?p=9"), NOW)
    assert (look.url, look.health, look.detail) == (site.url("/berita/panen"), Health.OK, "")
    assert look.publication is not None
    assert look.publication.at == datetime(2026, 3, 18, 2, 59, 30, tzinfo=UTC)
    assert look.publication.evidence.source == "meta"
    assert look.publication.evidence.raw == "2026-03-18T09:59:30+07:00"
    assert look.title == "Panen Raya"


@pytest.mark.parametrize(
    ("body", "status", "health", "detail"),
    [
        ("<title>Profil</title><p>Tanpa tanggal</p>", 200, Health.UNDATED, "no date"),
        (article("Nanti", "2027-01-01T00:00:00+07:00"), 200, Health.UNDATED, ""),
        (article("Slot Gacor Maxwin Daftar", "2026-03-18T08:00:00Z"), 200, Health.UNDATED, "spam"),
        ("<h1>Not Found</h1>", 404, Health.GONE, "404"),
        ("<h1>Forbidden</h1>", 403, Health.BLOCKED, "403"),
        ("<title>Account Suspended</title>", 200, Health.PARKED, "suspended"),
    ],
)
async def test_without_a_date_to_believe_it_says_why(
    site: Site, client: Client, body: str, status: int, health: Health, detail: str
) -> None:
    site.serve("/x", body, status=status)
    look = await read_article(client, site.url("/x"), NOW)
    assert look.publication is None
    assert look.health is health
    assert look.detail
    assert detail in look.detail


@pytest.mark.parametrize(
    ("url", "health"),
    [
        ("http://169.254.169.254/latest", Health.FAILED),
        ("ftp://dinas.example/x", Health.UNREACHABLE),
        ("bukan alamat", Health.UNREACHABLE),
    ],
)
async def test_an_address_that_can_not_be_asked_is_no_error(
    client: Client, url: str, health: Health
) -> None:
    look = await read_article(client, url, NOW)
    assert (look.url, look.health, look.publication) == (url, health, None)


async def test_one_article_has_one_address_in_whatever_form_it_is_asked_for(
    site: Site, client: Client
) -> None:
    stated = f'<link rel="canonical" href="{site.url("/berita/2/")}"></head>'
    page = article("Panen Raya", "2026-03-18T09:59:30+07:00").replace("</head>", stated)
    forms = ["/berita/2/", "/berita/2/amp/", "/index.php/berita/2/", "/berita/2/?replytocom=5"]
    for path in forms:
        site.serve(path, page)
    looks = [await read_article(client, site.url(path), NOW) for path in forms]
    assert {look.url for look in looks} == {site.url("/berita/2/")}
    assert {look.publication.url for look in looks if look.publication} == {site.url("/berita/2/")}
    read_in = [look.publication.evidence.url for look in looks if look.publication]
    assert read_in == [site.url(path) for path in forms]


def head(canonical: str, opengraph: str = "") -> str:
    return (
        f'<head><link rel="canonical" href="{canonical}">'
        f'<meta property="og:url" content="{opengraph}"></head>'
    )


@pytest.mark.parametrize(
    ("reached", "stated"),
    [
        ("/berita/2/?amp=1", "/berita/2/"),
        ("/berita/2/?kategori=5", "/berita/2"),
        ("/berita/cetak/2", "/berita/2"),
        ("/berita/panen/comment-page-2/", "/berita/panen/"),
        ("/2026/11/panen.html?m=1", "/2026/11/panen.html"),
        ("/arsip/panen-raya-desa", "/berita/panen-raya-desa"),
        ("/?p=9&replytocom=3", "/?p=9"),
        ("/detail.php?id=2&print=1", "/detail.php?id=2"),
        ("/index.php?page=berita&id=2&cetak=1", "/index.php?page=berita&id=2"),
        ("/index.php?view=article&id=12:panen-raya&catid=2", "/berita/12-panen-raya"),
    ],
)
def test_the_address_that_a_page_gives_itself_is_its_own(reached: str, stated: str) -> None:
    own = f"{HOST}{stated}"
    assert own_address(head(stated), f"{HOST}{reached}") == own
    assert own_address(head(own), f"{HOST}{reached}") == own
    assert own_address(head(f"{HOST}/", own), f"{HOST}{reached}") == own
    www = own.replace("dinas.", "www.dinas.")
    assert own_address(head(www), f"{HOST}{reached}") == www


@pytest.mark.parametrize(
    ("reached", "stated"),
    [
        ("/berita/2", "/"),
        ("/berita/2", "/index.php"),
        ("/berita/2", "/berita"),
        ("/berita/2", "/berita/3"),
        ("/berita/panen-raya-desa", "/berita/pasar-murah-desa"),
        ("/pengumuman/12", "/berita/12"),
        ("/detail.php?id=2", "/detail.php"),
        ("/berita-terkini-dinas-kota?id=2", "/berita-terkini-dinas-kota"),
        ("/index.php?page=berita&id=2", "/index.php?page=berita"),
        ("/index.php?page=pengumuman&id=2", "/index.php?page=berita&id=2"),
        ("/berita/2", "https://lain.example/berita/2"),
        ("/berita/2", "ftp://dinas.contoh.example/berita/2"),
        ("/berita/2", "http://[dinas/berita/2"),
        ("/berita/2", "javascript:void(0)"),
        ("/berita/2", ""),
    ],
)
def test_an_address_that_a_template_gives_every_page_is_nobodys(reached: str, stated: str) -> None:
    url = f"{HOST}{reached}"
    assert own_address(head(stated, stated), url) == url


CARDS = "".join(
    f'<li><a href="/berita/{number}">{title}</a> <small>{day} Maret 2026</small></li>'
    for number, title, day in [(7, "Pasar Murah", 17), (6, "Bakti Sosial", 16), (5, "Senam", 15)]
)


def plain(title: str, *parts: str) -> str:
    """A page without a word for machines."""
    body = "".join(parts)
    return f"<html lang=id><head><title>{title}</title></head><body>{body}</body></html>"


async def test_a_list_of_posts_is_no_post(site: Site, client: Client) -> None:
    site.serve("/berita", plain("Berita", "<main><h1>Berita</h1><ul>", CARDS, "</ul></main>"))
    look = await read_article(client, site.url("/berita"), NOW)
    assert (look.health, look.publication, look.title) == (Health.UNDATED, None, "Berita")
    assert look.detail == "a list of posts, not one"


@pytest.mark.parametrize("clock", ["", "<div>Rabu, 18 Maret 2026</div>"])
async def test_a_clock_over_a_list_dates_none_of_it(site: Site, client: Client, clock: str) -> None:
    cards = CARDS.replace("17 Maret", "18 Maret")
    site.serve("/berita", plain("Berita", clock, "<h1>Berita</h1><ul>", cards, "</ul>"))
    look = await read_article(client, site.url("/berita"), datetime(2026, 3, 18, 3, tzinfo=UTC))
    assert (look.publication, look.detail) == (None, "a list of posts, not one")


@pytest.mark.parametrize(
    "byline",
    [
        "<p>17 Maret 2026</p>",
        '<p><a href="/penulis">admin</a> - 17 Maret 2026</p>',
        '<div><a href="/berita">Berita</a> <small>17 Maret 2026</small></div>',
        '<p>17 Maret 2026</p><p>Baca juga: <a href="/berita/3">Bupati lepas kontingen</a></p>',
    ],
)
async def test_a_short_article_above_a_list_of_others_of_its_day_is_one(
    site: Site, client: Client, byline: str
) -> None:
    title = "Panen Raya Padi di Mekar"
    lines = [f"<h1>{title}</h1>", byline, "<p>Foto bersama.</p>"]
    related = f"<h3>Berita Lain</h3><ul>{CARDS}</ul>"
    site.serve("/berita/9", plain(title, "<div>", *lines, "</div>", related))
    look = await read_article(client, site.url("/berita/9"), NOW)
    assert (look.health, look.detail) == (Health.OK, "")
    assert look.publication is not None
    assert look.publication.at.date() == date(2026, 3, 17)


@pytest.mark.parametrize(("name", "path"), LISTS)
def test_lists_of_the_collection_are_told_from_articles(name: str, path: str) -> None:
    body = read_site_file(FOLDER / f"{name}.toml").pages[path]["body"].replace(SITE, HOST)
    found = publication_of(body, f"{HOST}{path}", ASKING.today)
    assert found is not None
    assert is_list(body, found, ASKING)


def test_no_article_of_the_corpus_is_taken_for_a_list() -> None:
    rows = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    taken = [
        row["theme"]
        for row in rows
        if (found := publication_of(row["html"], row["url"], ASKING.today))
        and is_list(row["html"], found, ASKING)
    ]
    assert len(rows) > 100
    assert taken == []
