from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.telegram.html import parse_html
from bot.texts.pages import LONGEST_TEXT, pages_of, utf16_length

LIMIT = 80
words = st.text("abc &<>_😀é", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
tags = st.sampled_from(["", "b", "i", "code"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    tag, text = draw(tags), escape(draw(words).strip())
    return f"<{tag}>{text}</{tag}>" if tag else text


def without_numbers(pages: list[str]) -> list[str]:
    if len(pages) == 1:
        return pages
    endings = [f"\n\n{number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    assert all(page.endswith(end) for page, end in zip(pages, endings, strict=True))
    return [page.removesuffix(end) for page, end in zip(pages, endings, strict=True)]


def test_a_text_that_fits_stays_whole_and_without_a_number() -> None:
    text = "a" * LONGEST_TEXT
    assert pages_of(text) == [text]


def test_emoji_count_twice() -> None:
    assert utf16_length("a😀") == 3
    assert len(pages_of("😀" * 2049)) == 2


@settings(max_examples=60)
@given(st.lists(lines(), min_size=1, max_size=40))
def test_no_line_is_lost_changed_or_moved(written: list[str]) -> None:
    pages = without_numbers(pages_of("\n".join(written), LIMIT))
    assert [line for page in pages for line in page.split("\n")] == written


@settings(max_examples=60)
@given(st.lists(st.one_of(lines(), st.just("")), min_size=1, max_size=40))
def test_every_page_fits_and_has_its_tags_in_pairs(written: list[str]) -> None:
    for page in pages_of("\n".join(written), LIMIT):
        assert utf16_length(page) <= LIMIT
        parse_html(page)


@settings(max_examples=60)
@given(st.text("abc &<>'\"😀é", min_size=LIMIT, max_size=400), tags)
def test_a_line_longer_than_a_page_keeps_its_text_and_loses_its_tags(text: str, tag: str) -> None:
    written = " ".join(text.split())
    line = f"<{tag}>{escape(written)}</{tag}>" if tag else escape(written)
    pages = pages_of(line, LIMIT)
    if len(pages) > 1:
        read = [parse_html(page) for page in pages]
        assert all(not page.entities for page in read)
        shown = "".join(without_numbers([page.text for page in read]))
        assert shown.replace(" ", "") == written.replace(" ", "")
        assert all(utf16_length(page) <= LIMIT for page in pages)


def test_a_page_never_begins_or_ends_with_an_empty_line() -> None:
    text = "\n\n".join("x" * 30 for _ in range(9))
    pages = without_numbers(pages_of(text, LIMIT))
    assert len(pages) > 1
    assert all(page == page.strip() for page in pages)
