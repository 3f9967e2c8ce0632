"""Pages of real agencies that look a little like no site: none may be taken for one."""

from __future__ import annotations

import pytest

from checks.model import Trouble
from checks.website.verdict import Seen, verdict
from tests.checks.state_pages import FOOTER, MENU, WELCOME, agency, document, looked_at

FORM = '<form><input name="user"><input type="password" name="sandi"><button>Masuk</button></form>'

ARTICLE = """<p>Kepala dinas menyampaikan hal itu usai rapat koordinasi bersama para camat. Warga
diminta memeriksa kembali keterangan resmi dan tidak mudah percaya pada pesan berantai.</p>"""


def news(*titles: str) -> str:
    return "".join(
        f'<div class="card"><h3><a href="/berita/{n}-kabar">{title}</a></h3><p>Baca</p></div>'
        for n, title in enumerate(titles)
    )


REAL = {
    "an article about maintenance": agency(
        f"<h1>Jaringan PDAM Sedang Dalam Pemeliharaan</h1>{ARTICLE}",
        "Jaringan PDAM Sedang Dalam Pemeliharaan - Perumda Air Minum",
    ),
    "an article about suspended accounts": agency(
        f"<h1>Akun Ditangguhkan, Dinas Imbau Warga Waspada Akun Palsu</h1>{ARTICLE}",
        "Akun Ditangguhkan, Dinas Imbau Warga Waspada Akun Palsu",
    ),
    "an article headed like a suspended account": agency(
        f"<h1>Akun ini telah ditangguhkan</h1>{ARTICLE}", "Akun ini telah ditangguhkan"
    ),
    "news of an account suspended": agency(
        WELCOME + news("Akun Bantuan Sosial Ditangguhkan", "Masa Aktif Hosting Desa Berakhir")
    ),
    "a service in development": agency(
        f"{WELCOME}<p>Sistem informasi parkir masih dalam pengembangan.</p>"
    ),
    "a whole home page in development": agency(
        f"{WELCOME}<p>Website ini masih dalam pengembangan. Saran kami nantikan.</p>"
    ),
    "a banner of something to come": agency(f"<h2>Segera Hadir: SIM Keliling</h2>{WELCOME}"),
    "a menu with coming soon": agency(f"{WELCOME}<ul><li>e-KIR (coming soon)</li></ul>"),
    "a news ticker about a road": agency(
        "<marquee>Jalan Merdeka under construction, lewati Jalan Pahlawan</marquee>" + WELCOME
    ),
    "a login button": agency(f'<a class="btn" href="/login">Login</a>{WELCOME}'),
    "a login form in the margin": agency(f"{WELCOME}<aside><h3>Login</h3>{FORM}</aside>"),
    "a login dialogue that opens on demand": agency(
        f'<div class="modal" style="display:none"><h4>Silakan Login</h4>{FORM}</div>{WELCOME}'
    ),
    "a title with Index of": agency(WELCOME, "Beranda - Index of Pelayanan Publik"),
    "an index of happiness": agency(WELCOME, "Index of Happiness Kabupaten Tirta Kencana"),
    "a title left as the framework made it": agency(WELCOME + news("Uji Emisi Gratis"), "Laravel"),
    "another title left so": agency(WELCOME + news("Uji Emisi Gratis"), "Welcome to CodeIgniter"),
    "a title of a default page": agency(WELCOME + news("Uji Emisi Gratis"), "Default Page"),
    "a home page headed as a welcome": agency(f"<h1>Welcome to your website</h1>{WELCOME}"),
    "an article about a domain": agency(
        f"<h1>Domain go.id Dijual di Situs Gelap? Ini Faktanya</h1>{ARTICLE}",
        "Domain go.id Dijual di Situs Gelap? Ini Faktanya",
    ),
    "an article about an expired domain": agency(
        f"<h1>Domain Desa Telah Kedaluwarsa, Diskominfo Siapkan Pengganti</h1>{ARTICLE}"
    ),
    "a guide for proof of being human": agency(
        f"<h1>Verifikasi Keamanan Akun SIAK</h1>{ARTICLE}", "Verifikasi Keamanan Akun SIAK"
    ),
    "an article about a missing page of history": agency(
        f"<h1>Halaman Naskah Kuno Tidak Ditemukan, Museum Bentuk Tim</h1>{ARTICLE}"
    ),
    "an article about a forbidden road": agency(f"<h1>Forbidden Zone di Kawah Hijau</h1>{ARTICLE}"),
    "a page with a warning of PHP in it": document(
        "Dinas Sosial",
        "<b>Warning</b>: Undefined variable $x in <b>/var/www/a.php</b> on line <b>3</b><br>"
        + MENU
        + WELCOME
        + news("Bantuan Tersalurkan", "Rapat Koordinasi")
        + FOOTER,
    ),
    "a page whose footer failed": document(
        "Dinas Sosial",
        MENU + WELCOME * 4 + "<b>Fatal error</b>: Uncaught Error in /var/www/f.php on line 3",
    ),
    "a page without a menu that says much": document(
        "Dinas Sosial", "<h1>Segera Hadir</h1>" + WELCOME * 12
    ),
    "a page behind Cloudflare": agency(
        "<script>window.__CF$cv$params={r:'8'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'"
        f"</script>{WELCOME}"
    ),
    "a form with a captcha": agency(
        f'{WELCOME}<form><div class="g-recaptcha"></div></form>'
        '<script src="https://www.google.com/recaptcha/api.js"></script>'
    ),
    "news of a database": agency(WELCOME + news("Database Error Bansos Diperbaiki", "Rapat")),
    "a picture of the office alone": document(
        "Dinas Sosial", '<a href="/beranda"><img src="/sampul.jpg" alt="Masuk"></a>'
    ),
    "a heading about an exam": agency(f"<h1>404 Peserta Lulus Uji Kompetensi</h1>{ARTICLE}"),
    "a service called masuk": agency(f"<h2>Layanan Surat Masuk</h2>{WELCOME}"),
    "a department of administration": agency(WELCOME, "Bagian Umum - Public Administration"),
    "a site of one page": document(
        "Desa Makmur",
        '<nav><a href="#profil">Profil</a><a href="#layanan">Layanan</a>'
        f'<a href="#kontak">Kontak</a></nav><h1>Desa Makmur</h1>'
        f"<h2>Segera Hadir: Layanan Surat</h2>{WELCOME}",
    ),
    "a welcome before the site": document(
        "Dinas Pendidikan",
        '<h1>Selamat Datang</h1><p>Silakan masuk ke laman kami.</p><a href="/beranda">Masuk</a>',
    ),
    "a choice of languages": document(
        "Dinas Pariwisata", '<a href="/id">Bahasa Indonesia</a> <a href="/en">English</a>'
    ),
    "a page without links that says enough": document(
        "UPTD Perbengkelan",
        f"<h1>UPTD Perbengkelan</h1>{WELCOME * 3}<p>Layanan daring segera hadir. Kami sedang "
        "melakukan pemeliharaan alat berat.</p>",
    ),
    "a portal to other sites of the region": document(
        "Portal Tirta Kencana",
        '<a href="https://ppid.tirtakencanakab.go.id">PPID</a> e-KIR: coming soon '
        '<a href="https://jdih.tirtakencanakab.go.id">JDIH</a>'
        '<a href="https://satudata.tirtakencanakab.go.id">Satu Data</a>',
    ),
    "a step to the home page": document(
        "Mohon tunggu sebentar",
        '<meta http-equiv="refresh" content="2; url=/beranda"><p>Dialihkan.',
    ),
    "a page left half of the framework's": agency(
        f"<!-- https://laracasts.com Laravel has wonderful documentation -->{WELCOME}"
    ),
    "a page of one's own folder": agency(WELCOME, "Apache Helikopter Kunjungi Lanud"),
}


