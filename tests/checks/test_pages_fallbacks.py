"""Where an article's date is told when no tag names it: its address, its scripts, odd markup."""

from __future__ import annotations

from datetime import date

import pytest

from checks.website.pages import publication_of, published_on

TODAY = date(2026, 11, 24)
DAY = date(2026, 5, 2)
URL = "https://dinas.contoh.go.id/berita/panen-raya"
TITLE = "Panen Raya Padi di Desa Mekar"
TEXT = "<p>" + "Bupati menghadiri panen raya bersama kelompok tani di desa itu. " * 4 + "</p>"
SENTENCE = "<p>Bupati menghadiri panen raya bersama kelompok tani di desa yang sama.</p>"


def page(body: str = "", head: str = "", title: str = TITLE, lang: str = "id") -> str:
    return (
        f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def article(beside: str = "", behind: str = "", head: str = "", lang: str = "id") -> str:
    return page(f"<h1>{TITLE}</h1>{beside}{TEXT}{behind}", head, lang=lang)


@pytest.mark.parametrize(
    "path",
    [
        "/2026/05/02/panen-raya/",
        "/2026/5/2/panen-raya",
        "/berita/2026-05-02/panen-raya",
        "/berita/2026-05-02-panen-raya",
        "/berita/panen-raya-2026-05-02",
        "/berita/panen-raya-20260502.html",
        "/read/20260502/panen-raya",
        "/local/2026-05/02/panen_1125.htm",
    ],
)
def test_the_whole_day_in_an_address_is_the_answer_where_nothing_else_is_told(path: str) -> None:
    url = f"https://dinas.contoh.go.id{path}"
    publication = publication_of(article(), url, TODAY)
    assert publication is not None
    assert (publication.at.date(), publication.evidence.source) == (DAY, "address")
    assert publication.day_only


@pytest.mark.parametrize(
    "path",
    [
        "/2026/05/02/",
        "/2026/05/",
        "/2026/12/24/libur-natal",
        "/2026/13/02/panen-raya",
        "/agenda/2026-05-02/festival",
        "/jadwal-imsakiyah-2026-05-02",
        "/peraturan/2026-05-02/perda-nomor-3",
        "/wp-content/uploads/2026/05/02/berkas",
        "/berita/panen-raya-12026050212",
        "/berita?tanggal=2026-05-02",
    ],
)
def test_the_date_of_a_list_an_event_a_law_or_the_future_in_an_address_is_no_answer(
    path: str,
) -> None:
    assert published_on(article(), f"https://dinas.contoh.go.id{path}", TODAY) is None


def test_an_address_that_the_page_gives_itself_counts_as_well() -> None:
    head = '<link rel="canonical" href="https://dinas.contoh.go.id/2026/05/02/panen-raya/">'
    assert published_on(article(head=head), "https://dinas.contoh.go.id/?p=12", TODAY) == DAY


def test_the_address_goes_before_a_stamp_of_today() -> None:
    head = '<meta name="date" content="2026-11-24T08:00:00+07:00">'
    dated = "https://dinas.contoh.go.id/2026/05/02/panen-raya/"
    assert published_on(article(head=head), dated, TODAY) == DAY
    assert published_on(article(head=head), URL, TODAY) == TODAY


def test_a_stated_date_goes_before_the_address() -> None:
    head = '<meta property="article:published_time" content="2026-05-02T08:00:00+07:00">'
    dated = "https://dinas.contoh.go.id/2026/05/01/panen-raya/"
    assert published_on(article(head=head), dated, TODAY) == DAY


def test_the_address_goes_before_an_unmarked_date_far_from_it() -> None:
    dated = "https://dinas.contoh.go.id/2026/05/02/panen-raya/"
    assert published_on(article("<p>12 Oktober 2026</p>"), dated, TODAY) == DAY
    assert published_on(article("<p>3 Mei 2026</p>"), dated, TODAY) == date(2026, 5, 3)


def test_the_month_in_an_address_settles_between_contenders() -> None:
    body = "<p>Rapat</p><p>x</p><p>y</p><p>20 April 2026</p><p>2 Mei 2026</p>"
    assert published_on(article(body), "https://a.go.id/2026/05/panen/", TODAY) == DAY
    assert published_on(article(body), URL, TODAY) is None


@pytest.mark.parametrize(
    "script",
    [
        (
            '<script id="__NEXT_DATA__" type="application/json">{"post":{"publishedAt":'
            '"2026-05-02T03:00:00.000Z","updatedAt":"2026-06-01T03:00:00.000Z"}}</script>'
        ),
        '<script>window.__NUXT__={data:[{published_at:"2026-05-02 10:00:00"}]}</script>',
        "<script>dataLayer.push({'publishDate':'02/05/2026','author':'x'})</script>",
        '<script>push({article_publication_date: "Sat, 02 May 2026 18:06:00 +0300"})</script>',
        '<script>var state = "{\\"datePublished\\":\\"2026-05-02\\"}"</script>',
        "<script>page = {publishedTimestamp: 1777690800}</script>",
        "<script>first_published: '2026-05-02', pubDate: '2 Mei 2026'</script>",
    ],
)
def test_the_state_in_a_script_is_read_where_nothing_else_is_told(script: str) -> None:
    publication = publication_of(article(behind=script), URL, TODAY)
    assert publication is not None
    assert publication.evidence.source == "script"
    assert published_on(article(behind=script), URL, TODAY) == DAY
    assert published_on(article("<p>3 Mei 2026</p>", script), URL, TODAY) == date(2026, 5, 3)


@pytest.mark.parametrize(
    "script",
    [
        "<script>updatedAt: '2026-05-02', createdAt: '2026-05-01'</script>",
        "<script>unpublished: '2026-05-02'</script>",
        "<script>publisher: '2026-05-02'</script>",
        "<script>a={publishedAt:'2026-05-02'};b={publishedAt:'2026-05-01'}</script>",
        "<script>publishedAt: '2027-05-02'</script>",
        (
            "<script type='application/ld+json'>{'@type':'Event','datePublished':'2026-05-02'}"
            "</script>"
        ),
        "<script>" + "publishedAt:'2026-05-02'," * 100 + "</script>",
    ],
)
def test_scripts_that_tell_something_else_or_many_days_are_no_evidence(script: str) -> None:
    assert published_on(article(behind=script), URL, TODAY) is None


@pytest.mark.parametrize(
    "byline",
    [
        "<span class=timeago data-datetime='2026-05-02T10:00:00+07:00'>6 bulan lalu</span>",
        "<span class=waktu data-timestamp='1777690800'>beberapa waktu lalu</span>",
        "<span data-date-time='2026-05-02 15:41:01'>x</span>",
        "<dateformat time=1777690800 mode=abs></dateformat>",
        "<span title='2 Mei 2026 13:00 WIB'>6 bulan lalu</span>",
        "<abbr class=published title='2026-05-02T10:21:40+07:00'>2/5</abbr>",
        "<abbr class=published title='Sabtu, Mei 2, 2026'>02.05.2026</abbr>",
        "<div>2 Mei 2026 <time>13:45</time></div>",
        "<span itemprop=dateCreated>2 Mei 2026</span>",
        "<span property='dc:date dc:created' content='2026-05-02T10:11:00+07:00'>x</span>",
        "<aside class=post-meta>2 Mei 2026</aside>",
        "<p class=itemPostDate>pada 2 Mei 2026</p><p>3 Mei 2026</p>",
        "<p>Diterbitkan <time class=updated datetime=2026-05-02>2 Mei 2026</time></p>",
        f"{SENTENCE}<div>2 Mei 2026</div>",
        f"{TEXT}<div class=byline>Humas, 2 Mei 2026 10:00 WIB</div>",
        "<p>2 Mei 2026 oleh admin, dibaca 2020 kali</p><p>Rapat 5 Mei 2026</p>",
    ],
)
def test_dates_in_odd_markup_beside_the_title_are_read(byline: str) -> None:
    assert published_on(article(byline), URL, TODAY) == DAY


def test_an_aside_within_the_articles_own_scope_may_state_its_date() -> None:
    body = (
        "<body itemscope itemtype='http://schema.org/WebPage'><article itemscope "
        f"itemtype='http://schema.org/Article'><h1>{TITLE}</h1><aside class=kolom>"
        f"<time itemprop=datePublished datetime=2026-05-02>x</time></aside>{TEXT}</article>"
    )
    assert published_on(page(body), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "This entry was posted on Saturday, May 2nd, 2026 at 11:26 am and is filed under News. "
            "You can follow any responses to this entry through the RSS 2.0 feed."
        ),
        "Dieser Beitrag wurde am Samstag, 2. Mai 2026 um 11:26 Uhr veröffentlicht und abgelegt.",
        "Entri ini dituliskan pada 2 Mei 2026 dan termasuk dalam kategori Berita oleh admin kami.",
    ],
)
def test_the_sentence_with_which_templates_date_an_article_is_read(sentence: str) -> None:
    assert published_on(article(behind=f"<p>{sentence}</p>"), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=judul>Panen Raya</div><div>Oleh admin, 2 Mei 2026</div>{TEXT}",
        f"<div class=jam>24 November 2026</div><p class=tanggal>2 Mei 2026</p>{TEXT}",
        f"<div>2 Mei 2026</div>{TEXT}",
        (
            "<ul><li><a href=/a>Pelayanan Administrasi Kependudukan</a></li><li><a href=/d>Profil "
            f"Dinas</a></li></ul><p>2026-05-02 | Kabar</p><h4>Panen Raya</h4>{TEXT}<ul><li>3 Mei "
            "2026<br><a href=/b>Pasar Murah Lagi</a></li><li>1 Mei 2026<br><a href=/c>Apel Pagi "
            "Dinas</a></li></ul>"
        ),
        f"<h2>Panen</h2><span class=biru>2 Mei 2026</span> Kategori: Berita, Pertanian{TEXT}",
        f"<h1>Berita</h1><main><h1>Panen Raya</h1><p class=tanggal>2 Mei 2026</p>{TEXT}</main>",
    ],
)
def test_a_page_that_hides_its_title_still_tells_its_one_date(body: str) -> None:
    assert published_on(page(body, title="Dinas Sosial"), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<div>Selasa, 24 November 2026</div><div>Struktur Organisasi</div>",
        "<div>Panen Raya</div><p>2 Mei 2026</p><p>Pasar Murah</p><p>3 Mei 2026</p>",
        "<table><tr><td>Tempat, Tanggal Lahir</td><td>Sleman, 12 Mei 2001</td></tr></table>",
        "<p>Kunjungan kerja bupati di balai desa 2 Mei 2026</p>",
        (
            f"<h1>{TITLE}</h1>{TEXT}<div><a href=/x>Pasar Murah Jelang Ramadan di Kecamatan</a> "
            "<span class=date>12 Oktober 2026</span></div>"
        ),
        (
            f"<h1>{TITLE}</h1>{SENTENCE}<table><tr><td>Pembukaan penawaran</td><td>12 Oktober 2026"
            "</td></tr></table>"
        ),
        f"<div class=agenda-single><h1>{TITLE}</h1><ul><li>2 Mei 2026</li></ul></div>",
        (
            f"<div class=agenda><h1>{TITLE}</h1><table><tr><td>Tanggal Selesai</td>"
            "<td>2 Mei 2026</td></tr></table></div>"
        ),
        f"<h1>{TITLE}</h1><table><tr><td>Perbup</td><td>12</td><td>3 Maret 2021</td></tr></table>",
    ],
)
def test_a_lone_date_of_something_else_is_no_publication(body: str) -> None:
    assert published_on(page(body, title=f"{TITLE} - Dinas"), URL, TODAY) is None


