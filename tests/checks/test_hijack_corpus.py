"""A large set of titles, spam and honest ones chosen to look like it: every one is told right."""

from __future__ import annotations

import json
from pathlib import Path

from checks.website.hijack import is_spam

TITLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "spam_titles.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def test_the_set_is_large_and_has_both_kinds() -> None:
    spam = sum(title["spam"] for title in TITLES)
    assert spam >= 400
    assert len(TITLES) - spam >= 400
    assert len({title["text"] for title in TITLES}) == len(TITLES)


def test_every_spam_title_is_found() -> None:
    assert [one["text"] for one in TITLES if one["spam"] and not is_spam(one["text"])] == []


def test_no_honest_title_is_called_spam() -> None:
    assert [one["text"] for one in TITLES if not one["spam"] and is_spam(one["text"])] == []


def test_a_title_is_told_alike_in_capitals_and_with_spaces_around() -> None:
    for one in TITLES:
        if one["text"].isascii():
            assert is_spam(f"  {one['text'].upper()}\n") is one["spam"], one["text"]