@pytest.mark.parametrize("html", REAL.values(), ids=REAL.keys())
def test_an_agencys_page_is_a_site(html: str) -> None:
    assert looked_at(html).state is None


@pytest.mark.parametrize("html", [html for html in REAL.values() if MENU in html])
def test_a_page_with_a_menu_is_not_drawn_by_scripts_although_it_has_some(html: str) -> None:
    shown = looked_at(html.replace("</body>", "<script src=/jquery.js></script></body>"))
    assert not shown.drawn_by_scripts


SCRIPTS = '<script type="module" src="/assets/index-4f.js"></script>'

SHELLS = {
    "React": document(
        "React App",
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
        + SCRIPTS,
    ),
    "React with much for those without scripts": document(
        "Dinas",
        f'<noscript>{WELCOME * 6}<a href="/a">A</a></noscript><div id="root"></div>{SCRIPTS}',
    ),
    "Vue": document(
        "Dinas",
        "<noscript><strong>We're sorry but this site doesn't work without JavaScript.</strong>"
        f"</noscript><div id=app></div>{SCRIPTS}",
    ),
    "Vue with a footer": document("Dinas", f"<div id=app></div>{FOOTER}{SCRIPTS}{WELCOME}"),
    "Angular": document("Portal", f"<app-root><p>Memuat...</p></app-root>{SCRIPTS}"),
    "Next": document("Dinas", '<div id="__next"></div><script id="__NEXT_DATA__">{}</script>'),
    "Nuxt": document("Dinas", f'<div id="__nuxt"><div>Mohon tunggu</div></div>{SCRIPTS}'),
    "Flutter": document(
        "dinas_app",
        '<script src="flutter_bootstrap.js" async></script><flutter-view></flutter-view>',
    ),
    "anything else": document("Dinas", f"<div class=wrapper></div>{SCRIPTS}"),
}

