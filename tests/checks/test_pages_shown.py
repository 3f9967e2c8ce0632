"""The date a reader sees on an article's page, and the dates around it that are not its own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website.pages import publication_of, published_on

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 23)
URL = "https://dinas.contoh.go.id/berita/detail/123"
LONG = "Bupati menghadiri panen raya bersama kelompok tani di desa itu. " * 6
H1 = "<h1>Panen Raya Padi di Desa Mekar</h1>"
CLOCK = '<div class="topbar">Selasa, 24 November 2026 <span id="jam">10:15:22</span></div>'
SIDEBAR = (
    '<div class="sidebar"><h3>Berita Terbaru</h3><ul><li><a '
    'href="/b/1">Rapat Kerja Tahunan Dinas</a>'
    "<span>24 November 2026</span></li></ul></div>"
)
RELATED = (
    '<div class="related-posts"><a href="/b/2">Apel Pagi Bersama Pegawai'
    '</a><span class="post-date">'
    "20 November 2026</span></div>"
)
COMMENTS = (
    '<div id="comments"><div class="comment">Budi, 24 November 2026 pukul 08.00: mantap</div></div>'
)
FOOTER = "<footer>Copyright © 2026 Dinas Pertanian. Diperbarui 24 November 2026</footer>"
AGENDA = '<div class="agenda"><b>Agenda</b><p>25 November 2026</p><p>Rapat</p></div>'


def page(*parts: str, title: str = "Panen Raya Padi di Desa Mekar") -> str:
    return f"<html><head><title>{title} | Dinas</title></head><body>{''.join(parts)}</body></html>"


@pytest.mark.parametrize(
    "byline",
    [
        "<p>Diposting oleh Admin pada Senin, 23 November 2026 09:12 WIB</p>",
        "<p>Diposting: 23/11/2026</p>",
        "<span>Senin, 23 November 2026</span>",
        "<div><i class='fa fa-calendar'></i> 23 Nov 2026</div>",
        "<div><i></i>Admin <i></i>23-11-2026 <i></i>120 kali dibaca</div>",
        (
            "<div class=meta><span>Humas</span> | <span>23 November 2026</span> | "
            "<span>Dibaca 2024 kali</span></div>"
        ),
        "<ul class='post-meta'><li>Humas</li><li>23 November 2026</li><li>Berita</li></ul>",
        "<p>Senin Pahing, 23 November 2026 / 13 Jumadil Akhir 1448 H</p>",
        "<table><tr><td>Tanggal</td><td>23 November 2026</td></tr></table>",
        "<div class=date><span>23</span><span>Nov</span><span>2026</span></div>",
        "<p><a href='/2026/11/23/'>23 November 2026</a> oleh <a href='/author/a'>Admin</a></p>",
        "<p>Kemarin, 09:12 WIB</p>",
        "<p>1 hari yang lalu</p>",
        "<p>Diterbitkan 23 November 2026 | Diperbarui 24 November 2026</p>",
        "<p>Diterbitkan 23 November 2026 Diperbarui 24 November 2026</p>",
        "<p>23 November 2026 (Diperbarui 24 November 2026)</p>",
        "<p>Terbit <time datetime=2026-11-23>a</time> Edit <time datetime=2026-11-24>b</time></p>",
        "<p>Pelaksanaan: <time datetime=2026-11-20>20/11</time></p><p>23 November 2026</p>",
        "<p>Terakhir diperbarui: 24 November 2026</p><p>Dibuat: 23 November 2026</p>",
        "<p>Tanggal Kegiatan: 20 November 2026</p><p>Diposting: 23 November 2026</p>",
        "<small>Published on November 23, 2026 by admin</small>",
        "<p>Kategori: <a href='/k'>Berita</a></p><p>23 November 2026</p><img src=x>",
        (
            "<div class='entry-meta'>23 November 2026</div><p>Hari/Tanggal: Jumat, "
            "20 November 2026</p>"
        ),
    ],
)
@pytest.mark.parametrize("where", ["after", "before"])
def test_the_byline_beside_the_title_is_read(byline: str, where: str) -> None:
    head = H1 + byline if where == "after" else byline + H1
    body = f"<div class='content'>{head}<p>{LONG}</p></div>"
    assert published_on(page(CLOCK, body, SIDEBAR, COMMENTS, FOOTER), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "parts",
    [
        (
            H1,
            f"<p>{LONG}</p>",
            "<p>Diposting pada 23 November 2026 oleh Humas</p>",
            RELATED,
            FOOTER,
        ),
        (H1, f"<p>{LONG}</p>", '<span class="posted-on">23 November 2026</span>', COMMENTS),
        (H1, f"<p>SLEMAN, 23 November 2026 – {LONG}</p>", SIDEBAR),
        (
            H1,
            "<p>23 November 2026</p>",
            f"<p>{LONG} Perda Nomor 5 Tahun 2020 tanggal 3 Maret 2020.</p>",
        ),
        (
            H1,
            "<p>23 November 2026</p>",
            f"<p>{LONG} Kegiatan berlangsung Jumat, 20 November 2026.</p>",
        ),
        (H1, AGENDA, "<p>23 November 2026</p>", f"<p>{LONG}</p>"),
        (
            "<h1><a href='/'>Dinas Pertanian</a></h1>",
            H1.replace("h1", "h2"),
            "<p>23 November 2026</p>",
            LONG,
        ),
        (
            "<header><h1 class=site-title>Dinas</h1></header>",
            H1.replace("h1", "h3"),
            "<p>23/11/2026</p>",
            LONG,
        ),
        (
            "<article>",
            H1,
            "<p>23 November 2026</p>",
            f"<p>{LONG}</p></article>",
            "<aside>1 Januari 2026</aside>",
        ),
        (H1, '<p style="display:none">1 Januari 2026</p><p>23 November 2026</p>', f"<p>{LONG}</p>"),
        ('<div class="has-sidebar comments-open">', H1, "<p>23 November 2026</p>", LONG, "</div>"),
        (
            H1,
            (
                "<!-- 1 Januari 2026 --><script>var d='1 Januari 2026'</script><p>23 "
                "November 2026</p>"
            ),
            LONG,
        ),
        (
            H1,
            "<p>23 November 2026</p><p>20 November 2026 s.d. 22 November 2026</p>",
            f"<p>{LONG}</p>",
        ),
    ],
)
def test_the_articles_own_date_is_told_from_the_others(parts: tuple[str, ...]) -> None:
    assert published_on(page(*parts), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "parts",
    [
        (H1, f"<p>{LONG}</p>"),
        (H1, f"<p>{LONG}</p>", FOOTER),
        (H1, f"<p>{LONG}</p>", SIDEBAR),
        (H1, f"<p>{LONG}</p>", RELATED),
        (H1, f"<p>{LONG}</p>", COMMENTS),
        (CLOCK, H1, f"<p>{LONG}</p>"),
        ("<div>Selasa, 24 November 2026</div>", H1, f"<p>{LONG}</p>"),
        ("<marquee>23 November 2026: selamat datang</marquee>", H1, f"<p>{LONG}</p>"),
        (AGENDA, H1, f"<p>{LONG}</p>", AGENDA),
        (H1, "<p>Terakhir diperbarui: 23 November 2026</p>", f"<p>{LONG}</p>"),
        (H1, '<time class="updated" datetime="2026-11-23">x</time>', f"<p>{LONG}</p>"),
        (H1, '<span itemprop="dateModified">23 November 2026</span>', f"<p>{LONG}</p>"),
        (H1, "<p>20 - 23 November 2026</p>", f"<p>{LONG}</p>"),
        (H1, "<p>Peraturan Daerah Nomor 5 Tahun 2025 tanggal 3 Maret 2025</p>", f"<p>{LONG}</p>"),
        (H1, f"<p>{LONG} Acara dibuka Jumat (20/11/2026) oleh Bupati.</p>"),
        (H1, "<p>Tanggal Kegiatan: 20 November 2026</p>", f"<p>{LONG}</p>"),
        (H1, "<p>Hari/Tanggal: Jumat, 20 November 2026</p>", f"<p>{LONG}</p>"),
        (H1, "<div>Tanggal Kegiatan:</div><div>20 November 2026</div>", f"<p>{LONG}</p>"),
        (H1, "<div>Terakhir diperbarui</div><div>20 November 2026</div>", f"<p>{LONG}</p>"),
        (H1, "<table><tr><td>Tanggal Penetapan</td><td>:</td><td>4 Mei 2021</td></tr></table>"),
        (H1, "<p>Acara dibuka Jumat (20/11/2026) oleh Bupati.</p><p>Hadir pula camat.</p>"),
        (H1, "<p>25 Desember 2026</p>", f"<p>{LONG}</p>"),
        (H1, "<p>November 2026</p>", f"<p>{LONG}</p>"),
        ("<p><a href=/1>Rapat Koordinasi Lintas Sektor</a></p><p>20 November 2026</p>", H1, LONG),
        ("<header><div class=date>Selasa, 24 November 2026</div></header>", H1, f"<p>{LONG}</p>"),
        (H1, "<figure><figcaption>Foto 20 November 2026</figcaption></figure>", f"<p>{LONG}</p>"),
        (
            "<h1>Berita</h1><article><h2><a href=/1>Kegiatan Rutin di Desa Kami</a></h2>",
            "<time class=published datetime=2026-11-10>x</time></article>",
        ),
        (H1, "<p>© 2026</p>", f"<p>{LONG}</p>"),
        (H1, "<p>Pengunjung hari ini: 120</p>", f"<p>{LONG}</p>"),
        (
            "<h1>Berita</h1>",
            "<a href=/1>Rapat Kerja Tahunan Dinas Pertanian</a><p>23 November 2026</p>",
            "<a href=/2>Apel Pagi Bersama Seluruh Pegawai</a><p>20 November 2026</p>",
        ),
        ("<p>23 November 2026</p><p>20 November 2026</p>",),
        ("",),
    ],
)
def test_nothing_is_guessed_where_the_article_tells_no_date(parts: tuple[str, ...]) -> None:
    assert published_on(page(*parts), URL, TODAY) is None


@pytest.mark.parametrize("label", ["Tanggal", "Hari", "Tgl", "Hari, tanggal"])
def test_the_day_of_an_invitation_is_not_the_articles(label: str) -> None:
    lines = f"<p>{label} : Jumat, 20 November 2026</p><p>Pukul : 09.00</p><p>Tempat : Aula</p>"
    assert published_on(page(H1, "<p>Undangan rapat.</p>", lines), URL, TODAY) is None


def test_a_labelled_day_without_an_invitation_around_it_is_the_articles() -> None:
    assert published_on(page(H1, "<p>Tanggal : 23 November 2026</p>", LONG), URL, TODAY) == DAY


def test_an_address_with_a_date_settles_between_contenders() -> None:
    dated = "https://dinas.contoh.go.id/2026/11/23/panen-raya"
    two = page(
        H1, "<p>Rapat</p><p>x</p><p>y</p><p>20 November 2026</p><p>23 November 2026</p>", LONG
    )
    assert published_on(two, dated, TODAY) == DAY
    assert published_on(two, URL, TODAY) is None


def test_a_home_page_has_no_date_of_its_own() -> None:
    home = page("<h1>Dinas Pertanian</h1><p>23 November 2026</p>", title="Dinas Pertanian")
    assert published_on(home, "https://dinas.contoh.go.id/", TODAY) is None


@given(
    st.lists(
        st.sampled_from(
            [
                H1,
                CLOCK,
                SIDEBAR,
                FOOTER,
                "<p>",
                "</p>",
                "<time datetime='x'>",
                "<script type=application/ld+json>",
                "{",
                "</script>",
                "23 November 2026",
                "<meta itemprop=datePublished content=1>",
                "<a href='http://['>",
            ]
        ),
        max_size=12,
    ).map("".join)
    | st.text(max_size=80)
    | st.binary(max_size=80),
    st.sampled_from([URL, "", "http://[", "x", "https://a/2026/13/45/"]),
)
@settings(max_examples=150, deadline=None)
def test_no_page_and_no_address_raises(html: str | bytes, url: str) -> None:
    day = published_on(html, url, TODAY)
    assert day is None or date(2000, 1, 1) <= day <= date(2026, 11, 25)
    publication = publication_of(html, url, TODAY)
    assert (publication is None) == (day is None)
