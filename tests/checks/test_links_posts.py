from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checks.links import LinkRejected, read_post
from checks.model import Platform

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CODE = "DRaBcDeFgHi"
NUMBER = "7575000000000000000"

NO_OWNER = (None, None)


@pytest.mark.parametrize(
    ("link", "owner", "post_id", "canonical"),
    [
        (f"https://www.instagram.com/p/{CODE}/?igsh=a&utm_source=ig", NO_OWNER, CODE, "p"),
        (f"instagram.com/reel/{CODE}", NO_OWNER, CODE, "p"),
        (f"http://m.instagram.com/reels/{CODE}/#x", NO_OWNER, CODE, "p"),
        (f"https://instagr.am/tv/{CODE}", NO_OWNER, CODE, "p"),
        (f"WWW.Instagram.com/Dinkes.Contoh/p/{CODE}", ("dinkes.contoh", None), CODE, "p"),
        (f"https://instagram.com/dinkes_c/reel/{CODE}/", ("dinkes_c", None), CODE, "p"),
        (f"https://www.instagram.com/p/{CODE}/c/17850000000000001/", NO_OWNER, CODE, "p"),
        (f"https://www.instagram.com:443/p/{CODE}/", NO_OWNER, CODE, "p"),
        (f"https://instagram.com./p/{CODE}/", NO_OWNER, CODE, "p"),
    ],
)
def test_an_instagram_post_has_one_canonical_address(
    link: str, owner: tuple[str | None, str | None], post_id: str, canonical: str
) -> None:
    post = read_post(link, now=NOW)
    assert (post.platform, (post.handle, post.platform_id)) == (Platform.INSTAGRAM, owner)
    assert post.post_id == post_id
    assert post.canonical == f"https://www.instagram.com/{canonical}/{CODE}/"
    assert post.published_at == datetime(2025, 11, 23, 17, 1, 13, 493000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "platform", "owner", "post_id", "canonical"),
    [
        (
            f"https://www.threads.net/@Dinkes.Contoh/post/{CODE}?xmt=AQ",
            Platform.THREADS,
            ("dinkes.contoh", None),
            CODE,
            f"https://www.threads.com/@dinkes.contoh/post/{CODE}",
        ),
        (
            f"threads.com/t/{CODE}/",
            Platform.THREADS,
            NO_OWNER,
            CODE,
            f"https://www.threads.com/t/{CODE}",
        ),
        (
            "https://mobile.twitter.com/Dinkes_C/statuses/1992650000000000000/photo/1?s=20&t=x",
            Platform.X,
            ("dinkes_c", None),
            "1992650000000000000",
            "https://x.com/dinkes_c/status/1992650000000000000",
        ),
        (
            "x.com/i/web/status/1992650000000000000",
            Platform.X,
            NO_OWNER,
            "1992650000000000000",
            "https://x.com/i/status/1992650000000000000",
        ),
        (
            f"https://www.tiktok.com/@Dinkes.Contoh/video/{NUMBER}?_t=ZS&_r=1",
            Platform.TIKTOK,
            ("dinkes.contoh", None),
            NUMBER,
            f"https://www.tiktok.com/@dinkes.contoh/video/{NUMBER}",
        ),
        (
            f"https://www.tiktok.com/%40dinkes/photo/{NUMBER}",
            Platform.TIKTOK,
            ("dinkes", None),
            NUMBER,
            f"https://www.tiktok.com/@dinkes/photo/{NUMBER}",
        ),
        (
            f"https://m.tiktok.com/v/{NUMBER}.html",
            Platform.TIKTOK,
            NO_OWNER,
            NUMBER,
            f"https://www.tiktok.com/embed/v2/{NUMBER}",
        ),
        (
            "https://youtu.be/dQw4w9WgXcQ?si=abc",
            Platform.YOUTUBE,
            NO_OWNER,
            "dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://m.youtube.com/watch?app=desktop&amp;v=dQw4w9WgXcQ&list=PLabc",
            Platform.YOUTUBE,
            NO_OWNER,
            "dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "youtube.com/shorts/dQw4w9WgXcQ?feature=share",
            Platform.YOUTUBE,
            NO_OWNER,
            "dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "https://www.facebook.com/Dinkes.Contoh/posts/pfbid02AbC?__cft__=x",
            Platform.FACEBOOK,
            ("dinkes.contoh", None),
            "pfbid02AbC",
            "https://www.facebook.com/dinkescontoh/posts/pfbid02AbC",
        ),
        (
            "https://m.facebook.com/story.php?story_fbid=12345&id=100064000000001&mibextid=x",
            Platform.FACEBOOK,
            (None, "100064000000001"),
            "12345",
            "https://www.facebook.com/permalink.php?story_fbid=12345&id=100064000000001",
        ),
        (
            "https://web.facebook.com/100064000000001/videos/judul/1222333",
            Platform.FACEBOOK,
            (None, "100064000000001"),
            "1222333",
            "https://www.facebook.com/100064000000001/videos/1222333",
        ),
        (
            "https://id-id.facebook.com/Dinas-Kesehatan-100064000000001/photos/a.1/2/?type=3",
            Platform.FACEBOOK,
            (None, "100064000000001"),
            "2",
            "https://www.facebook.com/100064000000001/photos/2",
        ),
        (
            "fb.com/watch/?ref=sharing&v=123",
            Platform.FACEBOOK,
            NO_OWNER,
            "123",
            "https://www.facebook.com/watch/?v=123",
        ),
        (
            "https://www.facebook.com/photo.php?fbid=123&set=a.1",
            Platform.FACEBOOK,
            NO_OWNER,
            "123",
            "https://www.facebook.com/photo/?fbid=123",
        ),
        (
            "https://www.facebook.com/reel/123",
            Platform.FACEBOOK,
            NO_OWNER,
            "123",
            "https://www.facebook.com/reel/123",
        ),
        (
            "https://www.facebook.com/groups/warga.contoh/posts/456/?ref=share",
            Platform.FACEBOOK,
            NO_OWNER,
            "456",
            "https://www.facebook.com/groups/warga.contoh/permalink/456",
        ),
        (
            "t.me/s/Pemkab_Contoh/412",
            Platform.TELEGRAM,
            ("pemkab_contoh", None),
            "412",
            "https://t.me/pemkab_contoh/412",
        ),
        (
            "https://pemkab.t.me/412?single",
            Platform.TELEGRAM,
            ("pemkab", None),
            "412",
            "https://t.me/pemkab/412",
        ),
    ],
)
def test_every_share_form_says_platform_account_and_id(
    link: str,
    platform: Platform,
    owner: tuple[str | None, str | None],
    post_id: str,
    canonical: str,
) -> None:
    post = read_post(link, now=NOW)
    assert (post.platform, (post.handle, post.platform_id)) == (platform, owner)
    assert (post.post_id, post.canonical) == (post_id, canonical)
    assert read_post(canonical, now=NOW).canonical == canonical


