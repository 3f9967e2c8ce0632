"""Real posts whose publish time is known, held against the time their links alone give us.

`data/known_times.jsonl` has one post a line: its permalink, when its platform said it was
published, its kind where that is known, and the public repository and file where link and time
stand together:

- what yt-dlp and gallery-dl expect of posts in their own tests;
- answers of the platforms kept as test data or examples, as by python-twitter, jInstagram,
  instagram-user-feed, instagrapi, tiktok-scraper and threads-net, and by small sites and demos;
- archives: congresstweets' files of single days (told with a Washington offset), the posts of a
  magazine's graphics desk, a president's posts, a band's Instagram (told in Japanese time);
- feeds that clubs, labs, bands and newsrooms keep for their websites.

As far as the sources show, these times are the platforms' own and weren't worked out from the
links; a list of TikTok videos where every time is exactly the one in the number was left out for
that suspicion. So were the band's posts from the week between Europe's and America's clock changes,
in 2014 and in 2018: their recorded times are off by an hour to the second. Links name only public
accounts; others are written in a form without the name.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from checks.links import PostLink, read_post
from checks.model import Platform

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KNOWN_TIMES = Path(__file__).parent / "data" / "known_times.jsonl"

# Before this X numbered its posts one by one: the number says nothing of the time.
X_NUMBERS_TELL_TIME = datetime(2010, 11, 4, tzinfo=UTC)

# The time in a link is when the upload began, so the post itself follows, by hours at worst.
SOONEST, LATEST = timedelta(seconds=-10), timedelta(hours=3)
# Where nothing is transcoded, all that remains is that platforms cut times to whole seconds.
SOONEST_AT_ONCE, LATEST_AT_ONCE = timedelta(seconds=-1), timedelta(seconds=3)

OUTSIDE_THE_WINDOW = {
    "1623739803874349067": "a repost, recorded with the time of the post it repeats",
    "1695424220702888009": "a repost, recorded with the time of the post it repeats",
    "DNNlfk8yu6o": "recorded as 11:00:00 sharp, so likely scheduled, and made half a minute later",
    "DI0KwntyODz": "recorded as 04:00:00 sharp, so likely scheduled, and made 23 seconds later",
}
NOT_AT_ONCE = {
    "DWxK3XcjzyY": "recorded as a photo, yet two minutes late, as videos are",
    "DXe7LFbEzdJ": "recorded as a photo, yet three minutes late, as videos are",
}

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in KNOWN_TIMES.read_text("utf-8").splitlines()
]


def read(row: dict[str, Any]) -> PostLink:
    return read_post(row["link"], now=NOW)


def published(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["published_at"])


def is_timeless(row: dict[str, Any]) -> bool:
    return read(row).platform is Platform.X and published(row) < X_NUMBERS_TELL_TIME


def is_put_up_at_once(row: dict[str, Any]) -> bool:
    match read(row).platform:
        case Platform.X:
            return True
        case Platform.THREADS:
            return bool(row["kind"] != "video")
        case Platform.INSTAGRAM:
            return row["kind"] in ("photo", "carousel")
        case _:
            return False


def lag(row: dict[str, Any]) -> timedelta:
    made = read(row).published_at
    assert made is not None
    return published(row) - made


TIMED = [row for row in ROWS if not is_timeless(row)]
TIMELESS = [row for row in ROWS if is_timeless(row)]
IN_THE_WINDOW = [row for row in TIMED if read(row).post_id not in OUTSIDE_THE_WINDOW]
AT_ONCE = [
    row for row in IN_THE_WINDOW if is_put_up_at_once(row) and read(row).post_id not in NOT_AT_ONCE
]


def link_of(row: dict[str, Any]) -> str:
    return str(row["link"])


@pytest.mark.parametrize("row", IN_THE_WINDOW, ids=link_of)
def test_a_post_was_published_from_seconds_before_to_hours_after_its_link_says(
    row: dict[str, Any],
) -> None:
    assert SOONEST <= lag(row) <= LATEST


@pytest.mark.parametrize("row", AT_ONCE, ids=link_of)
def test_what_needs_no_transcoding_was_published_within_seconds_of_what_its_link_says(
    row: dict[str, Any],
) -> None:
    assert SOONEST_AT_ONCE <= lag(row) <= LATEST_AT_ONCE


@pytest.mark.parametrize("row", TIMELESS, ids=link_of)
def test_an_x_post_from_before_november_2010_gives_no_time(row: dict[str, Any]) -> None:
    assert read(row).published_at is None


def test_the_named_exceptions_are_real_and_at_most_one_post_in_a_hundred() -> None:
    outside = {read(row).post_id for row in TIMED if not SOONEST <= lag(row) <= LATEST}
    assert outside == set(OUTSIDE_THE_WINDOW)
    assert len(outside) <= len(TIMED) / 100


def test_the_photos_that_were_not_put_up_at_once_are_all_named() -> None:
    slow = {
        read(row).post_id
        for row in IN_THE_WINDOW
        if is_put_up_at_once(row) and not SOONEST_AT_ONCE <= lag(row) <= LATEST_AT_ONCE
    }
    assert slow == set(NOT_AT_ONCE)


@pytest.mark.parametrize(
    ("platform", "soonest", "latest"),
    [
        (Platform.X, -1, 0),
        (Platform.THREADS, -1, 0),
        (Platform.INSTAGRAM, -1, 0),
        (Platform.TIKTOK, 1, 30),
    ],
)
def test_the_usual_lag_of_a_platform_is_seconds(
    platform: Platform, soonest: int, latest: int
) -> None:
    lags = [lag(row).total_seconds() for row in TIMED if read(row).platform is platform]
    assert soonest <= median(lags) <= latest


def test_the_known_times_are_many_for_every_platform_and_kind() -> None:
    platforms = Counter(read(row).platform for row in ROWS)
    assert platforms[Platform.X] >= 225
    assert platforms[Platform.INSTAGRAM] >= 167
    assert platforms[Platform.TIKTOK] >= 65
    assert platforms[Platform.THREADS] >= 56
    assert len(TIMELESS) >= 7

    instagram = Counter(row["kind"] for row in ROWS if read(row).platform is Platform.INSTAGRAM)
    assert instagram["photo"] >= 29
    assert instagram["carousel"] >= 21
    assert instagram["video"] + instagram["reel"] >= 21


def test_no_post_is_counted_twice() -> None:
    posts = Counter((read(row).platform, read(row).post_id) for row in ROWS)
    assert [post for post, times in posts.items() if times > 1] == []


def test_every_known_time_names_its_source_and_is_told_in_utc() -> None:
    for row in ROWS:
        assert set(row) == {"link", "published_at", "kind", "source"}
        assert published(row).utcoffset() == timedelta(0)
        assert published(row) < NOW
        repository, _, path = row["source"].partition(" ")
        assert repository.count("/") == 1
        assert path
