"""TikTok by the creator-profile embed: what it shows, whom it does not, who answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.platforms import Fault, Mood
from checks.model import (
    ChannelRef,
    Engagement,
    Evidence,
    Health,
    Identity,
    Platform,
    Publication,
    Trouble,
)
from checks.social.tiktok import TikTokAdapter
from checks.social.usage import Usage
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.tiktok_office import DAY, NUMBER, account, asked, office, ref, video

EMBED = "https://www.tiktok.com/embed/@dinkes.contoh"


async def test_the_ids_of_the_videos_hold_their_times(platforms: Platforms) -> None:
    made = NOW - timedelta(hours=5)
    shown = video(made, "Imunisasi di Posyandu\n#dinkes", views=340, likes=12)
    account(platforms.world, shown)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    title = "Imunisasi di Posyandu"
    assert found.health is Health.OK
    assert found.recent == (
        Publication(
            at=made,
            url=f"https://www.tiktok.com/@dinkes.contoh/video/{shown.id}",
            title=title,
            evidence=Evidence("post-id", EMBED, shown.id, title),
            engagement=Engagement(views=340),
        ),
    )
    assert found.identity == Identity(NUMBER, "dinkes.contoh")
    assert found.detail == ""


async def test_videos_pinned_first_do_not_hide_the_newest(platforms: Platforms) -> None:
    posts = [video(NOW - days * DAY, f"no. {days}") for days in (4, 1, 9, 2)]
    pinned = [video(NOW - 400 * DAY, pinned=True), video(NOW - 300 * DAY, pinned=True)]
    account(platforms.world, *posts, *pinned)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert [NOW - one.at for one in found.recent] == [days * DAY for days in (1, 2, 4, 9, 300, 400)]


async def test_each_account_is_one_request(platforms: Platforms) -> None:
    handles = ["dinkes.contoh", "dishub_contoh", "bpbd.contoh"]
    for place, handle in enumerate(handles):
        account(platforms.world, video(NOW - DAY), handle=handle, number=f"{NUMBER}{place}")
    reader = office(platforms)
    found = await platforms.read(reader, [ref(handle) for handle in handles])
    assert {one.health for one in found.values()} == {Health.OK}
    assert asked(platforms) == [f"/embed/@{handle}" for handle in handles]
    assert await platforms.ledger.used(Platform.TIKTOK, NOW.date()) == Usage(calls=3)
    assert reader.batch_size == 1


@pytest.mark.parametrize(
    ("mood", "trouble", "health"),
    [
        (Mood.PRIVATE, Trouble.ACCOUNT_PRIVATE, Health.BLOCKED),
        (Mood.HIDDEN, Trouble.ACCOUNT_HIDDEN, Health.BLOCKED),
        (Mood.SUSPENDED, Trouble.ACCOUNT_UNKNOWN, Health.GONE),
    ],
)
async def test_an_account_that_is_not_shown_says_why(
    platforms: Platforms, mood: Mood, trouble: Trouble, health: Health
) -> None:
    account(platforms.world, video(NOW - DAY)).mood = mood
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert (found.trouble, found.health) == (trouble, health)
    assert found.detail


async def test_a_name_that_nobody_has_is_unknown_unless_it_was_read_before(
    platforms: Platforms,
) -> None:
    new, known = ref("nobody"), ref("was.here", NUMBER)
    found = await platforms.read(office(platforms), [new, known])
    assert found[new].trouble is Trouble.ACCOUNT_UNKNOWN
    assert found[known].trouble is Trouble.ACCOUNT_HIDDEN


async def test_an_account_without_a_video_or_a_heart_has_posted_nothing(
    platforms: Platforms,
) -> None:
    account(platforms.world)
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert (found.trouble, found.health) == (Trouble.NOTHING_POSTED, Health.STATIC)
    assert found.identity == Identity(NUMBER, "dinkes.contoh")


async def test_a_name_with_another_number_is_somebody_elses_now(platforms: Platforms) -> None:
    account(platforms.world, video(NOW - DAY), number="7000000000000000002")
    remembered = ref(number=NUMBER)
    found = (await platforms.read(office(platforms), [remembered]))[remembered]
    assert found.trouble is Trouble.NAME_TAKEN
    assert found.identity == Identity("7000000000000000002", "dinkes.contoh")
    assert found.recent == ()


async def test_an_account_known_by_its_id_alone_is_not_asked_for(platforms: Platforms) -> None:
    nameless = ChannelRef(Platform.TIKTOK, NUMBER, platform_id=NUMBER)
    found = (await platforms.read(office(platforms), [nameless]))[nameless]
    assert found.trouble is Trouble.NO_READER
    assert asked(platforms) == []


async def test_with_the_switch_off_the_embed_is_left_alone(platforms: Platforms) -> None:
    account(platforms.world, video(NOW - DAY))
    closed = platforms.reader(TikTokAdapter(), tiktok_embed=False)
    alone = office(platforms, tiktok_embed=False)
    for reader, hint in ((closed, "no app is set up"), (alone, "has not connected itself")):
        found = (await platforms.read(reader, [ref()]))[ref()]
        assert found.trouble is Trouble.NO_READER
        assert hint in found.detail
    assert asked(platforms) == []


async def test_where_nobody_is_shown_the_accounts_are_believed_without_a_control(
    platforms: Platforms,
) -> None:
    account(platforms.world, video(NOW - DAY))
    platforms.world.faults[Platform.TIKTOK] = Fault.EVERYTHING_MISSING
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert found.trouble is Trouble.ACCOUNT_UNKNOWN


async def test_where_the_control_is_not_shown_either_the_platform_is_down_for_all(
    platforms: Platforms,
) -> None:
    account(platforms.world, video(NOW - DAY))
    control = ref("tiktok")
    reader = office(platforms, controls={Platform.TIKTOK: control})
    platforms.world.faults[Platform.TIKTOK] = Fault.EVERYTHING_MISSING
    refs = [ref(), ref("dishub_contoh")]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {Trouble.PLATFORM_DOWN}
    assert asked(platforms) == ["/embed/@dinkes.contoh", "/embed/@tiktok"]


async def test_where_the_control_is_shown_a_missing_account_is_missing(
    platforms: Platforms,
) -> None:
    account(platforms.world, video(NOW - DAY), handle="tiktok")
    reader = office(platforms, controls={Platform.TIKTOK: ref("tiktok")})
    found = await platforms.read(reader, [ref(), ref("tiktok")])
    assert found[ref()].trouble is Trouble.ACCOUNT_UNKNOWN
    assert found[ref("tiktok")].health is Health.OK


async def test_asked_to_wait_all_accounts_wait_and_are_tried_again_after_an_hour(
    platforms: Platforms,
) -> None:
    account(platforms.world, video(NOW - DAY))
    platforms.world.faults[Platform.TIKTOK] = Fault.THROTTLED
    reader = office(platforms)
    refs = [ref(), ref("dishub_contoh")]
    for _ in range(2):
        found = await platforms.read(reader, refs)
        assert {one.trouble for one in found.values()} == {Trouble.QUOTA_SPENT}
    assert len(asked(platforms)) == 1
    platforms.world.faults.clear()
    found = await platforms.read(reader, refs, now=NOW + timedelta(hours=1))
    assert found[ref()].health is Health.OK


async def test_a_server_that_fails_for_everybody_is_left_alone(platforms: Platforms) -> None:
    platforms.world.faults[Platform.TIKTOK] = Fault.SERVER_ERROR
    refs = [ref(f"account{place}") for place in range(7)]
    found = await platforms.read(office(platforms), refs)
    troubles = [found[one].trouble for one in refs]
    assert troubles == [Trouble.SERVER_ERROR] * 4 + [Trouble.PLATFORM_DOWN] * 3
    assert len(asked(platforms)) == 10  # each was asked a second time


async def test_something_else_than_the_page_is_no_silence(platforms: Platforms) -> None:
    platforms.world.faults[Platform.TIKTOK] = Fault.GIBBERISH
    found = (await platforms.read(office(platforms), [ref()]))[ref()]
    assert (found.trouble, found.health) == (Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED)
