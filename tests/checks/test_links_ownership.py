from __future__ import annotations

from dataclasses import replace

import pytest

from checks.links import Ownership, PostLink, owns, read_post, read_profile
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
        # handle against handle decides, where the post tells no id
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


@pytest.mark.parametrize("platform", [Platform.X, Platform.YOUTUBE, Platform.FACEBOOK])
def test_a_renamed_account_s_post_is_its_own(platform: Platform) -> None:
    ref = replace(read_profile("dinkeslama", platform), platform_id="44")
    post = PostLink(platform, "1", "https://renamed.example/1", "dinkesbaru", "44")
    assert owns(ref, post) is Ownership.YES
    assert owns(ref, replace(post, platform_id=None)) is Ownership.NO
    assert owns(replace(ref, platform_id=None), post) is Ownership.NO


@pytest.mark.parametrize(
    ("platform", "answer"),
    [(Platform.FACEBOOK, Ownership.UNKNOWN), (Platform.YOUTUBE, Ownership.NO)],
)
def test_another_id_is_another_account_but_on_facebook(
    platform: Platform, answer: Ownership
) -> None:
    ref = replace(read_profile("dinkescontoh", platform), platform_id="44")
    assert owns(ref, PostLink(platform, "1", "https://one.example/1", platform_id="45")) is answer


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("@dinkes", Ownership.NO),
        ("c/dinkes", Ownership.UNKNOWN),
        ("user/dinkes", Ownership.UNKNOWN),
    ],
)
def test_an_old_name_on_youtube_may_be_that_of_any_handle(path: str, answer: Ownership) -> None:
    ref = read_profile(f"https://www.youtube.com/{path}")
    video = read_post("https://youtu.be/dQw4w9WgXcQ")
    assert owns(ref, replace(video, handle="dinkeskab")) is answer
    assert owns(ref, replace(video, handle="dinkes")) is Ownership.YES


@pytest.mark.parametrize("page", ["dinkescontoh", "100064000001"])
@pytest.mark.parametrize(
    "path",
    [
        "groups/warga.contoh/posts/123456",
        "groups/100064000001/permalink/123456/",
        "groups/warga/?multi_permalinks=123456",
    ],
)
def test_what_stands_in_a_facebook_group_is_no_page_s_own(page: str, path: str) -> None:
    ref = read_profile(f"https://www.facebook.com/{page}")
    post = read_post(f"https://www.facebook.com/{path}")
    assert owns(ref, post) is Ownership.NO


def test_a_video_on_youtube_names_no_owner() -> None:
    channel_id = "UCabcdefghijklmnopqrstuv"
    channel = ChannelRef(
        Platform.YOUTUBE, "https://www.youtube.com/@dinkes", "dinkes", platform_id=channel_id
    )
    assert owns(channel, read_post("https://youtu.be/dQw4w9WgXcQ")) is Ownership.UNKNOWN
