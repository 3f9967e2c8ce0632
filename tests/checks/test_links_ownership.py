from __future__ import annotations

import pytest

from checks.links import Ownership, owns, read_post, read_profile
from checks.model import ChannelRef, Platform


@pytest.mark.parametrize(
    ("channel", "post", "answer"),
    [
        ("x.com/Dinkes", "twitter.com/dinkes/status/123", Ownership.YES),
        ("x.com/dinkes", "x.com/dinsos/status/123", Ownership.NO),
        ("x.com/dinkes", "x.com/i/status/123", Ownership.UNKNOWN),
        ("instagram.com/dinkes", "instagram.com/p/DRaBcDeFgHi", Ownership.UNKNOWN),
        ("instagram.com/dinkes", "instagram.com/dinkes/reel/DRaBcDeFgHi", Ownership.YES),
        ("instagram.com/dinkes", "threads.com/@dinkes/post/DRaBcDeFgHi", Ownership.NO),
        ("facebook.com/dinkes.contoh", "facebook.com/DinkesContoh/posts/123", Ownership.YES),
        ("facebook.com/100064000001", "facebook.com/100064000001/posts/1", Ownership.YES),
        ("facebook.com/100064000001", "facebook.com/100064000002/posts/1", Ownership.NO),
        ("facebook.com/100064000001", "facebook.com/dinkes/posts/1", Ownership.UNKNOWN),
        ("youtube.com/@dinkes", "youtu.be/dQw4w9WgXcQ", Ownership.UNKNOWN),
        ("https://dinkes.example", "http://www.dinkes.example/berita/1", Ownership.YES),
        ("https://www.dinkes.example", "https://dinkes.example/?p=3", Ownership.YES),
        ("https://dinkes.example/home/index.php", "https://dinkes.example/b/1", Ownership.YES),
        ("https://dinkes.example", "https://dinsos.example/berita/1", Ownership.NO),
        ("https://dinkes.example", "https://opac.dinkes.example/berita/1", Ownership.NO),
        ("https://kab.example/dinkes", "https://kab.example/dinkes/berita/1", Ownership.YES),
        ("https://kab.example/dinkes", "https://kab.example/dinkes-lama/1", Ownership.NO),
        ("http://127.0.0.1:18081", "http://127.0.0.1:18082/berita/1", Ownership.NO),
    ],
)
def test_the_addresses_tell_whose_post_it_is(channel: str, post: str, answer: Ownership) -> None:
    assert owns(read_profile(channel), read_post(post)) is answer


PAGE, OTHER = "100064000001", "100064000002"
NAMED = "https://www.facebook.com/dinkescontoh"
NUMBERED = f"https://www.facebook.com/profile.php?id={PAGE}"


@pytest.mark.parametrize(
    ("channel", "post", "answer"),
    [
        # handle against handle decides, whatever the id remembered
        (ChannelRef(Platform.FACEBOOK, NAMED, "dinkes.contoh", PAGE), "Dinkescontoh", "yes"),
        (ChannelRef(Platform.FACEBOOK, NAMED, "dinkes.contoh", PAGE), "dinsos", "no"),
        # one page goes by several ids: another one proves nothing against a named page
        (ChannelRef(Platform.FACEBOOK, NAMED, "dinkes.contoh", PAGE), PAGE, "yes"),
        (ChannelRef(Platform.FACEBOOK, NAMED, "dinkes.contoh", PAGE), OTHER, "unknown"),
        (ChannelRef(Platform.FACEBOOK, NAMED, "dinkes.contoh"), PAGE, "unknown"),
        # an address that is an id stands for that id alone
        (ChannelRef(Platform.FACEBOOK, NUMBERED, None, PAGE), PAGE, "yes"),
        (ChannelRef(Platform.FACEBOOK, NUMBERED, None, PAGE), OTHER, "no"),
        (ChannelRef(Platform.FACEBOOK, NUMBERED, None, PAGE), "dinkes.contoh", "unknown"),
    ],
)
def test_a_remembered_id_helps_where_a_post_names_no_handle(
    channel: ChannelRef, post: str, answer: str
) -> None:
    link = f"https://www.facebook.com/{post}/posts/123456"
    assert owns(channel, read_post(link)) is Ownership(answer)


def test_a_video_on_youtube_names_no_owner() -> None:
    channel_id = "UCabcdefghijklmnopqrstuv"
    channel = ChannelRef(
        Platform.YOUTUBE, "https://www.youtube.com/@dinkes", "dinkes", platform_id=channel_id
    )
    assert owns(channel, read_post("https://youtu.be/dQw4w9WgXcQ")) is Ownership.UNKNOWN
