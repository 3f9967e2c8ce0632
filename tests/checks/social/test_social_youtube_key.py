"""The office's YouTube key is asked about by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.sandbox.platforms import Fault
from checks.model import Platform, Trouble
from checks.social.door import Door
from checks.social.stops import Breaker
from checks.social.token_health import TokenState
from checks.social.usage import Usage
from checks.social.youtube_key import youtube_key
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.youtube_office import CUT, KEY, asked, scripted_youtube, used


async def state(office: Platforms) -> TokenState:
    return await youtube_key(
        Door(
            Platform.YOUTUBE,
            office.client,
            office.access,
            office.ledger,
            office.tokens,
            NOW,
            Breaker(),
        )
    )


async def test_a_good_key_costs_one_unit_to_ask_about(platforms: Platforms) -> None:
    found = await state(platforms)
    assert found == TokenState(Platform.YOUTUBE, None, None, "the key is taken")
    assert await used(platforms) == Usage(calls=1, units=1)


async def test_without_a_key_nothing_is_asked_and_nothing_is_wrong(platforms: Platforms) -> None:
    platforms.access = replace(platforms.access, youtube_key="")
    assert (await state(platforms)).trouble is None
    assert asked(platforms.world) == []


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED),
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING),
        (Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        (Fault.SERVER_ERROR, Trouble.SERVER_ERROR),
        (Fault.GIBBERISH, Trouble.ANSWER_NOT_UNDERSTOOD),
        (Fault.EVERYTHING_MISSING, None),
    ],
)
async def test_what_is_wrong_with_a_key_is_told(
    platforms: Platforms, fault: Fault, trouble: Trouble | None
) -> None:
    platforms.world.faults[Platform.YOUTUBE] = fault
    assert (await state(platforms)).trouble is trouble


async def test_a_connection_that_breaks_tells_nothing_of_the_key(platforms: Platforms) -> None:
    async with scripted_youtube(platforms) as youtube:
        youtube.say("channels", CUT)
        found = await state(youtube.office)
    assert found.trouble is Trouble.INTERRUPTED
    assert KEY not in repr(found)
