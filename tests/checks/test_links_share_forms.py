from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.links import LinkRejected, read_post, read_profile
from checks.model import Platform

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
CODE = "DRaBcDeFgHi"
TWEET = "1992650000000000000"
VIDEO = "7575000000000000000"
WATCH = "dQw4w9WgXcQ"
PAGE = "100064000000001"


@pytest.mark.parametrize(
    ("link", "handle"),
    [
        (f"https://www.instagram.com/p/{CODE}/?igsh=MWQ1ZGUxMzBkMA==", None),
        (f"https://www.instagram.com/p/{CODE}/?img_index=3&igsh=a", None),
        (f"https://www.instagram.com/reel/{CODE}/?utm_source=ig_web_copy_link", None),
        (f"https://www.instagram.com/reels/videos/{CODE}/", None),
        (f"https://www.instagram.com/dinkes.c/reel/{CODE}/", "dinkes.c"),
        (f"https://www.instagram.com//p//{CODE}//", None),
        (f"https://www.instagram.com/p/{CODE}/embed/captioned/", None),
        (f"https://www.instagram.com/p/{CODE}/media/?size=l", None),
    ],
)
def test_an_instagram_share_is_read_with_its_time(link: str, handle: str | None) -> None:
    post = read_post(link, now=NOW)
    assert (post.platform, post.handle, post.post_id) == (Platform.INSTAGRAM, handle, CODE)
    assert post.canonical == f"https://www.instagram.com/p/{CODE}/"
    assert post.published_at == datetime(2025, 11, 23, 17, 1, 13, 493000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        (f"https://x.com/dinkes/status/{TWEET}?s=20&t=AbC-1_2", f"dinkes/status/{TWEET}"),
        (f"https://x.com/dinkes/status/{TWEET}/photo/1", f"dinkes/status/{TWEET}"),
        (f"https://x.com/dinkes/status/{TWEET}/analytics", f"dinkes/status/{TWEET}"),
        (
            f"https://twitter.com/dinkes/status/{TWEET}?ref_src=twsrc%5Etfw",
            f"dinkes/status/{TWEET}",
        ),
        (f"http://twitter.com/#!/dinkes/status/{TWEET}", f"dinkes/status/{TWEET}"),
        (f"https://mobile.x.com/i/status/{TWEET}", f"i/status/{TWEET}"),
        (f"https://twitter.com/statuses/{TWEET}", f"i/status/{TWEET}"),
    ],
)
def test_an_x_share_is_read_with_its_time(link: str, canonical: str) -> None:
    post = read_post(link, now=NOW)
    assert post.canonical == f"https://x.com/{canonical}"
    assert post.published_at is not None
    assert post.published_at.date().isoformat() == "2025-11-23"


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.tiktok.com/embed/v2/{VIDEO}?lang=id-ID",
        f"https://www.tiktok.com/embed/{VIDEO}",
        f"https://www.tiktok.com/player/v1/{VIDEO}?music_info=1",
        f"https://m.tiktok.com/share/video/{VIDEO}",
        f"https://www.tiktok.com/video/{VIDEO}",
        f"https://www.tiktok.com/@/video/{VIDEO}?_r=1&_t=ZS-8x",
        f"https://m.tiktok.com/v/{VIDEO}.html?u_code=0",
    ],
)
def test_a_tiktok_video_without_its_account_is_read(link: str) -> None:
    post = read_post(link, now=NOW)
    assert (post.handle, post.post_id) == (None, VIDEO)
    assert post.canonical == f"https://www.tiktok.com/embed/v2/{VIDEO}"
    assert post.published_at is not None


@pytest.mark.parametrize(
    "link",
    [
        f"https://youtu.be/{WATCH}?si=AbC&t=12",
        f"https://youtu.be/watch?v={WATCH}",
        f"https://youtube.com/shorts/{WATCH}?si=AbC",
        f"https://www.youtube.com/live/{WATCH}?feature=shared",
        f"https://music.youtube.com/watch?v={WATCH}&list=OLAK",
        f"https://www.youtube-nocookie.com/embed/{WATCH}?rel=0",
        f"https://www.youtube.com/watch/?v={WATCH}",
        f"https://www.youtube.com/watch?time_continue=1&v={WATCH}&embeds_referring_euri=x",
        f"https://www.youtube.com/watch?v={WATCH}?si=AbC",
        f"https://www.youtube.com/v/{WATCH}",
    ],
)
def test_a_youtube_share_is_read(link: str) -> None:
    post = read_post(link, now=NOW)
    assert (post.post_id, post.handle, post.published_at) == (WATCH, None, None)
    assert post.canonical == f"https://www.youtube.com/watch?v={WATCH}"


