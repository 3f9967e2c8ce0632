"""Lists of news in the manner of the themes and systems that Indonesian offices use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checks.client import Page
from checks.website.browse import browse
from checks.website.items import Asking

HOME = "https://dinas.contoh.example/"
ASKING = Asking(datetime(2026, 11, 24, 3, tzinfo=UTC), date(2026, 11, 24))

NEWS = [
    ("Bupati Resmikan Puskesmas Baru", "bupati-resmikan-puskesmas-baru", date(2026, 11, 18)),
    ("Pasar Murah Digelar di Alun-Alun", "pasar-murah-digelar-di-alun-alun", date(2026, 11, 9)),
    ("Warga Kerja Bakti Bersihkan Sungai", "warga-kerja-bakti-sungai", date(2026, 10, 30)),
]

MONTHS = {10: ("Oktober", "Okt", "October"), 11: ("November", "Nov", "November")}

FOOTER = """<footer class="site-footer"><p>&copy; 2015-2026 Dinas Contoh. Terakhir diperbarui
23 November 2026</p><ul><li><a href="/profil">Profil</a></li></ul></footer>"""

SIDEBAR = """<aside><div class="widget"><h4>Agenda</h4><ul><li><a href="/k/9">Rapat Koordinasi
Forkopimda</a> <span>22 November 2026</span></li><li><a href="/k/10">Upacara Hari Guru Nasional</a>
<span>23 November 2026</span></li></ul></div><div class="widget"><h4>Statistik Pengunjung</h4>
<table><tr><td>Hari ini</td><td>2026</td></tr><tr><td>Kemarin</td><td>311</td></tr></table></div>
</aside>"""

LAYOUTS = {
    "newspaper": (
        '<div class="td-main-content-wrap"><div class="td_block_inner">{items}</div></div>',
        '<div class="td_module_flex td_module_wrap"><div class="td-module-container">'
        '<div class="td-image-container"><div class="td-module-thumb"><a href="/{slug}/" '
        'rel="bookmark" class="td-image-wrap" title="{title}"></a></div></div>'
        '<div class="td-module-meta-info"><a href="/category/berita/" class="td-post-category">'
        'Berita</a><h3 class="entry-title td-module-title"><a href="/{slug}/" rel="bookmark" '
        'title="{title}">{title}</a></h3><div class="td-editor-date"><span class='
        '"td-author-date"><span class="td-post-author-name"><a href="/author/admin/">admin</a> '
        '<span>-</span></span><span class="td-post-date"><time class="entry-date updated '
        'td-module-date" datetime="{iso}T08:00:00+07:00">{d} {mon} {y}</time></span></span>'
        '<span class="td-module-comments"><a href="/{slug}/#respond">0</a></span></div></div>'
        "</div></div>",
    ),
    "jnews": (
        '<div class="jeg_posts jeg_load_more_flag">{items}</div>',
        '<article class="jeg_post jeg_pl_md_2 format-standard"><div class="jeg_thumb"><a href='
        '"/{slug}"><div class="thumbnail-container"></div></a></div><div class='
        '"jeg_postblock_content"><h3 class="jeg_post_title"><a href="/{slug}">{title}</a></h3>'
        '<div class="jeg_post_meta"><div class="jeg_meta_author"><span class="by">by</span> '
        '<a href="/author/humas">Humas</a></div><div class="jeg_meta_date"><a href="/{slug}">'
        '<i class="fa fa-clock-o"></i> {d} {month} {y}</a></div><div class="jeg_meta_comment">'
        '<a href="/{slug}#comments"><i class="fa fa-comment-o"></i> 0</a></div></div></div>'
        "</article>",
    ),
    "astra with elementor": (
        '<div class="elementor-widget-posts" data-widget_type="posts.cards"><div class='
        '"elementor-posts-container elementor-grid">{items}</div></div>',
        '<article class="elementor-post elementor-grid-item"><div class="elementor-post__card">'
        '<a class="elementor-post__thumbnail__link" href="/{slug}/"></a><div class='
        '"elementor-post__badge">Berita</div><div class="elementor-post__text"><h3 class='
        '"elementor-post__title"><a href="/{slug}/">{title}</a></h3></div><div class='
        '"elementor-post__meta-data"><span class="elementor-post-date">{month} {d}, {y}</span>'
        '<span class="elementor-post-avatar">Tidak ada komentar</span></div></div></article>',
    ),
    "divi": (
        '<div class="et_pb_blog_grid clearfix"><div class="et_pb_salvattore_content">{items}'
        "</div></div>",
        '<article class="et_pb_post clearfix post type-post category-agenda"><div class='
        '"et_pb_image_container"><a href="/{slug}/" class="entry-featured-image-url"></a></div>'
        '<h2 class="entry-title"><a href="/{slug}/">{title}</a></h2><p class="post-meta">oleh '
        '<span class="author vcard"><a href="/author/admin/" title="Pos-pos oleh admin">admin</a>'
        '</span> | <span class="published">{mon} {d}, {y}</span> | <a href="/category/kabar/" '
        'rel="category tag">Kabar Dinas Kita</a></p></article>',
    ),
    "kadence blocks": (
        '<ul class="kb-posts-list-3 content-wrap grid-cols">{items}</ul>',
        '<li class="kb-post-list-item"><article class="entry content-bg loop-entry"><div class='
        '"entry-content-wrap"><header class="entry-header"><div class="entry-taxonomies"><span '
        'class="category-links"><a href="/bidang/umum/" rel="tag">Umum</a></span></div><h3 class='
        '"entry-title"><a href="/{slug}/">{title}</a></h3></header><footer class="entry-footer">'
        '<div class="entry-meta"><span class="posted-on"><time class="entry-date published" '
        'datetime="{iso}T10:00:00+07:00">{d} {month} {y}</time></span></div></footer></div>'
        "</article></li>",
    ),
    "bootstrap 3 panels": (
        '<div class="row">{items}</div>',
        '<div class="col-sm-4"><div class="panel panel-default"><div class="panel-heading">'
        '<h3 class="panel-title">{title}</h3></div><div class="panel-body"><img src="a.jpg"></div>'
        '<div class="panel-footer"><span class="glyphicon glyphicon-calendar"></span> {d}-{m}-{y} '
        '<a href="/berita/read/{slug}" class="btn btn-xs">Baca</a></div></div></div>',
    ),
    "bootstrap 4 media": (
        '<ul class="list-unstyled">{items}</ul>',
        '<li class="media my-4"><img class="mr-3" src="a.jpg" alt="{title}"><div class='
        '"media-body"><h5 class="mt-0"><a href="/index.php/berita/detail/{n}/{slug}">{title}</a>'
        "</h5><small>{d}.{m}.{y}</small><p>Kegiatan dihadiri para kepala dinas dan camat.</p>"
        "</div></li>",
    ),
    "bootstrap 5 cards": (
        '<div class="row row-cols-md-3 g-4">{items}</div>',
        '<div class="col"><div class="card h-100"><img src="a.jpg" class="card-img-top"><div '
        'class="card-body"><h5 class="card-title">{title}</h5><p class="card-text">Ringkasan.</p>'
        '<a href="/berita/{slug}" class="stretched-link"></a></div><div class="card-footer">'
        '<small class="text-body-secondary">{weekday}, {d} {month} {y}</small></div></div></div>',
    ),
    "tailwind": (
        '<section class="py-12"><div class="grid gap-6">{items}</div></section>',
        '<a href="/berita/{slug}" class="group block rounded-lg group-hover:shadow"><div class='
        '"p-4"><span class="text-xs bg-blue-100">Berita</span><p class="mt-2 font-semibold">'
        '{title}</p><div class="flex items-center text-xs"><svg></svg><span>{d} {mon} {y}</span>'
        "<span>·</span><span>3 menit baca</span></div></div></a>",
    ),
    "materialize": (
        '<div class="row">{items}</div>',
        '<div class="col s12 m4"><div class="card"><div class="card-image"><span class='
        '"card-title">{title}</span></div><div class="card-content"><p><i class='
        '"material-icons tiny">date_range</i> {d}/{m}/{y}</p></div><div class="card-action">'
        '<a href="/post/{slug}">Selengkapnya</a></div></div></div>',
    ),
    "adminlte timeline": (
        '<div class="nav-tabs-custom"><ul class="nav nav-tabs"><li><a href="#a">Baru</a></li></ul>'
        '<div class="tab-content"><ul class="timeline">{items}</ul></div></div>',
        '<li class="time-label"><span class="bg-red">{d} {mon} {y}</span></li><li><i class='
        '"fa fa-newspaper-o"></i><div class="timeline-item"><h3 class="timeline-header">'
        '<a href="/baca/{n}">{title}</a></h3><div class="timeline-body">Isi.</div></div></li>',
    ),
    "owl carousel": (
        '<div class="owl-carousel owl-theme"><div class="owl-stage-outer"><div class="owl-stage">'
        '{items}</div></div><div class="owl-nav"><button>‹</button></div></div>',
        '<div class="owl-item cloned"><div class="item"><a href="/berita/{slug}"><img src="a.jpg">'
        '</a><div class="caption"><h4><a href="/berita/{slug}">{title}</a></h4><ul class='
        '"list-inline"><li><i class="fa fa-clock-o"></i> {d} {mon} {y}</li><li><i class="fa '
        'fa-eye"></i> 2025</li></ul></div></div></div>',
    ),
    "swiper": (
        '<div class="swiper mySwiper"><div class="swiper-wrapper">{items}</div></div>',
        '<div class="swiper-slide" style="width: 300px"><div class="blog-item"><div class='
        '"blog-item-date"><span class="day">{d}</span><span class="month">{mon} {y}</span></div>'
        '<h5>{title}</h5><a class="read-more" href="{home}blog/{slug}">Baca</a></div></div>',
    ),
    "isotope portfolio": (
        '<ul id="portfolio-flters"><li data-filter="*">Semua</li></ul><div class="row '
        'portfolio-container">{items}</div>',
        '<div class="col-lg-4 portfolio-item filter-agenda"><div class="portfolio-wrap"><img '
        'src="a.jpg"><div class="portfolio-info"><h4>{title}</h4><p>{d} {month} {y}</p><div '
        'class="portfolio-links"><a href="/assets/a.jpg" title="Foto"><i class="bx bx-plus"></i>'
        '</a><a href="/kegiatan/{n}" title="Lihat"><i class="bx bx-link"></i></a></div></div>'
        "</div></div>",
    ),
    "datatables": (
        '<form id="aspnetForm"><table id="example" class="table dataTable"><thead><tr><th>No</th>'
        "<th>Judul</th><th>Tanggal Pelaksanaan</th><th>Diunggah</th><th>Aksi</th></tr></thead>"
        "<tbody>{items}</tbody></table></form>",
        "<tr><td>{n}</td><td>{title}</td><td>23 November 2026</td><td>{iso} 08:15:00</td><td><a "
        'href="/pengumuman/detail/{n}" class="btn">Lihat</a></td></tr>',
    ),
    "definition list": (
        '<dl class="dl-horizontal">{items}</dl>',
        '<dt>{d} {month} {y}</dt><dd><a href="berita_detail.php?id={n}">{title}</a></dd>',
    ),
    "accordion": (
        '<div class="accordion" id="berita">{items}</div>',
        '<div class="accordion-item"><h2 class="accordion-header"><button class='
        '"accordion-button" data-bs-target="#c{n}">{title}</button></h2><div id="c{n}" class='
        '"accordion-collapse collapse"><div class="accordion-body"><small>Diposting {d} {month} '
        '{y} oleh Admin</small><p>Isi.</p><a href="/informasi/{n}/{slug}">Selengkapnya</a></div>'
        "</div></div>",
    ),
    "timeline widget": (
        '<div class="main-timeline">{items}</div>',
        '<div class="timeline"><div class="timeline-icon"></div><div class="timeline-content">'
        '<span class="date">{weekday}, {d} {month} {y} | 08:30 WIB</span><h5 class="title"><a '
        'href="/kabar/{slug}">{title}</a></h5></div></div>',
    ),
    "opensid": (
        '<div class="single_category wow fadeInDown"><div class="archive_style_1">{items}</div>'
        "</div>",
        '<div class="artikel" id="artikel-blank"><h3 class="judul"><a href="/artikel/{y}/{m}/{d}/'
        '{slug}">{title}</a></h3><div class="teks"><div class="kecil"><i class="fa fa-clock-o">'
        '</i> {d} {month} {y} 08:37:12 <i class="fa fa-user"></i> Administrator <i class="fa '
        'fa-eye"></i> 2.771 Kali Dibaca</div><p>Isi.</p></div></div>',
    ),
    "sid kemendesa": (
        '<div class="content-berita">{items}</div>',
        '<div class="row berita-list"><div class="col-3"><img src="a.jpg"></div><div class='
        '"col-9"><a class="berita-judul" href="/first/artikel/{n}">{title}</a><br>'
        '<span class="text-muted">Tanggal : {d} {month} {y}</span><br><span>Penulis : '
        "<a href=/first/penulis/1>Operator Desa Sukamaju Kita</a></span></div></div>",
    ),
    "joomla k2": (
        '<div id="k2Container" class="itemListView"><div class="itemList">{items}</div></div>',
        '<div class="itemContainer"><div class="catItemView groupPrimary"><div class='
        '"catItemHeader"><span class="catItemDateCreated">{weekday}, {d} {month} {y} 08:00</span>'
        '<h3 class="catItemTitle"><a href="/index.php/k2/item/{n}-{slug}">{title}</a></h3><span '
        'class="catItemAuthor">Ditulis oleh <a rel="author" href="/index.php/k2/itemlist/user/'
        '42">Super User</a></span></div><div class="catItemLinks"><div class="catItemCategory">'
        '<a href="/index.php/k2/itemlist/category/1-berita">Berita Dinas Kesehatan Hari Ini</a>'
        "</div></div></div></div>",
    ),
    "joomla category list": (
        '<table class="com-content-category__table category table"><thead><tr><th>Judul</th>'
        "<th>Tanggal Penciptaan</th><th>Penulis</th><th>Kunjungan</th></tr></thead><tbody>{items}"
        "</tbody></table>",
        '<tr class="cat-list-row0"><th class="list-title" scope="row"><a href="/index.php/berita/'
        '{n}-{slug}">{title}</a></th><td class="list-date small">{d} {month} {y}</td><td>Ditulis '
        "oleh: Admin</td><td>Kunjungan: 2026</td></tr>",
    ),
    "drupal views": (
        '<div class="view view-berita"><div class="view-content">{items}</div></div>',
        '<div class="views-row"><div class="views-field views-field-title"><span class='
        '"field-content"><a href="/node/{n}">{title}</a></span></div><div class="views-field '
        'views-field-created"><span class="field-content">Wed, {m}/{d}/{y} - 08:15</span></div>'
        '<div class="views-field views-field-field-kategori"><div class="field-content"><a '
        'href="/taxonomy/term/3">Umum</a></div></div></div>',
    ),
    "blogger": (
        '<div class="blog-posts hfeed">{items}</div>',
        '<div class="date-outer"><h2 class="date-header"><span>{weekday}, {month} {d}, {y}</span>'
        '</h2><div class="date-posts"><div class="post-outer"><div class="post hentry"><h3 '
        'class="post-title entry-title"><a href="{home}{y}/{m}/{slug}.html">{title}</a></h3><div '
        'class="post-footer"><span class="post-comment-link"><a href="{home}{y}/{m}/{slug}.html'
        '#comment-form">Tidak ada komentar:</a></span></div></div></div></div></div>',
    ),
    "next": (
        '<div id="__next"><main class="Home_main__1Z"><div class="Home_grid__2Q">{items}</div>'
        "</main></div>",
        '<div class="MuiPaper-root css-1abc"><a href="/artikel/{slug}"><span style="display:'
        'block"><img src="data:image/gif;base64,R0"></span></a><div class="MuiBox-root css-0">'
        '<time datetime="{iso}T01:00:00.000Z">{d} {mon} {y}</time><a href="/artikel/{slug}"><h6 '
        'class="MuiTypography-h6">{title}</h6></a></div></div>',
    ),
    "nuxt": (
        '<div id="__nuxt"><div id="__layout"><div class="v-application v-main">{items}</div>'
        "</div></div>",
        '<div class="v-card v-sheet" onclick="location.href=\'/berita/{slug}\'" tabindex="0">'
        '<div class="v-card__title">{title}</div><div class="v-card__subtitle"><!---->{d} {month} '
        "{y}</div></div>",
    ),
    "line breaks in a cell": (
        "<table width=980><tr><td class=menu><a href=profil.php>Profil</a></td><td>{items}</td>"
        "</tr></table>",
        "<img src=bullet.gif> {d}-{m}-{y} - <a href=baca.php?id={n}>{title}</a><br>",
    ),
    "dates in the wording": (
        '<div class="isi"><ul>{items}</ul></div>',
        '<li><a href="berita{n}.html">{title} ({d} {month} {y})</a></li>',
    ),
    "dates before the wording": (
        '<div class="isi">{items}</div>',
        '<p>» <a href="/berita/{n}">[{d}/{m}/{y}] {title}</a></p>',
    ),
    "groups by day": (
        '<div class="arsip">{items}</div>',
        '<h4>{weekday}, {d} {month} {y}</h4><ul><li><a href="/berita/{n}">{title}</a></li><li>'
        '<a href="/berita/{n}0">Kabar kedua dari hari itu</a></li></ul>',
    ),
    "slides that wait": (
        '<div class="slides"><div class="slide"><p>Selamat datang</p></div><div class="slide" '
        'style="display:none">{items}</div></div>',
        '<div><a href="/berita/{n}">{title}</a> <small>{d} {month} {y}</small></div>',
    ),
    "one page with windows": (
        '<section id="kabar"><h2>Kabar</h2>{items}</section>',
        '<div class="col"><h5>{title}</h5><p>{d}/{m}/{y}</p><a href="#" data-bs-toggle="modal" '
        'data-bs-target="#kabar{n}">Baca</a></div>',
    ),
    "posted and updated in one line": (
        '<div class="list-view">{items}</div>',
        '<div class="item"><h4><a href="/index.php?r=berita%2Fview&amp;id={n}">{title}</a></h4>'
        '<p><i class="fa fa-refresh"></i> Diperbarui 23 November 2026 | <i class="fa fa-pencil">'
        "</i> Diposting {d} {month} {y} | <i class=fa></i> 311 kali</p></div>",
    ),
    "letters": (
        "<table><tr><td>Nomor</td><td>Tanggal Surat</td><td>Perihal</td><td>Tanggal Unggah</td>"
        "</tr>{items}</table>",
        "<tr><td>800/{n}/2026</td><td>1 September 2026</td><td><a href='/pengumuman/{n}'>{title}"
        "</a></td><td>{d} {month} {y}</td></tr>",
    ),
}

WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def page(layout: str) -> Page:
    around, item = LAYOUTS[layout]
    items = "".join(
        item.format(
            title=title,
            slug=slug,
            n=700 - place,
            d=f"{day.day:02}",
            m=f"{day.month:02}",
            y=day.year,
            iso=day.isoformat(),
            month=MONTHS[day.month][2 if layout in {"astra with elementor"} else 0],
            mon=MONTHS[day.month][1],
            weekday=WEEKDAYS[day.weekday()],
            home=HOME,
        )
        for place, (title, slug, day) in enumerate(NEWS)
    )
    html = (
        '<!DOCTYPE html><html lang="id"><head><title>Dinas</title><style>.a{}</style></head><body '
        'class="home blog menu-fixed"><div id="page" class="menu-push"><header><div id="tanggal">'
        'Selasa, 24 November 2026</div><nav class="navbar"><ul><li><a href="/">Beranda</a></li>'
        '<li><a href="/profil">Profil</a></li><li><a href="/berita">Berita</a></li></ul></nav>'
        f"</header>{around.format(items=items, home=HOME)}{SIDEBAR}{FOOTER}</div></body></html>"
    )
    return Page(HOME, 200, {"content-type": "text/html; charset=utf-8"}, html.encode())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_news_of_every_layout_are_read_with_their_days_and_titles(layout: str) -> None:
    findings, _ = browse(page(layout), ASKING)
    seen = {one.title: (one.evidence.raw, one.at.date()) for one in findings.publications}
    for title, _, day in NEWS:
        assert title in seen, sorted(seen)
        assert seen[title][1] == day, seen[title]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_else_on_the_page_is_taken_for_news(layout: str) -> None:
    findings, _ = browse(page(layout), ASKING)
    days = {day for _, _, day in NEWS}
    assert {one.at.date() for one in findings.publications} == days
