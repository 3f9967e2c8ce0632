"""What an article's page states for machines: JSON-LD, meta tags, microdata, time elements."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from checks.website.pages import publication_of, published_on

TODAY = date(2026, 11, 24)
DAY = date(2025, 8, 17)
URL = "https://dinas.contoh.go.id/berita/panen-raya"
STAMP = "2025-08-17T10:15:00+07:00"
ARTICLE = {"@type": "NewsArticle", "headline": "Panen Raya Padi", "datePublished": STAMP}
TEXT = "<p>" + "Bupati menghadiri panen raya bersama kelompok tani di desa itu. " * 6 + "</p>"


def page(head: str = "", body: str = "", title: str = "Panen Raya Padi") -> str:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title} - Dinas Pertanian</title>"
        f"{head}</head><body>{body or f'<h1>{title}</h1>{TEXT}'}</body></html>"
    )


def ld(data: object) -> str:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        ld(ARTICLE),
        ld([ARTICLE]),
        ld({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]}),
        ld({"@graph": [{"@type": "Organization", "datePublished": "2020-01-01"}, ARTICLE]}),
        ld({"@type": "WebPage", "mainEntity": ARTICLE}),
        ld(ARTICLE | {"@type": ["Article", "BlogPosting"]}),
        ld(ARTICLE | {"@type": "http://schema.org/BlogPosting"}),
        ld(ARTICLE | {"datePublished": [STAMP]}),
        ld(ARTICLE | {"datePublished": {"@value": STAMP}}),
        ld(ARTICLE | {"datePublished": "17 Agustus 2025"}),
        ld(ARTICLE | {"datePublished": "2025-08-17 10:15:00"}),
        ld(ARTICLE | {"datePublished": "17-08-2025"}),
        ld(ARTICLE | {"datePublished": "Minggu, 17 Agt 2025 10:15 WIB"}),
        ld(ARTICLE | {"datePublished": "2025-08-16T20:00:00Z"}),
        ld(ARTICLE | {"dateModified": "2026-01-01"}),
        ld({"dateModified": "2026-01-01"} | ARTICLE),
        ld(json.dumps(ARTICLE)[:-1] + ",}"),
        ld("<!-- " + json.dumps(ARTICLE) + " -->"),
        ld("//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>"),
        ld(json.dumps(ARTICLE).replace("Panen Raya", "Panen\nRaya")),
        ld(json.dumps(ARTICLE).replace("Panen Raya", 'Panen "Raya"')),
        ld(json.dumps(ARTICLE)[:-1]),
        ld(json.dumps(ARTICLE).replace('"', "&quot;")),
        ld(json.dumps(ARTICLE) + "," + json.dumps({"@type": "WebSite"})),
        ld({"@type": "WebPage", "datePublished": STAMP, "url": URL}),
        ld({"@type": "WebSite", "datePublished": "2019-01-01"}) + ld(ARTICLE),
        ld({"@type": "Event", "startDate": "2026-01-01"}) + ld(ARTICLE),
        ld("{broken") + ld(ARTICLE),
        ld(
            ARTICLE
            | {
                "datePublished": "2024-01-01",
                "headline": "Lain",
                "url": "https://dinas.contoh.go.id/lain",
            }
        )
        + ld(ARTICLE | {"url": URL}),
        ld([ARTICLE | {"datePublished": "2024-01-01", "headline": "Rapat Kerja"}, ARTICLE]),
        ld({"@type": "ItemList", "itemListElement": [ARTICLE | {"datePublished": "2024-01-01"}]})
        + ld(ARTICLE),
        ld(ARTICLE | {"comment": [{"@type": "Comment", "datePublished": "2026-01-01"}]}),
        '<script type="APPLICATION/LD+JSON">' + json.dumps(ARTICLE) + "</script>",
        '<meta property="article:published_time" content="2025-08-17T10:15:00+07:00">',
        '<meta property="article:published_time" content="2025-08-17T03:15:00+00:00">',
        '<meta name="article:published_time" content="2025-08-17">',
        '<meta property="og:article:published_time" content="2025-08-17">',
        '<meta name="pubdate" content="17/08/2025">',
        '<meta name="publishdate" content="2025/08/17 10:15:00">',
        '<meta name="DC.date.issued" content="2025-08-17">',
        '<meta name="DC.Date" content="2025-08-17">',
        '<meta name="dcterms.date" content="2025-08-17">',
        '<meta name="date" content="2025-08-17">',
        '<meta itemprop="datePublished" content="2025-08-17">',
        '<meta name="citation_publication_date" content="2025/08/17">',
        '<meta name="parsely-pub-date" content="2025-08-17T03:15:00Z">',
        (
            '<meta property="article:modified_time" content="2026-01-01">'
            '<meta property="article:published_time" content="2025-08-17">'
        ),
        (
            '<meta property="og:updated_time" content="2026-01-01"><meta '
            'name="date" content="2025-08-17">'
        ),
        ld(ARTICLE | {"datePublished": "0000-00-00"})
        + '<meta name="pubdate" content="2025-08-17">',
        ld(ARTICLE | {"datePublished": "2030-01-01"})
        + '<meta name="pubdate" content="2025-08-17">',
        ld(ARTICLE) + '<meta property="article:published_time" content="2025-08-18">',
    ],
)
def test_a_stated_publication_date_is_read(head: str) -> None:
    assert published_on(page(head), URL, TODAY) == DAY


@pytest.mark.parametrize(
    "head",
    [
        "",
        ld({"@type": "WebSite", "datePublished": STAMP}),
        ld({"@type": "Organization", "datePublished": STAMP}),
        ld({"@type": "Event", "datePublished": STAMP, "startDate": STAMP}),
        ld({"@type": "JobPosting", "datePublished": STAMP, "datePosted": STAMP}),
        ld({"@type": "Person", "datePublished": STAMP}),
        ld({"@type": "CollectionPage", "datePublished": STAMP}),
        ld({"@type": "BreadcrumbList", "datePublished": STAMP}),
        ld({"@type": "Comment", "datePublished": STAMP}),
        ld({"@type": "NewsArticle", "headline": "Panen Raya Padi", "dateModified": STAMP}),
        ld(ARTICLE | {"datePublished": "0000-00-00 00:00:00"}),
        ld(ARTICLE | {"datePublished": "1970-01-01T00:00:00Z"}),
        ld(ARTICLE | {"datePublished": "2027-01-01"}),
        ld(ARTICLE | {"datePublished": None}),
        ld(ARTICLE | {"datePublished": True}),
        ld(ARTICLE | {"datePublished": ""}),
        ld(ARTICLE | {"datePublished": "2025"}),
        ld({"@type": "ItemList", "itemListElement": [ARTICLE]}),
        ld(
            [
                ARTICLE | {"headline": "Rapat Kerja"},
                ARTICLE | {"headline": "Apel", "datePublished": "2024-01-01"},
            ]
        ),
        ld("{{{"),
        ld("null"),
        ld("[" * 5000),
        '<meta property="article:modified_time" content="2025-08-17">',
        '<meta property="og:updated_time" content="2025-08-17">',
        '<meta name="last-modified" content="2025-08-17">',
        '<meta name="revised" content="2025-08-17">',
        '<meta http-equiv="last-modified" content="Sun, 17 Aug 2025 10:15:00 GMT">',
        '<meta http-equiv="expires" content="Sun, 17 Aug 2025 10:15:00 GMT">',
        '<meta property="article:expiration_time" content="2025-08-17">',
        '<meta property="article:published_time" content="0000-00-00">',
        '<meta property="article:published_time" content="">',
        '<meta name="description" content="Panen raya 17 Agustus 2025">',
        '<meta name="copyright" content="2025">',
    ],
)
def test_other_statements_are_no_publication_date(head: str) -> None:
    assert published_on(page(head), URL, TODAY) is None


@pytest.mark.parametrize(
    "body",
    [
        ('<h1>Panen Raya Padi</h1><time datetime="2025-08-17T10:15:00+07:00">17 Agustus</time>')
        + TEXT,
        '<article><h1>Panen Raya Padi</h1><time class="entry-date published" '
        'datetime="2025-08-17">17/8</time>'
        '<time class="updated" datetime="2026-01-01">1/1</time>' + TEXT + "</article>",
        (
            '<article><h1>Panen Raya Padi</h1><time class="entry-date published '
            'updated" datetime="2025-08-17">x</time>'
        )
        + TEXT
        + "</article>",
        ('<article><time datetime="2025-08-17">17 Agustus 2025</time><h1>Panen Raya Padi</h1>')
        + TEXT
        + "</article>",
        '<h1>Panen Raya Padi</h1><span itemprop="datePublished">17 Agustus 2025</span>' + TEXT,
        '<div itemscope itemtype="https://schema.org/Article"><h1>Panen Raya Padi</h1>'
        '<meta itemprop="datePublished" content="2025-08-17"><meta '
        'itemprop="dateModified" content="2026-01-01">' + TEXT + "</div>",
        (
            '<div itemscope itemtype="https://schema.org/NewsArticle"><h1>Panen Raya Padi</h1>'
            '<time itemprop="datePublished" datetime="2025-08-17">x</time></div><div class="rel">'
            '<div itemscope itemtype="https://schema.org/NewsArticle"><h3>Lain</h3>'
            '<time itemprop="datePublished" datetime="2026-01-01">x</time></div></div>'
        ),
        '<h1>Panen Raya Padi</h1><p>Pelaksanaan: <time datetime="2025-08-30">30 Agustus</time></p>'
        '<span class="posted-on"><time datetime="2025-08-17">17 Agustus 2025</time></span>' + TEXT,
        '<h1>Panen Raya Padi</h1><time datetime="17 Agustus 2025 10:15 WIB">x</time>' + TEXT,
        "<h1>Panen Raya Padi</h1><time>17 Agustus 2025</time>" + TEXT,
        '<h1>Panen Raya Padi</h1><time class="published" datetime="2025-08-17">x</time>'
        + TEXT
        + '<div class="comments"><time datetime="2025-09-01">1 September</time></div>',
        '<h1>Panen Raya Padi</h1><time datetime="2025-08-17">x</time>'
        + TEXT
        + '<p>Upacara <time datetime="2025-08-20">20 Agustus</time></p>',
    ],
)
def test_a_time_element_of_the_article_is_read(body: str) -> None:
    assert published_on(page(body=body), URL, TODAY) == DAY


def test_a_stamp_of_today_yields_to_an_older_date_beside_the_title() -> None:
    head = ld(ARTICLE | {"datePublished": "2026-11-24T08:00:00+07:00"})
    shown = f"<h1>Panen Raya Padi</h1><p>Diposting 17 Agustus 2025</p>{TEXT}"
    assert published_on(page(head, shown), URL, TODAY) == DAY
    assert published_on(page(head), URL, TODAY) == TODAY


def test_a_publication_carries_moment_title_and_evidence() -> None:
    html = page(ld(ARTICLE) + '<meta property="og:title" content="Panen Raya Padi 2025">')
    publication = publication_of(html, URL, TODAY)
    assert publication is not None
    assert publication.at == datetime(2025, 8, 17, 3, 15, tzinfo=UTC)
    assert not publication.day_only
    assert publication.url == URL
    assert publication.title == publication.evidence.title == "Panen Raya Padi 2025"
    assert publication.evidence.source == "json-ld"
    assert publication.evidence.raw == STAMP
    assert publication.evidence.url == URL


def test_a_day_without_an_hour_stands_at_noon_and_keeps_its_text() -> None:
    body = f"<h1>Panen Raya Padi</h1><p>Diposting oleh Admin, 17 Agustus 2025</p>{TEXT}"
    publication = publication_of(page(body=body), URL, TODAY)
    assert publication is not None
    assert publication.day_only
    assert publication.at == datetime(2025, 8, 17, 12, tzinfo=UTC)
    assert publication.evidence.source == "article"
    assert publication.evidence.raw == "Diposting oleh Admin, 17 Agustus 2025"
    assert publication.title == "Panen Raya Padi"


@pytest.mark.parametrize(
    "encoded",
    [
        page(body=f"<h1>Panen Raya Padi</h1><p>Jum’at, 17 Agustus 2025</p>{TEXT}").encode(),
        b"\xef\xbb\xbf"
        + page(body=f"<h1>Panen Raya Padi</h1><p>17 Agustus 2025</p>{TEXT}").encode(),
        page(body=f"<h1>Panen Raya Padi</h1><p>17 Agustus 2025</p>{TEXT}").encode("utf-16"),
        page(body=f"<h1>Panen Raya Padi</h1><p>Jum’at,\xa017\xa0Agustus\xa02025</p>{TEXT}")
        .replace("charset=utf-8", "charset=windows-1252")
        .encode("windows-1252"),
        page(body=f"<h1>Panen Raya Padi</h1><p>17\xa0Agustus 2025</p>{TEXT}")
        .replace("charset=utf-8", "charset=nonsense")
        .encode("latin-1"),
    ],
)
def test_bytes_are_decoded_by_mark_or_meta_tag(encoded: bytes) -> None:
    assert published_on(encoded, URL, TODAY) == DAY
