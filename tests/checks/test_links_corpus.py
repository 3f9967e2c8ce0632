"""Links as people send and list them, with what a careful reader makes of each.

A row of the file is an object: `text`, `kind` (post or profile), `platform_hint` (the column it
stood in) and `expect`: what the link says, or the reasons for which it may be refused.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.links import LinkRejected, PostLink, read_post, read_profile
from checks.model import ChannelRef, Platform

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
CORPUS = Path(__file__).parent / "data" / "links.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
WHOLE_SECOND = timedelta(seconds=1)


def read(row: dict[str, Any]) -> PostLink | ChannelRef:
    if row["kind"] == "post":
        return read_post(row["text"], now=NOW)
    hint = row.get("platform_hint")
    return read_profile(row["text"], None if hint is None else Platform(hint))


def says(found: PostLink | ChannelRef, expected: dict[str, Any]) -> bool:
    expected = dict(expected)
    if "published_at" in expected and isinstance(found, PostLink):
        told, known = expected.pop("published_at"), found.published_at
        if told is None or known is None:
            if told is not known:
                return False
        elif abs(datetime.fromisoformat(told) - known) > WHOLE_SECOND:
            return False
    return all(getattr(found, name) == value for name, value in expected.items())


def is_right(row: dict[str, Any]) -> bool:
    expected = row["expect"]
    try:
        found = read(row)
    except LinkRejected as rejected:
        return str(rejected.reason) in expected.get("rejected", ())
    return "rejected" not in expected and says(found, expected)


@pytest.mark.parametrize("kind", ["post", "profile"])
@pytest.mark.parametrize("refused", [False, True])
def test_links_are_read_as_a_careful_reader_would(kind: str, refused: bool) -> None:
    rows = [row for row in ROWS if row["kind"] == kind and ("rejected" in row["expect"]) == refused]
    assert rows
    assert [row["text"] for row in rows if not is_right(row)] == []
