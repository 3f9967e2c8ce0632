from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.platforms.ids import timed_id, video_id
from checks.links import read_post
from checks.links.snowflakes import made_at
from checks.model import Platform

NOW = datetime(2030, 1, 1, tzinfo=UTC)
PERMALINKS = {
    Platform.INSTAGRAM: "https://www.instagram.com/p/{}/",
    Platform.THREADS: "https://www.threads.com/@peraga/post/{}",
    Platform.X: "https://x.com/peraga/status/{}",
    Platform.TIKTOK: "https://www.tiktok.com/@peraga/video/{}",
}
TIMED = st.sampled_from(list(PERMALINKS))
MOMENTS = st.integers(1, 2_300 * 86_400_000).map(
    lambda milliseconds: NOW - timedelta(milliseconds=milliseconds)
)
"""Since Threads opened, the youngest of these platforms."""
NUMBERS = st.integers(0, 2**22 - 1)


@settings(max_examples=60)
@given(TIMED, MOMENTS, NUMBERS)
def test_the_moment_is_read_from_the_id_that_was_made_of_it(
    platform: Platform, at: datetime, number: int
) -> None:
    made = timed_id(platform, at, number)
    found = made_at(platform, made, NOW)
    unit = timedelta(seconds=1) if platform is Platform.TIKTOK else timedelta(milliseconds=1)
    assert found is not None
    assert timedelta(0) <= at - found < unit
    assert read_post(PERMALINKS[platform].format(made), now=NOW).post_id == made


@settings(max_examples=30)
@given(TIMED, MOMENTS, NUMBERS, NUMBERS)
def test_posts_of_one_moment_are_told_apart_by_their_number(
    platform: Platform, at: datetime, one: int, other: int
) -> None:
    assert (timed_id(platform, at, one) == timed_id(platform, at, other)) is (one == other)


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.YOUTUBE, Platform.TELEGRAM])
def test_no_id_is_made_of_a_moment_where_ids_hold_none(platform: Platform) -> None:
    with pytest.raises(KeyError):
        timed_id(platform, NOW)


def test_a_video_s_id_has_the_shape_of_youtube_s_and_is_one_for_each_name() -> None:
    ids = [video_id(f"video {number}") for number in range(50)]
    assert len(set(ids)) == 50
    assert video_id("video 7") == ids[7]
    for id_ in ids:
        assert read_post(f"https://www.youtube.com/watch?v={id_}").post_id == id_
