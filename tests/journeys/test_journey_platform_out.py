"""A platform that fails us, an account that changes hands: nobody is blamed, operators hear."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.calendars import calendar_of
from bot.policy.standing import Standing
from bot.sandbox.platforms import Fault, Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from bot.sandbox.telegram import Account
from bot.standings import ChannelStanding, standings
from checks.links import read_profile
from checks.model import Platform
from storage.people import Role
from tests.journeys.conversing import add_agency, buttons_of, facebook, steward_of, told_to
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
PAGE_ID = "100064000000001"


async def furnished(
    office: Office, *, last_post: datetime
) -> tuple[Account, Account, FacebookPage]:
    """A steward of one Facebook page, an operator, and the page with one post."""
    page = FacebookPage(Platform.FACEBOOK, PAGE_ID, "dishub.contoh", name="Dishub", shared=True)
    page.posts.append(Post("1222333444555666", last_post, "Uji KIR gratis"))
    office.platforms.add(page)
    await add_agency(office, "Dishub", facebook("dishubcontoh"))
    steward = await steward_of(office, "Dishub", 1001, "Lila")
    operator = office.api.person(1002, "Tari")
    operator.start(await office.invitation(role=Role.OPERATOR, agency=None))
    await operator.receives()
    return steward, operator, page


async def stands(office: Office) -> ChannelStanding:
    async with office.app.services.database.reading() as session:
        calendar = await calendar_of(session, office.region, office.clock())
        rows = await standings(session, office.region, calendar, office.clock())
    [row] = [row for row in rows if row.channel.ref.platform is Platform.FACEBOOK]
    return row


async def test_a_token_that_dies_on_tuesday_costs_nobody_anything(office: Office) -> None:
    steward, operator, _ = await furnished(office, last_post=MONDAY - timedelta(days=6))
    await office.morning(MONDAY)
    monday = await stands(office)
    assert (monday.verdict.standing, monday.verdict.days) == (Standing.FRESH, 6)

    office.platforms.faults[Platform.FACEBOOK] = Fault.TOKEN_EXPIRED
    for day in (TUESDAY, WEDNESDAY):
        await office.morning(day)
        frozen = await stands(office)
        assert (frozen.verdict.standing, frozen.verdict.days) == (Standing.FRESH, 6)
        assert frozen.outage is not None
    assert told_to(steward, "belum tampak") == []
    [notice] = told_to(operator, "Facebook tidak dapat diperiksa")
    assert "sejak Selasa, 1 Desember 2026" in notice
    assert "Ini menyangkut 1 kanal" in notice
    assert office.platforms.tokens[Platform.FACEBOOK] not in notice

    del office.platforms.faults[Platform.FACEBOOK]
    await office.morning(THURSDAY)
    thursday = await stands(office)
    assert (thursday.verdict.standing, thursday.verdict.days) == (Standing.SLOWING, 9)
    assert thursday.outage is None
    assert len(told_to(steward, "belum tampak")) == 1
    assert len(told_to(operator, "Facebook tidak dapat diperiksa")) == 1


async def test_a_page_behind_on_tuesday_is_not_nudged_while_its_platform_is_out(
    office: Office,
) -> None:
    steward, _, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    office.platforms.faults[Platform.FACEBOOK] = Fault.QUOTA_SPENT
    await office.morning(MONDAY)
    assert told_to(steward, "belum tampak") == []
    del office.platforms.faults[Platform.FACEBOOK]
    await office.morning(TUESDAY)
    assert len(told_to(steward, "belum tampak")) == 1


async def test_a_page_that_is_renamed_keeps_its_history_and_its_new_name(office: Office) -> None:
    _, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    await office.morning(MONDAY)
    assert (await stands(office)).channel.ref.platform_id == PAGE_ID
    page.handle = "perhubungan.contoh"
    for day in (TUESDAY, WEDNESDAY):
        await office.morning(day)
    row = await stands(office)
    assert row.channel.ref.canonical == "https://www.facebook.com/perhubungancontoh"
    assert row.verdict.standing is Standing.FRESH
    [notice] = told_to(operator, "berganti nama")
    assert "perhubungan.contoh" in notice


async def test_a_page_that_is_renamed_back_and_forth_is_told_each_time(office: Office) -> None:
    _, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    await office.morning(MONDAY)
    first, second = page.handle, "perhubungan.contoh"
    for days, handle in enumerate((second, second, first, second), start=1):
        page.handle = handle
        await office.morning(MONDAY + timedelta(days=days))
    assert len(told_to(operator, "berganti nama")) == 3


async def test_a_name_on_record_for_another_channel_is_told_once_not_every_day(
    office: Office,
) -> None:
    _, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    await add_agency(office, "Perhubungan", facebook("perhubungancontoh"))
    await office.morning(MONDAY)
    page.handle = "perhubungan.contoh"
    for day in (TUESDAY, WEDNESDAY, THURSDAY):
        await office.morning(day)
    assert len(told_to(operator, "berganti nama")) == 1


async def test_a_name_that_is_taken_again_after_it_came_back_is_told_again(
    office: Office,
) -> None:
    _, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    other = FacebookPage(Platform.FACEBOOK, "100064000000002", "dishub.contoh", shared=True)
    third = FacebookPage(Platform.FACEBOOK, "100064000000003", "dishub.contoh", shared=True)
    notices = []
    for days, holder in enumerate((page, other, other, page, other, third)):
        office.platforms.accounts[:] = [holder]
        await office.morning(MONDAY + timedelta(days=days))
        notices.append(len(told_to(operator, "dipakai akun lain")))
    assert notices == [0, 1, 1, 1, 2, 3]


async def test_a_page_that_facebook_moved_is_followed_and_told_once(office: Office) -> None:
    _, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    await office.morning(MONDAY)
    there = FacebookPage(Platform.FACEBOOK, "100064000000002", "perhubungan.contoh", shared=True)
    there.posts.append(Post("999", TUESDAY - timedelta(hours=2), "Uji KIR"))
    office.platforms.add(there)
    page.moved_to = there.id
    for day in (TUESDAY, WEDNESDAY):
        await office.morning(day)
    row = await stands(office)
    assert row.channel.ref.platform_id == there.id
    assert row.channel.ref.canonical == "https://www.facebook.com/perhubungancontoh"
    assert (row.verdict.standing, row.verdict.days) == (Standing.FRESH, 1)
    [notice] = told_to(operator, "dipindahkan ke nomor lain")
    assert f"dari {PAGE_ID} ke {there.id}" in notice
    assert told_to(operator, "dipakai akun lain") == []


async def test_a_page_known_by_its_number_alone_has_its_new_number_after_a_move(
    office: Office,
) -> None:
    page = FacebookPage(Platform.FACEBOOK, PAGE_ID, "", shared=True)
    page.posts.append(Post("1", MONDAY - timedelta(days=1), "Uji KIR gratis"))
    office.platforms.add(page)
    await add_agency(office, "Dishub", read_profile(f"https://www.facebook.com/{PAGE_ID}"))
    await office.morning(MONDAY)
    there = FacebookPage(Platform.FACEBOOK, "100064000000002", "", shared=True, posts=page.posts)
    office.platforms.add(there)
    page.moved_to = there.id
    await office.morning(TUESDAY)
    ref = (await stands(office)).channel.ref
    assert (ref.canonical, ref.platform_id) == (
        f"https://www.facebook.com/profile.php?id={there.id}",
        there.id,
    )


async def test_a_name_that_another_page_took_is_not_activity_until_an_operator_says_so(
    office: Office,
) -> None:
    steward, operator, page = await furnished(office, last_post=MONDAY - timedelta(days=1))
    await office.morning(MONDAY)
    office.platforms.accounts.remove(page)
    other = FacebookPage(Platform.FACEBOOK, "100064000000002", "dishub.contoh", shared=True)
    other.posts.append(Post("999", TUESDAY - timedelta(hours=2), "Promo besar"))
    office.platforms.add(other)
    for day in (TUESDAY, WEDNESDAY):
        await office.morning(day)
    row = await stands(office)
    assert row.verdict.standing is Standing.UNMEASURED
    assert told_to(steward, "belum tampak") == []
    [notice] = [one for one in operator.messages if "dipakai akun lain" in one.text]
    assert "100064000000002" in notice.text
    [accept] = buttons_of(notice)
    await operator.answered(operator.press(notice, accept))
    await operator.receives("akun resmi Dishub")
    await office.morning(THURSDAY)
    accepted = await stands(office)
    assert accepted.channel.ref.platform_id == "100064000000002"
    assert accepted.verdict.standing is Standing.FRESH
