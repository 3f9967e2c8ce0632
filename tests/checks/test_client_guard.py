"""No address that someone typed reaches a private network."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.client import Client, ClientSettings
from checks.errors import AddressForbidden, FetchError, NameUnknown, NotHttp
from checks.guard import is_public
from checks.model import Health
from tests.checks.website_farm import Site


def answering(*answers: Sequence[str]) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    """A resolver that gives one answer after the other, the last one for ever."""
    left = list(answers)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "5f00::1",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_not_globally_routable_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", ["8.8.8.8", "103.10.104.5", "2606:4700::1111", "2404:8000::1"])
def test_ordinary_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))


@settings(max_examples=60)
@given(st.ip_addresses(v=4).filter(lambda address: not address.is_global))
def test_no_private_address_becomes_public_inside_another_form(address: IPv4Address) -> None:
    number = int(address)
    forms = [
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
        IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)),
        IPv6Address(number),
    ]
    assert not any(map(is_public, forms))


@pytest.mark.parametrize("text", [text for text in PRIVATE if ":" not in text])
async def test_a_private_address_is_refused_before_any_connection(text: str) -> None:
    async with Client() as client:
        with pytest.raises(AddressForbidden) as refusal:
            await client.get(f"http://{text}/")
    assert refusal.value.detail == "address is private: refused"
    assert refusal.value.health is Health.FAILED


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "8.8.8.8.",
        "x.1",
        "[fe80::1%25eth0]",
    ],
)
async def test_an_address_in_an_odd_spelling_is_refused(site: Site, host: str) -> None:
    async with Client() as client:
        with pytest.raises((AddressForbidden, NotHttp)):
            await client.get(f"http://{host}:{site.port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.go.id/",
        "file:///etc/passwd",
        "gopher://example.go.id/",
        "javascript:alert(1)",
        "//example.go.id/",
        "example.go.id",
        "http:///x",
        "http://admin:secret@example.go.id/",
        "http://exa%6dple.go.id/",
        "http://example.go.id:99999/",
        "http://①②⑦.0.0.1/",
        "http://example.go.id/" + "a" * 5000,
        "",
    ],
)
async def test_what_is_no_plain_web_address_is_not_asked(url: str) -> None:
    async with Client(resolver=answering(["127.0.0.1"])) as client:
        with pytest.raises(NotHttp):
            await client.get(url)


@pytest.mark.parametrize("host", ["example.go.id", "exa mple", "exa[mple", "example.go.id:x"])
async def test_a_password_in_an_address_does_not_show_in_the_error(host: str) -> None:
    async with Client() as client:
        with pytest.raises(NotHttp) as refusal:
            await client.get(f"http://admin:secret@{host}/")
    assert "secret" not in str(refusal.value)


async def test_a_name_that_resolves_to_a_private_address_is_refused(site: Site) -> None:
    async with Client(resolver=answering(["127.0.0.1"])) as client:
        with pytest.raises(AddressForbidden):
            await client.get(f"http://dinkes.example:{site.port}/")
    assert site.asked == []


async def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    async with Client(resolver=answering(["8.8.8.8", "127.0.0.1"])) as client:
        with pytest.raises(AddressForbidden):
            await client.get(f"http://dinkes.example:{site.port}/")


async def test_a_name_is_resolved_once_a_connection_so_that_it_cannot_change_in_between(
    site: Site,
) -> None:
    site.serve("/", "first")
    questions: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        questions.append(host)
        return ["127.0.0.1"] if len(questions) == 1 else ["169.254.169.254"]

    allowed = ClientSettings(allow_private=frozenset({f"dinkes.example:{site.port}"}))
    async with Client(allowed, resolver=resolve) as client:
        page = await client.get(f"http://dinkes.example:{site.port}/")
    assert page.text() == "first"
    assert questions == ["dinkes.example"]


async def test_a_name_that_turns_private_on_the_way_is_refused_where_it_would_connect(
    site: Site,
) -> None:
    """The first hop is let through by name; the second name was public when last asked."""
    site.redirect("/", f"http://rebound.example:{site.port}/secret")
    site.serve("/secret", "secret")
    answers = {"dinkes.example": [["127.0.0.1"]], "rebound.example": [["127.0.0.1"], ["8.8.8.8"]]}

    async def resolve(host: str, port: int) -> Sequence[str]:
        return answers[host].pop(0)

    allowed = ClientSettings(allow_private=frozenset({f"dinkes.example:{site.port}"}))
    async with Client(allowed, resolver=resolve) as client:
        with pytest.raises(AddressForbidden):
            await client.get(f"http://dinkes.example:{site.port}/")
    assert site.asked == ["/"]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
    ],
)
async def test_a_redirect_to_a_private_address_is_refused(
    site: Site, client: Client, target: str
) -> None:
    site.redirect("/", target)
    with pytest.raises(AddressForbidden):
        await client.get(site.url())
    assert site.asked == ["/"]


async def test_a_redirect_to_another_scheme_is_refused(site: Site, client: Client) -> None:
    site.redirect("/", "file:///etc/passwd")
    with pytest.raises(NotHttp):
        await client.get(site.url())


async def test_an_exception_lets_exactly_its_host_and_port_through(
    site: Site, open_site: Callable[..., Awaitable[Site]]
) -> None:
    other = await open_site()
    site.serve("/", "allowed")
    other.serve("/", "not allowed")
    allowed = ClientSettings(allow_private=frozenset({site.place}))
    async with Client(allowed) as client:
        assert (await client.get(site.url())).text() == "allowed"
        for url in (other.url(), f"http://localhost:{site.port}/"):
            with pytest.raises(AddressForbidden):
                await client.get(url)
    assert other.asked == []


async def test_an_exception_without_a_port_stands_for_the_usual_ones() -> None:
    allowed = ClientSettings(allow_private=frozenset({"intranet.example"}), total_timeout=5)

    async def unknown(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async with Client(allowed, resolver=unknown) as client:
        for url in ("http://intranet.example/", "https://intranet.example/"):
            with pytest.raises(FetchError) as trouble:
                await client.get(url)
            assert not isinstance(trouble.value, AddressForbidden)
        with pytest.raises(AddressForbidden):
            await client.get("http://intranet.example:8080/")


@pytest.mark.parametrize(
    ("code", "detail"),
    [
        (socket.EAI_NONAME, "name not known"),
        (socket.EAI_AGAIN, "name server gives no answer"),
    ],
)
async def test_a_name_that_does_not_resolve_says_why(code: int, detail: str) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(code, "")

    async with Client(resolver=resolve) as client:
        with pytest.raises(NameUnknown) as trouble:
            await client.get("http://nowhere.example/")
    assert trouble.value.detail == detail
    assert trouble.value.health is Health.UNREACHABLE
