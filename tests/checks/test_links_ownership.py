from __future__ import annotations

import pytest

from checks.links import Ownership, owns, read_post, read_profile


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
