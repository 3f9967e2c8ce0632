"""What makes a date on a page that of a publication, and what makes it none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from checks.client import Page
from checks.website.browse import browse
from checks.website.items import AGENDA, CLOCK, Asking, Findings
from checks.website.listing import BESIDE_NEWS, EVENT, NO_SIGN_OF_ITEMS, PAGE_CHANGED

HOME = "https://dinas.contoh.example/"
ASKING = Asking(datetime(2026, 11, 24, 3, tzinfo=UTC), date(2026, 11, 24))

TITLES = ["Kabar pertama dari kantor desa", "Kabar kedua dari balai warga", "Kabar ketiga hari ini"]
DAYS = ["18 November 2026", "9 November 2026", "30 Oktober 2026"]
LIST = "".join(
    f'<div class="x"><a href="/baca/{n}">{title}</a> <small>{day}</small></div>'
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
)
READ = ["2026-11-18", "2026-11-09", "2026-10-30"]


def found(html: str) -> Findings:
    body = f"<html><body>{html}</body></html>".encode()
    return browse(Page(HOME, 200, {"content-type": "text/html; charset=utf-8"}, body), ASKING)[0]


def days(html: str) -> list[str]:
    return [one.at.date().isoformat() for one in found(html).publications]


def notes(html: str) -> dict[str, str]:
    return {one.raw: one.note for one in found(html).set_aside}


def cards(dates: Iterable[str], card: str) -> str:
    pairs = enumerate(zip(TITLES, dates, strict=False))
    return "".join(card.format(n=n, title=title, date=day) for n, (title, day) in pairs)


@pytest.mark.parametrize(
    "around",
    [
        '<form id="aspnetForm" method="post">{}</form>',
        '<div class="menu-push"><p>Alamat</p>{}</div><script>' + "var a = 1;" * 900 + "</script>",
        '<div class="menu-push"><footer>Alamat</footer>{}</div>',
        '<div class="nav-tabs-custom"><ul class="nav nav-tabs"><li>Baru</li></ul>{}</div>',
        '<div class="has-agenda page-events"><header>Dinas</header>{}</div>',
        '<ul class="featured_nav">{}</ul><p>' + "Kata sambutan kepala dinas. " * 40 + "</p>",
        '<div class="post category-agenda tag-peraturan">{}</div>',
        '<div class="a"></div><div class="tab" style="display:none">{}</div>',
        '<div role="tabpanel" hidden>{}</div>',
    ],
)
def test_what_holds_the_page_or_a_list_of_news_is_no_furniture_whatever_its_name(
    around: str,
) -> None:
    assert days(around.format(LIST)) == READ


@pytest.mark.parametrize(
    "around",
    [
        '<div class="footer-widgets">{}</div>',
        '<div id="agenda">{}</div>',
        '<div id="footer"><div>{0}{0}</div></div>',
        "<section><h2>Sejarah</h2><div>{}</div></section>",
        '<div class="sp-agenda-list">{}</div>',
        '<div class="block-jdih">{}</div>',
        '<div class="card"><div class="card-head">Agenda Kegiatan</div><div>{}</div></div>',
        "<table><tr><td>PRODUK HUKUM</td></tr><tr><td>{}</td></tr></table>",
        "<p><strong>Agenda Pimpinan</strong></p><ul>{}</ul>",
        "<section><h3>Diskusi Terbaru</h3><div>{}</div></section>",
        '<footer class="site-footer"><div class="recent">{}</div></footer>',
        '<div class="wrapper"><footer class="footer-media">{}</footer></div>',
        '<div style="display:none">{}</div>',
        "<section><h3>Buku Tamu</h3><div>{}</div></section>",
        "<table><tr><td><b>AGENDA</b><br>{}</td></tr></table>",
        '<ul class="nav nav-tabs"><li><a href="#t2">Agenda</a></li></ul><div id="t2">{}</div>',
        '<nav><i role="tab"><a href="#t2">Dokumen</a></i></nav><div id="t2">{}</div>',
        "<section><h3>Info Harga Ikan</h3><div>{}</div></section>",
        "<section><h3>Daftar Izin Terbit</h3><div>{}</div></section>",
        "<section><h3>Data Kejadian Bencana</h3><div>{}</div></section>",
        "<section><h3>SP4N LAPOR!</h3><div>{}</div></section>",
        "<section><h3>Kegiatan Mendatang</h3><div>{}</div></section>",
        "<section><h3>Tahapan Pendaftaran</h3><div>{}</div></section>",
    ],
)
def test_lists_of_other_things_are_left_out_by_their_name_or_their_heading(around: str) -> None:
    assert days(f"<p>{'Kata sambutan kepala dinas. ' * 40}</p>{around.format(LIST)}") == []


@pytest.mark.parametrize(
    "card",
    [
        '<div class="card"><a href="/b/{n}">{title}</a><div class="card-footer">{date}</div></div>',
        '<article><h2><a href="/b/{n}">{title}</a></h2><footer>{date}</footer></article>',
        '<div class="berita-item"><a href="/b/{n}">{title}</a><footer><i>{date}</i></footer></div>',
        '<p><a href="/b/{n}">{title}</a><span><u class="news-card__footer">{date}</u></span></p>',
        '<div><a href="/b/{n}">{title}</a><p class="far fa-clock">{date}</p></div>',
    ],
)
def test_the_foot_of_a_card_belongs_to_the_card(card: str) -> None:
    assert days(cards(DAYS, card)) == READ


@pytest.mark.parametrize(
    "label",
    [
        "Batas lamaran: {}",
        "Ditutup {}",
        "Paling lambat {}",
        "Jatuh tempo: {}",
        "Berlaku s.d. {}",
        "Pelaksanaan: {}",
        "<b>Waktu kegiatan:</b> <span>{}</span>",
        "<dl><dt>Batas akhir</dt><dd>{}</dd></dl>",
        "<label>Deadline</label> {}",
        "Dilantik {}",
        "TMT {}",
        "Ditandatangani {}",
        "{} pukul 09.00 s.d. 12.00 WIB, Aula Dinas",
        "{}, 08:30 - selesai",
    ],
)
def test_deadlines_validities_and_events_are_set_aside(label: str) -> None:
    html = cards(
        [label.format(day) for day in DAYS], '<div><a href="/l/{n}">{title}</a><p>{date}</p></div>'
    )
    findings = found(html)
    assert findings.publications == ()
    assert {one.note for one in findings.set_aside} <= {EVENT}


def test_bare_numbers_are_dates_only_as_day_month_and_year() -> None:
    card = '<div><i class="fa"></i><b>{date}</b> <a href="/b/{n}">{title}</a></div>'
    assert days(cards(["18.11.2026", "09.11.2026", "2026.10.30"], card)) == READ
    assert days(cards(["2.026", "1.811.2026", "10.11.20.26"], card)) == []


@pytest.mark.parametrize(
    "wording",
    [
        "{title} ({date})",
        "{title} - {date}",
        "{title} | {date}",
        "[{date}] {title}",
        "{date}: {title}",
    ],
)
def test_dates_set_off_in_the_wording_of_most_links_are_theirs(wording: str) -> None:
    item = f'<li><a href="/b/{{n}}">{wording}</a> <a href="/b/{{n}}">Baca</a></li>'
    findings = found(f"<ul>{cards(DAYS, item)}</ul>")
    assert [one.title for one in findings.publications] == TITLES
    assert [one.at.date().isoformat() for one in findings.publications] == READ


def test_a_date_in_few_of_many_wordings_is_that_of_an_event() -> None:
    plain = "".join(
        f'<li><a href="/c/{n}">Berita nomor {n} dari desa kita</a></li>' for n in range(9)
    )
    item = '<li><a href="/b/{n}">{title} ({date})</a></li>'
    assert days(f"<ul>{plain}{cards(DAYS, item)}</ul>") == []


@pytest.mark.parametrize(
    "link",
    [
        '<span class="category-name">Kategori: <a href="/berita-desa">Berita Desa</a></span>',
        '<a href="/berita-desa" rel="category tag">Berita Desa</a>',
        'oleh <a href="/penulis-kami">Admin</a>',
        '<a class="post-author" href="/penulis-kami">Humas Kabupaten</a>',
        '<a href="/b/{n}#comments">0 Komentar</a>',
        '<a href="/b/{n}#respond">Tinggalkan balasan</a>',
    ],
)
def test_links_to_categories_authors_and_comments_are_no_articles(link: str) -> None:
    card = f'<div><h3><a href="/b/{{n}}">{{title}}</a></h3><p>{link} <i>{{date}}</i></p></div>'
    findings = found(cards(DAYS, card))
    assert [(one.title, one.url) for one in findings.publications] == [
        (title, f"{HOME}b/{n}") for n, title in enumerate(TITLES)
    ]


def test_the_date_of_a_comment_never_reaches_into_the_next_widget() -> None:
    html = (
        '<div class="side"><div class="w"><h4>Tanggapan</h4><ul><li>Sutini di '
        '<a href="/b/9#comments">'
        "Jadwal Pelayanan Kantor</a><br><small>23 November 2026</small></li></ul></div>"
        '<div class="w"><h4>Terpopuler</h4><p><a href="/b/4">Kabar keempat dari desa</a></p></div>'
        "</div>"
    )
    assert days(html + LIST) == READ


def test_a_date_never_belongs_to_links_under_another_heading() -> None:
    html = (
        '<div class="side"><div class="w"><h4>Kalender</h4><p>23 November 2026</p></div>'
        '<div class="w"><h4>Terpopuler</h4><a href="/b/4">Kabar keempat dari desa</a>'
        '<a href="/b/5">Kabar kelima</a></div></div>'
    )
    assert days(html + LIST) == READ


def test_a_list_straight_in_the_body_is_read_between_menu_and_clock() -> None:
    lines = cards(DAYS, '<b>{date}</b> <a href="info{n}.htm">{title}</a><br>')
    html = f'<a href="sekolah.htm">Data Sekolah</a> - <a href="guru.htm">Guru</a><hr>{lines}<hr>'
    assert days(f"{html}Masehi: 24-11-2026<br>Telepon 0812-2411-2026") == READ


def test_dates_as_loose_texts_between_links_are_read_line_by_line() -> None:
    lines = cards(DAYS, '- <a href="info{n}.htm">{title}</a>, {date}<br>')
    assert days(f"<div><p>{lines}</p></div>") == READ


def test_a_menu_and_two_clocks_are_no_list() -> None:
    html = (
        '<p><a href="sekolah.htm">Data Sekolah</a> <i>23 November 2026</i> '
        '<a href="guru.htm">Data Guru</a> <i>20 November 2026</i></p>'
    )
    assert days(html) == []


def test_the_upload_goes_before_the_letters_own_date_and_before_the_event() -> None:
    rows = cards(
        DAYS,
        '<tr><td>1 September 2026</td><td><a href="/b/{n}">{title}</a></td><td>{date}</td>'
        "<td>23 November 2026</td></tr>",
    )
    head = "<th>Tanggal Surat</th><th>Perihal</th><th>Diunggah</th><th>Pelaksanaan</th>"
    assert days(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>") == READ


def test_a_day_over_several_links_is_that_of_each() -> None:
    groups = cards(
        DAYS,
        '<h4>{date}</h4><ul><li><a href="/b/{n}">{title}</a></li><li><a href="/c/{n}">Dan kabar '
        "lain dari hari itu</a></li></ul>",
    )
    assert days(f"<div>{groups}</div>") == [day for day in READ for _ in range(2)]


def test_cards_that_open_a_window_have_the_pages_address_and_its_name() -> None:
    card = '<div><h5>{title}</h5><p>{date}</p><a href="#" data-target="#kabar{n}">Baca</a></div>'
    findings = found(cards(DAYS, card))
    assert [one.url for one in findings.publications] == [f"{HOME}#kabar{n}" for n in range(3)]


@pytest.mark.parametrize(
    "card",
    [
        "<div><h5>{title}</h5><p>{date}</p></div>",
        '<div><p>{date}</p><a href="#" data-target="#kabar{n}">Baca</a></div>',
        "<div><h5>Hari Jadi</h5><p>{date}</p><button>Lihat</button></div>",
    ],
)
def test_dated_boxes_without_title_or_without_anything_to_click_are_no_cards(card: str) -> None:
    assert days(cards(DAYS, card)) == []


def test_clocks_changes_and_events_are_no_sign_of_items() -> None:
    html = (
        "<p>Hari ini : Selasa, 24 November 2026</p><div>24 November 2026</div><div>"
        "Terakhir diperbarui 23 November 2026</div><p>Batas lamaran: 20 November 2026</p>"
    )
    assert notes(html) == {
        "Hari ini : Selasa, 24 November 2026": CLOCK,
        "24 November 2026": CLOCK,
        "Terakhir diperbarui 23 November 2026": PAGE_CHANGED,
        "Batas lamaran: 20 November 2026": EVENT,
    }
    assert set(notes(html).values()) <= NO_SIGN_OF_ITEMS


def test_a_timetable_with_days_to_come_is_an_agenda() -> None:
    rows = "".join(f"<tr><td>{n} November 2026</td><td>Poli Gigi</td></tr>" for n in range(23, 28))
    assert set(notes(f"<table>{rows}</table>").values()) == {AGENDA}


def test_the_posting_goes_before_the_change_in_one_line() -> None:
    card = (
        '<div><a href="/b/{n}">{title}</a><p><i></i> Diperbarui 23 November 2026 | <i></i> '
        "Diposting {date} | <i></i> 311 kali</p></div>"
    )
    assert days(cards(DAYS, card)) == READ


def test_what_lies_deeper_than_parsers_look_is_read_all_the_same() -> None:
    assert days("<div>" * 3000 + f"<div><ul>{LIST}</ul></div>") == READ
    assert days("<section>" * 700 + LIST + "</section>" * 700) == READ


def test_a_click_handler_is_a_link() -> None:
    card = "<div onclick=\"window.location='/b/{n}'\"><h4>{title}</h4><p>{date}</p></div>"
    assert [one.url for one in found(cards(DAYS, card)).publications] == [
        f"{HOME}b/{n}" for n in range(3)
    ]


@pytest.mark.parametrize(
    "stamp",
    [
        '<abbr class="timeago" title="2026-11-{d:02}T08:20:00+07:00"></abbr>',
        '<meta itemprop="datePublished" content="2026-11-{d:02}T08:20:00+07:00">',
        '<span class="ago" data-time="2026-11-{d:02} 08:20:00">...</span>',
        '<time title="2026-11-{d:02}">beberapa waktu lalu</time>',
    ],
)
def test_moments_that_a_script_would_put_into_words_are_read(stamp: str) -> None:
    card = '<div><h4><a href="/b/{n}">{title}</a></h4><p>{date} oleh admin</p></div>'
    assert days(cards([stamp.format(d=day) for day in (18, 9)], card)) == READ[:2]


@pytest.mark.parametrize("name", ["startDate", "endDate", "validThrough"])
def test_the_moment_of_an_event_is_not_read(name: str) -> None:
    card = (
        '<div><a href="/b/{n}">{title}</a>'
        f'<time itemprop="{name}" datetime="2026-11-0{{n}}">{{date}}</time></div>'
    )
    assert days(cards(DAYS, card)) == []


def test_the_moment_of_a_change_is_not_read() -> None:
    card = (
        '<div><a href="/b/{n}">{title}</a><meta itemprop="dateModified" content="2026-11-23">'
        '<meta itemprop="datePublished" content="2026-11-0{n}"></div>'
    )
    assert days(cards(["", "", ""], card)) == ["2026-11-01", "2026-11-02"]


def test_a_heading_over_one_list_says_nothing_of_what_follows_it() -> None:
    agenda = (
        '<h3>Agenda</h3><ul><li><a href="/k/1">Rapat Koordinasi Forkopimda</a> 22 November 2026'
    )
    assert days(f"{agenda}</li></ul>{LIST}") == READ


def test_data_sets_that_are_changed_again_and_again_are_no_news() -> None:
    rows = cards(DAYS, '<tr><td><a href="/data/{n}">{title}</a></td><td>{date}</td></tr>')
    head = "<tr><th>Kumpulan data</th><th>Terakhir diperbarui</th></tr>"
    assert days(f"<table>{head}{rows}</table>") == []


@pytest.mark.parametrize(
    "heads",
    [
        ("Komoditas", "Tanggal"),
        ("Nama Perusahaan", "Tanggal Terbit"),
        ("Pelapor", "Tanggal"),
        ("Kegiatan", "Tanggal Lelang"),
        ("Uraian", "Tgl. Permohonan"),
    ],
)
def test_a_table_of_records_is_known_by_the_heads_of_its_columns(heads: tuple[str, str]) -> None:
    row = '<tr><td><a href="/data/{n}">{title}</a></td><td>{date}</td></tr>'
    head = "".join(f"<th>{one}</th>" for one in heads)
    assert days(f"<table><tr>{head}</tr>{cards(DAYS, row)}</table>") == []


@pytest.mark.parametrize(
    "heads",
    [
        ("Judul", "Tanggal Penciptaan"),
        ("Perihal", "Tanggal"),
        ("Pengumuman", "Tanggal Posting"),
        ("Nama Kegiatan", "Tgl. Unggah"),
        ("Judul", "Hari, Tanggal"),
    ],
)
def test_a_table_of_texts_is_none_of_records(heads: tuple[str, str]) -> None:
    row = '<tr><td><a href="/b/{n}">{title}</a></td><td>{date}</td><td>Rp 20.000</td></tr>'
    head = "".join(f"<th>{one}</th>" for one in (*heads, "Pagu"))
    assert days(f"<table><tr>{head}</tr>{cards(DAYS, row)}</table>") == READ


OTHERS = cards(
    ["23 November 2026", "22 November 2026"],
    '<li><a href="/dokter/{n}">{title}</a> <i>{date}</i></li>',
)


def test_beside_a_list_of_news_one_that_does_not_say_it_is_news_is_none() -> None:
    other = f"<section><h3>Dokter Cuti</h3><ul>{OTHERS}</ul></section>"
    assert days(f"<section><h3>Berita</h3>{LIST}</section>{other}") == READ
    assert {one.note for one in found(f"<h3>Berita</h3>{LIST}{other}").set_aside} == {BESIDE_NEWS}


@pytest.mark.parametrize(
    "other",
    [
        f"<section><h3>Kabar Puskesmas</h3><ul>{OTHERS}</ul></section>",
        f"<section><h3>Sorotan</h3><ul>{OTHERS.replace('dokter', 'baca')}</ul></section>",
        f"<section><h3>Sorotan</h3><ul>{OTHERS.replace('dokter', 'artikel')}</ul></section>",
        f"<section><h3>Headline</h3><ul>{OTHERS}</ul></section>",
        f"<section><h3>Ragam</h3>{OTHERS.replace('dokter/1', 'dokter/a-b-c-d-e')}</section>",
        f"<section><h3>Ragam</h3>{OTHERS.replace('dokter/1', 'd/kabar-kedua-dari')}</section>",
        f"<section><h3>Ragam</h3>{OTHERS.replace('Kabar', 'Berkat kabar yang')}</section>",
        f"<section><h3>Dinas Kita</h3><ul>{OTHERS}</ul></section>",
        f"<section><ul>{OTHERS}</ul></section>",
    ],
)
def test_beside_a_list_of_news_one_of_the_same_kind_is_news_as_well(other: str) -> None:
    assert "2026-11-23" in days(f"<section><h3>Berita</h3>{LIST}</section>{other}")


def test_a_list_of_news_need_not_be_dated_to_tell_others_from_it() -> None:
    news = "".join(f'<p><a href="/berita/{n}">{title}</a></p>' for n, title in enumerate(TITLES))
    assert days(f"{news}<section><h3>Dokter Cuti</h3><ul>{OTHERS}</ul></section>") == []


def test_without_a_list_that_is_called_news_no_list_is_told_from_another() -> None:
    other = f"<section><h3>Dokter Cuti</h3><ul>{OTHERS}</ul></section>"
    assert "2026-11-23" in days(f"<section><h3>Sorotan</h3>{LIST}</section>{other}")


def test_what_has_a_price_beside_its_title_is_offered_and_not_published() -> None:
    card = '<div><a href="/b/{n}">{title}</a><b>Rp 25.000</b><i>{date}</i></div>'
    assert days(cards(DAYS, card)) == []
    excerpt = f"<p>{'Bantuan itu diterima warga desa. ' * 4}</p>"
    assert days(cards(DAYS, card.replace("<b>", f"{excerpt}<b>"))) == READ


def test_amounts_and_numbers_of_staff_are_no_titles() -> None:
    row = '<div><a href="/data/{n}">Nila</a><b>{title}</b><i>{date}</i></div>'
    amounts = ["Rp 32.000", "19750412 200003 1 002", "12.000 ekor"]
    pairs = enumerate(zip(amounts, DAYS, strict=True))
    rows = "".join(row.format(n=n, title=amount, date=day) for n, (amount, day) in pairs)
    assert days(rows) == []


def test_one_date_that_can_only_be_month_first_tells_how_the_others_are_written() -> None:
    card = '<div><h4><a href="/b/{n}">{title}</a></h4><small>{date}</small></div>'
    assert days(cards(["11/10/2026", "10/28/2026", "9/5/2026"], card)) == [
        "2026-11-10", "2026-10-28", "2026-09-05",
    ]  # fmt: skip
    assert days(cards(["10/11/2026", "28/10/2026", "5/9/2026"], card)) == [
        "2026-11-10", "2026-10-28", "2026-09-05",
    ]  # fmt: skip


def test_a_link_that_counts_clicks_on_the_way_to_another_site_is_no_article() -> None:
    card = '<li><a href="/out?url=https://koran.example/{n}-{title}">{title}</a> <i>{date}</i></li>'
    assert days(cards(DAYS, card)) == []
    assert days(LIST + "<h3>Berita Nasional</h3>" + cards(["23 November 2026"] * 2, card)) == READ


def test_the_line_of_copyright_is_no_card() -> None:
    html = '<div>© 2026 <a href="/tentang-kita/kami">Dinas Kita</a> 23 November 2026</div>'
    assert days(LIST + html) == READ


def test_a_change_and_a_department_in_a_card_leave_its_date_and_its_title() -> None:
    card = (
        '<div><a href="/b/{n}">{title}</a> <span>{date}</span> <a href="/bidang-{n}/x">Bidang {n}'
        "</a> <span>Diperbarui 23 November 2026</span></div>"
    )
    findings = found(cards(DAYS, card))
    assert [one.title for one in findings.publications] == TITLES
    assert [one.at.date().isoformat() for one in findings.publications] == READ


def test_links_to_departments_in_a_list_without_boxes_are_no_articles() -> None:
    item = '<h3><a href="/b/{n}">{title}</a></h3><p>{date} | <a href="/k{n}/x">Bidang {n}</a></p>'
    findings = found(f"<div>{cards(DAYS, item)}</div>")
    assert [one.title for one in findings.publications] == TITLES


def test_an_article_in_two_lists_with_days_that_differ_stays_one() -> None:
    popular = cards(
        ["1 minggu lalu", "2 minggu lalu", "1 bulan lalu"],
        '<li class="populer"><a href="/baca/{n}">{title}</a> <i>{date}</i></li>',
    )
    assert days(LIST + f"<ul>{popular}</ul>")[:3] == READ


@pytest.mark.parametrize(
    "card",
    [
        "<li>Penutupan MTQ Tingkat Kabupaten <small>{date}</small> <a href='/b/{n}'>baca</a></li>",
        '<div><span class="username"><a href="/b/{n}">Apel Pagi</a></span> <u>{date}</u></div>',
        '<div class="cat-list-row"><a href="/b/{n}">Apel Pagi</a> {date}</div>',
        '<div><a href="/b/{n}">Sosialisasi Hak Cipta bagi UMKM</a> <u>{date}</u> © Humas</div>',
    ],
)
def test_titles_and_names_that_only_sound_like_something_else_do_no_harm(card: str) -> None:
    assert days(cards(DAYS, card)) == READ


def test_an_agenda_is_told_from_the_news_beside_it_by_its_days_to_come() -> None:
    agenda = "".join(
        f'<div class="k"><a href="/k/{n}">Rapat Koordinasi Lintas Sektor</a> <small>{20 + n} '
        "November 2026</small></div>"
        for n in range(8)
    )
    assert days(f"<div>{agenda}</div>{LIST}") == READ


def test_a_widget_of_one_item_is_told_by_the_name_within_it() -> None:
    weather = (
        '<div class="w"><h4>Prakiraan Cuaca</h4><a href="/cuaca/1">Kecamatan Sukamaju Hujan Ringan'
        "</a><p>23 November 2026</p></div>"
    )
    assert days(LIST + weather) == READ
