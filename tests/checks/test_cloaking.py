"""What a site shows a search engine alone, and what is only another day's page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website.cloaking import cloaking_signs

URL = "https://dinas.contoh.go.id/"
HONEST = (
    "<html lang=id><head><title>Dinas Pertanian</title>"
    '<meta name="description" content="Laman resmi Dinas Pertanian"></head>'
    '<body><a href="/berita/1">Panen Raya</a><a href="/berita/2">Apel Pagi</a></body></html>'
)


def spam_links(count: int) -> str:
    return "".join(
        f'<a href="https://spam{number}.example/">Slot Gacor {number}</a>'
        for number in range(count)
    )


def test_the_same_page_has_no_signs() -> None:
    assert cloaking_signs(HONEST, HONEST, URL) == ()


def test_other_news_is_no_cloaking() -> None:
    later = HONEST.replace("Panen Raya", "Sosialisasi Bahaya Judi Online").replace("/1", "/3")
    assert cloaking_signs(HONEST, later, URL) == ()
    assert cloaking_signs(HONEST, "", URL) == ()
    assert cloaking_signs("", HONEST, URL) == ()


def test_a_title_that_only_engines_see_is_a_sign_alone() -> None:
    theirs = HONEST.replace("<title>Dinas Pertanian", "<title>Slot Gacor Hari Ini Link Resmi")
    assert cloaking_signs(HONEST, theirs, URL) == (
        "only for search engines: page title: Slot Gacor Hari Ini Link Resmi",
    )


def test_a_description_that_only_engines_see_is_a_sign_alone() -> None:
    theirs = HONEST.replace("Laman resmi Dinas Pertanian", "Daftar situs slot gacor terpercaya")
    signs = cloaking_signs(HONEST, theirs, URL)
    assert signs == (
        "only for search engines: page description: Daftar situs slot gacor terpercaya",
    )


def test_three_links_that_only_engines_see_are_a_sign_and_two_are_not() -> None:
    assert cloaking_signs(HONEST, HONEST + spam_links(2), URL) == ()
    signs = cloaking_signs(HONEST, HONEST + f"<div hidden>{spam_links(3)}</div>", URL)
    assert len(signs) == 3
    assert signs[0] == (
        "only for search engines: hidden link: Slot Gacor 0 <hxxps://spam0[.]example/>"
    )


def test_what_everybody_sees_is_no_cloaking() -> None:
    spoilt = HONEST.replace("Dinas Pertanian", "Slot Gacor Maxwin") + spam_links(9)
    assert cloaking_signs(spoilt, spoilt, URL) == ()


def test_a_page_that_sends_engines_to_a_spam_host_is_a_sign() -> None:
    theirs = '<meta http-equiv="refresh" content="0;url=https://slotgacor88.example/">'
    assert cloaking_signs(HONEST, theirs, URL) == (
        "only for search engines: sends on to: hxxps://slotgacor88[.]example/",
    )


def test_a_page_in_foreign_shop_words_for_engines_is_a_sign() -> None:
    theirs = HONEST.replace("Dinas Pertanian</title>", "激安 財布 コピー 通販</title>")
    assert len(cloaking_signs(HONEST, theirs, URL)) == 1


def test_signs_are_few_short_and_harmless() -> None:
    signs = cloaking_signs(HONEST, HONEST + spam_links(50), URL)
    assert 3 <= len(signs) <= 12
    assert all(len(sign) <= 220 and "http" not in sign for sign in signs)


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from([URL, "", "http://["]))
@settings(max_examples=50, deadline=None)
def test_no_pages_raise(ours: str, theirs: str, url: str) -> None:
    assert isinstance(cloaking_signs(ours, theirs, url), tuple)
