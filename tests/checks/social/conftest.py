"""The platforms on loopback, for every test of a reader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from bot.sandbox.platforms import PlatformsServer, PlatformWorld
from bot.serving import serve
from checks.client import Client, ClientSettings
from checks.model import Platform
from checks.social.access import PlatformAccess
from tests.checks.social.platform_office import NOW, Platforms


@pytest.fixture
async def platforms() -> AsyncIterator[Platforms]:
    """All platforms on loopback, empty, and an office with a good token for each."""
    world = PlatformWorld(clock=lambda: NOW)
    async with serve(PlatformsServer(world).app) as base:
        access = PlatformAccess(
            instagram_token=world.tokens[Platform.INSTAGRAM],
            instagram_office_id=world.office_id,
            facebook_token=world.tokens[Platform.FACEBOOK],
            x_token=world.tokens[Platform.X],
            youtube_key=world.tokens[Platform.YOUTUBE],
            threads_token=world.tokens[Platform.THREADS],
            stand_ins=PlatformsServer.stand_ins(base),
        )
        settings = ClientSettings(
            allow_private=frozenset({urlsplit(base).netloc}), pause=0, retry_pause=0
        )
        async with Client(settings) as client:
            yield Platforms(world, access, client)
