"""Lists of news in the manner of the themes and systems that Indonesian offices use."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

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

MONTHS = {10: ("Oktober", "Okt"), 11: ("November", "Nov")}

FOOTER = """<footer class="site-footer"><p>&copy; 2015-2026 Dinas Contoh. Terakhir diperbarui
23 November 2026</p><ul><li><a href="/profil">Profil</a></li></ul></footer>"""

SIDEBAR = """<aside><div class="widget"><h4>Agenda</h4><ul><li><a href="/k/9">Rapat Koordinasi
Forkopimda</a> <span>22 November 2026</span></li><li><a href="/k/10">Upacara Hari Guru Nasional</a>
<span>23 November 2026</span></li></ul></div><div class="widget"><h4>Statistik Pengunjung</h4>
<table><tr><td>Hari ini</td><td>2026</td></tr><tr><td>Kemarin</td><td>311</td></tr></table></div>
</aside>"""

LAYOUTS = tomllib.loads((Path(__file__).parent / "list_layouts.toml").read_text("utf-8"))

WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def page(layout: str) -> Page:
    around, item = LAYOUTS[layout]["around"], LAYOUTS[layout]["item"]
    items = "".join(
        item.format(
            title=title,
            slug=slug,
            n=700 - place,
            d=f"{day.day:02}",
            m=f"{day.month:02}",
            y=day.year,
            iso=day.isoformat(),
            month=MONTHS[day.month][0],
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
