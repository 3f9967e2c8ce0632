from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.links import LinkRejected, good_example, read_post, short_link_platform
from checks.model import Platform

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
TIMED = {Platform.INSTAGRAM, Platform.X, Platform.TIKTOK, Platform.THREADS}


@pytest.mark.parametrize("platform", Platform)
def test_an_example_is_a_post_of_its_platform_in_the_preferred_spelling(platform: Platform) -> None:
    example = good_example(platform)
    post = read_post(example, now=NOW)
    assert (post.platform, post.canonical) == (platform, example)
    assert (post.published_at is not None) == (platform in TIMED)


@pytest.mark.parametrize(
    ("link", "platform"),
    [
        ("https://vm.tiktok.com/ZSabc/", Platform.TIKTOK),
        ("vt.tiktok.com/ZSabc", Platform.TIKTOK),
        ("https://www.tiktok.com/t/ZTabc/", Platform.TIKTOK),
        ("https://lite.tiktok.com/t/ZTabc/", Platform.TIKTOK),
        ("https://fb.me/abc", Platform.FACEBOOK),
        ("https://fb.watch/abc/", Platform.FACEBOOK),
        ("https://www.facebook.com/share/p/1Abc/?mibextid=x", Platform.FACEBOOK),
        ("https://m.facebook.com/share/v/1Abc/", Platform.FACEBOOK),
        ("https://www.facebook.com/share/r/1Abc/", Platform.FACEBOOK),
        ("https://facebook.com/share/1Abc/", Platform.FACEBOOK),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example", Platform.FACEBOOK),
        ("https://lm.facebook.com/l.php?u=x", Platform.FACEBOOK),
        ("https://www.instagram.com/share/reel/abc", Platform.INSTAGRAM),
        ("https://l.instagram.com/?u=x", Platform.INSTAGRAM),
        ("https://t.co/abc", Platform.X),
        ("https://pic.x.com/abc", Platform.X),
        ("https://pic.twitter.com/abc", Platform.X),
        ("https://www.youtube.com/redirect?q=x", Platform.YOUTUBE),
        ("https://youtu.be/redirect?q=x", Platform.YOUTUBE),
        ("https://l.threads.com/?u=x", Platform.THREADS),
        ("Lihat ya: https://vt.tiktok.com/ZSabc/, terima kasih.", Platform.TIKTOK),
    ],
)
def test_a_platforms_own_short_link_says_whose_it_is(link: str, platform: Platform) -> None:
    assert short_link_platform(link) is platform
    with pytest.raises(LinkRejected, match="short_link"):
        read_post(link, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tidak ada tautan",
        "https://bit.ly/abc",
        "https://s.id/abc",
        "https://goo.gl/abc",
        "https://x.com/dinkes/status/1992650000000000000",
        "https://www.instagram.com/dinkes",
        "https://dinkes.example/share/p/1",
        "https://vm.tiktok.com.evil.example/ZSabc",
        "https://vm.tiktok.com@evil.example/ZSabc",
        "https://dinkes@vm.tiktok.com/ZSabc",
        "https://vm.tiktok.com:8443/ZSabc",
        "https://t.me/+AbCdEf",
        "https://vm.tiktok.com/ZSabc https://vm.tiktok.com/ZSdef",
        "https://www.google.com/url?q=https://t.co/abc",
        "https://localhost/t/abc",
    ],
)
def test_every_other_text_is_no_platforms_short_link(text: str) -> None:
    assert short_link_platform(text) is None


def test_the_advertisement_beside_a_shared_video_is_passed_over() -> None:
    shared = (
        "https://vt.tiktok.com/ZSabc/ Postingan ini dibagikan via TikTok Lite. Unduh TikTok Lite "
        "untuk menikmati lebih banyak postingan: https://www.tiktok.com/tiktoklite"
    )
    assert short_link_platform(shared) is Platform.TIKTOK
    with pytest.raises(LinkRejected, match="not_a_post"):
        read_post("https://www.tiktok.com/tiktoklite", now=NOW)
