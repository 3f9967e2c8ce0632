"""A title that was forgotten is not learnt again, whoever reads the publication."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from checks.model import Evidence, Health, Publication
from storage import information_classes, publications, readings
from storage.engine import Database, Session
from storage.forgotten_titles import forget_title
from storage.information_classes import InformationClass
from storage.last_readings import last_reading
from storage.publications import KnownPublication
from storage.recent_titles import titles_since
from tests.storage.storage_examples import DAY, NOW, Town, reading

SECRET = "Daftar penerima bantuan dengan NIK"
LINK = "https://dinkes.cahaya.go.id/berita/7"
OTHER_SPELLING = "http://www.dinkes.cahaya.go.id/berita/7"


def post(link: str = LINK, title: str = SECRET) -> Publication:
    return Publication(NOW - DAY, link, title, Evidence("feed", link, "x", title))


async def report(session: Session, town: Town, title: str, *, verified: bool) -> int:
    """The id of the publication that a steward has reported."""
    await publications.remember(
        session,
        town.website.id,
        [post(title=title)],
        seen_at=NOW,
        reported=True,
        verified=verified,
    )
    return (await known(session, town)).id


async def known(session: Session, town: Town) -> KnownPublication:
    found = await publications.publication_at(session, town.website.id, LINK)
    assert found is not None
    return found


async def everything(session: Session, town: Town) -> str:
    """All that is remembered of the website and might hold a title."""
    region = town.region.id
    known = await publications.publications_since(session, region, NOW - 9 * DAY)
    titles = await titles_since(session, region, NOW - 9 * DAY)
    states = await readings.states(session, region)
    return repr((known, titles, states, await last_reading(session, town.website.id)))


@pytest.mark.parametrize("link", [LINK, OTHER_SPELLING])
@pytest.mark.parametrize("verified", [True, False])
async def test_what_a_later_sweep_reads_brings_no_title_back(
    database: Database, town: Town, link: str, verified: bool
) -> None:
    async with database.writing() as session:
        title = SECRET if verified else ""
        await forget_title(session, await report(session, town, title, verified=verified))
    other = replace(post("https://dinkes.cahaya.go.id/berita/6", "Imunisasi"), at=NOW - 2 * DAY)
    seen = reading(Health.OK, NOW + DAY, post(link), other)
    async with database.writing() as session:
        await readings.record(session, town.website.id, seen, due_at=None)
    async with database.reading() as session:
        one = await known(session, town)
        assert (one.title, one.verified) == ("", True)
        remembered = await everything(session, town)
        assert SECRET not in remembered
        assert "Imunisasi" in remembered


async def test_what_a_sweep_has_read_before_is_forgotten_with_it(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        seen = reading(Health.OK, NOW, post(OTHER_SPELLING))
        await readings.record(session, town.website.id, seen, due_at=None)
        assert SECRET in await everything(session, town)
        await forget_title(session, (await known(session, town)).id)
        assert SECRET not in await everything(session, town)


async def test_reporting_it_again_brings_no_title_back(database: Database, town: Town) -> None:
    async with database.writing() as session:
        await forget_title(session, await report(session, town, "", verified=False))
        await report(session, town, SECRET, verified=True)
        assert (await known(session, town)).title == ""


async def test_a_class_chosen_after_all_lets_its_title_be_read_again(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        publication = await report(session, town, "", verified=False)
        await information_classes.mark_asked(session, publication, NOW)
        await forget_title(session, publication)
        await information_classes.classify(session, publication, InformationClass.NEWS)
        await report(session, town, SECRET, verified=True)
        assert (await known(session, town)).title == SECRET


async def test_nothing_says_why_there_is_no_title(database: Database, town: Town) -> None:
    async with database.writing() as session:
        await forget_title(session, await report(session, town, SECRET, verified=True))
        one = await known(session, town)
    assert one.information_class is None
    assert "restricted" not in str(asdict(one)).lower()
