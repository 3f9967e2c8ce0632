"""Pages made to hold up whoever parses them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.client import Page
from checks.website.source import DEEPEST, LONGEST_SOURCE, source_of

ORDINARY = (
    "<html><body><nav>"
    + "<a href=/x>Menu</a>" * 900
    + "</nav>"
    + "<p>Kabar<br>" * 3000
    + "<ul>"
    + "<li>satu<li>dua" * 2000
    + "</ul><table>"
    + "<tr><td>1<td>2" * 900
    + "</table>"
    + "<div><section><p>isi</p></section></div>" * 2000
    + "</body></html>"
)

PICTURE = f'<img alt="a b c" src="data:image/png;base64,{"Qk1+/w==" * 9000}"><p>Kabar</p>'

SETTINGS = f"""<div data-settings='{'{"a": 1, "b": "c d"}, ' * 4000}'>Kabar</div>"""

PROGRAM = "<script>" + "if (a <b && c < d / e) f = g ; " * 3000 + "</script><p>Kabar</p>"


def source(html: str) -> str:
    return source_of(
        Page("https://dinas.example/", 200, {"content-type": "text/html"}, html.encode())
    )


@pytest.mark.parametrize("html", [ORDINARY, PICTURE, SETTINGS], ids=["page", "picture", "settings"])
def test_an_ordinary_page_stays_as_it_is(html: str) -> None:
    assert source(html) == html


def test_what_follows_a_long_program_is_kept() -> None:
    tree = LexborHTMLParser(source(PROGRAM))
    assert [node.text() for node in tree.css("p")] == ["Kabar"]


@pytest.mark.parametrize("separator", [" ", "/", "\n", ' ="x" ', ' <"'])
def test_a_tag_of_a_hundred_thousand_attributes_is_left_out(separator: str) -> None:
    monster = "<div " + separator.join(f"a{n}" for n in range(100_000))
    kept = source(f"<p>Kabar</p>{monster}><p>Lagi</p>")
    assert len(kept) < 30_000
    assert kept.startswith("<p>Kabar</p>")
    assert kept.endswith("<p>Lagi</p>")


def test_blocks_without_end_are_cut_off_and_what_stands_before_is_kept() -> None:
    kept = source("<p>Kabar</p>" + "<div>" * 500_000)
    assert kept.startswith("<p>Kabar</p><div>")
    assert len(kept) < 10_000


def test_what_stands_in_blocks_too_deep_is_kept_without_their_tags() -> None:
    kept = source(
        "<div>" * 3000 + '<p><a href="/b">Kabar</a></p>' + "</div>" * 3000 + "<p>Lagi</p>"
    )
    assert '<p><a href="/b">Kabar</a></p>' in kept
    assert kept.endswith("<p>Lagi</p>")
    assert kept.count("<div>") == kept.count("</div>") == DEEPEST


def test_no_more_than_so_much_of_a_page_is_read() -> None:
    assert len(source("x" * 4_000_000)) == LONGEST_SOURCE
