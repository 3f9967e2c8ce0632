"""Whole pages: what hides links, what sends visitors away, and what only looks like a hijack."""

from __future__ import annotations

import time

import pytest

from checks.website.hijack import signs_of

URL = "https://dinas.contoh.go.id/"
SPAM = "".join(
    f'<a href="https://spam{number}.example/x">{name}</a> '
    for number, name in enumerate(["Slot Gacor", "Togel Resmi", "Judi Slot Online"])
)
TITLE = "<title>Dinas Pertanian</title>"


def page(body: str, head: str = TITLE) -> str:
    return f"<!doctype html><html lang=id><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "hiding",
    [
        '<div style="position:absolute;z-index:-99">{}</div>',
        '<div style="color:#fff;background:#ffffff">{}</div>',
        '<div style="background-color:white;color:#FFF">{}</div>',
        '<div style="opacity:.01">{}</div>',
        '<div style="filter:alpha(opacity=0);opacity:0.0">{}</div>',
        '<div style="clip:rect(1px,1px,1px,1px);position:absolute">{}</div>',
        '<div style="clip-path:inset(100%)">{}</div>',
        '<div style="transform:translateX(-9999px)">{}</div>',
        '<div style="transform:scale(0)">{}</div>',
        '<div style="overflow:hidden;height:2px">{}</div>',
        '<div style="font-size:0.1px">{}</div>',
        '<div style="line-height:0;color:transparent">{}</div>',
        "<style>@media all{{p .qz{{position:fixed;top:-5000px}}}}</style><div class=qz>{}</div>",
        '<div id="q1">{}</div><script>jQuery("#q1").hide();</script>',
        '<div id="q1">{}</div><script>$( "#q1" ).css("display", "none")</script>',
        "<div id=q1>{}</div><script>document.getElementById('q1').style.display=f()</script>",
    ],
)
def test_every_way_of_hiding_is_seen(hiding: str) -> None:
    signs = signs_of(page(hiding.format(SPAM)), URL, [])
    assert [sign.split(":")[0] for sign in signs] == ["hidden link"] * 3


def test_what_neither_visitors_nor_engines_read_is_no_sign() -> None:
    assert signs_of(page(f"<!-- {SPAM} {SPAM} -->"), URL, []) == ()
    assert signs_of(page(f"<template>{SPAM}{SPAM}</template>"), URL, []) == ()
    assert signs_of(page(f"<script>var a = '{SPAM}{SPAM}'</script>"), URL, []) == ()


def test_one_link_repeated_is_one_link() -> None:
    one = '<a href="https://spam.example/">Slot Gacor</a>'
    assert signs_of(page(one * 9), URL, []) == ()
    assert signs_of(page(f"<div hidden>{one * 9}</div>"), URL, []) == ()


def test_five_spam_pages_of_the_site_itself_are_a_sign_and_four_are_not() -> None:
    def slugs(count: int) -> str:
        return "".join(
            f'<li><a href="/slot-gacor-hari-ini-{number}/">Baca</a>' for number in range(count)
        )

    assert signs_of(page(slugs(4)), URL, []) == ()
    signs = signs_of(page(slugs(5)), URL, [])
    assert len(signs) == 5
    assert signs[0].startswith("spam page of its own: Baca <hxxps://dinas[.]contoh[.]go[.]id/slot")


@pytest.mark.parametrize(
    "sending",
    [
        '<meta http-equiv="refresh" content="0; url=https://slotgacor88.example/">',
        "<script>window.location.href = 'https://slotgacor88.example/masuk';</script>",
        "<script>if(document.referrer)location.replace('https://slotgacor88.example')</script>",
        '<link rel="canonical" href="https://slotgacor88.example/">',
        '<link rel="amphtml" href="https://amp.example/slot-gacor-maxwin/">',
    ],
)
def test_a_page_that_sends_to_a_spam_host_is_a_sign_alone(sending: str) -> None:
    signs = signs_of(page("", TITLE + sending), URL, [])
    assert len(signs) == 1
    assert signs[0].startswith("sends visitors to: hxxps://")
    honest = sending.replace("slotgacor88", "ppid").replace("slot-gacor-maxwin", "beranda")
    assert signs_of(page("", TITLE + honest), URL, []) == ()


