"""A post on a platform is one, under whichever of its links it was seen or sent."""

from __future__ import annotations

from checks.model import Evidence, Publication
from storage import publications
from storage.engine import Database, Session
from tests.storage.storage_examples import DAY, NOW, Town

X_POST = "https://x.com/dinkes_contoh/status/1992650000000000000"
OWNERLESS = "https://x.com/i/status/1992650000000000000"
VIDEO = "https://www.tiktok.com/@dinkes.contoh/video/7570000000000000001"
PHOTO = "https://www.tiktok.com/@dinkes.contoh/photo/7570000000000000001"


def post(link: str) -> Publication:
    return Publication(NOW - DAY, link, "Apel", Evidence("api", link, "1"))


async def links_of(session: Session, town: Town) -> list[str]:
    found = await publications.publications_since(session, town.region.id, NOW - 9 * DAY)
    return [one.link for one in found.get(town.instagram.id, [])]


async def remembered(database: Database, town: Town, *links: str) -> list[int]:
    """How many were new, link by link; on the account, whichever platform that is of."""
    new = []
    for link in links:
        async with database.writing() as session:
            seen = [post(link)]
            new.append(await publications.remember(session, town.instagram.id, seen, seen_at=NOW))
    return new


async def test_with_and_without_its_account_it_is_one_post(database: Database, town: Town) -> None:
    assert await remembered(database, town, OWNERLESS, X_POST, OWNERLESS) == [1, 0, 0]
    async with database.reading() as session:
        assert await links_of(session, town) == [OWNERLESS]
        known = await publications.publication_at(session, town.instagram.id, X_POST)
    assert known is not None
    assert known.link == OWNERLESS


async def test_as_a_photo_and_as_a_video_it_is_one_post(database: Database, town: Town) -> None:
    assert await remembered(database, town, PHOTO, VIDEO) == [1, 0]


async def test_a_number_inside_another_is_another_post(database: Database, town: Town) -> None:
    links = ["https://t.me/dinkes_contoh/412", "https://t.me/dinkes_contoh/41"]
    assert await remembered(database, town, *links) == [1, 1]


async def test_the_same_number_of_another_channel_is_another_post(
    database: Database, town: Town
) -> None:
    await remembered(database, town, OWNERLESS)
    async with database.writing() as session:
        found = await publications.publication_at(session, town.website.id, X_POST)
        new = await publications.remember(session, town.website.id, [post(X_POST)], seen_at=NOW)
    assert (found, new) == (None, 1)


async def test_a_website_s_pages_are_told_apart_by_their_addresses(
    database: Database, town: Town
) -> None:
    links = ["https://dinkes.go.id/berita/1", "https://dinkes.go.id/berita/1?page=2"]
    assert await remembered(database, town, *links) == [1, 1]


async def test_letters_that_sql_takes_for_any_are_taken_for_themselves(
    database: Database, town: Town
) -> None:
    links = ["https://www.instagram.com/p/DRaBcDeFgH_/", "https://www.instagram.com/p/DRaBcDeFgHi/"]
    assert await remembered(database, town, *links) == [1, 1]