@pytest.mark.parametrize(
    ("url", "lang", "text", "day"),
    [
        ("https://dinas.contoh.go.id/a", "en-US", TEXT, date(2026, 5, 3)),
        ("https://www.example.com/a", "id", TEXT, date(2026, 5, 3)),
        ("https://www.example.com/a", "en-US", f"{TEXT}Padi yang dan lain", date(2026, 5, 3)),
        ("https://www.example.com/a", "en-US", "<p>The harvest began.</p>", DAY),
        ("https://www.example.de/a", "de", "<p>Die Ernte begann.</p>", DAY),
    ],
)
def test_a_stamp_in_universal_time_is_of_the_day_in_the_pages_country(
    url: str, lang: str, text: str, day: date
) -> None:
    head = '<meta property="article:published_time" content="2026-05-02T22:30:00+00:00">'
    assert published_on(page(f"<h1>{TITLE}</h1>{text}", head, lang=lang), url, TODAY) == day


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='news_info_datum'>2 Mei 2026</div><div class='kutipan'>Apel 5 Mei 2026</div>",
        "<span class='post_date date updated'>2 Mei 2026</span>",
        "<div class='post_meta'>2 Mei 2026</div>",
    ],
)
def test_names_joined_by_underscores_are_names_too(beside: str) -> None:
    assert published_on(article(beside), URL, TODAY) == DAY


