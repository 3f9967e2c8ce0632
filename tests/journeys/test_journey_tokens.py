"""The office's tokens over the days: told before they end, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.rounds.ticker import Ticker
from bot.sandbox.platforms import Fault, Post, SocialAccount
from bot.sandbox.platforms.facebook_pages import FacebookPage
from bot.sandbox.platforms.tiktok_open_api import CLIENT_KEY
from bot.sandbox.telegram import Account
from checks.model import ChannelRef, Platform
from checks.social.fingerprints import fingerprint
from checks.social.tokens import OFFICE, Token
from checks.sweep import readers_for
from storage import invitations, rounds
from storage.people import Role
from storage.rounds import Round
from tests.journeys.conversing import add_agency, add_region, facebook, instagram
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

DAY = timedelta(days=1)
TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY
LIFE = timedelta(days=60)
FACEBOOK, INSTAGRAM, THREADS = Platform.FACEBOOK, Platform.INSTAGRAM, Platform.THREADS
YOUTUBE, TIKTOK = Platform.YOUTUBE, Platform.TIKTOK


@pytest.fixture
async def operator(office: Office) -> Account:
    """An operator of the region, which has a Facebook Page with a post of last Sunday."""
    page = FacebookPage(FACEBOOK, "100064000000001", "dishub.contoh", shared=True)
    page.posts.append(Post("1222333444555666", MONDAY - DAY, "Uji KIR gratis"))
    office.platforms.add(page)
    await add_agency(office, "Dishub", facebook("dishubcontoh"))
    return await office.operator()


def restarted(office: Office, **settings: str) -> Ticker:
    """The duties after a restart with these credentials in the settings."""
    services = office.app.services
    access = replace(services.access, **settings)  # type: ignore[arg-type]
    readers = readers_for(access=access, ledger=services.ledger, tokens=services.tokens)
    return Ticker(replace(services, access=access, readers=readers))


async def dawn(office: Office, ticker: Ticker, day: datetime) -> None:
    """The tokens are looked at."""
    office.clock.travel_to(day.replace(hour=5, minute=30))
    await ticker.tick()
    await office.settled()


async def morning(office: Office, ticker: Ticker, day: datetime) -> None:
    """The tokens are looked at, and then all channels."""
    await dawn(office, ticker, day)
    await six_o_clock(office, ticker, day)


async def six_o_clock(office: Office, ticker: Ticker, day: datetime) -> None:
    """All channels are looked at."""
    office.clock.travel_to(day.replace(hour=6, minute=0))
    await ticker.tick()
    await office.settled()


def heard(account: Account) -> list[str]:
    """What the operator is told of platforms and their tokens."""
    words = ("berakhir", "tidak dapat diperiksa", "ditolak")
    return [one.text for one in account.messages if any(word in one.text for word in words)]


def lacking(account: Account) -> list[str]:
    """What the operator is told of permissions that a token lacks."""
    return [one.text for one in account.messages if "izin yang diminta" in one.text]


def asked(office: Office, platform: Platform = FACEBOOK, path: str = "debug_token") -> int:
    return sum(path in call.path for call in office.platforms.calls_to(platform))


async def round_of(office: Office, day: datetime, kind: str = "tokens") -> Round | None:
    async with office.app.services.database.reading() as session:
        return await rounds.find(
            session, region_id=office.region.id, kind=kind, local_date=day.date()
        )


async def test_a_token_that_ends_in_ten_days_is_told_once_over_three_mornings(
    office: Office, operator: Account
) -> None:
    office.platforms.token_expires[FACEBOOK] = MONDAY + 10 * DAY
    ticker = restarted(office)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        await morning(office, ticker, day)
    [notice] = heard(operator)
    assert "Token Facebook berakhir pada Kamis, 10 Desember 2026 (10 hari lagi)." in notice
    assert "dibaca dengan token ini: 1." in notice
    assert "SEGAR_FACEBOOK_TOKEN" in notice
    assert office.platforms.tokens[FACEBOOK] not in notice
    assert asked(office) == 3


async def test_a_new_token_is_silent_and_told_when_it_ends_itself(
    office: Office, operator: Account
) -> None:
    world = office.platforms
    world.token_expires[FACEBOOK] = MONDAY + 10 * DAY
    await dawn(office, restarted(office), MONDAY)
    world.tokens[FACEBOOK] = "facebook-second-token"
    world.token_expires[FACEBOOK] = TUESDAY + LIFE
    ticker = restarted(office, facebook_token="facebook-second-token")
    await dawn(office, ticker, TUESDAY)
    await dawn(office, ticker, TUESDAY + 45 * DAY)
    assert len(heard(operator)) == 1
    await dawn(office, ticker, TUESDAY + 46 * DAY)
    await dawn(office, ticker, TUESDAY + 47 * DAY)
    assert "(14 hari lagi)" in heard(operator)[1]
    assert len(heard(operator)) == 2


async def test_a_token_that_is_dead_on_tuesday_is_one_message_in_all(
    office: Office, operator: Account
) -> None:
    ticker = restarted(office)
    await morning(office, ticker, MONDAY)
    office.platforms.tokens[FACEBOOK] = "facebook-second-token"
    await morning(office, ticker, TUESDAY)
    [notice] = heard(operator)
    assert "Facebook tidak dapat diperiksa sejak Selasa, 1 Desember 2026" in notice
    assert "Ini menyangkut 1 kanal" in notice
    sweep = await round_of(office, TUESDAY, "sweep")
    assert sweep is not None
    assert (sweep.outcome or {})["out"].keys() == {"facebook"}
    await morning(office, restarted(office, facebook_token="facebook-second-token"), WEDNESDAY)
    sweep = await round_of(office, WEDNESDAY, "sweep")
    assert sweep is not None
    assert (sweep.outcome or {})["out"] == {}
    assert len(heard(operator)) == 1


async def test_a_token_that_dies_between_its_check_and_the_sweep_is_one_message_as_well(
    office: Office, operator: Account
) -> None:
    ticker = restarted(office)
    await dawn(office, ticker, MONDAY)
    assert heard(operator) == []
    office.platforms.faults[FACEBOOK] = Fault.TOKEN_EXPIRED
    await six_o_clock(office, ticker, MONDAY)
    for day in (TUESDAY, WEDNESDAY):
        await morning(office, ticker, day)
    [notice] = heard(operator)
    assert "Facebook tidak dapat diperiksa sejak Senin, 30 November 2026" in notice


async def test_a_permission_that_was_taken_away_is_told_as_lacking_and_as_what_it_closes(
    office: Office, operator: Account
) -> None:
    office.platforms.faults[FACEBOOK] = Fault.PERMISSION_MISSING
    for page in office.platforms.accounts:
        assert isinstance(page, FacebookPage)
        page.shared = False
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        await morning(office, restarted(office), day)
    [notice] = heard(operator)
    assert "Facebook tidak dapat diperiksa sejak Senin, 30 November 2026" in notice
    assert len(lacking(operator)) == 1


async def test_a_platform_that_is_read_is_not_out_for_a_permission_its_token_lacks(
    office: Office, operator: Account
) -> None:
    office.platforms.faults[FACEBOOK] = Fault.PERMISSION_MISSING
    for day in (MONDAY, TUESDAY):
        await morning(office, restarted(office), day)
        sweep = await round_of(office, day, "sweep")
        assert sweep is not None
        assert sweep.outcome is not None
        assert (sweep.outcome["out"], sweep.outcome["ok"]) == ({}, 2)
    assert heard(operator) == []
    [notice] = lacking(operator)
    assert "Token Facebook belum memiliki semua izin" in notice
    assert "pages_read_engagement" in notice
    assert "dibaca dengan token ini: 1." in notice
    assert "SEGAR_FACEBOOK_TOKEN" in notice


async def test_a_permission_that_is_taken_away_again_is_told_again_and_once(
    office: Office, operator: Account
) -> None:
    world = office.platforms
    for page in world.accounts:
        assert isinstance(page, FacebookPage)
        page.shared = False
    for days, lost in enumerate((True, True, False)):
        world.faults = {FACEBOOK: Fault.PERMISSION_MISSING} if lost else {}
        await morning(office, restarted(office), MONDAY + days * DAY)
    assert len(heard(operator)) == 1
    world.faults = {FACEBOOK: Fault.PERMISSION_MISSING}
    for days in (30, 31):
        await morning(office, restarted(office), MONDAY + days * DAY)
    [_, again] = heard(operator)
    assert "Facebook tidak dapat diperiksa sejak Rabu, 30 Desember 2026" in again


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.GIBBERISH, Fault.QUOTA_SPENT])
async def test_what_passes_is_nobodys_news_and_the_round_is_done(
    office: Office, operator: Account, fault: Fault
) -> None:
    office.platforms.token_expires[FACEBOOK] = MONDAY + 10 * DAY
    office.platforms.faults[FACEBOOK] = fault
    ticker = restarted(office)
    await dawn(office, ticker, MONDAY)
    assert heard(operator) == []
    done = await round_of(office, MONDAY)
    assert done is not None
    assert done.finished_at is not None
    assert (done.outcome or {})["facebook"]["trouble"] is not None
    before = len(office.platforms.calls)
    await ticker.tick()
    assert len(office.platforms.calls) == before
    office.platforms.faults.clear()
    await dawn(office, ticker, TUESDAY)
    assert len(heard(operator)) == 1


async def test_without_any_token_no_platform_is_asked(office: Office, operator: Account) -> None:
    await dawn(office, restarted(office, facebook_token=""), MONDAY)
    assert office.platforms.calls == []
    done = await round_of(office, MONDAY)
    assert done is not None
    assert done.outcome == {}
    assert heard(operator) == []


async def test_of_a_platform_without_channels_nothing_is_told(
    office: Office, operator: Account
) -> None:
    office.platforms.token_expires[THREADS] = MONDAY - DAY
    await dawn(office, restarted(office, threads_token="threads-token"), MONDAY)
    assert asked(office, THREADS, "refresh_access_token") == 1
    assert heard(operator) == []


async def test_one_token_for_instagram_and_facebook_is_one_reminder(
    office: Office, operator: Account
) -> None:
    world = office.platforms
    for platform in (INSTAGRAM, FACEBOOK):
        world.tokens[platform] = "one-token-for-both"
        world.token_expires[platform] = MONDAY + 7 * DAY
    ticker = restarted(
        office, facebook_token="one-token-for-both", instagram_token="one-token-for-both"
    )
    for day in (MONDAY, TUESDAY):
        await dawn(office, ticker, day)
    [notice] = heard(operator)
    assert "Token Instagram dan Facebook berakhir pada Senin, 7 Desember 2026" in notice
    assert "SEGAR_INSTAGRAM_TOKEN, SEGAR_FACEBOOK_TOKEN" in notice
    assert "dibaca dengan token ini: 2." in notice


async def test_two_regions_share_one_question_and_each_hears_of_its_own_channels(
    office: Office, operator: Account
) -> None:
    east = await add_region(office, "timur", "Kabupaten Timur")
    for number, handle in enumerate(("dinsostimur", "satpoltimur"), 100064000000002):
        page = FacebookPage(FACEBOOK, str(number), handle, shared=True)
        office.platforms.add(page)
        await add_agency(office, handle, facebook(handle), region=east)
    async with office.app.services.database.writing() as session:
        code = await invitations.invite(
            session, east, role=Role.OPERATOR, agency=None, now=office.clock()
        )
    other = office.api.person(3001, "Rumi", language_code="id")
    other.start(code)
    await other.receives("Pendaftaran berhasil")
    office.platforms.token_expires[FACEBOOK] = MONDAY + 10 * DAY
    ticker = restarted(office)
    await dawn(office, ticker, MONDAY)  # half past seven in the east
    assert asked(office) == 1
    [west_notice], [east_notice] = heard(operator), heard(other)
    assert "Kabupaten Contoh yang dibaca dengan token ini: 1." in west_notice
    assert "Kabupaten Timur yang dibaca dengan token ini: 2." in east_notice


async def test_threads_renews_its_token_and_says_nothing(office: Office, operator: Account) -> None:
    world, services = office.platforms, office.app.services
    threads = ChannelRef(THREADS, "https://www.threads.com/@dishub.contoh", "dishub.contoh")
    await add_agency(office, "Dispora", threads)
    world.token_expires[THREADS] = MONDAY + 3 * DAY
    ticker = restarted(office, threads_token="threads-token")
    for day in (MONDAY, TUESDAY):
        await dawn(office, ticker, day)
    assert heard(operator) == []
    kept = await services.tokens.find(THREADS, OFFICE)
    assert kept is not None
    assert kept.access == "threads-tokenR"
    done = await round_of(office, MONDAY)
    assert done is not None
    assert (done.outcome or {})["threads"]["renewed"] is True


async def test_a_token_of_threads_that_cannot_be_renewed_is_told(
    office: Office, operator: Account
) -> None:
    world, services = office.platforms, office.app.services
    threads = ChannelRef(THREADS, "https://www.threads.com/@dishub.contoh", "dishub.contoh")
    await add_agency(office, "Dispora", threads)
    kept = Token(
        "threads-token", expires_at=MONDAY + 9 * DAY, renewed_from=fingerprint("threads-token")
    )
    await services.tokens.keep(THREADS, OFFICE, kept, now=MONDAY)
    world.token_expires[THREADS] = MONDAY + LIFE  # which the sandbox holds to be too young
    await dawn(office, restarted(office, threads_token="threads-token"), MONDAY)
    [notice] = heard(operator)
    assert "Token Threads berakhir pada Rabu, 9 Desember 2026 (9 hari lagi)." in notice
    assert "could not be renewed" in notice


async def test_a_key_of_youtube_that_is_refused_puts_no_channel_out(
    office: Office, operator: Account
) -> None:
    number = "UC" + "a" * 22
    channel = SocialAccount(YOUTUBE, number, "dishubcontoh")
    channel.posts.append(Post("dQw4w9WgXcQ", MONDAY - DAY, "Apel"))
    office.platforms.add(channel)
    ref = ChannelRef(YOUTUBE, f"https://www.youtube.com/channel/{number}", platform_id=number)
    await add_agency(office, "Dispora", ref)
    office.platforms.faults[YOUTUBE] = Fault.TOKEN_EXPIRED
    ticker = restarted(office, youtube_key="youtube-token")
    for day in (MONDAY, TUESDAY):
        await morning(office, ticker, day)
    [notice] = heard(operator)
    assert "Kunci YouTube ditolak sejak Senin, 30 November 2026" in notice
    assert "SEGAR_YOUTUBE_KEY" in notice
    sweep = await round_of(office, TUESDAY, "sweep")
    assert sweep is not None
    assert (sweep.outcome or {})["out"] == {}


async def test_a_key_of_youtube_refused_again_is_told_again_and_what_passes_ends_no_refusal(
    office: Office, operator: Account
) -> None:
    number = "UC" + "a" * 22
    ref = ChannelRef(YOUTUBE, f"https://www.youtube.com/channel/{number}", platform_id=number)
    await add_agency(office, "Dispora", ref)
    ticker = restarted(office, youtube_key="youtube-token")
    refused, passing = Fault.TOKEN_EXPIRED, Fault.SERVER_ERROR
    told = []
    for days, fault in enumerate((refused, passing, refused, None, refused, refused)):
        office.platforms.faults = {} if fault is None else {YOUTUBE: fault}
        await dawn(office, ticker, MONDAY + days * DAY)
        told.append(len(heard(operator)))
    assert told == [1, 1, 1, 1, 2, 2]
    assert "sejak Jumat, 4 Desember 2026" in heard(operator)[1]


async def test_a_login_of_tiktok_that_ends_is_told_with_its_account_and_the_command(
    office: Office, operator: Account
) -> None:
    tokens = office.app.services.tokens
    for handle, left in (("dinkes.tk", 12), ("dishub.tk", 200)):
        await add_agency(
            office, handle, ChannelRef(TIKTOK, f"https://www.tiktok.com/@{handle}", handle)
        )
        ends_at = MONDAY + left * DAY
        login = Token("access", "refresh", MONDAY, refresh_expires_at=ends_at)
        await tokens.keep(TIKTOK, handle, login, now=MONDAY)
    without_app = restarted(office)
    await dawn(office, without_app, MONDAY)
    assert heard(operator) == []
    ticker = restarted(
        office, tiktok_client_key=CLIENT_KEY, tiktok_client_secret=office.platforms.tokens[TIKTOK]
    )
    for day in (TUESDAY, WEDNESDAY):
        await dawn(office, ticker, day)
        # each renewal of a login brings other tokens
        login = Token(f"{day}", f"{day}", day, refresh_expires_at=MONDAY + 12 * DAY)
        await tokens.keep(TIKTOK, "dinkes.tk", login, now=day)
    [notice] = heard(operator)
    assert "akun TikTok dinkes.tk (Kabupaten Contoh) berakhir pada Sabtu" in notice
    assert "segar connect tiktok --region contoh dinkes.tk" in notice
    assert office.platforms.calls_to(TIKTOK) == []


async def test_instagram_without_a_page_is_told_by_its_own_token(
    office: Office, operator: Account
) -> None:
    await add_agency(office, "Dispora", instagram("dispora_contoh"))
    office.platforms.token_expires[INSTAGRAM] = MONDAY + DAY
    await dawn(office, restarted(office, instagram_token="instagram-token"), MONDAY)
    [notice] = heard(operator)
    assert "Token Instagram berakhir pada Selasa, 1 Desember 2026 (besok)." in notice