@pytest.mark.parametrize(
    ("link", "published", "slack"),
    [
        # public posts whose publication time others have noted down
        ("instagram.com/p/aye83DjauH", 1371748545, 1),
        ("instagram.com/p/BA-pQFBG8HZ", 1453760977, 1),
        ("instagram.com/reel/Chunk8-jurw", 1661529231, 100),
        ("twitter.com/freethenipple/status/643211948184596480", 1442188653, 1),
        ("tiktok.com/@leenabhushan/video/6748451240264420610", 1571246252, 10),
    ],
)
def test_known_posts_were_made_just_before_they_were_published(
    link: str, published: int, slack: int
) -> None:
    at = read_post(link, now=NOW).published_at
    assert at is not None
    assert abs(datetime.fromtimestamp(published, UTC) - at) <= timedelta(seconds=slack)


def test_the_key_behind_a_private_code_says_nothing_about_the_time() -> None:
    plain = read_post(f"instagram.com/p/{CODE}", now=NOW)
    private = read_post(f"instagram.com/p/{CODE}{'A' * 28}", now=NOW)
    assert private.published_at == plain.published_at
    assert private.post_id == CODE + "A" * 28


@pytest.mark.parametrize(
    "link",
    [
        "instagram.com/p/abc",  # a running number of the first years
        "instagram.com/p/AAAAAAAAAAB",
        "instagram.com/p/DRaBcDeFgHiJ",
        "instagram.com/p/H__________",  # years ahead
        "threads.com/@dinkes/post/BAAAAAAAAAA",  # before Threads
        "x.com/dinkes/status/29699999999",
        "x.com/dinkes/status/9000000000000000000",
        "x.com/dinkes/status/99999999999999999999999",
        "tiktok.com/@dinkes/video/123",
        "tiktok.com/@dinkes/video/9000000000000000000",
        "youtu.be/dQw4w9WgXcQ",
        "facebook.com/dinkes/posts/1222333444555666",
        "t.me/pemkab/412",
        "https://dinkes.example/2026/11/23/judul",
    ],
)
def test_an_id_that_holds_no_credible_time_gives_none(link: str) -> None:
    assert read_post(link, now=NOW).published_at is None


