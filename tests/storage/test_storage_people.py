"""People: who hears of trouble, and who can't be reached any more."""

from __future__ import annotations

from datetime import timedelta

from storage import people
from storage.engine import Database
from storage.imports import import_roster
from storage.people import Person, Role
from tests.storage.storage_examples import DAY, NOW, Entry, Town, arrive

HOUR = timedelta(hours=1)


async def refuse(
    database: Database, person: Person, *after: timedelta, final: bool = False
) -> list[bool]:
    """Have Telegram refuse messages at these times; which of them made the person unreachable."""
    verdicts = []
    for moment in after:
        async with database.writing() as session:
            verdicts.append(await people.strike(session, person.id, NOW + moment, final=final))
    return verdicts


async def unreachable_since(database: Database, person: Person) -> object:
    async with database.reading() as session:
        return (await people.person(session, person.id)).unreachable_since


async def newcomer(
    database: Database, town: Town, telegram_id: int = 7, role: Role = Role.STEWARD
) -> Person:
    async with database.writing() as session:
        return await arrive(session, town, telegram_id, "Budi", role=role)


async def test_a_person_is_found_by_telegram_id_and_by_ours(database: Database, town: Town) -> None:
    big = 2**52 - 1
    budi = await newcomer(database, town, big)
    async with database.reading() as session:
        assert await people.person_with(session, big) == budi
        assert await people.person(session, budi.id) == budi
        assert await people.person_with(session, big - 1) is None


async def test_a_language_once_chosen_is_kept(database: Database, town: Town) -> None:
    budi = await newcomer(database, town)
    async with database.writing() as session:
        await people.set_language(session, budi.id, "en")
    async with database.reading() as session:
        assert (await people.person(session, budi.id)).language == "en"


async def test_three_refusals_over_two_days_make_a_person_unreachable(
    database: Database, town: Town
) -> None:
    budi = await newcomer(database, town)
    assert await refuse(database, budi, DAY * 0, DAY, 2 * DAY - HOUR) == [False] * 3
    assert await unreachable_since(database, budi) is None
    assert await refuse(database, budi, 2 * DAY, 3 * DAY) == [True, False]
    assert await unreachable_since(database, budi) == NOW + 2 * DAY


async def test_two_refusals_are_too_few_however_far_apart(database: Database, town: Town) -> None:
    budi = await newcomer(database, town)
    assert await refuse(database, budi, DAY * 0, 30 * DAY) == [False, False]


async def test_a_deactivated_account_is_unreachable_at_once(database: Database, town: Town) -> None:
    budi = await newcomer(database, town)
    assert await refuse(database, budi, HOUR, final=True) == [True]
    assert await unreachable_since(database, budi) == NOW + HOUR


async def test_who_is_reached_again_starts_without_strikes(database: Database, town: Town) -> None:
    budi = await newcomer(database, town)
    siti = await newcomer(database, town, 8)
    for person in (budi, siti):
        await refuse(database, person, DAY * 0, DAY, 2 * DAY)
    async with database.writing() as session:
        await people.reached(session, 7)
    assert await unreachable_since(database, budi) is None
    assert await unreachable_since(database, siti) == NOW + 2 * DAY
    assert await refuse(database, budi, 3 * DAY, 4 * DAY) == [False, False]


async def test_operators_hear_of_trouble_and_where_there_are_none_the_heads(
    database: Database, town: Town
) -> None:
    async def who() -> list[Person]:
        async with database.reading() as session:
            return await people.operators(session, town.region.id)

    await newcomer(database, town, 7)
    assert await who() == []
    head = await newcomer(database, town, 8, Role.HEAD)
    assert await who() == [head]
    operator = await newcomer(database, town, 9, Role.OPERATOR)
    assert await who() == [operator]
    await refuse(database, operator, HOUR, final=True)
    assert await who() == [head]


async def test_everybody_in_the_region_is_known_arrived_or_not(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        await arrive(session, town, 7, "Kepala", role=Role.HEAD)
        entry = Entry(stewards=("Siti Aminah",))
        await import_roster(session, town.region.id, [entry], now=NOW, language="id")
        known = await people.people(session, town.region.id)
    assert [(person.name, person.telegram_id) for person in known] == [
        ("Kepala", 7),
        ("Siti Aminah", None),
    ]
