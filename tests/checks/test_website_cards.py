"""Dated cards, as Indonesian agencies' templates write them, and dates that belong to no card."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.website.boxes import Box
from checks.website.items import Asking, Findings
from checks.website.listing import read_cards, read_links
from checks.website.outline import outline

HOME = "https://dinkes.contoh.go.id/"
ASKING = Asking(datetime(2026, 3, 18, 3, tzinfo=UTC), date(2026, 3, 18))


def boxes(html: str) -> Box:
    root = LexborHTMLParser(f"<html><body>{html}</body></html>").root
    assert root is not None
    return outline(root)


def found(html: str) -> Findings:
    return read_cards(boxes(html), HOME, ASKING)


def seen(html: str) -> list[tuple[str, str, str]]:
    return [
        (one.title, one.url.removeprefix(HOME), one.at.date().isoformat())
        for one in found(html).publications
    ]


TWO = [
    ("Posyandu Mawar Raih Penghargaan", "berita/posyandu", "2026-03-16"),
    ("Gerakan Jumat Bersih di Pasar", "berita/jumat-bersih", "2026-03-13"),
]


@pytest.mark.parametrize(
    "card",
    [
        '<a href="{url}">{title}<br>Senin, {d} Maret 2026 08.00 WIB</a><br>',
        '<li><h4>{title}</h4><h6>{d} Maret 2026</h6><a href="{url}">Baca selengkapnya</a></li>',
        '<li><a href="{url}">{title}</a> <small>{d} Maret 2026</small></li>',
        '<div class="post"><span>{d}/03/2026</span><h4><a href="/{url}">{title}</a></h4></div>',
        '<a class="card" href="{url}"><img src=x.jpg><h3>{title}</h3><p>{d} Mar 2026</p></a>',
        (
            '<article><a href="{url}"><img alt=""></a><div><a href="/kategori/berita">Berita</a>'
            '<h2><a href="{url}">{title}</a></h2><p>Oleh <a href="/author/admin">Admin</a>, '
            "{d}-03-2026 08:00 WIB</p></div></article>"
        ),
        (
            '<li><h2><a href="{url}">{title}</a></h2><div><time datetime="2026-03-{d}T08:00:00'
            '+07:00"><a href="{url}">March {d}, 2026</a></time></div></li>'
        ),
        (
            '<article><span class="posted-on"><a href="/2026/03/{d}/"><time class="published" '
            'datetime="2026-03-{d}T08:00:00+07:00">{d} Maret 2026</time></a></span>'
            '<h2><a href="{url}" rel="bookmark">{title}</a></h2></article>'
        ),
        '<tr><td>1</td><td><a href="{url}">{title}</a></td><td>{d}-03-2026</td></tr>',
        (
            '<div class="item"><div class="tanggal"><b>{d}</b><span>Mar</span><span>2026</span>'
            '</div><div class="isi"><a href="{url}">{title}</a></div></div>'
        ),
        (
            '<div class="entry"><h3>{title}</h3><time class="entry-date published" '
            'datetime="2026-03-{d}T08:00:00+07:00">beberapa waktu lalu</time>'
            '<time class="updated" datetime="2026-03-18T08:00:00+07:00"></time>'
            '<a href="{url}">Selengkapnya</a></div>'
        ),
        (
            '<div><i class="fa fa-calendar"></i> {d} Maret 2026 <i class="fa fa-eye"></i> 2024'
            '<h5><a href="{url}">{title}</a></h5><p>Kajen, 2 Januari 2020 - Bupati hadir dalam '
            "acara yang berlangsung di pendopo bersama seluruh kepala dinas dan camat.</p>"
            "</div>"
        ),
        (
            '<div><a href="{url}" title="{title}"><img src=x.jpg></a><p>Diposting pada Senin, '
            "{d} Maret 2026 | Dilihat 2025 kali</p></div>"
        ),
    ],
)
def test_cards_of_many_templates_are_read(card: str) -> None:
    cards = [card.format(title=title, url=url, d=day.rpartition("-")[2]) for title, url, day in TWO]
    html = "".join(cards)
    assert seen(f"<table>{html}</table>" if card.startswith("<tr") else html) == TWO


def test_a_list_without_boxes_for_its_items_is_read_by_turns() -> None:
    html = "<div><h2>Berita</h2>" + "".join(
        f'<h3><a href="{url}">{title}</a></h3><p>{day}</p><p>Ringkasan.</p>'
        for title, url, day in TWO
    )
    assert seen(html + "</div>") == TWO


def test_dates_before_their_links_are_read_by_turns_too() -> None:
    html = "<dl>" + "".join(
        f'<dt>{day}</dt><dd><a href="{url}">{title}</a></dd>' for title, url, day in TWO
    )
    assert seen(html + "</dl>") == TWO


def test_relative_times_count_from_the_day_of_asking() -> None:
    html = (
        '<li><a href="/berita/a">Kabar pertama desa</a><span>3 jam yang lalu</span></li>'
        '<li><a href="/berita/b">Kabar kedua desa</a><span>kemarin</span></li>'
        '<li><a href="/berita/c">Kabar ketiga desa</a><span>2 minggu lalu</span></li>'
    )
    assert [day for _, _, day in seen(html)] == ["2026-03-18", "2026-03-17", "2026-03-04"]


def test_an_hour_with_its_zone_is_kept() -> None:
    html = (
        '<li><a href="/berita/a">Kabar pertama desa</a><span>17 Maret 2026 06:30 WIB</span></li>'
        '<li><a href="/berita/b">Kabar kedua desa</a><span>11 Maret 2026 09:00 WIB</span></li>'
    )
    newest = found(html).publications[0]
    assert (newest.at, newest.day_only) == (datetime(2026, 3, 16, 23, 30, tzinfo=UTC), False)


NO_PUBLICATIONS = {
    "clock": '<div id="jam-digital">Rabu, 18 Maret 2026 10:00:00</div>' * 2,
    "clock beside links": "<div><span>Rabu, 18 Maret 2026</span>"
    + "".join(f'<a href="/halaman-{n}">Halaman nomor {n}</a>' for n in range(6))
    + "</div>",
    "footer": '<footer><p>17 Maret 2026 <a href="/berita/a">Pembaruan terakhir</a></p>'
    '<p>16 Maret 2026 <a href="/berita/b">Pembaruan lain</a></p></footer>',
    "comments": '<ul class="recentcomments"><li>Budi: <a href="/berita/a#comment-1">Kabar desa</a>'
    ' 17 Maret 2026</li><li>Ani: <a href="/berita/b#comment-2">Kabar kota</a> 16 Maret 2026</li>'
    "</ul>",
    "agenda by class": '<div class="agenda-list"><li><a href="/a/1">Rapat Paripurna</a> 16 Maret '
    '2026</li><li><a href="/a/2">Rapat Kerja Tahunan</a> 17 Maret 2026</li></div>',
    "agenda by heading": '<section><div class="head"><h3>Agenda Kegiatan</h3></div><ul><li>'
    '<a href="/a/1">Rapat Paripurna</a> <b>16 Maret 2026</b></li><li><a href="/a/2">Rapat Kerja '
    "Tahunan Perangkat Daerah</a> <b>17 Maret 2026</b></li></ul></section>",
    "agenda by its future dates": "<ul>"
    + "".join(
        f'<li><a href="/k/{n}">Acara nomor {n} di desa</a> <b>{15 + n} Maret 2026</b></li>'
        for n in range(8)
    )
    + "</ul>",
    "documents": '<ul><li><a href="/f/perda.pdf">Peraturan Daerah Nomor 3</a> 16 Maret 2026</li>'
    '<li><a href="/f/perbup.pdf">Peraturan Bupati Nomor 7</a> 15 Maret 2026</li></ul>',
    "laws by heading": '<div><h2>Produk Hukum Daerah Terbaru</h2><p><a href="/ph/1">Perda Nomor 3 '
    'tentang APBD</a> <i>16 Maret 2026</i></p><p><a href="/ph/2">Perbup Nomor 7 tentang TPP</a> '
    "<i>15 Maret 2026</i></p></div>",
    "short titles with dates": (
        '<li><a href="/b/1">Apel Pagi 16 Maret 2026</a></li>'
        '<li><a href="/b/2"><b>Apel Pagi 9 Maret 2026</b></a></li>'
        '<li><h3><a href="/b/3"><span>Senam 2 Maret 2026</span></a></h3></li>'
    ),
    "titles with dates": '<li><a href="/b/1">Jadwal Puskesmas Keliling Tanggal 16 Maret 2026</a>'
    '</li><li><a href="/b/2">Hasil Rapat Pleno Tanggal 12 Maret 2026 Telah Terbit</a></li>',
    "ranges": '<li><a href="/b/1">Pekan Imunisasi Nasional</a> <i>16 - 20 Maret 2026</i></li>'
    '<li><a href="/b/2">Pameran Produk Unggulan</a> <i>10 s/d 12 Maret 2026</i></li>',
    "the parent's news": '<li><a href="https://contoh.go.id/berita/1">Bupati Lantik Pejabat</a> '
    '16 Maret 2026</li><li><a href="https://contoh.go.id/berita/2">Bupati Buka Pameran</a> '
    "15 Maret 2026</li>",
    "hidden": '<div style="display:none"><li><a href="/b/1">Kabar pertama desa</a> 16 Maret 2026'
    '</li><li><a href="/b/2">Kabar kedua desa</a> 15 Maret 2026</li></div>',
    "menu": '<nav><a href="/b/1">Kabar pertama desa</a> 16 Maret 2026 <a href="/b/2">Kabar kedua '
    "desa</a> 15 Maret 2026</nav>",
    "view counters": '<li><a href="/b/1">Kabar pertama desa</a> <i>2025</i></li>'
    '<li><a href="/b/2">Kabar kedua desa</a> <i>2.024</i></li>',
}


@pytest.mark.parametrize("html", NO_PUBLICATIONS.values(), ids=NO_PUBLICATIONS.keys())
def test_dates_that_are_none_of_a_publication_are_not_believed(html: str) -> None:
    assert seen(html) == []


def test_the_date_of_a_change_is_not_that_of_publication() -> None:
    html = "".join(
        f'<div><h2><a href="/{url}">{title}</a></h2><dl><dd class="published"><time '
        f'datetime="{day}T08:00:00+07:00">Terbit</time></dd><dd class="modified"><time '
        'datetime="2026-03-17T08:00:00+07:00">Diubah</time></dd></dl></div>'
        for title, url, day in TWO
    )
    assert seen(html) == TWO


def test_the_earliest_of_a_cards_dates_is_that_of_its_publication() -> None:
    html = "".join(
        f'<div><h2><a href="/{url}">{title}</a></h2><b>17 Maret 2026</b><i>{day}</i></div>'
        for title, url, day in TWO
    )
    assert seen(html) == TWO


def test_a_date_in_the_list_itself_leaves_the_link_its_title() -> None:
    html = '<div>Berita <a href="/berita/a">Rapat koordinasi dinas</a><br>16 Maret 2026</div>'
    assert [item.title for item in found(html).undated] == ["Rapat koordinasi dinas"]


def test_one_card_alone_is_set_aside_and_its_link_remembered() -> None:
    findings = found('<div><a href="/berita/a">Kabar pertama desa</a><b>16 Maret 2026</b></div>')
    assert findings.publications == ()
    assert [one.note for one in findings.set_aside] == ["one date alone on the page"]
    assert [one.url for one in findings.undated] == [f"{HOME}berita/a"]


def test_today_on_every_card_is_a_clock_in_the_template() -> None:
    html = "".join(
        f'<li><a href="/berita/{n}">Kabar nomor {n} dari desa</a><i>18 Maret 2026</i></li>'
        for n in range(5)
    )
    findings = found(html)
    assert findings.publications == ()
    assert len(findings.undated) == 5


def test_one_wrong_future_date_among_many_does_not_spoil_a_list() -> None:
    days = ["17 Maret 2026", "15 Maret 2027", "12 Maret 2026", "10 Maret 2026"]
    html = "".join(
        f'<li><a href="/berita/{n}">Kabar nomor {n} dari desa</a><i>{day}</i></li>'
        for n, day in enumerate(days)
    )
    findings = found(html)
    assert len(findings.publications) == 3
    assert [one.raw for one in findings.set_aside] == ["15 Maret 2027"]


def test_a_deeply_nested_page_does_no_harm() -> None:
    deep = "<div>" * 3000 + '<a href="/berita/a">Kabar desa</a> 16 Maret 2026' + "</div>" * 3000
    assert seen(deep) == []


def test_links_worded_like_titles_are_found_once() -> None:
    html = (
        '<a href="/berita/1">Bupati Resmikan Puskesmas Baru</a><a href="/berita/1#isi">Bupati '
        'Resmikan Puskesmas Baru</a><a href="/berita/2">Selengkapnya</a><a href="/profil">Profil '
        "Dinas Kesehatan Kabupaten Contoh</a>"
    )
    links = [(item.title, item.url) for item in read_links(boxes(html), HOME)]
    assert links == [("Bupati Resmikan Puskesmas Baru", f"{HOME}berita/1")]


def titles(html: str) -> list[str]:
    return [item.title for item in read_links(boxes(html), HOME)]


def test_a_list_is_known_by_its_addresses_where_its_titles_are_short() -> None:
    numbered = '<a href="/lihat/61">Senam Bersama</a><a href="/lihat/60">Pelatihan UMKM</a>'
    assert titles(numbered) == ["Senam Bersama", "Pelatihan UMKM"]
    beside_a_long_one = (
        '<a href="/info/senam">Senam Bersama</a>'
        '<a href="/info/pelatihan-umkm">Pelatihan UMKM bagi Warga Kelurahan</a>'
    )
    assert titles(beside_a_long_one) == ["Senam Bersama", "Pelatihan UMKM bagi Warga Kelurahan"]


def test_short_links_of_no_list_are_no_titles() -> None:
    assert titles('<a href="/bidang/umum">Bidang Umum</a><a href="/lihat/1">Seluruh Aset</a>') == []
