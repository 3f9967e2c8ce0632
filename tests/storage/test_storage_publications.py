"""Publications: one per channel and link, however often and by whomever they were seen."""

from __future__ import annotations

from dataclasses import replace

from checks.model import Evidence, Health, Publication
from storage import publications, readings
from storage.engine import Database, Session
from storage.publications import KnownPublication
from storage.tables import LINK_LENGTH
from tests.storage.storage_examples import DAY, NOW, Town, article, at_once, reading


async def by_sweep(database: Database, town: Town, *seen: Publication) -> int:
    async with database.writing() as session:
        return await publications.remember(session, town.website.id, seen, seen_at=NOW)


async def by_report(
    database: Database, town: Town, told: Publication, *, verified: bool = False
) -> int:
    async with database.writing() as session:
        return await publications.remember(
            session, town.website.id, [told], seen_at=NOW, reported=True, verified=verified
        )


async def known(database: Database, town: Town) -> list[KnownPublication]:
    """The website's publications, newest first."""
    async with database.reading() as session:
        found = await publications.publications_since(session, town.region.id, NOW - 365 * DAY)
    return found.get(town.website.id, [])


async def test_a_publication_seen_by_several_sweeps_is_one(database: Database, town: Town) -> None:
    first, second = article(1, NOW - 2 * DAY), article(2, NOW - DAY)
    assert await by_sweep(database, town, first) == 1
    assert await by_sweep(database, town, second, first) == 1
    assert [one.link for one in await known(database, town)] == [second.url, first.url]


async def test_a_link_named_twice_in_one_reading_is_one(database: Database, town: Town) -> None:
    twice = (article(1, NOW - DAY), article(1, NOW - DAY, title="Imunisasi (lagi)"))
    assert await by_sweep(database, town, *twice) == 1


async def test_the_same_link_of_two_channels_is_two(database: Database, town: Town) -> None:
    seen = article(1, NOW - DAY)
    async with database.writing() as session:
        for channel in (town.website, town.instagram):
            assert await publications.remember(session, channel.id, [seen], seen_at=NOW) == 1


async def test_a_sweep_and_a_report_at_once_make_one_row(database: Database, town: Town) -> None:
    seen = article(1, NOW - DAY)

    async def sweep(session: Session) -> int:
        return await publications.remember(session, town.website.id, [seen], seen_at=NOW)

    async def report(session: Session) -> int:
        return await publications.remember(
            session, town.website.id, [seen], seen_at=NOW, reported=True
        )

    results = await at_once(database, sweep, report)
    assert {0, 1} == set(results)
    (one,) = await known(database, town)
    assert one.link == seen.url
    assert one.reported


async def test_a_reported_publication_is_verified_when_a_sweep_reads_its_date(
    database: Database, town: Town
) -> None:
    told = replace(article(1, NOW), evidence=Evidence("report", "", ""), title="")
    assert await by_report(database, town, told) == 1
    (before,) = await known(database, town)
    assert (before.reported, before.verified, before.source) == (True, False, "report")
    seen = article(1, NOW - DAY)
    assert await by_sweep(database, town, seen) == 0
    (after,) = await known(database, town)
    assert (after.reported, after.verified) == (True, True)
    assert (after.at, after.title, after.source) == (seen.at, seen.title, "feed")
    assert (after.seen_in, after.raw) == (seen.evidence.url, seen.evidence.raw)


async def test_a_report_of_what_a_sweep_saw_changes_no_date(database: Database, town: Town) -> None:
    seen = article(1, NOW - DAY)
    await by_sweep(database, town, seen)
    assert await by_report(database, town, article(1, NOW)) == 0
    (one,) = await known(database, town)
    assert (one.at, one.source, one.verified, one.reported) == (seen.at, "feed", True, True)


async def test_a_publication_is_found_by_its_link(database: Database, town: Town) -> None:
    long = replace(article(1, NOW), url="https://dinkes.cahaya.go.id/" + "a" * LINK_LENGTH)
    await by_sweep(database, town, long)
    async with database.reading() as session:
        found = await publications.publication_at(session, town.website.id, long.url)
        assert await publications.publication_at(session, town.website.id, "other") is None
    assert found is not None
    assert (found.link, found.first_seen_at) == (long.url[:LINK_LENGTH], NOW)


async def test_what_a_reading_saw_is_remembered(database: Database, town: Town) -> None:
    seen = article(2, NOW - DAY), article(1, NOW - 2 * DAY)
    async with database.writing() as session:
        await readings.record(session, town.website.id, reading(Health.OK, NOW, *seen), due_at=None)
    assert [one.link for one in await known(database, town)] == [one.url for one in seen]


async def test_the_newest_of_each_channel_comes_with_its_newest_report(
    database: Database, town: Town
) -> None:
    async def newest() -> list[str]:
        async with database.reading() as session:
            found = await publications.newest_publications(session, town.region.id)
        return [one.link.rpartition("/")[2] for one in found.get(town.website.id, [])]

    assert await newest() == []
    await by_sweep(database, town, article(1, NOW - 9 * DAY), article(2, NOW - 5 * DAY))
    assert await newest() == ["2"]
    await by_report(database, town, article(3, NOW - 8 * DAY))
    await by_report(database, town, article(4, NOW - 7 * DAY))
    assert await newest() == ["2", "4"]


async def test_older_publications_are_left_out(database: Database, town: Town) -> None:
    await by_sweep(database, town, article(1, NOW - 9 * DAY), article(2, NOW - 5 * DAY))
    async with database.reading() as session:
        found = await publications.publications_since(session, town.region.id, NOW - 5 * DAY)
    assert [one.link for one in found[town.website.id]] == [article(2, NOW).url]
