"""How a visit behaves: few requests, few bytes, and no page read that a site closes to programs."""

from __future__ import annotations

import asyncio

from checks.client import Client
from checks.model import Health, Reading
from checks.website.reader import read_website
from checks.website.visit import LARGEST_DOCUMENT, MOST_BYTES
from tests.checks.website_farm import NOW, Site

HOME = """<html><head><title>Dinas Contoh</title></head><body>
<p>Selamat datang di laman resmi dinas yang melayani masyarakat seluruh kecamatan.</p>
<a href="/berita/rapat-koordinasi-camat-se-kabupaten">Rapat koordinasi camat se-kabupaten</a>
</body></html>"""
ARTICLE = """<html><head><title>Rapat koordinasi camat</title>
<meta property="article:published_time" content="2026-03-17T14:00:00+07:00"></head>
<body><h1>Rapat koordinasi camat</h1></body></html>"""
ADDRESS = "/berita/rapat-koordinasi-camat-se-kabupaten"


async def read(site: Site, client: Client) -> Reading:
    return await read_website(client, site.url(), NOW)


async def test_an_article_is_read_where_robots_txt_allows_it(site: Site, client: Client) -> None:
    site.serve("/", HOME)
    site.serve("/robots.txt", "User-agent: *\nDisallow: /admin/\n", "text/plain")
    site.serve(ADDRESS, ARTICLE)
    reading = await read(site, client)
    assert reading.health is Health.OK
    assert site.asked.index("/robots.txt") < site.asked.index(ADDRESS)


async def test_an_article_is_left_alone_where_robots_txt_says_so(
    site: Site, client: Client
) -> None:
    site.serve("/", HOME)
    site.serve("/robots.txt", "User-agent: Segar\nDisallow: /berita/*kabupaten$\n", "text/plain")
    site.serve(ADDRESS, ARTICLE)
    reading = await read(site, client)
    assert reading.newest is None
    assert ADDRESS not in site.asked
    assert "not asked: robots.txt asks us not to" in {one.outcome for one in reading.attempts}


async def test_articles_are_left_alone_while_the_rules_can_not_be_read(
    site: Site, client: Client
) -> None:
    site.serve("/", HOME)
    site.serve("/robots.txt", "busy", status=503)
    site.serve(ADDRESS, ARTICLE)
    await read(site, client)
    assert ADDRESS not in site.asked


async def test_a_page_of_ten_megabytes_is_read_as_far_as_is_decent(
    site: Site, client: Client
) -> None:
    card = '<div><h3><a href="/b/{n}">Kabar dari desa {n}</a></h3><span>{n} Maret 2026</span></div>'
    cards = "".join(card.format(n=n) for n in (17, 16, 15))
    site.serve("/", f"<html><title>x</title><body>{cards}{'<p>isi</p>' * 1_000_000}</body>")
    reading = await read(site, client)
    assert reading.newest is not None
    assert reading.newest.at.day == 17
    assert f"the first {LARGEST_DOCUMENT:,} bytes read" in reading.attempts[0].outcome
    assert reading.detail.endswith(f"read only the page's first {LARGEST_DOCUMENT:,} bytes")


async def test_a_site_of_large_pages_is_not_read_beyond_three_megabytes(
    site: Site, client: Client
) -> None:
    filler = "<p>isi</p>" * 400_000
    links = "".join(f'<a href="/berita-{n}">Berita {n}</a>' for n in range(5))
    site.serve("/", f"<html><title>x</title><body>{links}{filler}</body>")
    for n in range(5):
        site.serve(f"/berita-{n}", f"<html><body>{filler}</body>")
    reading = await read(site, client)
    assert MOST_BYTES == 3_000_000
    assert len(site.asked) <= 4
    assert "not asked: this visit has asked enough" in {one.outcome for one in reading.attempts}


async def test_what_was_tried_and_what_it_gave_is_kept(site: Site, client: Client) -> None:
    site.serve("/", HOME)
    site.serve(ADDRESS, ARTICLE)
    reading = await read(site, client)
    tried = [
        (one.source, one.url.removeprefix(site.url("")), one.outcome) for one in reading.attempts
    ]
    assert tried == [
        ("home", "/", "a site"),
        ("cards", "/", "no dated items"),
        ("feed", "/feed/", "answers 404"),
        ("robots", "/robots.txt", "none"),
        ("sitemap", "/sitemap.xml", "answers 404"),
        ("sitemap", "/sitemap_index.xml", "answers 404"),
        ("article", ADDRESS, "1 dated item, newest 2026-03-17"),
    ]


CLEAN = "<html><head><title>Dinas Contoh</title></head><body><p>Selamat datang.</p></body></html>"
CLOAKED = CLEAN.replace(
    "Selamat datang.",
    "".join(f'<a href="https://s{n}.example/">Slot gacor maxwin {n} login</a>' for n in range(6)),
)


def answer_by_name(site: Site) -> None:
    """Show a search engine another page than everybody else."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        body = CLOAKED if "Googlebot" in site.request_heads[-1] else CLEAN
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(f"{head}{body}".encode())
        await writer.drain()

    site.handle("/", answer)


async def test_a_site_is_asked_under_one_name_only_unless_told_otherwise(
    site: Site, client: Client
) -> None:
    answer_by_name(site)
    reading = await read(site, client)
    assert reading.signs == ()
    assert not [head for head in site.request_heads if "Googlebot" in head]


async def test_spam_that_only_search_engines_see_is_found_where_that_look_is_asked_for(
    site: Site, client: Client
) -> None:
    answer_by_name(site)
    reading = await read_website(client, site.url(), NOW, look_for_cloaking=True)
    assert reading.health is Health.HIJACKED
    assert any("only for search engines" in sign for sign in reading.signs)
    assert len([head for head in site.request_heads if "Googlebot" in head]) == 1
