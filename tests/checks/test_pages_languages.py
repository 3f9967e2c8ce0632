"""Articles of other languages: their months, their labels, and the meta tags of their systems."""

from __future__ import annotations

from datetime import date

import pytest

from checks.website.pages import publication_of, published_on

TODAY = date(2026, 11, 24)
DAY = date(2025, 8, 17)
URL = "https://www.example.org/news/the-harvest-has-begun"
TITLE = "The harvest has begun early"


def page(byline: str, head: str = "") -> str:
    text = "The harvest began early in the hills this year, the farmers of the valley say. " * 6
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{TITLE}</title>{head}</head>"
        f"<body><h1>{TITLE}</h1>{byline}<p>{text}</p></body></html>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "17 août 2025",
        "Publié le 17 août 2025 à 10h15",
        "Publié le 17 août 2025 - Mis à jour le 2 septembre 2025",
        "17 de agosto de 2025",
        "Publicado el 17 de agosto de 2025",
        "17 ago. 2025",
        "17 sierpnia 2025",
        "17 Ağustos 2025",
        "17 августа 2025",
        "17 Αυγούστου 2025",
        "17. srpna 2025",
        "2025年8月17日",
        "Aktualisiert am 02.09.2025 | Veröffentlicht am 17.08.2025",
    ],
)
def test_a_byline_of_another_language_is_read(text: str) -> None:
    assert published_on(page(f"<p>{text}</p>"), URL, TODAY) == DAY
    assert published_on(page(f'<div class="date">{text}</div>'), URL, TODAY) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2025", date(2025, 3, 1)),
        ("5. März 2025", date(2025, 3, 5)),
        ("5 ottobre 2025", date(2025, 10, 5)),
        ("5 dez 2025", date(2025, 12, 5)),
    ],
)
def test_a_month_is_read_by_its_own_name(text: str, day: date) -> None:
    assert published_on(page(f"<p>{text}</p>"), URL, TODAY) == day


def test_a_month_that_two_languages_dispute_is_read_in_the_pages_own() -> None:
    html = page("<p class=date>17 listopada 2025</p>")
    assert published_on(html, URL, TODAY) is None
    for language, day in (("pl", date(2025, 11, 17)), ("hr-HR", date(2025, 10, 17))):
        assert published_on(html.replace("<html", f"<html lang={language}"), URL, TODAY) == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sonntag, August 17th, 2025, 7:05 pm"),
        ("de", "am 17.08.25"),
        ("de", "17.August 2025 um 14:56 Uhr"),
        ("pt", "17 ago 2025"),
        ("pt", "17/08/2025 07h42"),
        ("es", "agosto 17, 2025"),
        ("hu", "2025. augusztus 17., 10:12"),
        ("hu", "2025.08.17. 12:01"),
        ("lt", "2025 m. rugpjūčio 17 d."),
        ("lv", "2025. gada 17. augusts"),
        ("tr", "17 AĞUSTOS 2025 PAZAR"),
        ("tr", "Ağustos 17, 2025"),
        ("ro", "17 august 2025, 15:33"),
        ("sr", "17. август 2025."),
        ("ca", "17 d’agost de 2025"),
        ("vi", "Chủ nhật, 17/8/2025, 10:00 (GMT+7)"),
        ("vi", "Ngày 17 tháng 8 năm 2025"),
        ("th", "17 ส.ค. 2568"),
        ("th", "17 สิงหาคม 2568"),
        ("hi", "17 अगस्त 2025"),
        ("bn", "১৭ আগস্ট ২০২৫"),
        ("ar", "17 أغسطس 2025"),
        ("ko", "2025년 8월 17일"),
        ("ko", "입력 : 2025-08-17 18:10 | 수정 : 2025-09-02 10:00"),
        ("zh", "发布时间：2025-08-17"),
    ],
)
def test_a_date_is_read_in_the_form_of_its_language(language: str, text: str) -> None:
    html = page(f"<p class=date>{text}</p>").replace("<html", f"<html lang={language}")
    assert published_on(html, URL, TODAY) == DAY


@pytest.mark.parametrize("text", ["17 kas 2025", "17 set 2025", "31 août 2030", "31 juin 2025"])
def test_a_word_that_is_no_month_of_the_past_is_no_date(text: str) -> None:
    assert published_on(page(f"<p>{text}</p>"), URL, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mis à jour le 17 août 2025",
        "Aktualisiert am 17.08.2025",
        "Actualizado el 17 de agosto de 2025",
        "Aggiornato il 17 agosto 2025",
    ],
)
def test_a_change_told_in_another_language_yields_to_a_publication(text: str) -> None:
    byline = f"<p>{text}</p><p class='date'>2 May 2025</p>"
    assert published_on(page(byline), URL, TODAY) == date(2025, 5, 2)


