"""Titles of what was published lately: of a region, or of some of its agencies."""

from __future__ import annotations

from checks.model import Publication
from storage import publications, roster
from storage.engine import Database
from storage.forgotten_titles import forget_title
from storage.imports import import_roster
from storage.recent_titles import RecentTitle, titles_since
from storage.roster import Channel
from tests.storage.storage_examples import DAY, INSTAGRAM, NOW, Entry, Town, article


async def remember(
    database: Database, channel: Channel, *seen: Publication, verified: bool = True
) -> None:
    async with database.writing() as session:
        await publications.remember(
            session, channel.id, seen, seen_at=NOW, reported=not verified, verified=verified
        )


async def test_each_channel_has_its_own_newest_first(database: Database, town: Town) -> None:
    older, newer = article(1, NOW - 2 * DAY), article(2, NOW - DAY, title="Vaksinasi polio")
    await remember(database, town.website, older, newer)
    await remember(database, town.instagram, older, verified=False)
    async with database.reading() as session:
        found = await titles_since(session, town.region.id, NOW - 3 * DAY)
    assert found[town.website.id] == [
        RecentTitle("Vaksinasi polio", newer.url, newer.at, newer.day_only, True),
        RecentTitle(older.title, older.url, older.at, older.day_only, True),
    ]
    assert [(one.link, one.verified) for one in found[town.instagram.id]] == [(older.url, False)]


async def test_what_was_published_before_is_left_out(database: Database, town: Town) -> None:
    on_time, before = article(1, NOW - DAY), article(2, NOW - DAY - DAY / 1440)
    await remember(database, town.website, on_time, before)
    async with database.reading() as session:
        found = await titles_since(session, town.region.id, NOW - DAY)
    assert [one.link for one in found[town.website.id]] == [on_time.url]


async def test_a_title_that_was_forgotten_is_not_told(database: Database, town: Town) -> None:
    seen = article(1, NOW - DAY)
    await remember(database, town.website, seen)
    async with database.writing() as session:
        known = await publications.publication_at(session, town.website.id, seen.url)
        assert known is not None
        await forget_title(session, known.id)
    await remember(database, town.website, seen)
    async with database.reading() as session:
        [[one]] = (await titles_since(session, town.region.id, NOW - 3 * DAY)).values()
    assert (one.title, one.link) == ("", seen.url)


async def test_other_agencies_and_other_regions_can_be_left_out(
    database: Database, town: Town
) -> None:
    await remember(database, town.website, article(1, NOW - DAY))
    async with database.writing() as session:
        other = Entry("Dinas Sosial", "Dinsos", channels=(INSTAGRAM,))
        region = await roster.add_region(
            session, slug="lain", name="Kabupaten Lain", zone="Asia/Jakarta", now=NOW
        )
        await import_roster(session, region.id, [other], now=NOW, language="id")
        [abroad] = await roster.channels(session, region.id)
    await remember(database, abroad, article(1, NOW - DAY))
    since = NOW - 3 * DAY
    async with database.reading() as session:
        all_here = await titles_since(session, town.region.id, since)
        own = await titles_since(session, town.region.id, since, agency_ids=[town.agency.id])
        none = await titles_since(session, town.region.id, since, agency_ids=[])
    assert list(all_here) == list(own) == [town.website.id]
    assert none == {}
