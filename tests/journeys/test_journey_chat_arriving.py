"""/start and /daftar: who gets in, as what, and what they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import people
from storage.people import Role
from tests.journeys.conversing import (
    add_agency,
    add_region,
    channels_of,
    invitation_to,
    is_known,
    person_of,
    steward_of,
    website,
    x_account,
)
from tests.journeys.office import Office

pytestmark = pytest.mark.usefixtures("unpaced")

HOSTILE_NAMES = {
    "markup": ("<b>Siti & Co</b> </a><script>", "<b>Siti & Co</b> </a><script>"),
    "underscores": ("siti_*aminah*_`x`[y](z)", "siti_*aminah*_`x`[y](z)"),
    "emoji": ("🌸 Siti 👩🏽‍⚕️", "🌸 Siti 👩🏽‍⚕️"),
    "right to left": ("سيتي", "سيتي"),
    "turned round": ("Siti \u202eitiS\u202c", "Siti itiS"),
    "several lines": ("Siti\n\nPetugas\x00 Resmi", "Siti Petugas Resmi"),
    "very long": ("Siti " * 60, ("Siti " * 40).strip()),
    "nothing to see": ("\u202e\x07", "3001"),
}


async def test_an_invitation_registers_with_role_and_agency_and_names_the_channels(
    office: Office,
) -> None:
    siti = office.api.person(1001, "Siti", last_name="Aminah")
    siti.start(await office.invitation())
    welcome = (await siti.receives()).text
    assert "Bapak/Ibu Siti Aminah. Pendaftaran berhasil sebagai pengelola kanal" in welcome
    assert "(Dinas Kesehatan)" in welcome
    assert office.site.base.removeprefix("http://") in welcome
    assert "• Instagram dinkes_contoh" in welcome
    assert (await person_of(office, siti)).role is Role.STEWARD
    assert len(await channels_of(office, siti)) == 2


async def test_a_used_invitation_greets_its_owner_and_refuses_everybody_else(
    office: Office,
) -> None:
    code = await office.invitation()
    siti, budi = office.api.person(1001, "Siti"), office.api.person(1002, "Budi")
    siti.start(code)
    await siti.receives("Pendaftaran berhasil")
    budi.start(code)
    assert "Undangan ini sudah dipakai" in (await budi.receives()).text
    siti.start(code)
    again = (await siti.receives()).text
    assert "Bapak/Ibu sudah terdaftar sebagai pengelola kanal" in again
    assert not await is_known(office, budi)
    assert len(await channels_of(office, siti)) == 2


async def test_a_code_that_is_old_unknown_or_cut_lets_nobody_in(office: Office) -> None:
    code = await office.invitation()
    late = await office.invitation()
    siti = office.api.person(1001, "Siti")
    siti.start("AAAAAAAAAAAAAAAAAAAAAA")
    assert "Kode undangan tidak dikenali" in (await siti.receives()).text
    siti.start(code[:-3])
    assert "mungkin ada huruf yang terpotong" in (await siti.receives()).text
    office.clock.travel_to(office.clock() + timedelta(days=8))
    siti.start(late)
    assert "Masa berlaku undangan ini sudah habis" in (await siti.receives()).text
    assert not await is_known(office, siti)


async def test_the_code_can_be_sent_by_hand(office: Office) -> None:
    siti, budi, wati = (office.api.person(1000 + n, name) for n, name in enumerate("SBW", 1))
    for stranger in (siti, budi, wati):
        stranger.start()
        assert "Selamat datang" in (await stranger.receives()).text
    assert "Mohon sertakan kodenya" in await office.says(siti, "/daftar")
    code = await office.invitation()
    assert "Pendaftaran berhasil" in await office.says(siti, f"/daftar   {code} terima kasih")
    link = f"https://t.me/{office.api.username}?start={await office.invitation()}"
    assert "Pendaftaran berhasil" in await office.says(budi, f"/daftar {link}")
    assert "Pendaftaran berhasil" in await office.says(wati, f"/start\n{await office.invitation()}")


async def test_start_without_a_code_greets_strangers_and_acquaintances(office: Office) -> None:
    stranger = office.api.person(1009, "Tamu")
    stranger.start()
    assert "mohon minta tautan undangan kepada Diskominfo" in (await stranger.receives()).text
    siti = await office.steward()
    siti.start()
    hello = (await siti.receives()).text
    assert "Selamat pagi, Bapak/Ibu Siti" in hello
    assert "sudah terdaftar sebagai pengelola kanal (Dinas Kesehatan)" in hello


async def test_one_person_can_serve_two_agencies(office: Office) -> None:
    await add_agency(office, "Bapenda", x_account("bapenda_contoh"))
    siti = await office.steward()
    siti.start(await office.invitation(agency="Bapenda"))
    welcome = (await siti.receives()).text
    assert "Pendaftaran berhasil" in welcome
    assert "X bapenda_contoh" in welcome
    handles = [channel.ref.handle for channel in await channels_of(office, siti)]
    assert handles == [None, "dinkes_contoh", "bapenda_contoh"]


@pytest.mark.parametrize(
    ("role", "title"),
    [
        (Role.OPERATOR, "petugas Diskominfo"),
        (Role.HEAD, "kepala Diskominfo"),
        (Role.VIEWER, "pembaca"),
    ],
)
async def test_an_invitation_gives_its_role_and_a_lesser_one_takes_nothing_away(
    office: Office, role: Role, title: str
) -> None:
    account = office.api.person(2001, "Wati")
    account.start(await office.invitation(role, None))
    welcome = (await account.receives()).text
    assert f"sebagai {title} (Kabupaten Contoh)" in welcome
    assert "Keadaan seluruh kanal: /status" in welcome
    assert await channels_of(office, account) == []
    account.start(await office.invitation(Role.STEWARD))
    assert "Instagram dinkes_contoh" in (await account.receives()).text
    assert (await person_of(office, account)).role is role.or_higher(Role.STEWARD)


async def test_who_serves_one_region_is_not_let_into_another(office: Office) -> None:
    other = await add_region(office, "lain", "Kabupaten Lain")
    await add_agency(office, "Dispar", website("https://dispar.example"), region=other)
    siti = await office.steward()
    siti.start(await invitation_to(office, other, "Dispar"))
    assert "sudah terdaftar di pemda lain" in (await siti.receives()).text
    assert (await person_of(office, siti)).region_id == office.region.id
    assert len(await channels_of(office, siti)) == 2


async def test_of_two_who_race_for_one_code_exactly_one_gets_in(office: Office) -> None:
    code = await office.invitation()
    racers = [office.api.person(1100 + number, f"Pelari {number}") for number in range(2)]
    for racer in racers:
        racer.start(code)
    answers = sorted([(await racer.receives()).text for racer in racers])
    assert "Pendaftaran berhasil" in answers[0]
    assert "Undangan ini sudah dipakai" in answers[1]
    arrived = [await is_known(office, racer) for racer in racers]
    assert sorted(arrived) == [False, True]


async def test_a_hostile_name_harms_nothing(office: Office) -> None:
    for number, (given, kept) in enumerate(HOSTILE_NAMES.values()):
        account = office.api.person(3001 if kept == "3001" else 3100 + number, given)
        account.start(await office.invitation())
        welcome = await account.receives()
        assert f"Bapak/Ibu {kept}. Pendaftaran berhasil" in welcome.text
        assert {entity.type for entity in welcome.entities} <= {"url", "mention", "bot_command"}
        assert (await person_of(office, account)).name == kept
        assert kept in await office.says(account, "/privasi")


async def test_who_was_lost_and_presses_start_is_reached_again(office: Office) -> None:
    siti = await office.steward()
    before = await person_of(office, siti)
    async with office.app.services.database.writing() as session:
        await people.strike(session, before.id, office.clock(), final=True)
    siti.start()
    await siti.receives("sudah terdaftar")
    assert (await person_of(office, siti)).unreachable_since is None


async def test_the_roster_s_expected_name_is_the_first_who_arrives(office: Office) -> None:
    async with office.app.services.database.reading() as session:
        [expected] = await people.people(session, office.region.id)
    assert expected.telegram_id is None
    siti = await office.steward()
    budi = await steward_of(office, "Dinkes", 1002, "Budi")
    assert (await person_of(office, siti)).id == expected.id
    assert (await person_of(office, budi)).id != expected.id
