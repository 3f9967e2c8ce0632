"""What a home page says about where to look further."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.website.discovery import Cms, Signposts, feed_addresses, read_signposts

HOME = "https://dinkes.contoh.go.id/"


def signposts(html: str, headers: dict[str, str] | None = None, url: str = HOME) -> Signposts:
    return read_signposts(LexborHTMLParser(html), html, url, headers or {})


@pytest.mark.parametrize(
    ("html", "cms"),
    [
        ('<meta name="generator" content="WordPress 6.7.1">', Cms.WORDPRESS),
        ('<script src="/wp-includes/js/jquery.js"></script>', Cms.WORDPRESS),
        ('<meta content="Joomla! - Open Source Content Management" name="generator">', Cms.JOOMLA),
        ('<a href="index.php?option=com_content&amp;view=article&amp;id=3">x</a>', Cms.JOOMLA),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', Cms.DRUPAL),
        ('<img src="/sites/default/files/logo.png">', Cms.DRUPAL),
        ("<meta content='blogger' name='generator'/>", Cms.BLOGGER),
        ('<meta name="generator" content="Wix.com Website Builder">', Cms.WIX),
        ('<meta name="csrf-token" content="x">', Cms.UNKNOWN),
        ("<p>Pelatihan WordPress dan Joomla bagi admin</p>", Cms.UNKNOWN),
    ],
)
def test_the_system_shows_in_the_page(html: str, cms: Cms) -> None:
    assert signposts(html).cms is cms


def test_the_system_shows_in_the_answers_headers() -> None:
    link = {"link": '<https://dinkes.contoh.go.id/wp-json/>; rel="https://api.w.org/"'}
    assert signposts("<p>x</p>", link).cms is Cms.WORDPRESS
    assert signposts("<p>x</p>", link).api == f"{HOME}wp-json/"
    assert signposts("<p>x</p>", {"x-generator": "Drupal 9"}).cms is Cms.DRUPAL


def test_feeds_of_posts_are_taken_and_those_of_comments_and_events_left() -> None:
    html = """
    <link rel="alternate" type="application/rss+xml" title="Dinkes » Umpan Komentar" href="/k/">
    <link rel="alternate" type="application/rss+xml" title="Dinkes » Comments" href="/c/">
    <link rel="alternate" type="application/rss+xml" title="Dinkes » Agenda" href="/agenda/feed/">
    <link rel="alternate" type="application/rss+xml" title="Dinkes" href="/?post_type=event&feed=x">
    <link rel="alternate" type="application/json+oembed" href="/oembed">
    <link rel="alternate" hreflang="en" href="/en">
    <link rel="stylesheet" type="application/rss+xml" href="/style">
    <link rel="alternate" type="application/atom+xml" href="feed/atom">
    """
    assert signposts(html).feeds == (f"{HOME}feed/atom",)


def test_a_feed_that_only_a_link_in_the_text_names_is_found() -> None:
    assert signposts('<a href="/berita/rss.xml">RSS</a>').feeds == (f"{HOME}berita/rss.xml",)
    assert signposts('<a href="/berita/rss-gratis">RSS</a>').feeds == ()


@pytest.mark.parametrize(
    ("html", "first"),
    [
        ('<meta name="generator" content="WordPress">', f"{HOME}feed/"),
        ('<meta name="generator" content="Drupal">', f"{HOME}rss.xml"),
        ('<meta name="generator" content="Joomla">', f"{HOME}?format=feed&type=rss"),
        ('<meta name="generator" content="Wix">', f"{HOME}blog-feed.xml"),
    ],
)
def test_a_system_keeps_its_feed_at_its_own_address(html: str, first: str) -> None:
    assert feed_addresses(signposts(html), HOME)[0] == first


def test_news_pages_come_by_likelihood_and_profiles_are_counted() -> None:
    html = """<ul><li><a href="/profil">Profil</a></li><li><a href="/tugas">Tugas dan Fungsi</a>
    <li><a href="/pengumuman">Pengumuman</a></li><li><a href="/info-publik">Informasi Publik</a>
    <li><a href="/kategori/berita">Berita</a></li><li><a href="/">Beranda Berita</a></li>
    <li><a href="https://lain.example/berita">Berita Lain</a></li><li><a href="/b.pdf">Berita</a>
    </ul>"""
    found = signposts(html)
    assert found.news_pages == (
        f"{HOME}kategori/berita",
        f"{HOME}pengumuman",
        f"{HOME}info-publik",
    )
    assert found.profile_links == 2
