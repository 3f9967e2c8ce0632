"""Redirects are followed only where whoever asks allows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from checks.client import Client, ClientSettings
from checks.errors import NotFollowed, NotHttp
from checks.model import Health
from tests.checks.website_farm import Site


async def test_a_redirect_that_is_not_allowed_is_told_and_not_asked(
    site: Site, open_site: Callable[..., Awaitable[Site]]
) -> None:
    other = await open_site()
    other.serve("/berita", "x")
    site.redirect("/", other.url("/berita"))
    places = frozenset({site.place, other.place})
    async with Client(ClientSettings(allow_private=places, pause=0)) as client:
        with pytest.raises(NotFollowed) as refused:
            await client.get(site.url(), may_follow=lambda target: site.place in target)
    assert refused.value.target == other.url("/berita")
    assert refused.value.url == site.url()
    assert refused.value.requests == 1
    assert refused.value.health is Health.FAILED
    assert other.asked == []


async def test_each_hop_is_asked_about_before_it_is_made(site: Site, client: Client) -> None:
    site.redirect("/", "/satu")
    site.redirect("/satu", "/dua#bawah")
    site.serve("/dua", "arrived")
    shown: list[str] = []

    def may_follow(target: str) -> bool:
        shown.append(target)
        return not target.endswith("/dua")

    with pytest.raises(NotFollowed) as refused:
        await client.get(site.url(), may_follow=may_follow)
    assert shown == [site.url("/satu"), site.url("/dua")]
    assert site.asked == ["/", "/satu"]
    assert refused.value.requests == 2


async def test_allowed_redirects_are_followed_as_ever(site: Site, client: Client) -> None:
    site.redirect("/", "/satu")
    site.serve("/satu", "arrived")
    page = await client.get(site.url(), may_follow=lambda _: True)
    assert (page.text(), page.hops) == ("arrived", (site.url(),))


async def test_a_redirect_to_no_address_at_all_is_nothing_to_be_asked_about(
    site: Site, client: Client
) -> None:
    site.redirect("/", "tg://resolve?domain=contoh")
    with pytest.raises(NotHttp):
        await client.get(site.url(), may_follow=lambda _: pytest.fail("nothing to ask about"))
    assert site.asked == ["/"]
