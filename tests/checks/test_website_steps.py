"""Pages that lead on to the site, and menus that lead to the news."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.website.menu import news_pages, plain_links, profile_links, read_menu
from checks.website.steps import step_of

HOME = "https://dinas.example/"


def step(html: str) -> str | None:
    tree = LexborHTMLParser(html)
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    return step_of(tree, html, text, HOME)


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/id/home">', "id/home"),
        ('<meta http-equiv="Refresh" content="3;URL=\'beranda\'">', "beranda"),
        ("<script>window.location.href = '/depan'</script>", "depan"),
        ("<frameset><frame name=menu src=/m.htm><frame name=utama src=/u.htm></frameset>", "u.htm"),
        ("<frameset><frame src=/atas.htm><frame src=/bawah.htm></frameset>", "bawah.htm"),
        ("<h1>Dinas Contoh</h1><a href='/beranda'>Masuk ke situs</a>", "beranda"),
        ("<a href='/index.php/home'><img src='/l.png' alt='Masuk'></a>", "index.php/home"),
        ("<a href='/en'>English</a><a href='/id'>Masuk</a>", "id"),
    ],
)
def test_a_page_that_is_only_a_step_leads_on(html: str, target: str) -> None:
    assert step(html) == f"{HOME}{target}"


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="300; url=/">',
        '<meta http-equiv="refresh" content="0">',
        "<a href='/profil'>Profil Dinas</a>",
        "<a href='/a'>Masuk</a><a href='/b'>Berita</a><a href='/c'>Kontak</a>",
        "<a href='https://lain.example/'>Masuk</a>",
        "<a href='/berkas.pdf'>Buka</a>",
        f"<p>{'Kami melayani warga. ' * 20}</p><script>location='/x'</script>",
    ],
)
def test_a_page_that_is_the_site_leads_nowhere(html: str) -> None:
    assert step(html) is None


def menu(*links: tuple[str, str]) -> str:
    return "".join(f'<li><a href="{href}">{wording}</a>' for wording, href in links)


def pages(html: str) -> list[str]:
    found = news_pages(read_menu(LexborHTMLParser(html)), HOME)
    return [one.removeprefix(HOME) for one in found]


def test_the_likeliest_words_for_news_come_first() -> None:
    html = menu(("Informasi", "/info"), ("Kegiatan", "/keg"), ("Berita Terkini", "/b"), ("x", "/y"))
    assert pages(html) == ["b", "info", "keg"]


def test_an_address_tells_as_well_as_a_wording() -> None:
    assert pages(menu(("Selengkapnya", "/siaran-pers/"), ("Lihat", "/profil"))) == ["siaran-pers/"]


def test_the_newest_month_of_an_archive_is_a_page_of_news() -> None:
    html = menu(("Oktober 2026", "/2026/10"), ("November 2026 (3)", "/2026/11"), ("Mei 2025", "/m"))
    assert pages(html) == ["2026/11"]


def test_news_framed_in_the_page_are_a_page_of_news() -> None:
    assert pages("<iframe src='/isi/daftar_berita.html'></iframe>") == ["isi/daftar_berita.html"]


def test_a_picture_that_is_a_link_tells_by_what_stands_for_it() -> None:
    html = (
        '<a href="/b"><img src="x.png" alt="Berita"></a><a href="/k" title="Kegiatan"><i></i></a>'
    )
    assert pages(html) == ["b", "k"]


def test_titles_files_and_other_sites_are_no_pages_of_news() -> None:
    html = menu(
        ("Berita duka dari keluarga besar dinas", "/b/1"),
        ("Berita", "/berita.pdf"),
        ("Berita", "https://lain.example/berita"),
        ("Berita", "#"),
    )
    assert pages(html) == []


def test_labels_over_links_count_as_signs_of_an_ordinary_site() -> None:
    html = menu(("Profil", "#"), ("Gambaran Umum", "/g"), ("Struktur", "/s"), ("A", "/a"))
    assert profile_links(read_menu(LexborHTMLParser(html))) == 3


@pytest.mark.parametrize(
    ("hrefs", "plain"),
    [(["/?p=12", "/profil/"], True), (["/profil/visi/"], False), (["#", "/"], None)],
)
def test_plain_addresses_are_told_by_the_links(hrefs: list[str], plain: bool | None) -> None:
    html = menu(*(("Profil", href) for href in hrefs))
    assert plain_links(read_menu(LexborHTMLParser(html))) is plain
