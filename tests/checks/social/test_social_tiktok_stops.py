"""TikTok on a bad day: what stops all logins, what only one, and that no secret is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.sandbox.platforms import Fault, SocialAccount
from bot.sandbox.platforms.tiktok_open_api import CLIENT_KEY
from checks.model import Health, Platform, Trouble
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.tiktok_office import DAY, account, asked, connected, office, ref, video

SOON = NOW + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("fault", "trouble", "words"),
    [
        (Fault.PERMISSION_MISSING, Trouble.PERMISSION_MISSING, "scope_not_authorized"),
        (Fault.TOKEN_EXPIRED, Trouble.TOKEN_REFUSED, "invalid_grant"),
        (Fault.SERVER_ERROR, Trouble.SERVER_ERROR, "answered with 500"),
        (Fault.GIBBERISH, Trouble.ANSWER_NOT_UNDERSTOOD, "the login's answer is odd"),
    ],
)
async def test_without_the_embed_the_logins_own_trouble_is_told(
    platforms: Platforms, fault: Fault, trouble: Trouble, words: str
) -> None:
    await connected(platforms, account(platforms.world, video(NOW - DAY)))
    platforms.world.faults[Platform.TIKTOK] = fault
    found = (await platforms.read(office(platforms, tiktok_embed=False), [ref()]))[ref()]
    assert found.trouble is trouble
    assert words in found.detail


async def test_too_many_calls_leave_the_connected_to_the_embed(platforms: Platforms) -> None:
    await connected(platforms, account(platforms.world, video(NOW - DAY)))
    platforms.world.faults[Platform.TIKTOK] = Fault.QUOTA_SPENT
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.health is Health.OK
    assert "rate_limit_exceeded" in found.detail


async def _many(platforms: Platforms) -> list[SocialAccount]:
    owners = [
        account(platforms.world, video(NOW - DAY), handle=f"account{place}", number=f"69{place}")
        for place in range(3)
    ]
    for owner in owners:
        await connected(platforms, owner, expires_at=SOON)
    return owners


@pytest.mark.parametrize(
    ("other_access", "fault", "trouble"),
    [
        ({}, Fault.QUOTA_SPENT, Trouble.QUOTA_SPENT),
        ({"tiktok_client_secret": "wrong"}, None, Trouble.TOKEN_REFUSED),
        ({"tiktok_client_secret": ""}, None, Trouble.TOKEN_REFUSED),
    ],
)
async def test_what_concerns_every_login_stops_the_platform_where_there_is_no_embed(
    platforms: Platforms,
    other_access: dict[str, str],
    fault: Fault | None,
    trouble: Trouble,
) -> None:
    owners = await _many(platforms)
    if fault:
        platforms.world.faults[Platform.TIKTOK] = fault
    reader = office(platforms, tiktok_embed=False, **other_access)
    refs = [ref(owner.handle) for owner in owners]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {trouble}
    assert len(asked(platforms)) <= 1


async def test_throttling_is_over_after_a_minute(platforms: Platforms) -> None:
    owners = await _many(platforms)
    platforms.world.faults[Platform.TIKTOK] = Fault.THROTTLED
    reader = office(platforms, tiktok_embed=False)
    refs = [ref(owner.handle) for owner in owners]
    await platforms.read(reader, refs)
    platforms.world.faults.clear()
    found = await platforms.read(reader, refs, now=NOW + timedelta(minutes=1))
    assert {one.health for one in found.values()} == {Health.OK}


@pytest.mark.parametrize("fault", [None, *Fault])
async def test_no_secret_is_told_or_logged(platforms: Platforms, fault: Fault | None) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    await connected(platforms, owner, expires_at=SOON)
    if fault:
        platforms.world.faults[Platform.TIKTOK] = fault
    with capture_logs() as logs:
        found = await platforms.read(office(platforms), [ref(), ref("other")])
    told = f"{found!r} {logs!r} {[call.path for call in platforms.world.calls]}"
    secret = platforms.world.tokens[Platform.TIKTOK]
    assert secret not in told
    assert "act." not in told
    assert "rft." not in told
    assert CLIENT_KEY not in told
