"""A short link is followed on its own platform only, and only as far as its post is told."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from checks.client import Client
from checks.links import LinkRejected, PostLink, Reason
from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.short_links import resolve
from tests.checks.social.platform_office import NOW
from tests.checks.website_farm import Site

SHORT = "https://vt.tiktok.com/ZSabc123/"
POST = "https://www.tiktok.com/@dinkes.contoh/video/7570000000000000001"


async def follow(site: Site, client: Client, link: str) -> PostLink:
    access = PlatformAccess(
        stand_ins={
            platform: site.url("")
            for platform in (Platform.TIKTOK, Platform.FACEBOOK, Platform.INSTAGRAM, Platform.X)
        }
    )
    return await resolve(link, client=client, access=access, now=NOW)


@pytest.mark.parametrize("text", [SHORT, "vt.tiktok.com/ZSabc123/", f"sudah ya: {SHORT} 🙏"])
async def test_a_short_link_is_resolved_by_one_request_and_the_post_is_not_asked(
    site: Site, client: Client, text: str
) -> None:
    site.redirect("/ZSabc123/", f"{POST}?_r=1&_t=abc", 301)
    post = await follow(site, client, text)
    assert (post.canonical, post.handle) == (POST, "dinkes.contoh")
    assert site.asked == ["/ZSabc123/"]


async def test_a_second_hop_of_the_same_platform_is_made(site: Site, client: Client) -> None:
    site.redirect("/abc", "https://www.facebook.com/share/p/abc/")
    site.redirect("/share/p/abc/", "https://www.facebook.com/dinkescontoh/posts/1222333444555666")
    post = await follow(site, client, "https://fb.me/abc")
    assert (post.handle, post.post_id) == ("dinkescontoh", "1222333444555666")
    assert site.asked == ["/abc", "/share/p/abc/"]


@pytest.mark.parametrize(
    ("link", "wall", "canonical"),
    [
        (
            "https://www.instagram.com/share/p/abc",
            "https://www.instagram.com/accounts/login/?next=",
            "https://www.instagram.com/p/DRaBcDeFgHi/",
        ),
        (
            "https://www.facebook.com/share/p/abc",
            "https://www.facebook.com/login/?next=",
            "https://www.facebook.com/dinkes1/posts/1222333444555666",
        ),
    ],
)
async def test_a_login_wall_tells_what_stands_behind_it(
    site: Site, client: Client, link: str, wall: str, canonical: str
) -> None:
    site.redirect("/share/p/abc", wall + quote(canonical, safe=""))
    assert (await follow(site, client, link)).canonical == canonical
    assert len(site.asked) == 1


async def test_a_redirector_that_carries_the_post_is_not_asked(site: Site, client: Client) -> None:
    link = "https://l.instagram.com/?u=https%3A%2F%2Fwww.instagram.com%2Fp%2FDRaBcDeFgHi%2F&e=x"
    assert (await follow(site, client, link)).post_id == "DRaBcDeFgHi"
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "http://127.0.0.1:1/admin",
        "http://169.254.169.254/latest/meta-data",
        "https://www.tiktok.com.jahat.example/@a/video/7570000000000000001",
        "https://www.tiktok.com:8443/x",
        "https://www.instagram.com/p/DRaBcDeFgHi/",
        "/di-server-yang-sama",
    ],
)
async def test_a_foreign_host_is_never_asked(site: Site, client: Client, target: str) -> None:
    site.redirect("/ZSabc123/", target)
    with pytest.raises(LinkRejected) as rejected:
        await follow(site, client, SHORT)
    assert rejected.value.reason is Reason.UNSUPPORTED_HOST
    assert site.asked == ["/ZSabc123/"]


@pytest.mark.parametrize("status", [200, 404, 500])
async def test_a_link_that_does_not_lead_on_stays_a_short_link(
    site: Site, client: Client, status: int
) -> None:
    site.serve("/ZSabc123/", "x" * 200_000, status=status)
    with pytest.raises(LinkRejected) as rejected:
        await follow(site, client, SHORT)
    assert rejected.value.reason is Reason.SHORT_LINK
    assert len(site.asked) == 1


async def test_a_link_to_a_profile_is_no_post(site: Site, client: Client) -> None:
    site.redirect("/ZSabc123/", "https://www.tiktok.com/@dinkes.contoh")
    with pytest.raises(LinkRejected) as rejected:
        await follow(site, client, SHORT)
    assert rejected.value.reason is Reason.SHORT_LINK


async def test_at_most_four_requests_are_made(site: Site, client: Client) -> None:
    for number in range(9):
        site.redirect(f"/{number}", f"https://vm.tiktok.com/{number + 1}")
    with pytest.raises(LinkRejected):
        await follow(site, client, "https://vm.tiktok.com/0")
    assert site.asked == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("https://bit.ly/abc", Reason.SHORT_LINK),
        ("https://s.id/abc", Reason.SHORT_LINK),
        ("https://wa.me/62811", Reason.UNSUPPORTED_HOST),
        ("tanpa tautan", Reason.MALFORMED),
    ],
)
async def test_what_is_no_platforms_short_link_is_refused_unasked(
    site: Site, client: Client, link: str, reason: Reason
) -> None:
    with pytest.raises(LinkRejected) as rejected:
        await follow(site, client, link)
    assert (rejected.value.reason, site.asked) == (reason, [])


async def test_a_whole_link_needs_no_request(site: Site, client: Client) -> None:
    assert (await follow(site, client, POST)).canonical == POST
    assert site.asked == []