def test_the_footer_of_an_article_is_no_furniture() -> None:
    behind = "<div class='asset-footer'><div class='asset-meta'>Oleh Ani, 2 Mei 2026</div></div>"
    html = page(f"<div class='entry-asset'><h1>{TITLE}</h1>{TEXT}{behind}</div>")
    assert published_on(html, URL, TODAY) == DAY
    site = page(
        f"<h1>{TITLE}</h1>{TEXT}<div class='main-footer'><p class='date'>2 Mei 2026</p></div>"
    )
    assert published_on(site, URL, TODAY) is None


@pytest.mark.parametrize(
    "times",
    [
        "<time datetime='2026-05-06T10:18:46+07:00'>Diterbitkan 2 Mei 2026</time>",
        (
            "<time pubdate datetime='2026-05-02T17:00:00+07:00'>Diterbitkan 2 Mei 2026</time>"
            "<time pubdate datetime='2026-05-06T06:01:42+07:00'></time>"
        ),
    ],
)
def test_a_day_that_a_time_element_calls_published_goes_before_its_attribute(times: str) -> None:
    assert published_on(article(f"<p>{times}</p>"), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "(02.05.2026) ",
        "(2 Mei 2026) ",
        "2 Mei 2026 – ",
        "Sabtu, 2 Mei 2026 - ",
    ],
)
def test_a_bare_date_that_opens_the_articles_text_is_its_dateline(opening: str) -> None:
    text = TEXT.replace("<p>", f"<p><strong>{opening}", 1).replace("</p>", "</strong></p>")
    assert published_on(page(f"<h1>{TITLE}</h1>{text}"), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "opening",
    ["Versi 3, 2 Mei 2026", "Acara dibuka (2 Mei 2026) oleh Bupati.", "1 - 2 Mei 2026 – "],
)
def test_a_versions_or_an_events_date_opens_no_article(opening: str) -> None:
    text = TEXT.replace("<p>", f"<p>{opening}</p><p>", 1)
    assert published_on(page(f"<h1>{TITLE}</h1>{text}"), URL, TODAY) is None


