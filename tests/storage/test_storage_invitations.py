"""Invitations: single-use, short-lived, bound to a role and an agency."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage import invitations, people, roster
from storage.engine import Database, Session
from storage.errors import InvitationRefused, PersonBelongsElsewhere, Refusal
from storage.imports import import_roster
from storage.invitations import Newcomer
from storage.people import Position, Role, Stewardship
from tests.storage.storage_examples import DAY, NOW, Entry, Town, arrive, at_once


async def invite(database: Database, town: Town, role: Role = Role.STEWARD) -> str:
    async with database.writing() as session:
        return await invitations.invite(
            session, town.region, role=role, agency=town.agency, now=NOW
        )


def redeeming(
    code: str, telegram_id: int, name: str = "Budi", after: timedelta = timedelta(0)
) -> Callable[[Session], Awaitable[Newcomer]]:
    async def redeem(session: Session) -> Newcomer:
        return await invitations.redeem(
            session, code, telegram_id=telegram_id, name=name, language="id", now=NOW + after
        )

    return redeem


async def redeem(
    database: Database, code: str, telegram_id: int, name: str = "Budi", *, after: timedelta = DAY
) -> Newcomer:
    async with database.writing() as session:
        return await redeeming(code, telegram_id, name, after)(session)


async def refusal(database: Database, code: str, telegram_id: int, *, after: timedelta) -> Refusal:
    with pytest.raises(InvitationRefused) as refused:
        await redeem(database, code, telegram_id, after=after)
    return refused.value.refusal


async def put(database: Database, town: Town, *stewards: str) -> None:
    async with database.writing() as session:
        await import_roster(
            session, town.region.id, [Entry(stewards=stewards)], now=NOW, language="id"
        )


async def test_an_invitation_gives_its_role_its_agency_and_the_agencys_channels(
    database: Database, town: Town
) -> None:
    newcomer = await redeem(database, await invite(database, town), 7)
    assert newcomer.is_new
    person = newcomer.person
    assert (person.telegram_id, person.name, person.role) == (7, "Budi", Role.STEWARD)
    assert (person.region_id, person.agency_id) == (town.region.id, town.agency.id)
    async with database.reading() as session:
        assert await people.stewardships(session, town.region.id) == [
            Stewardship(town.website.id, person.id, Position.PRIMARY),
            Stewardship(town.instagram.id, person.id, Position.PRIMARY),
        ]


@pytest.mark.parametrize("role", [Role.HEAD, Role.OPERATOR, Role.VIEWER])
async def test_only_a_stewards_invitation_puts_channels_in_ones_care(
    database: Database, town: Town, role: Role
) -> None:
    newcomer = await redeem(database, await invite(database, town, role), 7)
    assert newcomer.person.role is role
    async with database.reading() as session:
        assert await people.stewardships(session, town.region.id) == []


async def test_an_invitation_lets_one_person_in_once(database: Database, town: Town) -> None:
    code = await invite(database, town)
    first = await redeem(database, code, 7)
    assert await redeem(database, code, 7) == Newcomer(first.person, is_new=False)
    assert await refusal(database, code, 8, after=DAY) is Refusal.USED


async def test_of_two_who_use_one_invitation_at_once_one_is_let_in(
    database: Database, town: Town
) -> None:
    code = await invite(database, town)
    results = await at_once(database, redeeming(code, 7), redeeming(code, 8))
    (newcomer,) = [result for result in results if isinstance(result, Newcomer)]
    (error,) = [result for result in results if isinstance(result, InvitationRefused)]
    assert error.refusal is Refusal.USED
    async with database.reading() as session:
        assert await people.people(session, town.region.id) == [newcomer.person]


async def test_an_invitation_ends_after_a_week(database: Database, town: Town) -> None:
    code = await invite(database, town)
    assert await refusal(database, code, 7, after=invitations.LIFETIME) is Refusal.EXPIRED
    in_time = invitations.LIFETIME - timedelta(seconds=1)
    assert (await redeem(database, code, 7, after=in_time)).is_new


async def test_a_code_nobody_gave_is_unknown(database: Database, town: Town) -> None:
    assert await refusal(database, "AAAAAAAAAAAAAAAAAAAAAA", 7, after=DAY) is Refusal.UNKNOWN


async def test_a_code_fits_a_deep_link_and_is_kept_nowhere(database: Database, town: Town) -> None:
    code = await invite(database, town)
    assert len(code) <= 64
    assert code.replace("-", "").replace("_", "").isalnum()
    async with database.reading() as session:
        row = (await session.execute(text("SELECT * FROM invitations"))).one()
    assert code not in map(str, row)


async def test_a_person_the_roster_expects_arrives_and_keeps_their_channels(
    database: Database, town: Town
) -> None:
    await put(database, town, "Budi Santoso", "Siti Aminah")
    async with database.reading() as session:
        expected = await people.people(session, town.region.id)
        before = await people.stewardships(session, town.region.id)
    newcomer = await redeem(database, await invite(database, town), 7, "Budi")
    assert newcomer.is_new
    assert newcomer.person.id == expected[0].id
    async with database.reading() as session:
        assert await people.stewardships(session, town.region.id) == before
        waiting = await people.expected_people(session, town.agency.id)
    assert [person.name for person in waiting] == ["Siti Aminah"]


async def test_two_newcomers_at_once_are_not_taken_for_the_same_expected_person(
    database: Database, town: Town
) -> None:
    await put(database, town, "Budi Santoso")
    codes = [await invite(database, town) for _ in range(2)]
    await at_once(database, redeeming(codes[0], 7, "Budi"), redeeming(codes[1], 8, "Siti"))
    async with database.reading() as session:
        found = {
            person.telegram_id: person.name
            for person in await people.people(session, town.region.id)
        }
        positions = [one.position for one in await people.stewardships(session, town.region.id)]
    assert found == {7: "Budi", 8: "Siti"}
    assert positions == [Position.PRIMARY] * 2 + [Position.DEPUTY] * 2


async def test_a_second_steward_becomes_the_deputy(database: Database, town: Town) -> None:
    await redeem(database, await invite(database, town), 7, "Budi")
    second = await redeem(database, await invite(database, town), 8, "Siti")
    async with database.reading() as session:
        positions = {
            one.position
            for one in await people.stewardships(session, town.region.id)
            if one.person_id == second.person.id
        }
    assert positions == {Position.DEPUTY}


async def test_someone_known_gets_another_agencys_channels_besides(
    database: Database, town: Town
) -> None:
    await redeem(database, await invite(database, town), 7)
    async with database.writing() as session:
        office = Entry("Dinas Perhubungan", "Dishub", channels=())
        await import_roster(session, town.region.id, [office], now=NOW, language="id")
        dishub = await roster.agency_called(session, town.region, "Dishub")
        person = await arrive(session, town, 7, "Nama Lain", agency=dishub)
        in_care = await people.channels_of(session, person)
    assert person.agency_id == dishub.id
    assert person.name == "Budi"
    assert [channel.id for channel in in_care] == [town.website.id, town.instagram.id]


async def test_someone_known_never_gets_less_than_they_have(database: Database, town: Town) -> None:
    for telegram_id, (has, invited, becomes) in enumerate(
        [
            (Role.VIEWER, Role.STEWARD, Role.STEWARD),
            (Role.STEWARD, Role.VIEWER, Role.STEWARD),
            (Role.STEWARD, Role.OPERATOR, Role.OPERATOR),
            (Role.OPERATOR, Role.STEWARD, Role.OPERATOR),
            (Role.OPERATOR, Role.HEAD, Role.HEAD),
            (Role.HEAD, Role.OPERATOR, Role.HEAD),
        ],
        start=1,
    ):
        async with database.writing() as session:
            await arrive(session, town, telegram_id, "Budi", role=has)
            person = await arrive(session, town, telegram_id, "Budi", role=invited)
        assert person.role is becomes


async def test_an_account_that_serves_another_region_is_refused_and_the_code_stays_good(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        other = await roster.add_region(
            session, slug="terang", name="Kota Terang", zone="Asia/Jayapura", now=NOW
        )
        code = await invitations.invite(session, other, role=Role.HEAD, agency=None, now=NOW)
        await arrive(session, town, 7, "Budi")
    with pytest.raises(
        PersonBelongsElsewhere, match="already serves the region 'Kabupaten Cahaya'"
    ):
        await redeem(database, code, 7)
    newcomer = await redeem(database, code, 8)
    assert newcomer.person.region_id == other.id
