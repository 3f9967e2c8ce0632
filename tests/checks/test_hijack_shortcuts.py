"""The shortcuts of the search for spam: they save time, and never change what is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website import _spam_page, _spam_title
from checks.website._spam_words import spam_words
from checks.website.hijack import is_spam, signs_of
from tests.checks.site_files import site_files

Answer = TypeVar("Answer")

HOME = "https://www.dinas.contoh.go.id/"
TITLES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "data" / "spam_titles.jsonl")
    .read_text("utf-8")
    .splitlines()
]

words = st.sampled_from(sorted(spam_words().vocabulary | {"desa", "hoki77", "sl0t-88", "8", "|"}))
texts = st.sampled_from(TITLES) | st.lists(words, max_size=6).map(" ".join)
targets = st.sampled_from(
    ["/", "/berita/", "slot-gacor", "https://hoki77.example/", "https:///slot-gacor", "//a.example"]
)
links = st.tuples(targets, texts, st.sampled_from(["", "display:none"]))


def forget() -> None:
    _spam_title._is_spam.cache_clear()
    _spam_page._spam_link.cache_clear()


def the_long_way(ask: Callable[[], Answer]) -> Answer:
    """The answer where every text is looked at closely and nothing is remembered."""
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_spam_title, "is_telling", lambda token: True)
        patch.setattr(_spam_page, "_ABSOLUTE", re.compile("(?!)"))
        answer = ask()
    forget()
    return answer


def page_of(shown: list[tuple[str, str, str]], title: str) -> str:
    anchors = "".join(
        f'<p style="{style}"><a href="{target}">{escape(text)}</a></p>'
        for target, text, style in shown
    )
    return f"<!doctype html><title>{escape(title)}</title><body>{anchors}</body>"


def test_every_home_page_is_judged_as_it_is_the_long_way() -> None:
    homes = [str(site.pages["/"]["body"]) for site in site_files() if "body" in site.pages["/"]]
    assert len(homes) > 50
    found = [signs_of(home, HOME, ()) for home in homes]
    assert found == the_long_way(lambda: [signs_of(home, HOME, ()) for home in homes])
    assert any(found)


def test_every_known_title_is_judged_as_it_is_the_long_way() -> None:
    forget()
    told = [is_spam(title) for title in TITLES]
    assert the_long_way(lambda: [is_spam(title) for title in TITLES]) == told


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_words_of_the_trade_are_judged_as_they_are_the_long_way(text: str) -> None:
    assert is_spam(text) is the_long_way(lambda: is_spam(text))


@settings(max_examples=40, deadline=None)
@given(shown=st.lists(links, max_size=12), title=texts, newest=st.lists(texts, max_size=4))
def test_a_page_is_judged_as_it_is_the_long_way(
    shown: list[tuple[str, str, str]], title: str, newest: list[str]
) -> None:
    html = page_of(shown, title)
    assert signs_of(html, HOME, newest) == the_long_way(lambda: signs_of(html, HOME, newest))


def test_what_is_remembered_of_one_page_is_not_said_of_another() -> None:
    html = page_of([("/slot-gacor", "Slot Gacor", "")] * 1, "Dinas Pertanian")
    spam = page_of([(f"https://a{n}.example/", "Slot Gacor", "") for n in range(5)], "Beranda")
    assert signs_of(html, HOME, ()) == ()
    assert len(signs_of(spam, HOME, ())) == 5
    assert signs_of(spam.replace("https://a", "https://b"), HOME, ())[0].endswith("b0[.]example/>")
    assert signs_of(html, HOME, ()) == ()
