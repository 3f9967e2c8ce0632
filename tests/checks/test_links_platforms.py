"""On which platform a link lies, also where it is no post and no profile."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.links import good_example, link_platform
from checks.model import Platform


@pytest.mark.parametrize("platform", Platform)
def test_the_example_of_a_platform_lies_on_it(platform: Platform) -> None:
    assert link_platform(good_example(platform)) is platform


@pytest.mark.parametrize(
    ("link", "platform"),
    [
        ("https://www.instagram.com/dinkes_contoh/", Platform.INSTAGRAM),
        ("https://x.com/dinkes/status/12x", Platform.X),
        ("sudah ya bu: vt.tiktok.com/ZS8abc/ 🙏", Platform.TIKTOK),
        ("https://www.facebook.com/share/p/abc/", Platform.FACEBOOK),
        ("https://t.me/c/123/45", Platform.TELEGRAM),
        ("https://dinkes.contohkab.go.id/", Platform.WEBSITE),
    ],
)
def test_a_link_that_can_not_be_taken_still_tells_its_platform(
    link: str, platform: Platform
) -> None:
    assert link_platform(link) is platform


@pytest.mark.parametrize(
    "text",
    [
        "https://bit.ly/abc",
        "https://wa.me/62811",
        "https://faceb00k.com/dinkes/posts/1",
        "https://x.com@evil.example/status/1",
        "https://x.com:8443/dinkes/status/1",
        "https://x.com/a/status/1 https://t.me/a/1",
        "tanpa tautan",
        "",
    ],
)
def test_what_is_nobodys_or_pretends_has_no_platform(text: str) -> None:
    assert link_platform(text) is None


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    assert link_platform(text) in {None, *Platform}
