from __future__ import annotations

import pytest

from checks.links import LinkRejected, read_profile
from checks.model import ChannelRef, Platform

UC = "UCabcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "https://www.instagram.com/Dinkes.Contoh/?igsh=abc&hl=id",
            ChannelRef(
                Platform.INSTAGRAM, "https://www.instagram.com/dinkes.contoh/", "dinkes.contoh"
            ),
        ),
        (
            "instagram.com/dinkes_c/reels/",
            ChannelRef(Platform.INSTAGRAM, "https://www.instagram.com/dinkes_c/", "dinkes_c"),
        ),
        (
            "https://m.facebook.com/Dinkes.Contoh/about?locale=id_ID",
            ChannelRef(Platform.FACEBOOK, "https://www.facebook.com/dinkescontoh", "dinkes.contoh"),
        ),
        (
            "https://twitter.com/Dinkes_C",
            ChannelRef(Platform.X, "https://x.com/dinkes_c", "dinkes_c"),
        ),
        (
            "https://youtube.com/@Dinkes-Contoh/videos",
            ChannelRef(Platform.YOUTUBE, "https://www.youtube.com/@dinkes-contoh", "dinkes-contoh"),
        ),
        (
            f"youtube.com/channel/{UC}?si=x",
            ChannelRef(Platform.YOUTUBE, f"https://www.youtube.com/channel/{UC}", platform_id=UC),
        ),
        (
            "youtube.com/user/Dinkes",
            ChannelRef(Platform.YOUTUBE, "https://www.youtube.com/user/dinkes", "dinkes"),
        ),
        (
            "youtube.com/Dinkes",
            ChannelRef(Platform.YOUTUBE, "https://www.youtube.com/c/dinkes", "dinkes"),
        ),
        (
            "https://www.tiktok.com/@Dinkes.Contoh?lang=id-ID",
            ChannelRef(Platform.TIKTOK, "https://www.tiktok.com/@dinkes.contoh", "dinkes.contoh"),
        ),
        (
            "threads.net/@dinkes",
            ChannelRef(Platform.THREADS, "https://www.threads.com/@dinkes", "dinkes"),
        ),
        (
            "https://t.me/s/Pemkab_Contoh",
            ChannelRef(Platform.TELEGRAM, "https://t.me/pemkab_contoh", "pemkab_contoh"),
        ),
        ("pemkab.t.me", ChannelRef(Platform.TELEGRAM, "https://t.me/pemkab", "pemkab")),
    ],
)
def test_an_address_names_its_channel(text: str, expected: ChannelRef) -> None:
    assert read_profile(text) == expected
    assert read_profile(text, Platform.WEBSITE) == expected  # whatever the column says


@pytest.mark.parametrize(
    "path",
    [
        "profile.php?id=100064000000001&mibextid=x",
        "100064000000001",
        "p/Dinas-Kesehatan-100064000000001/",
        "people/Dinas-Kesehatan/100064000000001/",
        "pages/Dinas-Kesehatan/100064000000001",
        "pages/category/Government/Dinas-Kesehatan-100064000000001/",
        "Dinas-Kesehatan-100064000000001",
    ],
)
def test_a_facebook_page_without_a_name_goes_by_its_id(path: str) -> None:
    ref = read_profile(f"https://www.facebook.com/{path}")
    assert (ref.handle, ref.platform_id) == (None, "100064000000001")
    assert ref.canonical == "https://www.facebook.com/profile.php?id=100064000000001"


def test_dots_and_case_make_no_other_facebook_page() -> None:
    dotted = read_profile("dinkes.contoh", Platform.FACEBOOK)
    plain = read_profile("DinkesContoh", Platform.FACEBOOK)
    assert dotted.canonical == plain.canonical
    assert dotted.handle == "dinkes.contoh"


