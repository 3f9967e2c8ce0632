from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.links import (
    LinkRejected,
    find_links,
    good_example,
    read_post,
    read_profile,
    short_link_platform,
)
from checks.model import Platform

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
CODE = "DRaBcDeFgHi"


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (f"https://www.instagram.com/p%2F{CODE}", "malformed"),
        (f"https://www.instagram.com/p%5C{CODE}", "malformed"),
        (f"https://www.instagram.com%2Fp%2F{CODE}", "malformed"),
        (f"https://www.instagram.com/p/{CODE}%3Figsh%3Da", "malformed"),
        (f"https://www.instagram.com/p/{CODE}%00", "malformed"),
        (f"https://www.instagram.com/x/../p/{CODE}", "malformed"),
        (f"https://www.instagram.com/p/{CODE}/../../evil", "malformed"),
        (f"https://www.instagram.com/p/{'A' * 65}", "malformed"),
        (f"https://www.instagram.com:80/p/{CODE}", "unsupported_host"),
        (f"https://instagram.com@evil.example/p/{CODE}", "unsupported_host"),
        (f"https://myyoutu.be/{CODE}", "unsupported_host"),
        (f"https://nitter.net/dinkes/status/{1:019}", "unsupported_host"),
        (f"https://evil.example?u=https://instagram.com/p/{CODE}", "unsupported_host"),
        (f"https://evil.example/go?to=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F{1}", "unsupported_host"),
        (f"https://www.google.com/url?q=https://instagram.com/p/{CODE}", "unsupported_host"),
        (f"https://evil.example/https://instagram.com/p/{CODE}", "multiple"),
        (f"https://instagr\tam.com/p/{CODE}", "multiple"),
        (f"https://instagram.com\t/p/{CODE}", "not_a_post"),
        (f"javascript:location='https://instagram.com/p/{CODE}'", "malformed"),
        (f"javascript://instagram.com/p/{CODE}", "malformed"),
        (f"data:text/html,https://instagram.com/p/{CODE}", "malformed"),
        (f"file:///instagram.com/p/{CODE}", "malformed"),
        ("https://x.com/dinkes/status/１９９２６５００００００００００００0", "malformed"),
        ("https://x.com/dinkes/status/" + "9" * 26, "malformed"),
        ("https://x.com/dinkes/status/0123", "malformed"),
        ("https://youtube.com/watch?v=dQw4w9WgXcQ%26list", "malformed"),
        ("https://vm.tiktok.com:8443/ZSabc", "unsupported_host"),
        ("https://dinkes@vm.tiktok.com/ZSabc", "unsupported_host"),
        (f"https://\uff49nstagram.com/#!/p/{CODE}", "unsupported_host"),
        ("https://twitter.com/" + "#!/" * 5000, "not_a_post"),
    ],
)
def test_what_hides_where_it_leads_is_refused(link: str, reason: str) -> None:
    with pytest.raises(LinkRejected) as rejected:
        read_post(link, now=NOW)
    assert rejected.value.reason == reason


def test_a_page_may_be_called_after_a_platforms_address() -> None:
    post = read_post(f"https://evil.example/instagram.com/p/{CODE}", now=NOW)
    assert (post.platform, post.handle) == (Platform.WEBSITE, None)


@pytest.mark.parametrize(
    "long",
    ["https://a.example/" + ")" * 50_000, "a." * 50_000, "http:" * 20_000, "a@" * 50_000],
)
def test_a_long_message_is_no_hard_work(long: str) -> None:
    links = find_links(long)
    assert all(find_links(link) == [link] for link in links)


PIECES = [
    *("https://", "//", "/", "\\", "%2F", "%5C", "%00", "%", "?", "#", "#!/", "&", "&amp;", "@"),
    *(":443", ":8080", ".", "/../", "\t", "\n", "\u200b", "\u202e", "\u0456", "：", "／", "．"),
    *("ｅ", "１", "\u0663", "İ", "ß", "\u212a", "xn--", "[::1]", "[", "](", "\x00", "\ud800"),
    *("instagram.com", "evil.example", "t.me", "c/", "s/", "pfbid", "9" * 30, "javascript:"),
    *("data:text/html,", "v=", "id=", "www.", "l.facebook.com/l.php?u=", "share/"),
]


def mutated(link: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(link))
        until = place + chance.randint(0, 5)
        link = link[:place] + chance.choice([*PIECES, ""]) + link[until:]
    return link


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(Platform), st.randoms(use_true_random=False))
def test_a_good_link_spoilt_is_refused_or_reads_back_as_the_same_post(
    platform: Platform, chance: random.Random
) -> None:
    link = mutated(good_example(platform), chance)
    try:
        post = read_post(link, now=NOW)
    except LinkRejected:
        return
    again = read_post(post.canonical, now=NOW)
    assert (again.canonical, again.post_id) == (post.canonical, post.post_id)
    assert again.published_at == post.published_at


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.none() | st.sampled_from(Platform))
def test_no_text_does_more_than_be_refused(text: str, platform: Platform | None) -> None:
    with contextlib.suppress(LinkRejected):
        assert read_post(text, now=NOW).canonical.startswith("http")
    with contextlib.suppress(LinkRejected):
        assert read_profile(text, platform).canonical.startswith("http")
    assert short_link_platform(text) in {None, *Platform}
