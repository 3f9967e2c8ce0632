from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checks.links import LinkRejected, find_links, read_post, read_profile
from checks.links.snowflakes import ALPHABET, INSTAGRAM_EPOCH_MS, SMALLEST_TIMED, X_EPOCH_MS
from checks.model import Platform

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

HOSTS = [
    *("instagram.com", "m.facebook.com", "x.com", "youtube.com", "youtu.be", "tiktok.com", "t.me"),
    *("threads.net", "bit.ly", "dinkes.contoh.go.id", "kab.example", "127.0.0.1", "[::1]"),
    *("xn--dinks-esa.example", "dinkés.example", "localhost"),
]
SCHEMES = ["https://", "http://", "https//", "htp://", "http:/", "www.", "IG:", "(TikTok)"]
SIGNS = [*"/?&=#@:;.,-_\\()[]<>'\"% \n", "//", "..", "](", "%2F", "%40", "%E3%81", "&amp;"]
PATHS = ["p", "reel", "status", "posts", "video", "s", "c", "channel", "user", "share", "groups"]
FILES = ["permalink.php", "profile.php", "index.php", "home", "watch", "DRaBcDeFgHi", "@dinkes"]
IDS = ["123456789012", "UCabcdefghijklmnopqrstuv", "dinkes.contoh"]
PARAMETERS = ["utm_source=", "igsh=", "id=", "v=", "p=", "fbid=", "story_fbid="]
ODDITIES = ["İ", "ß", "\u212a", "ſ", "–", "👍", "\u200b", "\u00a0"]
PIECES = [*HOSTS, *SCHEMES, *SIGNS, *PATHS, *FILES, *IDS, *PARAMETERS, *ODDITIES]
LINKISH = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12)
MESSAGES = st.text(max_size=60) | LINKISH.map("".join)
PLATFORMS = st.none() | st.sampled_from(Platform)

CODES = st.integers(min_value=SMALLEST_TIMED, max_value=2**63 - 1)


def code_of(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number, 64)
        letters = ALPHABET[digit] + letters
    return letters


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
@example("https://" + "a." * 200 + "id/" + "é" * 2000)
@example("http:" * 5000)
def test_any_message_is_refused_or_reads_back_as_the_same_post(message: str) -> None:
    try:
        post = read_post(message, now=NOW)
    except LinkRejected:
        return
    again = read_post(post.canonical, now=NOW)
    assert (again.platform, again.post_id, again.canonical) == (
        post.platform,
        post.post_id,
        post.canonical,
    )


@settings(max_examples=200, deadline=None)
@given(MESSAGES, PLATFORMS)
@example("https://a.id/x./?utm_source=1", None)
@example("https://a.id/x?&amp;amp;b", None)
def test_any_text_is_refused_or_reads_back_as_the_same_channel(
    message: str, platform: Platform | None
) -> None:
    try:
        ref = read_profile(message, platform)
    except LinkRejected:
        return
    again = read_profile(ref.canonical)
    assert (again.platform, again.canonical) == (ref.platform, ref.canonical)


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_a_link_found_once_is_found_again_unchanged(message: str) -> None:
    for link in find_links(message):
        assert find_links(link) == [link]


@settings(max_examples=100, deadline=None)
@given(CODES)
def test_an_instagram_code_gives_back_the_time_it_was_made_of(number: int) -> None:
    made = timedelta(milliseconds=(number >> 23) + INSTAGRAM_EPOCH_MS)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + made
    post = read_post(f"https://www.instagram.com/p/{code_of(number)}/", now=NOW)
    assert post.published_at == (moment if moment <= NOW + timedelta(days=1) else None)


@settings(max_examples=100, deadline=None)
@given(
    st.datetimes(min_value=datetime(2010, 11, 5), max_value=datetime(2026, 11, 24)),  # noqa: DTZ001
    st.integers(min_value=0, max_value=2**22 - 1),
)
def test_an_x_number_gives_back_the_time_it_was_made_of(naive: datetime, rest: int) -> None:
    moment = naive.replace(microsecond=naive.microsecond // 1000 * 1000, tzinfo=UTC)
    milliseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    number = (milliseconds - X_EPOCH_MS << 22) + rest
    assert read_post(f"https://x.com/dinkes/status/{number}", now=NOW).published_at == moment


@settings(max_examples=100, deadline=None)
@given(
    st.datetimes(min_value=datetime(2016, 9, 1), max_value=datetime(2026, 11, 24)),  # noqa: DTZ001
    st.integers(min_value=0, max_value=2**32 - 1),
)
def test_a_tiktok_number_gives_back_the_time_it_was_made_of(naive: datetime, rest: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=UTC)
    number = (int(moment.timestamp()) << 32) + rest
    post = read_post(f"https://www.tiktok.com/@dinkes/video/{number}", now=NOW)
    assert post.published_at == moment