@pytest.mark.parametrize(
    ("byline", "head"),
    [
        ("<p>Stand: 17.08.2025</p>", ""),
        ("<p>Mis à jour le 17 août 2025</p>", ""),
        ("<p>Date of last revision: August 17, 2025</p>", ""),
        ("<p>(last edited 2025-08-17 18:52:35 by <span>Ann</span>)</p>", ""),
        ("<footer>This page was last edited on 17 August 2025, at 00:59.</footer>", ""),
        ("<div id='footer'>Diese Seite wurde zuletzt am 17. August 2025 bearbeitet.</div>", ""),
        ("<div id='footer'>Updated: <!-- timestamp --> $Date: 2025/08/17 06:31:41 $</div>", ""),
        ("<time class='updated' datetime='2025-08-17T10:15:00+02:00'>x</time>", ""),
        ("", "<meta property='article:modified_time' content='2025-08-17T10:15:00+02:00'>"),
        ("", "<meta http-equiv='last-modified' content='Sun, 17 Aug 2025 10:15:00 GMT'>"),
        (
            "",
            '<script type=\'application/ld+json\'>{"dateModified": "2025-08-17"}</script>',
        ),
    ],
)
def test_a_page_that_tells_only_its_last_change_is_of_that_day(byline: str, head: str) -> None:
    assert published_on(page(byline, head), URL, TODAY) == DAY


def test_the_evidence_tells_a_change_from_a_publication() -> None:
    publication = publication_of(page("<p>Mis à jour le 17 août 2025</p>"), URL, TODAY)
    assert publication is not None
    assert publication.evidence.source == "change"


@pytest.mark.parametrize(
    ("byline", "url"),
    [
        ("<p>Last updated 17 August 2025</p>", "https://dinas.contoh.go.id/berita/panen"),
        ("<p>Last updated 17 August 2025</p><p>Last updated 2 May 2025</p>", URL),
        ("<p>The rules were updated by the council of the valley in 2025.</p>", URL),
    ],
)
def test_a_change_on_an_indonesian_page_or_several_changes_tell_nothing(
    byline: str, url: str
) -> None:
    assert published_on(page(byline), url, TODAY) is None


@pytest.mark.parametrize(
    ("language", "byline", "head", "day"),
    [
        ("en-US", "<p>By Ann | 08/11/2025</p>", "", date(2025, 8, 11)),
        ("en", "<p>By Ann | 08/11/2025</p>", "", date(2025, 8, 11)),
        ("en-GB", "<p>By Ann | 08/11/2025</p>", "", date(2025, 11, 8)),
        ("fr", "<p>Par Ann | 08/11/2025</p>", "", date(2025, 11, 8)),
        ("de", "", "<meta name='date' content='08/11/2025 12:43:42'>", date(2025, 8, 11)),
        ("de", "<p>Von Ann | 08/11/2025</p>", "", date(2025, 11, 8)),
        ("en", "<p>By Ann | 17/08/2025</p>", "", DAY),
        ("xx-nonsense", "<p>08/11/2025</p>", "", date(2025, 11, 8)),
    ],
)
def test_a_date_with_slashes_is_read_in_the_order_of_the_pages_language(
    language: str, byline: str, head: str, day: date
) -> None:
    html = page(byline, head).replace("<html>", f"<html lang='{language}'>")
    assert published_on(html, URL, TODAY) == day


def test_a_site_of_a_country_with_the_day_first_writes_it_so_in_plain_english() -> None:
    html = page("<p>By Ann | 08/11/2025</p>").replace("<html>", "<html lang='en'>")
    url = "https://www.example.co.uk/news/the-harvest"
    assert published_on(html, url, TODAY) == date(2025, 11, 8)


@pytest.mark.parametrize(
    "name",
    ["bt:pubDate", "rnews:datePublished", "vr:published_time", "displaydate", "og:pubdate"],
)
def test_the_meta_tags_of_news_systems_are_read(name: str) -> None:
    meta = f'<meta name="{name}" content="2025-08-17T10:15:00+02:00">'
    assert published_on(page("", meta), URL, TODAY) == DAY


def test_an_article_that_states_only_its_creation_was_published_then() -> None:
    stated = '{"@type":"NewsArticle","dateCreated":"2025-08-17","dateModified":"2025-09-02"}'
    script = f'<script type="application/ld+json">{stated}</script>'
    assert published_on(page("", script), URL, TODAY) == DAY


def test_a_stated_publication_goes_before_the_creation() -> None:
    stated = '{"@type":"NewsArticle","dateCreated":"2025-08-01","datePublished":"2025-08-17"}'
    script = f'<script type="application/ld+json">{stated}</script>'
    assert published_on(page("", script), URL, TODAY) == DAY
