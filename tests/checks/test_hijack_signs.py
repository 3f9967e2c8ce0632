"""When the signs on a page amount to a hijack, and when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website.hijack import signs_of

URL = "https://dinas.contoh.go.id/"
NAMES = [
    "Slot Gacor",
    "Situs Togel Resmi",
    "Judi Slot Online",
    "Mahjong Ways",
    "RTP Live",
    "Maxwin",
]
NEWS = [
    "Apel Pagi Pegawai",
    "Panen Raya Padi",
    "Rapat Kerja Tahunan",
    "Gotong Royong",
    "Bakti Sosial",
]


def links(count: int, host: str = "spam{}.example") -> str:
    return "".join(
        f'<a href="https://{host.format(number)}/x">{NAMES[number % 6]} {number}</a> '
        for number in range(count)
    )


def page(body: str, head: str = "<title>Dinas Pertanian</title>") -> str:
    news = "".join(f'<li><a href="/berita/{n}">{title}</a></li>' for n, title in enumerate(NEWS))
    return f"<html><head>{head}</head><body><ul>{news}</ul>{body}</body></html>"


HIDING = """
<div style="display:none">{}</div>
<div style="display : none !important">{}</div>
<div style="visibility:hidden">{}</div>
<div style="position:absolute;left:-9999px">{}</div>
<div style="position:absolute; top:-1000em">{}</div>
<div style="text-indent:-9999px">{}</div>
<div style="margin-left:-5000px">{}</div>
<div style="font-size:0">{}</div>
<div style="font-size:1px">{}</div>
<div style="height:0;overflow:hidden">{}</div>
<div style="overflow:hidden;width:1px;height:1px">{}</div>
<div style="max-height:0px;overflow:hidden">{}</div>
<div style="opacity:0">{}</div>
<div style="display:none"><p><b>{}</b></p></div>
<div hidden>{}</div>
<noscript>{}</noscript>
<marquee height="1" width="1">{}</marquee>
<marquee style="position:absolute;width:0px;height:0px">{}</marquee>
<marquee width="1px">{}</marquee>
<style>.qz{{display:none}}</style><div class="a qz">{}</div>
<style>#foo, div.bar {{ position:absolute; left:-9000px }}</style><div id="foo">{}</div>
<div id="q1">{}</div><script>document.getElementById("q1").style.display="none";</script>
"""


@pytest.mark.parametrize("hiding", HIDING.strip().split("\n"))
def test_three_spam_links_that_nobody_sees_are_a_sign(hiding: str) -> None:
    signs = signs_of(page(hiding.format(links(3))), URL, NEWS)
    assert len(signs) == 3
    assert signs[0] == "hidden link: Slot Gacor 0 <hxxps://spam0[.]example/x>"
    assert signs_of(page(hiding.format(links(2))), URL, NEWS) == ()


def test_hidden_links_into_the_own_site_count_too() -> None:
    own = links(3, host="dinas.contoh.go.id")
    assert signs_of(page(f'<div style="display:none">{own}</div>'), URL, NEWS)


def test_five_spam_links_to_outside_hosts_are_a_sign_and_four_are_not() -> None:
    signs = signs_of(page(links(5)), URL, NEWS)
    assert len(signs) == 5
    assert all(sign.startswith("spam link: ") and "http" not in sign for sign in signs)
    assert signs_of(page(links(4)), URL, NEWS) == ()


def test_links_that_show_their_spam_in_the_address_or_a_picture_count() -> None:
    by_host = "".join(f'<a href="http://slotgacor{n}8.example">klik</a>' for n in range(5))
    by_path = "".join(
        f'<a href="http://x{n}.example/situs-judi-slot-gacor">.</a>' for n in range(5)
    )
    by_picture = "".join(
        f'<a href="http://x{n}.example"><img alt="Slot Gacor"></a>' for n in range(5)
    )
    for body in (by_host, by_path, by_picture):
        assert len(signs_of(page(body), URL, NEWS)) == 5


def test_title_and_description_both_spam_are_a_sign_and_one_alone_is_not() -> None:
    title = "<title>Slot Gacor Maxwin Hari Ini</title>"
    spam = '<meta name="description" content="Daftar situs slot gacor resmi dan terpercaya">'
    plain = '<meta name="description" content="Situs resmi Dinas Pertanian">'
    signs = signs_of(page("", title + spam), URL, NEWS)
    assert [sign.split(":")[0] for sign in signs] == ["page title", "page description"]
    assert signs_of(page("", title + plain), URL, NEWS) == ()
    assert signs_of(page("", "<title>Dinas Pertanian</title>" + spam), URL, NEWS) == ()


@pytest.mark.parametrize(
    ("spam", "clean", "alarm"),
    [(2, 4, True), (2, 5, False), (1, 0, False), (1, 2, False), (3, 6, True), (0, 5, False)],
)
def test_a_third_of_the_titles_and_two_at_least_are_a_sign(
    spam: int, clean: int, alarm: bool
) -> None:
    titles = [f"Slot Gacor {number}" for number in range(spam)]
    titles += [f"Apel Pagi {number}" for number in range(clean)]
    assert bool(signs_of(page(""), URL, titles)) is alarm


def test_an_agencys_own_articles_against_gambling_do_not_alarm() -> None:
    titles = ["Sosialisasi Bahaya Judi Online", "Kominfo Blokir 500 Situs Slot", "Stop Judi Online"]
    body = "".join(
        f'<a href="https://media{number}.example/berita">{title}</a>'
        for number, title in enumerate(titles * 3)
    )
    head = (
        "<title>Waspada Judi Online - Dinas Kominfo</title>"
        '<meta name="description" content="Polisi tangkap bandar judi togel, warga waspada">'
    )
    assert signs_of(page(body + f'<div style="display:none">{body}</div>', head), URL, titles) == ()


def test_a_hidden_menu_of_honest_links_does_not_alarm() -> None:
    menu = "".join(
        f'<a href="https://mitra{n}.example">{title}</a>' for n, title in enumerate(NEWS)
    )
    assert signs_of(page(f'<div style="display:none">{menu}</div>'), URL, NEWS) == ()


def test_signs_are_few_short_and_harmless() -> None:
    title = "Slot Gacor https://slot.example/daftar?a=1 " + "maxwin " * 200
    signs = signs_of(page(links(60)), URL, [title] * 5)
    assert 0 < len(signs) <= 12
    assert all(len(sign) <= 220 for sign in signs)
    lone = signs_of(page(""), URL, [title] * 5)
    assert lone[0].startswith("item title: Slot Gacor hxxps://slot[.]example/daftar")


@given(
    st.lists(
        st.sampled_from(
            [
                "<a href='http://['>slot gacor",
                "<a href='//x.example'>",
                "<style>.x{display:none}",
                "<noscript>",
                "</noscript>",
                links(3),
                "<marquee height=x>",
                "<div class=x style='height:0'>",
                "<title>",
                "\x00",
            ]
        ),
        max_size=10,
    ).map("".join),
    st.sampled_from([URL, "", "http://[", "x"]),
)
@settings(max_examples=100, deadline=None)
def test_no_page_and_no_address_raises(html: str, url: str) -> None:
    assert isinstance(signs_of(html, url, []), tuple)