def test_a_day_first_date_in_an_address_only_settles_between_contenders() -> None:
    url = "https://dinas.contoh.go.id/berita/panen-raya-02-05-2026"
    assert published_on(article(), url, TODAY) is None
    two = "<p>2 Mei 2026</p><p>5 Mei 2026</p>"
    assert published_on(article(f"<div>{two}</div>"), url, TODAY) == DAY


def test_the_address_goes_before_a_named_date_far_from_it() -> None:
    url = "https://dinas.contoh.go.id/2026/05/02/panen-raya/"
    assert published_on(article("<p class='date'>17 Agustus 2025</p>"), url, TODAY) == DAY
    published = article("<p class='published'>17 Agustus 2025</p>")
    assert published_on(published, url, TODAY) == date(2025, 8, 17)


def test_a_shown_publication_goes_before_a_stated_creation() -> None:
    creation = "<meta name='DC.date.created' content='2026-05-01T14:00:00+07:00'>"
    shown = "<span>Diterbitkan 2 Mei 2026</span>"
    assert published_on(article(shown, head=creation), URL, TODAY) == DAY
    assert published_on(article("", head=creation), URL, TODAY) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='portal_desa:published_time' content='2026-05-02T04:36:36+07:00'>",
        "<meta name='dtk:publishdate' content='2026/05/02 20:59:53'>",
        "<meta name='createdate' content='2026/05/02 17:50:26'>",
    ],
)
def test_the_dates_that_sites_state_under_names_of_their_own_are_read(head: str) -> None:
    assert published_on(article(head=head), URL, TODAY) == DAY