@pytest.mark.parametrize(
    ("link", "owner", "canonical"),
    [
        (f"https://www.facebook.com/{PAGE}/posts/123456/?mibextid=x", PAGE, f"{PAGE}/posts/123456"),
        ("https://www.facebook.com/dinkes/posts/apel-pagi/123456", "dinkes", "dinkes/posts/123456"),
        ("https://www.facebook.com/pg/dinkes/posts/123456", "dinkes", "dinkes/posts/123456"),
        ("https://free.facebook.com/dinkes/posts/123456", "dinkes", "dinkes/posts/123456"),
        ("https://mbasic.facebook.com/dinkes/posts/123456", "dinkes", "dinkes/posts/123456"),
        ("https://www.facebook.com/dinkes/videos/apel/123456/", "dinkes", "dinkes/videos/123456"),
        ("https://www.facebook.com/dinkes/photos/pcb.1/2/", "dinkes", "dinkes/photos/2"),
        ("https://www.facebook.com/watch/?v=123456&rdid=a", None, "watch/?v=123456"),
        ("https://www.facebook.com/watch/live/?ref=x&v=123456", None, "watch/?v=123456"),
        ("https://www.facebook.com/video/video.php?v=123456", None, "watch/?v=123456"),
        ("https://www.facebook.com/photo/?fbid=123456&set=pcb.1", None, "photo/?fbid=123456"),
        (f"https://m.facebook.com/photo.php?fbid=123456&id={PAGE}", PAGE, "photo/?fbid=123456"),
        ("https://m.facebook.com/photo.php?fbid=123456&id=x", None, "photo/?fbid=123456"),
        (
            f"https://m.facebook.com/story.php?id={PAGE}&story_fbid=pfbid0A",
            PAGE,
            f"permalink.php?story_fbid=pfbid0A&id={PAGE}",
        ),
        (
            f"https://m.facebook.com/?_rdr#!/story.php?story_fbid=12&id={PAGE}",
            PAGE,
            f"permalink.php?story_fbid=12&id={PAGE}",
        ),
        (
            "https://m.facebook.com/groups/123?view=permalink&id=456",
            None,
            "groups/123/permalink/456",
        ),
        (
            "https://www.facebook.com/groups/Warga/?multi_permalinks=456&notif_id=1",
            None,
            "groups/warga/permalink/456",
        ),
        ("https://www.facebook.com/reel/123456/?s=single_unit", None, "reel/123456"),
    ],
)
def test_a_facebook_share_is_read(link: str, owner: str | None, canonical: str) -> None:
    post = read_post(link, now=NOW)
    assert (post.handle or post.platform_id) == owner
    assert post.canonical == f"https://www.facebook.com/{canonical}"
    assert read_post(post.canonical, now=NOW).canonical == post.canonical


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/Pemkab_Contoh/412?single",
        "https://t.me/pemkab_contoh/412?comment=34",
        "https://t.me/pemkab_contoh/7/412",
        "https://t.me/s/pemkab_contoh/412",
        "https://telegram.dog/pemkab_contoh/412",
        "https://telegram.me/pemkab_contoh/412",
        "https://pemkab_contoh.t.me/412",
    ],
)
def test_a_telegram_share_is_read(link: str) -> None:
    post = read_post(link, now=NOW)
    assert (post.handle, post.post_id) == ("pemkab_contoh", "412")
    assert post.canonical == "https://t.me/pemkab_contoh/412"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com/s/aGlnaGxpZ2h0OjE3OTU1?story_media_id=123_4",
        "https://www.instagram.com/dinkes/live/",
        "https://www.instagram.com/channel/AbCdEf/",
        "https://www.facebook.com/events/123456",
        "https://www.facebook.com/stories/123456/UzpfSVNDOjE=/",
        "https://www.facebook.com/media/set/?set=a.123456",
        "https://www.facebook.com/dinkes/photos/a.123456",
        "https://www.facebook.com/dinkes/photos",
        "https://www.facebook.com/groups/123/?ref=share",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1",
        "https://www.youtube.com/clip/UgkxAbC",
        "https://www.youtube.com/post/UgkxAbC",
        "https://www.youtube.com/@dinkes/shorts",
        "https://www.tiktok.com/@dinkes/playlist/Apel-7575000000000000000",
        "https://www.tiktok.com/music/judul-7575000000000000000",
        "https://t.me/pemkab_contoh/s/12",
        "https://t.me/pemkab_contoh?livestream",
        "https://x.com/i/broadcasts/1abc",
        "https://www.threads.com/@dinkes/replies",
    ],
)
def test_what_passes_or_gathers_is_no_post(link: str) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_post(link, now=NOW)
    assert rejected.value.reason == "not_a_post"


def test_an_address_of_the_telegram_app_is_no_web_address() -> None:
    with pytest.raises(LinkRejected, match="malformed"):
        read_post("tg://resolve?domain=pemkab_contoh&post=412")


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://www.instagram.com/_u/dinkes.contoh/", "https://www.instagram.com/dinkes.contoh/"),
        ("http://twitter.com/#!/dinkes", "https://x.com/dinkes"),
        ("https://www.facebook.com/pg/dinkes/about/", "https://www.facebook.com/dinkes"),
        (
            f"https://www.facebook.com/profile/{PAGE}",
            f"https://www.facebook.com/profile.php?id={PAGE}",
        ),
        ("https://lite.tiktok.com/@dinkes?_t=1", "https://www.tiktok.com/@dinkes"),
        ("＠ｄｉｎｋｅｓ", "https://www.instagram.com/dinkes/"),
        ("＠dinkes＿c", "https://www.instagram.com/dinkes_c/"),
    ],
)
def test_rare_ways_to_write_an_account_are_understood(link: str, canonical: str) -> None:
    assert read_profile(link, Platform.INSTAGRAM).canonical == canonical


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://www.instagram.com/s/aGlnaGxpZ2h0", "not_a_profile"),
        ("https://www.facebook.com/share.php?u=x", "not_a_profile"),
        ("https://www.facebook.com/profile.php?id=dinkes", "malformed"),
        ("https://www.tiktok.com/tiktoklite", "not_a_profile"),
    ],
)
def test_a_word_of_the_platform_is_nobodys_name(link: str, reason: str) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_profile(link)
    assert rejected.value.reason == reason
