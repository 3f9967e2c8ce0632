"""TikTok by an account's own login: its videos, its renewals, and what happens when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from structlog.testing import capture_logs

from bot.sandbox.platforms.tiktok_open_api import access_token, refresh_token
from checks.model import Engagement, Evidence, Health, Platform, Publication, Trouble
from checks.social.tokens import Token
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.tiktok_office import (
    DAY,
    account,
    asked,
    connected,
    office,
    ref,
    video,
)

LIST = "/v2/video/list/"
TOKEN = "/v2/oauth/token/"
EMBED = "/embed/@dinkes.contoh"
FIELDS = "id%2Ccreate_time%2Ctitle%2Cvideo_description%2Cshare_url%2Clike_count%2Ccomment_count"
SOON = NOW + timedelta(minutes=2)


async def test_a_connected_account_is_read_by_its_login_alone(platforms: Platforms) -> None:
    made = NOW - timedelta(hours=5)
    shown = video(made, "Imunisasi", likes=12, comments=3, views=340)
    owner = account(platforms.world, video(NOW - 9 * DAY), shown)
    await connected(platforms, owner)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    url = f"https://open.tiktokapis.com{LIST}?fields={FIELDS}%2Cview_count"
    assert found.recent[0] == Publication(
        at=made,
        url=f"https://www.tiktok.com/@dinkes.contoh/video/{shown.id}",
        title="Imunisasi",
        evidence=Evidence("api", url, str(int(made.timestamp())), "Imunisasi"),
        engagement=Engagement(12, 3, 340),
    )
    assert len(found.recent) == 2
    assert asked(platforms) == [LIST]


async def test_photos_keep_their_own_address(platforms: Platforms) -> None:
    photo = video(NOW - DAY, kind="photo")
    await connected(platforms, account(platforms.world, photo))
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.recent[0].url == f"https://www.tiktok.com/@dinkes.contoh/photo/{photo.id}"


async def test_a_login_tells_no_identity_since_its_id_is_of_another_kind(
    platforms: Platforms,
) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    await connected(platforms, owner)
    remembered = ref(number=owner.id)
    found = (await platforms.read(office(platforms), [remembered]))[remembered]
    assert (found.health, found.identity) == (Health.OK, None)


async def test_a_connected_account_without_a_video_has_posted_nothing(
    platforms: Platforms,
) -> None:
    await connected(platforms, account(platforms.world))
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.trouble is Trouble.NOTHING_POSTED


async def test_a_token_about_to_end_is_renewed_first_and_the_new_one_kept(
    platforms: Platforms,
) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    await connected(platforms, owner, expires_at=SOON)
    reader = office(platforms)
    for _ in range(2):
        found = (await platforms.read(reader, [ref()]))[ref()]
        assert found.health is Health.OK
    assert asked(platforms) == [TOKEN, LIST, LIST]
    kept = await platforms.tokens.find(Platform.TIKTOK, "dinkes.contoh")
    assert kept == Token(
        access_token(platforms.world, owner, 1),
        refresh_token(platforms.world, owner, 1),
        NOW + timedelta(hours=2),
        NOW + 180 * DAY,
    )


async def test_a_token_refused_too_early_is_renewed_once(platforms: Platforms) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    token = await connected(platforms, owner)
    stale = replace(token, access="act.stale")
    await platforms.tokens.keep(Platform.TIKTOK, owner.handle, stale, now=NOW)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert (found.health, found.detail) == (Health.OK, "")
    assert asked(platforms) == [LIST, TOKEN, LIST]


async def test_a_token_refused_again_after_its_renewal_leaves_the_account_to_the_embed(
    platforms: Platforms,
) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    await connected(platforms, owner)
    platforms.world.token_expires[Platform.TIKTOK] = NOW
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.health is Health.OK
    assert found.recent[0].evidence.source == "post-id"
    assert "read by the embed: its login is refused (access_token_invalid)" in found.detail
    assert asked(platforms) == [LIST, TOKEN, LIST, EMBED]


async def test_one_dead_login_stops_nobody_else(platforms: Platforms) -> None:
    dead = account(platforms.world, video(NOW - DAY))
    alive = account(platforms.world, video(NOW - DAY), handle="dishub_contoh", number="6900")
    token = Token("act.gone", "rft.gone", NOW + DAY, NOW + DAY)
    await platforms.tokens.keep(Platform.TIKTOK, dead.handle, token, now=NOW)
    await connected(platforms, alive)
    reader = office(platforms, tiktok_embed=False)
    with capture_logs() as logs:
        found = await platforms.read(reader, [ref(), ref(alive.handle)])
    assert found[ref()].trouble is Trouble.TOKEN_REFUSED
    assert found[ref()].health is Health.FAILED
    assert "(invalid_grant): connect it again" in found[ref()].detail
    assert found[ref(alive.handle)].health is Health.OK
    assert [(line["event"], line["account"]) for line in logs] == [
        ("tiktok_login_unusable", "dinkes.contoh")
    ]


async def test_a_login_that_has_run_out_is_not_asked_to_be_renewed(platforms: Platforms) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    over = Token("act.over", "rft.over", NOW - DAY, NOW - timedelta(hours=1))
    await platforms.tokens.keep(Platform.TIKTOK, owner.handle, over, now=NOW)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.detail == "read by the embed: its login has ended: connect it again"
    assert asked(platforms) == [EMBED]


async def test_another_process_that_renewed_the_login_meanwhile_is_followed(
    platforms: Platforms,
) -> None:
    owner = account(platforms.world, video(NOW - DAY))
    await connected(platforms, owner, expires_at=SOON)
    await platforms.read(office(platforms), [ref()])
    kept = await platforms.tokens.find(Platform.TIKTOK, owner.handle)
    assert kept is not None
    late = _LateBook(platforms, kept, replace(kept, access="act.old", expires_at=SOON, refresh="x"))
    late.world.calls.clear()
    found = (await late.read(office(late), [ref()]))[ref()]
    assert (found.health, found.detail) == (Health.OK, "")
    assert asked(late) == [TOKEN, LIST]


class _LateBook(Platforms):
    """An office whose book shows the old token once, and then the one just renewed."""

    def __init__(self, platforms: Platforms, kept: Token, old: Token) -> None:
        super().__init__(platforms.world, platforms.access, platforms.client)
        self._answers = [old, kept]
        self.tokens.find = self._find  # type: ignore[method-assign]

    async def _find(self, platform: Platform, account: str) -> Token | None:
        return self._answers.pop(0)


async def test_a_login_of_another_account_is_never_read_as_this_one(platforms: Platforms) -> None:
    other = account(platforms.world, video(NOW - DAY), handle="somebody.else")
    await connected(platforms, other, as_handle="dinkes.contoh")
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.trouble is Trouble.ACCOUNT_UNKNOWN
    assert "its login is that of @somebody.else" in found.detail
    assert found.recent == ()