def test_a_time_is_believed_until_a_day_after_now() -> None:
    link = "https://x.com/dinkes/status/1992650000000000000"
    made = read_post(link, now=NOW).published_at
    assert made is not None
    assert read_post(link, now=made - timedelta(days=1)).published_at == made
    assert read_post(link, now=made - timedelta(days=1, seconds=1)).published_at is None


def test_the_first_timed_number_on_x_is_read() -> None:
    assert read_post("x.com/i/status/29700000000", now=NOW).published_at == datetime(
        2010, 11, 4, 1, 43, 1, 738000, tzinfo=UTC
    )


def test_without_a_time_given_the_clock_says_what_lies_ahead() -> None:
    assert read_post("instagram.com/p/BA-pQFBG8HZ").published_at is not None
    assert read_post("instagram.com/p/H__________").published_at is None


@pytest.mark.parametrize(
    ("link", "post_id", "canonical"),
    [
        (
            "https://dinkes.contoh.go.id/berita/judul/?utm_source=wa&fbclid=x#isi",
            "/berita/judul",
            "https://dinkes.contoh.go.id/berita/judul",
        ),
        ("http://WWW.Dinkes.Example/?p=123", "/?p=123", "http://www.dinkes.example/?p=123"),
        (
            "dinkes.example/index.php?id=3&utm_medium=x",
            "/index.php?id=3",
            "https://dinkes.example/index.php?id=3",
        ),
        ("https://dinkes.example/café", "/caf%C3%A9", "https://dinkes.example/caf%C3%A9"),
        (
            "https://dinkes.example/baca?ref=https://www.google.com/",
            "/baca?ref=https://www.google.com",
            "https://dinkes.example/baca?ref=https://www.google.com",
        ),
        ("http://127.0.0.1:18081/berita/1", "/berita/1", "http://127.0.0.1:18081/berita/1"),
        (
            "https://sites.google.com/view/dinkes/berita",
            "/view/dinkes/berita",
            "https://sites.google.com/view/dinkes/berita",
        ),
    ],
)
def test_an_article_on_a_website_is_a_post(link: str, post_id: str, canonical: str) -> None:
    post = read_post(link, now=NOW)
    assert (post.platform, post.handle, post.platform_id) == (Platform.WEBSITE, None, None)
    assert (post.post_id, post.canonical) == (post_id, canonical)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \u200b\n", "empty"),
        ("halo", "malformed"),
        ("@dinkes", "malformed"),
        ("https://localhost/berita/1", "malformed"),
        ("https://dinkes.example:99999/a", "malformed"),
        ("https://dinkes..example/a", "malformed"),
        ("https://dinkes.example/" + "a" * 2048, "malformed"),
        ("https://instagram.com/p/ab$cd", "malformed"),
        ("https://x.com/dinkes/status/abc", "malformed"),
        ("https://x.com/dinkes/status/\u0663\u0663\u0663", "malformed"),
        ("https://x.com/nama-yang-salah/status/123", "malformed"),
        ("https://youtu.be/pendek", "malformed"),
        ("https://www.facebook.com/permalink.php?story_fbid=123", "malformed"),
        ("instagram.com/p/a dan instagram.com/p/b", "multiple"),
        ("https://instagram.com", "not_a_post"),
        ("https://www.instagram.com/dinkes.contoh/", "not_a_post"),
        ("https://www.instagram.com/dinkes.contoh/reels/", "not_a_post"),
        ("https://www.instagram.com/p/", "not_a_post"),
        ("https://www.instagram.com/explore/p/abc", "not_a_post"),
        ("https://www.instagram.com/stories/dinkes/3012345678901234567/", "not_a_post"),
        ("https://www.instagram.com/stories/highlights/17900000000000000/", "not_a_post"),
        ("https://www.instagram.com/reels/audio/123456/", "not_a_post"),
        ("https://www.instagram.com/accounts/login/?next=/p/abc/", "not_a_post"),
        ("https://x.com/dinkes", "not_a_post"),
        ("https://x.com/i/spaces/1abc", "not_a_post"),
        ("https://www.tiktok.com/@dinkes/live", "not_a_post"),
        ("https://www.youtube.com/playlist?list=PLabc", "not_a_post"),
        ("https://www.youtube.com/embed/videoseries?list=PLabc", "not_a_post"),
        ("https://www.youtube.com/embed/live_stream?channel=UCabc", "not_a_post"),
        ("https://www.youtube.com/@dinkes/live", "not_a_post"),
        ("https://www.youtube.com/watch", "not_a_post"),
        ("https://www.facebook.com/dinkes.contoh", "not_a_post"),
        ("https://www.facebook.com/groups/123/", "not_a_post"),
        ("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.example", "not_a_post"),
        ("https://www.facebook.com/ads/library/?id=123", "not_a_post"),
        ("https://t.me/pemkab", "not_a_post"),
        ("https://t.me/s/pemkab", "not_a_post"),
        ("https://t.me/addstickers/contoh", "not_a_post"),
        ("https://dinkes.example", "not_a_post"),
        ("https://dinkes.example/?utm_source=ig&lang=id", "not_a_post"),
        ("https://dinkes.example/home/index.php", "not_a_post"),
        ("https://dinkes.example/wp-admin/post.php?post=12&action=edit", "not_a_post"),
        ("https://t.me/c/1234567890/12", "private"),
        ("https://t.me/+AbCdEf", "private"),
        ("https://t.me/joinchat/AbCdEf", "private"),
        ("https://vm.tiktok.com/ZSabc/", "short_link"),
        ("https://vt.tiktok.com/ZSabc/", "short_link"),
        ("https://www.tiktok.com/t/ZTabc/", "short_link"),
        ("https://www.fb.watch/abc/", "short_link"),
        ("https://fb.me/abc", "short_link"),
        ("https://www.facebook.com/share/p/1Abc/", "short_link"),
        ("https://l.facebook.com/l.php?u=x", "short_link"),
        ("https://www.instagram.com/share/reel/abc", "short_link"),
        ("https://t.co/abc", "short_link"),
        ("https://www.youtube.com/redirect?q=x", "short_link"),
        ("https://bit.ly/abc", "short_link"),
        ("s.id/abc", "short_link"),
        ("https://linktr.ee/dinkes", "unsupported_host"),
        ("https://wa.me/62811", "unsupported_host"),
        ("https://chat.whatsapp.com/abc", "unsupported_host"),
        ("https://www.linkedin.com/posts/abc", "unsupported_host"),
        ("https://drive.google.com/file/d/abc", "unsupported_host"),
        ("https://help.instagram.com/123", "unsupported_host"),
    ],
)
def test_what_is_no_post_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_post(text, now=NOW)
    assert rejected.value.reason == reason


def test_a_refusal_shows_the_link_it_is_about() -> None:
    with pytest.raises(LinkRejected, match="not_a_post") as rejected:
        read_post("Ini akun kami: https://x.com/dinkes, terima kasih.")
    assert rejected.value.text == "https://x.com/dinkes"


def test_the_same_link_twice_is_one_link() -> None:
    link = f"https://www.instagram.com/p/{CODE}/"
    assert read_post(f"{link} {link}", now=NOW).post_id == CODE
