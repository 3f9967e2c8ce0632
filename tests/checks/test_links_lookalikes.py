from __future__ import annotations

import pytest

from checks.links import LinkRejected, read_post, read_profile
from checks.model import Platform


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("instagram.com.evil.example", "unsupported_host"),
        ("x.com.evil.example", "unsupported_host"),
        ("t.me.evil.example", "unsupported_host"),
        ("instagram-login.example", "unsupported_host"),
        ("notinstagram.com", "unsupported_host"),
        ("instagram.co", "unsupported_host"),
        ("threads.co", "unsupported_host"),
        ("instagrarn.com", "unsupported_host"),
        ("instgram.com", "unsupported_host"),
        ("isntagram.com", "unsupported_host"),
        ("instagra.com", "unsupported_host"),
        ("lnstagram.com", "unsupported_host"),
        ("faceb00k.com", "unsupported_host"),
        ("t1ktok.com", "unsupported_host"),
        ("tvvitter.com", "unsupported_host"),
        ("\u0456nstagram.com", "unsupported_host"),  # Cyrillic i
        ("xn--nstagram-shh.com", "unsupported_host"),  # the same in punycode
        ("inst\u00e1gram.com", "unsupported_host"),
        ("\uff49nstagram.com", "unsupported_host"),  # a full-width i
        ("ti\u212atok.com", "unsupported_host"),  # the Kelvin sign
        ("in\u017ftagram.com", "unsupported_host"),  # the long s
        ("instagram.com@evil.example", "unsupported_host"),
        ("user:word@instagram.com", "unsupported_host"),
        ("instagram.com:8080", "unsupported_host"),
        ("evil.example\\@instagram.com", "malformed"),
        ("instagram.com\\.evil.example", "malformed"),
        ("insta%67ram.com", "malformed"),
        ("instagram..com", "malformed"),
        ("2398766612", "malformed"),
        ("0x7f.1", "malformed"),
        ("0177.0.0.1", "malformed"),
        ("xn--a.com", "malformed"),
    ],
)
def test_a_host_that_pretends_is_refused(host: str, reason: str) -> None:
    for read in (read_post, read_profile):
        with pytest.raises(LinkRejected) as rejected:
            read(f"https://{host}/p/DRaBcDeFgHi")
        assert rejected.value.reason == reason


@pytest.mark.parametrize(
    "host",
    [
        "dinkes.contohkab.go.id",
        "telegram.contohkab.go.id",  # the government's own suffix
        "benangthreads.example",
        "dinkés.example",
        "evil.example",
        "fokus.example",
        "93.184.216.34",
    ],
)
def test_an_ordinary_host_is_a_website(host: str) -> None:
    post = read_post(f"https://{host}/instagram.com/p/DRaBcDeFgHi")
    assert (post.platform, post.handle) == (Platform.WEBSITE, None)
