"""A post is one, under whichever of its links it was seen or sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import event

from checks.model import Evidence, Publication
from storage import publications
from storage.engine import Database, Session
from storage.tables import LINK_LENGTH
from tests.storage.storage_examples import DAY, NOW, Town, at_once

X_POST = "https://x.com/dinkes_contoh/status/1992650000000000000"
OWNERLESS = "https://x.com/i/status/1992650000000000000"
VIDEO = "https://www.tiktok.com/@dinkes.contoh/video/7570000000000000001"
PHOTO = "https://www.tiktok.com/@dinkes.contoh/photo/7570000000000000001"
PAGES = [
    f"{start}dinkes.go.id/berita/1"
    for start in ("https://", "https://www.", "http://", "http://www.")
]


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


@pytest.mark.parametrize("first", PAGES)
async def test_a_page_is_one_with_and_without_www_over_http_or_https(
    database: Database, town: Town, first: str
) -> None:
    assert await remembered(database, town, first, *PAGES) == [1, 0, 0, 0, 0]
    async with database.reading() as session:
        assert await links_of(session, town) == [first]
        for link in PAGES:
            known = await publications.publication_at(session, town.instagram.id, link)
            assert known is not None
            assert known.link == first


async def test_a_page_of_another_host_is_another(database: Database, town: Town) -> None:
    links = [
        "https://dinkes.go.id/a",
        "https://m.dinkes.go.id/a",
        "https://wwwdinkes.go.id/a",
        "ftp://dinkes.go.id/a",
    ]
    assert await remembered(database, town, *links) == [1, 1, 1, 1]


async def test_also_an_address_too_long_to_be_kept_whole_is_one(
    database: Database, town: Town
) -> None:
    rest = "dinkes.go.id/" + "a" * LINK_LENGTH
    links = [f"http://{rest}", f"https://www.{rest}", f"https://{rest}"]
    assert await remembered(database, town, *links) == [1, 0, 0]


async def test_of_several_spellings_seen_together_the_first_is_kept(
    database: Database, town: Town
) -> None:
    seen = [post(link) for link in (*PAGES, PHOTO, VIDEO)]
    async with database.writing() as session:
        new = await publications.remember(session, town.instagram.id, seen, seen_at=NOW)
        assert (new, set(await links_of(session, town))) == (2, {PAGES[0], PHOTO})


async def test_two_that_remember_one_post_at_once_make_one_of_it(
    database: Database, town: Town
) -> None:
    def under(link: str) -> Callable[[Session], Awaitable[int]]:
        async def decide(session: Session) -> int:
            seen = [post(link)]
            return await publications.remember(session, town.instagram.id, seen, seen_at=NOW)

        return decide

    for video, photo in [(VIDEO, PHOTO), (PAGES[0], PAGES[1])]:
        assert sorted(map(str, await at_once(database, under(video), under(photo)))) == ["0", "1"]


async def test_the_spellings_of_a_whole_sweeps_links_are_one_question(
    database: Database, town: Town
) -> None:
    seen = [post(f"https://dinkes.go.id/berita/{number}") for number in range(30)]
    asked: list[str] = []
    async with database.writing() as session:
        connection = await session.connection()

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        event.listen(connection.sync_connection, "before_cursor_execute", note)
        await publications.remember(session, town.instagram.id, seen, seen_at=NOW)
    assert len([one for one in asked if "publications.link IN" in one]) == 1
