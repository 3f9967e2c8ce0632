"""The corpus that docs/accuracy.md measures: what is claimed there is held here."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.website.dates import find_date
from checks.website.pages import published_on

TODAY = date(2026, 11, 24)
DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("short_texts.jsonl"), ids=lambda row: row["text"])
def test_every_short_text_of_the_corpus_is_read_right(row: dict[str, Any]) -> None:
    found = find_date(row["text"], TODAY)
    assert (found.isoformat() if found else None) == row["day"]


@pytest.mark.parametrize("row", rows("article_pages.jsonl"), ids=lambda row: row["theme"])
def test_every_article_page_of_the_corpus_is_read_right(row: dict[str, Any]) -> None:
    found = published_on(row["html"], row["url"], TODAY)
    assert (found.isoformat() if found else None) == row["day"]
