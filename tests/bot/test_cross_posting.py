"""What is remembered of an agency's channels, put before the policy of what to share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.calendars import calendar_of
from bot.cross_posting import LONGEST_LINK, offer, recently_published
from bot.policy.cross_posting import Shareable
from bot.titles import LONGEST_TITLE
from checks.model import ChannelRef, Evidence, Health, Platform, Publication, Reading, Trouble
from storage import publications, readings, roster, rounds
from storage.engine import Database
from storage.forgotten_titles import forget_title
from storage.imports import import_roster
from storage.roster import Channel, Region
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.conftest import UrlFactory

NOW = datetime(2026, 11, 27, 2, tzinfo=UTC)
TUESDAY = NOW - timedelta(days=3)
LINK = "https://dinkes.go.id/berita/1"
TITLE = "Vaksinasi polio dimulai di semua puskesmas"


@dataclass
class Town:
    """A region whose Dinkes has a website and an Instagram account."""

    database: Database
    region: Region
    website: Channel
    instagram: Channel

    async def read(
        self,
        channel: Channel,
        *titles: str,
        health: Health = Health.OK,
        at: datetime = TUESDAY,
        link: str = LINK,
    ) -> None:
        recent = tuple(
            Publication(at, f"{link}{number}", title, Evidence("feed", "", ""))
            for number, title in enumerate(titles)
        )
        async with self.database.writing() as session:
            await readings.record(session, channel.id, Reading(health, NOW, recent), due_at=None)

    async def report(self, channel: Channel, title: str, *, verified: bool) -> None:
        seen = Publication(TUESDAY, LINK, title, Evidence("report", "", ""))
        async with self.database.writing() as session:
            await publications.remember(
                session, channel.id, [seen], seen_at=NOW, reported=True, verified=verified
            )

    async def to_share(self, channel: Channel, at: datetime = NOW) -> Shareable | None:
        async with self.database.reading() as session:
            calendar = await calendar_of(session, self.region, at)
            published = await recently_published(session, self.region, calendar, at)
        return published.to_share(channel.id, channel.agency.id)


@pytest.fixture
async def town(sqlite_url_factory: UrlFactory) -> AsyncIterator[Town]:
    database = await Database.open(sqlite_url_factory())
    agency = RosterAgency(
        name="Dinas Kesehatan",
        short="Dinkes",
        agency_class=AgencyClass.DINAS,
        channels=(
            ChannelRef(Platform.WEBSITE, "https://dinkes.go.id/"),
            ChannelRef(Platform.INSTAGRAM, "https://www.instagram.com/dinkes/", "dinkes"),
        ),
        stewards=(),
    )
    async with database.writing() as session:
        region = await roster.add_region(
            session, slug="contoh", name="Kabupaten Contoh", zone="Asia/Jakarta", now=NOW
        )
        await import_roster(session, region.id, [agency], now=NOW, language="id")
        found = {one.ref.platform: one for one in await roster.channels(session, region.id)}
    yield Town(database, region, found[Platform.WEBSITE], found[Platform.INSTAGRAM])
    await database.close()


async def test_what_the_website_has_and_the_account_has_not_is_to_share(town: Town) -> None:
    await town.read(town.website, TITLE)
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    shared = await town.to_share(town.instagram)
    assert shared is not None
    assert (shared.publication.title, shared.platform, shared.days) == (TITLE, "website", 3)


@pytest.mark.parametrize("health", [Health.BLOCKED, Health.FAILED, Health.UNDATED, Health.GONE])
async def test_a_channel_that_could_not_be_read_is_told_nothing(town: Town, health: Health) -> None:
    await town.read(town.website, TITLE)
    await town.read(town.instagram, health=health)
    assert await town.to_share(town.instagram) is None


async def test_a_channel_that_was_never_read_is_told_nothing(town: Town) -> None:
    await town.read(town.website, TITLE)
    assert await town.to_share(town.instagram) is None


async def test_what_came_after_the_accounts_last_check_is_not_to_share(town: Town) -> None:
    await town.read(town.website, TITLE, at=NOW + timedelta(hours=1))
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    assert await town.to_share(town.instagram, NOW + timedelta(hours=2)) is None


async def test_what_a_busy_account_may_have_had_before_its_list_begins_is_not_to_share(
    town: Town,
) -> None:
    await town.read(town.website, TITLE)
    busy = [f"Jadwal samsat keliling lokasi {number}" for number in range(10)]
    await town.read(town.instagram, *busy, at=NOW - timedelta(hours=3))
    assert await town.to_share(town.instagram) is None


async def test_a_banner_of_the_agency_may_be_what_the_website_has(town: Town) -> None:
    await town.read(town.website, TITLE)
    await town.read(town.instagram, "Layanan Dinas Kesehatan Kabupaten Contoh")
    assert await town.to_share(town.instagram) is None


async def test_a_site_that_never_had_news_can_begin_with_what_the_account_has(town: Town) -> None:
    await town.read(town.website, health=Health.STATIC)
    await town.read(town.instagram, TITLE)
    assert await town.to_share(town.website) is not None


async def test_while_its_platform_is_out_a_channel_is_told_nothing(town: Town) -> None:
    await town.read(town.website, TITLE)
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    outage = {"trouble": Trouble.QUOTA_SPENT.value, "since": "2026-11-27", "detail": ""}
    async with town.database.writing() as session:
        day = NOW.date()
        round_ = await rounds.claim(
            session, region_id=town.region.id, kind="sweep", local_date=day, holder="a", now=NOW
        )
        assert round_ is not None
        await rounds.finish(session, round_.id, now=NOW, outcome={"out": {"instagram": outage}})
    assert await town.to_share(town.instagram) is None


@pytest.mark.parametrize(
    "health", [Health.HIJACKED, Health.PARKED, Health.GONE, Health.UNREACHABLE]
)
async def test_nobody_is_sent_to_a_site_that_is_no_place_to_go(town: Town, health: Health) -> None:
    await town.read(town.website, TITLE)
    await town.read(town.website, health=health)
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    assert await town.to_share(town.instagram) is None


async def test_spam_is_passed_over_for_the_next_item(town: Town) -> None:
    await town.read(town.website, TITLE, "Daftar situs slot gacor terpercaya maxwin hari ini")
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    shared = await town.to_share(town.instagram)
    assert shared is not None
    assert shared.publication.title == TITLE


@pytest.mark.parametrize("link", ["segar:picture/", "javascript:alert(1)//", "//dinkes.go.id/"])
async def test_what_nobody_can_open_is_not_to_share(town: Town, link: str) -> None:
    await town.read(town.website, TITLE, link=link)
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    assert await town.to_share(town.instagram) is None


async def test_a_link_too_long_for_a_message_is_not_to_share(town: Town) -> None:
    await town.read(town.website, TITLE, link=f"{LINK}/{'x' * LONGEST_LINK}")
    await town.read(town.instagram, "Senam lansia di balai kelurahan")
    assert await town.to_share(town.instagram) is None


@pytest.mark.parametrize("verified", [True, False])
async def test_a_report_is_to_share_where_its_date_is_beyond_doubt(
    town: Town, verified: bool
) -> None:
    await town.report(town.instagram, TITLE, verified=verified)
    await town.read(town.website, "Senam lansia di balai kelurahan")
    assert (await town.to_share(town.website) is not None) is verified


async def test_a_post_whose_title_was_forgotten_is_not_to_share(town: Town) -> None:
    """So it is with posts that hold restricted information."""
    await town.report(town.instagram, TITLE, verified=True)
    await town.read(town.website, "Senam lansia di balai kelurahan")
    assert await town.to_share(town.website) is not None
    async with town.database.writing() as session:
        known = await publications.publication_at(session, town.instagram.id, LINK)
        assert known is not None
        await forget_title(session, known.id)
    assert await town.to_share(town.website) is None


async def test_another_agencys_news_is_never_to_share(town: Town) -> None:
    await town.read(town.website, TITLE)
    other = RosterAgency(
        name="Dinas Sosial",
        short="Dinsos",
        agency_class=AgencyClass.DINAS,
        channels=(ChannelRef(Platform.WEBSITE, "https://dinsos.go.id/"),),
        stewards=(),
    )
    async with town.database.writing() as session:
        await import_roster(session, town.region.id, [other], now=NOW, language="id")
        everything = await roster.channels(session, town.region.id)
    [theirs] = [one for one in everything if one.agency.short == "Dinsos"]
    await town.read(theirs, "Senam lansia di balai kelurahan")
    assert await town.to_share(theirs) is None


async def test_a_long_caption_is_offered_in_a_lines_length(town: Town) -> None:
    caption = "📣 Vaksinasi polio dimulai di semua puskesmas " + "dan posyandu keliling " * 6
    await town.read(town.instagram, f"{caption} @dinkes #vaksin")
    await town.read(town.website, health=Health.STATIC)
    shared = await town.to_share(town.website)
    assert shared is not None
    facts = offer(shared)
    assert len(facts["title"]) <= LONGEST_TITLE
    assert facts["title"].startswith("📣 Vaksinasi polio dimulai di semua puskesmas dan posyandu")
    assert facts["title"].endswith("…")
    assert facts["post_url"] == f"{LINK}0"