def test_a_page_in_the_words_of_foreign_shops_is_a_sign() -> None:
    head = (
        "<title>ルイヴィトン 財布 激安 通販</title>"
        '<meta name="description" content="スーパーコピー専門店、送料無料">'
    )
    assert len(signs_of(page("", head), URL, [])) == 2
    guests = (
        "<title>県の観光案内 海辺の散歩道と火山</title>"
        '<meta name="description" content="伝統織物の体験をご紹介します">'
    )
    assert signs_of(page("", guests), URL, []) == ()


MENU = "".join(
    f'<li><a href="{target}">{name}</a>'
    for name, target in [
        ("Beranda", "/"),
        ("Slot Antrean Online", "/antrean"),
        ("Login Pegawai", "https://simpeg.contoh.go.id/login"),
        ("Link Alternatif", "https://meet.example/rapat"),
        ("Bayar Pajak via DANA", "https://pajak.example/dana"),
        ("USG 4D", "/layanan/usg-4d"),
        ("Aduan Konten", "https://aduankonten.example/"),
        ("Daftar Online", "https://daftar.example/online"),
    ]
)


@pytest.mark.parametrize(
    "body",
    [
        f'<nav class="mobile" style="display:none"><ul>{MENU}</ul></nav>',
        f"<style>.off{{position:fixed;left:-9999px}}</style><nav class=off>{MENU}</nav>",
        f'<div class="modal" aria-hidden="true" style="visibility:hidden">{MENU}</div>',
    ],
)
def test_hidden_menus_and_windows_of_honest_links_do_not_alarm(body: str) -> None:
    assert signs_of(page(body), URL, []) == ()


def test_news_elsewhere_about_gambling_does_not_alarm_by_its_cut_address() -> None:
    links = "".join(
        f'<a href="https://media{number}.example/situs-judi-slot-online-{number}">{title}</a>'
        for number, title in enumerate(
            [
                "Kominfo Blokir Situs Judi Slot Online",
                "Polisi Bongkar Situs Judi Slot Online",
                "Waspada Situs Judi Slot Online di Ponsel",
                "ASN Dilarang Buka Situs Judi Slot Online",
                "Pelajar Tolak Situs Judi Slot Online",
                "Dampak Situs Judi Slot Online bagi Anak",
            ]
        )
    )
    assert signs_of(page(links + f"<div hidden>{links}</div>"), URL, []) == ()


def test_a_list_of_blocked_sites_as_text_does_not_alarm() -> None:
    names = "".join(f"<li>slotgacor{number}.example</li>" for number in range(40))
    head = "<title>Daftar Situs Judi yang Diblokir</title>"
    assert signs_of(page(f"<h1>Situs judi yang diblokir</h1><ul>{names}</ul>", head), URL, []) == ()


def test_a_few_spam_comments_do_not_alarm() -> None:
    comments = "".join(
        f'<li class="comment"><a href="https://x{number}.example" rel="nofollow">slot gacor</a>'
        for number in range(4)
    )
    assert signs_of(page(f"<ol>{comments}</ol>"), URL, []) == ()


SIZE = 3_000_000


@pytest.mark.parametrize(
    "hostile",
    [
        "".join(f'<a href="https://h{n}.example/a-{n}">kata lain ke {n}</a>' for n in range(9000)),
        "<style>" + "a" * SIZE,
        "<style>" + "{" * SIZE,
        "<style>" + ".x{color:red;" * (SIZE // 13),
        "<script>" + 'getElementById("a' * (SIZE // 17),
        "<script>location" + " " * SIZE,
        "<script>" + 'location = "http' * (SIZE // 16),
        '<div style="' + "position:absolute;" * (SIZE // 18) + '"><a href=x>slot</a></div>',
        "<title>" + "slot " * (SIZE // 5),
        "<title>" + "a1" * (SIZE // 2),
        '<a href="http://x.example">' + "s l o t g a " * (SIZE // 12) + "</a>",
        '<a href="http://x.example">' + '<img alt="slot gacor">' * (SIZE // 22) + "</a>",
        '<a href="http://' + "x.slot." * (SIZE // 7) + '">x</a>',
    ],
    ids=range(13),
)
def test_no_page_of_three_megabytes_holds_it_up(hostile: str) -> None:
    started = time.perf_counter()
    assert isinstance(signs_of(hostile, URL, []), tuple)
    assert time.perf_counter() - started < 8