@pytest.mark.parametrize(
    ("text", "told", "platform", "handle"),
    [
        ("@Contoh_Dinkes ", Platform.INSTAGRAM, Platform.INSTAGRAM, "contoh_dinkes"),
        ("contoh.organisasi.cahsel", Platform.INSTAGRAM, Platform.INSTAGRAM, None),
        ("contoh.dprd.cahsel", Platform.FACEBOOK, Platform.FACEBOOK, None),
        ("dinkes.contoh.id", Platform.INSTAGRAM, Platform.INSTAGRAM, None),
        ("@infocontoh.com", Platform.INSTAGRAM, Platform.INSTAGRAM, "infocontoh.com"),
        ("IG : @contoh_dprd", Platform.FACEBOOK, Platform.INSTAGRAM, "contoh_dprd"),
        ("FB: contoh.dprd", Platform.INSTAGRAM, Platform.FACEBOOK, "contoh.dprd"),
        ("tiktok @contoh.dinkes", Platform.YOUTUBE, Platform.TIKTOK, "contoh.dinkes"),
        ("yt ContohDinkes", Platform.TIKTOK, Platform.YOUTUBE, "contohdinkes"),
        ("@contoh.dinkes (TikTok)", Platform.YOUTUBE, Platform.TIKTOK, "contoh.dinkes"),
        ("(IG) contoh", Platform.FACEBOOK, Platform.INSTAGRAM, "contoh"),
        ("X (Twitter): @contoh", None, Platform.X, "contoh"),
        ("@contoh_dpmptsp (+MPP)", Platform.INSTAGRAM, Platform.INSTAGRAM, "contoh_dpmptsp"),
        ("IG: https://facebook.com/contoh", Platform.INSTAGRAM, Platform.FACEBOOK, "contoh"),
        ("yt_contoh", Platform.X, Platform.X, "yt_contoh"),
        ("@Pemkab", Platform.TELEGRAM, Platform.TELEGRAM, "pemkab"),
    ],
)
def test_a_name_belongs_to_the_platform_of_label_or_column(
    text: str, told: Platform | None, platform: Platform, handle: str | None
) -> None:
    ref = read_profile(text, told)
    assert (ref.platform, ref.handle) == (platform, handle or text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("https://prokopim.contohkab.example", "https://prokopim.contohkab.example"),
        ("http://setwan.contohkab.example/", "http://setwan.contohkab.example"),
        ("jdih.contohkab.example", "https://jdih.contohkab.example"),
        ("contohdisnaker.blogspot.example", "https://contohdisnaker.blogspot.example"),
        ("https//dlh.contohkab.example", "https://dlh.contohkab.example"),
        ("http:/dlh.contohkab.example", "http://dlh.contohkab.example"),
        ("htp://dlh.contohkab.example", "http://dlh.contohkab.example"),
        ("https:// dlh.contohkab.example", "https://dlh.contohkab.example"),
        ("WWW.DINKES.Contohkab.GO.ID", "https://www.dinkes.contohkab.go.id"),
        ("https://a.example/home/index.php", "https://a.example/home/index.php"),
        ("https://a.example/Dinkes/?utm_source=x#top", "https://a.example/Dinkes"),
        ("https://a.example/?page_id=3", "https://a.example/?page_id=3"),
        ("https://a.example:443/", "https://a.example"),
        ("http://127.0.0.1:18081", "http://127.0.0.1:18081"),
        ("127.0.0.1:18081", "https://127.0.0.1:18081"),
        ("https://dinkés.example", "https://xn--dinks-esa.example"),
        ("dinkes.example (CMS lama)", "https://dinkes.example"),
        ("web: dinkes.example", "https://dinkes.example"),
        ("Dinkes.Kab", "https://dinkes.kab"),
    ],
)
def test_a_website_keeps_its_address_in_a_tidy_spelling(text: str, canonical: str) -> None:
    assert read_profile(text, Platform.WEBSITE) == ChannelRef(Platform.WEBSITE, canonical)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        " - ",
        "–",
        "—",
        ".",
        "0",
        "tidak ada",
        "tdk ada",
        "belum ada",
        "blm ada",
        "belum punya",
        "Tidak punya",
        "tdk punya",
        "nihil",
        "Kosong",
        "(kosong)",
        "n/a",
        "#N/A",
        "#REF!",
        "error",
        "error 500",
        "belum ada akun",
        "IG :",
        "(TikTok)",
        "web: -",
    ],
)
@pytest.mark.parametrize("platform", [None, Platform.WEBSITE, Platform.INSTAGRAM])
def test_a_word_for_none_is_empty(text: str, platform: Platform | None) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_profile(text, platform)
    assert rejected.value.reason == "empty"