DRAWN = {
    "Next": document(
        "Dinas", f'<div id="__next">{MENU}{WELCOME * 2}{news("Rapat", "Uji")}</div>{SCRIPTS}'
    ),
    "Nuxt": document("Dinas", f'<div id="__nuxt">{MENU}{WELCOME * 2}</div>{SCRIPTS}'),
    "Laravel with Vue": agency(f"<div id=app>{WELCOME * 2}</div>{SCRIPTS}"),
    "an empty island": agency(f"{WELCOME * 8}<div id=app></div>{SCRIPTS}"),
    "structured data alone": document(
        "Dinas",
        '<p>Kantor buka Senin sampai Jumat.</p><script type="application/ld+json">{}</script>',
    ),
    "a small menu": document("Dinas", f"{MENU}<p>Buka setiap hari.</p>{SCRIPTS}"),
}


@pytest.mark.parametrize("html", SHELLS.values(), ids=SHELLS.keys())
def test_a_shell_is_no_other_trouble_and_drawn_by_scripts(html: str) -> None:
    shown = looked_at(html)
    assert shown.state is None
    assert shown.drawn_by_scripts


@pytest.mark.parametrize("html", DRAWN.values(), ids=DRAWN.keys())
def test_what_the_server_has_drawn_is_no_shell(html: str) -> None:
    assert not looked_at(html).drawn_by_scripts


def test_a_shell_of_which_nothing_else_is_known_is_said_to_be_one() -> None:
    shown = looked_at(SHELLS["React"])
    seen = Seen(
        state=shown.state,
        signs=(),
        recent=(),
        items=False,
        set_aside=(),
        links=(),
        profile_links=shown.signposts.profile_links,
        text_length=shown.text_length,
        says_no_news=shown.says_no_news,
        drawn_by_scripts=shown.drawn_by_scripts,
        complete=True,
    )
    assert verdict(seen).trouble is Trouble.EMPTY_SHELL
