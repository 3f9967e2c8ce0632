"""Which way of asking a Facebook knows is found out once a run, at the cost of one request."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from bot.sandbox.platforms import GraphWay
from checks.model import ChannelRef, Health, Identity, Platform, Reading, Trouble
from tests.checks.social.facebook_office import (
    DINKES,
    WAYS,
    counted_calls,
    facebook,
    named,
    office_of_pages,
    only,
    page,
)
from tests.checks.social.platform_office import NOW, Platforms


async def read_in_batches(office: Platforms, refs: list[ChannelRef]) -> dict[ChannelRef, Reading]:
    """All of them by one reader, fifty after fifty, as a sweep does."""
    reader = facebook(office)
    found: dict[ChannelRef, Reading] = {}
    size = reader.batch_size
    for begin in range(0, len(refs), size):
        found |= await office.read(reader, refs[begin : begin + size])
    return found


def requests(office: Platforms) -> list[str]:
    """Each request's method and what it asked at: `GET ids`, `POST `, `GET posts`."""
    asked = []
    for call in office.world.calls_to(Platform.FACEBOOK):
        path, _, query = call.path.removeprefix("/v26.0/").partition("?")
        what = "ids" if query.startswith("ids=") else path.rpartition("/")[2]
        asked.append(f"{call.method} {what}")
    return asked


@pytest.mark.parametrize(
    ("ways", "asked", "calls"),
    [
        (WAYS["batch"], ["POST "] * 3, 120),
        (WAYS["ids"], ["POST ", *["GET ids"] * 3], 121),
    ],
    ids=["batch", "ids"],
)
async def test_a_hundred_and_twenty_pages_are_three_requests(
    platforms: Platforms, ways: set[GraphWay], asked: list[str], calls: int
) -> None:
    only(platforms, ways)
    found = await read_in_batches(platforms, office_of_pages(platforms, 120))
    assert [one.health for one in found.values()] == [Health.OK] * 120
    assert len({one.identity for one in found.values()}) == 120
    assert requests(platforms) == asked
    assert await counted_calls(platforms) == calls


async def test_where_nothing_else_is_known_each_page_is_a_request(platforms: Platforms) -> None:
    only(platforms, WAYS["posts"])
    found = await read_in_batches(platforms, office_of_pages(platforms, 60))
    assert [one.health for one in found.values()] == [Health.OK] * 60
    assert requests(platforms) == ["POST ", "GET ids", "GET ids", *["GET published_posts"] * 60]


async def test_another_run_finds_out_anew_which_way_is_known(platforms: Platforms) -> None:
    [ref] = office_of_pages(platforms, 1)
    reader = facebook(platforms)
    only(platforms, WAYS["ids"])
    await platforms.read(reader, [ref])
    only(platforms, WAYS["batch"])
    tomorrow = NOW + timedelta(days=1)
    assert (await platforms.read(reader, [ref], now=tomorrow))[ref].health is Health.OK
    assert requests(platforms) == ["POST ", "GET ids", "POST "]


async def test_a_name_that_is_named_is_left_out_and_the_others_asked_again(
    platforms: Platforms,
) -> None:
    refs = office_of_pages(platforms, 48)
    only(platforms, WAYS["ids"])
    gone = [named("hilang.contoh"), named("pergi.contoh")]
    found = await platforms.read(facebook(platforms), [*refs[:20], *gone, *refs[20:]])
    assert {found[ref].trouble for ref in gone} == {Trouble.ACCOUNT_UNKNOWN}
    assert {found[ref].health for ref in refs} == {Health.OK}
    assert requests(platforms) == ["POST ", "GET ids", "GET ids"]
    assert await counted_calls(platforms) == 1 + 50 + 48


async def test_a_server_that_knows_none_of_the_ways_is_not_asked_for_ever(
    platforms: Platforms,
) -> None:
    refs = office_of_pages(platforms, 30)
    only(platforms, ())
    reader = facebook(platforms)
    found = await platforms.read(reader, refs)
    assert {one.trouble for one in found.values()} == {Trouble.ANSWER_NOT_UNDERSTOOD}
    assert requests(platforms) == ["POST ", "GET ids", "GET ids", "GET published_posts"]


async def test_the_name_in_use_shows_where_the_ids_are_asked_for(platforms: Platforms) -> None:
    page(platforms.world, DINKES, "Dinkes.Baru", 1)
    only(platforms, WAYS["ids"])
    ref = named("dinkes.contoh", DINKES)
    reading = (await platforms.read(facebook(platforms), [ref]))[ref]
    assert reading.identity == Identity(DINKES, "dinkes.baru")


async def test_the_stand_in_takes_fifty_ids_and_no_more(platforms: Platforms) -> None:
    refs = office_of_pages(platforms, 51)
    only(platforms, WAYS["ids"])
    address = f"{platforms.access.stand_ins[Platform.FACEBOOK]}/v26.0/"
    headers = {"Authorization": f"Bearer {platforms.access.facebook_token}"}
    names = [ref.name for ref in refs]
    async with httpx.AsyncClient(trust_env=False, headers=headers) as http:
        fifty = await http.get(address, params={"ids": ",".join(names[:50]), "fields": "link"})
        more = await http.get(address, params={"ids": ",".join(names)})
    assert [*fifty.json()] == names[:50]
    assert all({*one} == {"link", "id"} for one in fifty.json().values())
    assert more.json()["error"]["message"].startswith("(#100) Too many IDs. Maximum: 50")
