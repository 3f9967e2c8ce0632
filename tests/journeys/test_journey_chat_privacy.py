"""/privasi, /lupakan, /bahasa, /bantuan, and an answer to everything else."""

from __future__ import annotations

import pytest

from tests.journeys.conversing import (
    buttons_of,
    data_of,
    dump,
    forges,
    instagram_post,
    is_known,
    person_of,
    presses,
)
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

VOICE = b"OggS"


async def test_privasi_says_all_that_is_known_of_whoever_asks(office: Office) -> None:
    siti = await office.steward()
    told = await office.says(siti, "/privasi")
    assert "ID Telegram: 1001" in told
    assert "Nama tampilan: Siti" in told
    assert "Perangkat daerah: Dinas Kesehatan" in told
    assert "Peran: pengelola kanal" in told
    stranger = office.api.person(1009, "Tamu")
    stranger.start()
    await stranger.receives("Selamat datang")
    told = await office.says(stranger, "/privacy")
    assert "Belum ada data tentang Bapak/Ibu yang disimpan." in told
    assert "1009" not in told
    assert "/lupakan" not in told


async def test_lupakan_erases_a_person_wherever_they_stood(office: Office) -> None:
    operator = await office.operator()
    siti = await office.steward(778899001, "Zubaidah Q")
    await office.morning(MONDAY)
    await siti.receives("belum tampak")
    await office.says(siti, office.site.publish("Vaksinasi", MONDAY))
    await office.says(siti, instagram_post(MONDAY))
    await office.says(siti, "Nama saya Zubaidah Q")
    assert "Zubaidah Q" in dump(office)
    siti.say("/lupakan")
    question = await siti.receives("Lanjutkan?")
    assert buttons_of(question) == ["Ya, hapus data saya", "Batal"]
    assert "sudah dihapus" in await presses(siti, question, "Ya, hapus data saya")
    await office.settled()
    kept = dump(office)
    assert "Zubaidah" not in kept
    assert "778899001" not in kept
    assert not await is_known(office, siti)
    assert "belum terdaftar" in await office.says(siti, "/status")
    assert "belum terdaftar" in await presses(siti, question, "Ya, hapus data saya")
    assert "Belum ada data" in await office.says(siti, "/privasi")
    await office.settled()
    assert "778899001" not in dump(office)
    assert "Kanal Kabupaten Contoh" in await office.says(operator, "/status")


async def test_lupakan_can_be_called_off_and_is_nobody_else_s_business(office: Office) -> None:
    siti, budi = await office.steward(), await office.steward(1002, "Budi")
    siti.say("/lupakan")
    question = await siti.receives("Lanjutkan?")
    assert "data tidak dihapus" in await presses(siti, question, "Batal")
    yes = data_of(question)[0]
    assert "bukan untuk Bapak/Ibu" in await forges(budi, budi.messages[0], yes)
    assert await is_known(office, siti)
    assert await is_known(office, budi)
    person = await person_of(office, siti)
    assert "sudah tidak berlaku" in await forges(siti, question, f"forget:{person.id}:7")
    assert await is_known(office, siti)


async def test_bahasa_switches_there_and_back(office: Office) -> None:
    siti = await office.steward()
    assert "English" in await office.says(siti, "/bahasa")
    assert "What you can send" in await office.says(siti, "/help")
    siti.say("/status")
    status = await siti.receives()
    assert status.text.startswith("Dinkes channels")
    assert buttons_of(status)[0].startswith("Evidence: Website")
    assert "Evidence: Website" in await presses(siti, status, buttons_of(status)[0])
    assert "Bahasa Indonesia" in await office.says(siti, "/language")
    assert "Yang dapat Bapak/Ibu kirim" in await office.says(siti, "/bantuan")


async def test_help_tells_the_hours_in_the_region_s_zone(office: Office) -> None:
    siti = await office.steward()
    assert "pukul 08.30–15.00 WIB" in await office.says(siti, "/bantuan")
    stranger = office.api.person(1009, "Tamu")
    stranger.start()
    await stranger.receives("Selamat datang")
    assert "Yang dapat Bapak/Ibu kirim" in await office.says(stranger, "/help")


async def test_nothing_said_in_private_is_without_an_answer(office: Office) -> None:
    siti = await office.steward()
    for said in ("Selamat pagi", "/unknown", "/status@other_bot", "😀", "/", "12.30 WIB"):
        assert "belum saya pahami" in await office.says(siti, said), said
    siti.send_document(VOICE, "suara.ogg", mime_type="audio/ogg")
    assert "/bantuan" in (await siti.receives()).text
    stranger = office.api.person(1009, "Tamu")
    stranger.start()
    await stranger.receives("Selamat datang")
    for said in ("halo", "/status", "/posted https://dinas.go.id/a", "/lupakan", "/bahasa"):
        assert "belum terdaftar" in await office.says(stranger, said), said
    assert office.site.asked == []


async def test_an_edited_message_without_a_link_is_no_new_message(office: Office) -> None:
    siti = await office.steward()
    message = siti.say("Selamat pagi")
    await siti.receives("belum saya pahami")
    siti.edit(message, "Selamat pagi, Bapak")
    assert "Keadaan" not in await office.says(siti, "halo")
    await office.settled()
    assert len(siti.messages) == 3


async def test_commands_are_listed_by_place_and_language(office: Office) -> None:
    group = office.api.group(-500, "Admin OPD", [await office.steward()])
    indonesian, english = (
        office.api.person(1, "Ani"),
        office.api.person(2, "Ann", language_code="en"),
    )
    german = office.api.person(3, "Anke", language_code="de")
    listed = [command["command"] for command in indonesian.commands]
    assert listed == ["status", "posted", "bantuan", "bahasa", "privasi", "lupakan"]
    assert german.commands == indonesian.commands
    assert [command["command"] for command in english.commands] == [
        "status",
        "posted",
        "help",
        "bahasa",
        "privasi",
        "lupakan",
    ]
    assert [command["command"] for command in group.commands(indonesian)] == ["bantuan"]
    assert [command["command"] for command in group.commands(english)] == ["help"]
