"""Links to show to people whose link was not understood."""

from __future__ import annotations

from collections.abc import Mapping

from checks.model import Platform

_EXAMPLES: Mapping[Platform, str] = {
    Platform.WEBSITE: "https://dinkes.contohkab.go.id/berita/posyandu-serentak",
    Platform.INSTAGRAM: "https://www.instagram.com/p/DRaBcDeFgHi/",
    Platform.FACEBOOK: "https://www.facebook.com/dinkescontoh/posts/122100012345678901",
    Platform.X: "https://x.com/dinkescontoh/status/1992650000000000000",
    Platform.YOUTUBE: "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    Platform.TIKTOK: "https://www.tiktok.com/@dinkescontoh/video/7575000000000000000",
    Platform.THREADS: "https://www.threads.com/@dinkescontoh/post/DRaBcDeFgHi",
    Platform.TELEGRAM: "https://t.me/dinkescontoh/412",
}


def good_example(platform: Platform) -> str:
    """The link of a post of that platform in its preferred spelling, as `read_post` accepts it."""
    return _EXAMPLES[platform]