@pytest.mark.parametrize(
    ("text", "platform", "reason"),
    [
        ("https://dinkes.example", Platform.INSTAGRAM, "unsupported_host"),
        ("https://instagram.example/contoh", Platform.INSTAGRAM, "unsupported_host"),
        ("dinkes.contohkab.go.id", Platform.INSTAGRAM, "unsupported_host"),
        ("dinkescontoh.com", Platform.FACEBOOK, "unsupported_host"),
        ("https://linktr.ee/dinkes", Platform.WEBSITE, "unsupported_host"),
        ("bit.ly/dinkes", Platform.WEBSITE, "unsupported_host"),
        ("s.id/dinkes", Platform.INSTAGRAM, "unsupported_host"),
        ("https://wa.me/62811", Platform.WEBSITE, "unsupported_host"),
        ("https://www.linkedin.com/company/x", None, "unsupported_host"),
        ("https://play.google.com/store/apps/details?id=x", Platform.WEBSITE, "unsupported_host"),
        ("https://vm.tiktok.com/ZS1", Platform.TIKTOK, "short_link"),
        ("https://www.facebook.com/share/1Abc/", Platform.FACEBOOK, "short_link"),
        ("https://t.me/+AbC", Platform.TELEGRAM, "private"),
        ("(FB pribadi)", Platform.FACEBOOK, "private"),
        ("FB pribadi", Platform.FACEBOOK, "private"),
        ("https://facebook.com/camat (akun pribadi)", Platform.FACEBOOK, "private"),
        ("https://instagram.com", Platform.INSTAGRAM, "not_a_profile"),
        ("https://instagram.com/p/DRaBcDeFgHi", Platform.INSTAGRAM, "not_a_profile"),
        ("https://instagram.com/explore/tags/x", None, "not_a_profile"),
        ("explore", Platform.INSTAGRAM, "not_a_profile"),
        ("https://x.com/dinkes/status/123", None, "not_a_profile"),
        ("https://x.com/dinkes/status/abc", None, "not_a_profile"),
        ("https://x.com/intent/user?screen_name=a", None, "not_a_profile"),
        ("https://www.facebook.com/groups/warga", None, "not_a_profile"),
        ("https://www.facebook.com/profile.php", None, "not_a_profile"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", None, "not_a_profile"),
        ("https://youtu.be/dQw4w9WgXcQ", None, "not_a_profile"),
        ("https://www.youtube.com/playlist?list=PL", None, "not_a_profile"),
        ("https://t.me/pemkab/12", None, "not_a_profile"),
        ("https://t.me/s", None, "not_a_profile"),
        ("@satu; @dua", Platform.INSTAGRAM, "multiple"),
        ("@satu @dua", Platform.INSTAGRAM, "multiple"),
        ("satu, dua", Platform.INSTAGRAM, "multiple"),
        ("@contoh.dukcapil / YT Contoh Dukcapil", Platform.TIKTOK, "multiple"),
        ("a.example dan b.example", Platform.WEBSITE, "multiple"),
        ("Prokopim Cahaya Selatan (contoh)", Platform.FACEBOOK, "malformed"),
        ("YT: Contoh Prokopim Cahsel", Platform.TIKTOK, "malformed"),
        ("yt contoh dprd", Platform.TIKTOK, "malformed"),
        ("@dinkes", None, "malformed"),
        ("dinkes.contoh", None, "malformed"),
        ("dinkes", Platform.WEBSITE, "malformed"),
        ("@dinkes", Platform.WEBSITE, "malformed"),
        ("Dinas Kesehatan", Platform.WEBSITE, "malformed"),
        ("humas@dinkes.example", Platform.WEBSITE, "malformed"),
        ("humas@dinkes.example", Platform.INSTAGRAM, "malformed"),
        ("http://localhost:8000", Platform.WEBSITE, "malformed"),
        ("https://www.youtube.com/channel/UCpendek", None, "malformed"),
        ("https://www.facebook.com/dinas-kesehatan", None, "malformed"),
    ],
)
def test_what_is_no_channel_is_refused_by_name(
    text: str, platform: Platform | None, reason: str
) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_profile(text, platform)
    assert rejected.value.reason == reason


@pytest.mark.parametrize(
    ("platform", "good", "bad"),
    [
        (Platform.INSTAGRAM, ["a", "a.b_c1", "a" * 30], [".a", "a.", "a..b", "a-b", "a" * 31]),
        (Platform.THREADS, ["a.b"], [".ab", "a b"]),
        (Platform.FACEBOOK, ["dinkes", "a" * 50], ["dink", "a.b.c", "dinkes_c", "a" * 51]),
        (Platform.X, ["a_1", "a" * 15], ["a.b", "a-b", "a" * 16]),
        (
            Platform.YOUTUBE,
            ["a-b", "dinkés", "a·b", "a" * 30],
            ["ab", "a b", "a" * 31, "abc.", "abc➃"],
        ),
        (Platform.TIKTOK, ["ab", "a.b_c", "a" * 24], ["a", "ab.", "a-b", "a" * 25]),
        (Platform.TELEGRAM, ["abcd", "a" * 32], ["abc", "1abcd", "ab.cd", "a" * 33]),
    ],
)
def test_names_follow_the_rules_of_their_platform(
    platform: Platform, good: list[str], bad: list[str]
) -> None:
    assert [read_profile(f"@{name}", platform).handle for name in good] == good
    for name in bad:
        with pytest.raises(LinkRejected, match="malformed"):
            read_profile(f"@{name}", platform)


def test_a_foreign_capital_is_no_plain_letter() -> None:
    with pytest.raises(LinkRejected, match="malformed"):
        read_profile("@din\u212aes", Platform.INSTAGRAM)
