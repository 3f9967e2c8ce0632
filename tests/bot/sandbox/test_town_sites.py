from __future__ import annotations

import json
import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.sandbox.town import server
from bot.sandbox.town.agencies import Kind, agencies
from bot.sandbox.town.sites import DOMAIN, Site, sites

TODAY = date(2026, 11, 24)
SITES = {site.name: site for site in sites(TODAY)}
ROSTER = Path(server.__file__).with_name("roster.csv")


def body(name: str, path: str = "/") -> str:
    return SITES[name].pages[path][1]


def test_every_website_of_the_roster_answers_or_is_the_dead_one() -> None:
    named = set(re.findall(rf"([a-z0-9-]+)\.{re.escape(DOMAIN)}", ROSTER.read_text("utf-8")))
    assert len(named) > 5
    assert named <= SITES.keys() | {server.DEAD}
    assert server.DEAD not in SITES


def test_the_same_day_shows_the_same_town() -> None:
    assert sites(TODAY) == sites(TODAY)


def test_the_news_grows_no_older_from_one_day_to_the_next() -> None:
    for day in (TODAY, date(2027, 1, 1), date(2028, 2, 29)):
        ages = {one.name: (day - one.news[0].at.date()).days for one in agencies(day) if one.news}
        assert ages["dinkes"] == 2
        assert ages["disdik"] == 12
        assert ages["dishub"] == 64


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_every_document_can_be_parsed_as_what_it_says_it_is(site: Site) -> None:
    for path, (content_type, text) in site.pages.items():
        if "xml" in content_type:
            assert len(ET.fromstring(text)) > 0
        elif "json" in content_type:
            assert json.loads(text)
        elif "html" in content_type:
            assert text.startswith("<!DOCTYPE html>")
            assert text.rstrip().endswith("</html>")
        else:
            assert path == "/robots.txt"


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_every_link_in_a_site_leads_somewhere(site: Site) -> None:
    known = site.pages.keys() | site.redirects.keys()
    for _, text in site.pages.values():
        linked = set(re.findall(rf'<a href="http://{site.name}\.{DOMAIN}([^"]*)"', text))
        assert {path for path in linked if not path.endswith(".pdf")} <= known
    assert set(site.redirects.values()) <= site.pages.keys()


def test_a_title_with_an_ampersand_is_escaped_everywhere() -> None:
    title = "Cegah Demam Berdarah dengan Menguras &amp; Menutup Tempat Air"
    for path in ("/", "/feed/", "/wp-json/wp/v2/posts"):
        assert title in body("dinkes", path)
        assert "Menguras & Menutup" not in body("dinkes", path)


def test_the_pinned_post_stands_first_on_the_page_and_last_in_the_feed() -> None:
    page, feed = body("dinkes"), body("dinkes", "/feed/")
    pinned, newest = "Alur Pelayanan Rujukan", "Imunisasi Lengkap untuk Balita"
    assert page.index(pinned) < page.index(newest)
    assert feed.index(newest) < feed.index(pinned)


def test_only_the_interface_for_programs_dates_the_news_of_diskominfo() -> None:
    assert "/feed/" not in SITES["diskominfo"].pages
    assert "2026-11-23" not in body("diskominfo")
    newest = json.loads(body("diskominfo", "/wp-json/wp/v2/posts"))[0]
    assert (newest["date"], newest["date_gmt"]) == ("2026-11-23T16:05:00", "2026-11-23T09:05:00")


def test_the_dated_list_stands_among_dates_that_are_no_news() -> None:
    page = body("disdik")
    assert '<span class="tanggal">Kamis, 12 November 2026</span>' in page
    for trap in ("Selasa, 24 November 2026", "Hari ini: 152", "8 Juli 2003", "© 2017–2026"):
        assert trap in page


def test_a_feed_built_today_may_hold_old_news_only() -> None:
    feed = ET.fromstring(body("kec-awan", "/feed/"))
    built = parsedate_to_datetime(feed.findtext("channel/lastBuildDate") or "")
    newest = parsedate_to_datetime(feed.findtext("channel/item/pubDate") or "")
    assert built.date() == TODAY
    assert newest.date() == TODAY - timedelta(days=41)


def test_the_hospital_tells_its_dates_in_the_news_sitemap_only() -> None:
    assert "November" not in body("rsud")
    assert "sitemap-news.xml" in body("rsud", "/robots.txt")
    assert "2026-11-21T08:20:00+07:00" in body("rsud", "/sitemap-news.xml")


def test_the_gambling_links_are_hidden_beside_honest_news() -> None:
    page = body("dispora")
    hidden = page.index("left:-9999px")
    assert page.index("Turnamen Bola Voli") < hidden < page.index("slot gacor")
    assert [name for name in SITES if "gacor" in str(SITES[name].pages)] == ["dispora"]


def test_the_decoration_has_profiles_and_no_news() -> None:
    [dpupr] = [site for site in SITES.values() if site.kind is Kind.DECORATION]
    assert dpupr.pages.keys() == {"/", "/profil", "/visi-misi", "/struktur-organisasi", "/kontak"}
