"""The shortcuts of the search for spam: they save time, and never change what is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website import _spam_page, _spam_title
from checks.website._spam_words import spam_words
from checks.website.hijack import is_spam, signs_of
from tests.checks.site_files import site_files

_DATA = Path(__file__).parent / "data" / "spam_titles.jsonl"
TITLES = [json.loads(line)["text"] for line in _DATA.read_text("utf-8").splitlines()]
HOME = "https://www.dinas-contoh.go.id/"

_words = st.sampled_from(sorted(spam_words().vocabulary) + ["desa", "bantuan", "hoki77", "sl0t-88"])
_texts = st.one_of(st.sampled_from(TITLES), st.lists(_words, max_size=6).map(" ".join))
_targets = st.sampled_from(
    ["/", "/berita/", "slot-gacor", "https://hoki77.example/", "https:///x", "//cdn.example/a", "#"]
)


def _forget() -> None:
    _spam_title._is_spam.cache_clear()
    _spam_page._spam_link.cache_clear()


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """With nothing remembered before or after the test."""
    _forget()
    yield monkeypatch
    _forget()


def _the_long_way[T](patch: pytest.MonkeyPatch, ask: object) -> None: ...
