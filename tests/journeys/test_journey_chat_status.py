"""/status and the evidence behind it: who sees what, and what a forged press gets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.buttons import MOST_BUTTONS
from bot.sandbox.telegram import Account
from checks.model import MOVED_TO, Health, Platform, Reading, Trouble
from storage import people, readings
from storage.people import Role
from tests.journeys.conversing import (
    add_agency,
    add_region,
    buttons_of,
    channels_of,
    data_of,
    forges,
    instagram,
    invitation_to,
    person_of,
    presses,
    steward_of,
    website,
    x_account,
)
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")


async def visitor(office: Office, role: Role, number: int) -> Account:
    account = office.api.person(number, role.value)
    account.start(await office.invitation(role, None))
    await account.receives("Pendaftaran berhasil")
    return account


async def test_a_steward_sees_standing_and_newest_date_of_each_channel(office: Office) -> None:
    await add_agency(office, "Bapenda", x_account("bapenda_contoh"))
    siti = await office.steward()
    siti.start(await office.invitation(agency="Bapenda"))
    await siti.receives("Pendaftaran berhasil")
    office.clock.travel_to(MONDAY)
    await office.sweep()
    lines = (await office.says(siti, "/status")).splitlines()
    assert lines[0] == "Status kanal Dinkes"
    site = office.site.base.partition("://")[2]
    assert lines[1] == f"🟠 Website {site} – 21 Okt 2026 (40 hari lalu)"
    asks = "belum dapat diperiksa otomatis, mohon kirim tautan unggahan terbarunya"
    assert lines[2] == f"⚪ Instagram dinkes_contoh – {asks}"
    assert lines[3] == "Pekan ini: 0 dari target 2 unggahan."
    assert lines[5] == "Status kanal Bapenda"
    assert lines[6] == f"⚪ X bapenda_contoh – {asks}"
    assert lines[7] == "Pekan ini: 0 dari target 2 unggahan."
    rule = next(line for line in lines if line.startswith("Per 30 Nov 2026, pukul 09.00 WIB."))
    assert "🟢 paling lama 7, 🟡 s.d. 30, 🟠 s.d. 90" in rule


async def test_the_evidence_of_a_date_is_one_tap_away(office: Office) -> None:
    siti = await office.steward()
    before = await office.says(siti, "/status")
    assert "belum pernah diperiksa" in before
    office.clock.travel_to(MONDAY)
    await office.sweep()
    siti.say("/status")
    status = await siti.receives()
    assert len(buttons_of(status)) == 2
    evidence = await presses(siti, status, buttons_of(status)[0])
    assert "Unggahan terbaru: Rabu, 21 Oktober 2026, pukul 09.00 WIB" in evidence
    assert "Judul: Posyandu bulan Oktober" in evidence
    assert f"Tautan: {office.site.base}/berita/1" in evidence
    assert "Dibaca dari: umpan RSS situs" in evidence
    assert f"Alamat sumber: {office.site.base}/feed/" in evidence
    assert "Tertulis: Wed, 21 Oct 2026 09:00:00 +0700" in evidence
    unmeasured = await presses(siti, status, buttons_of(status)[1])
    assert "Belum ada tanggal unggahan yang dapat dipercaya." in unmeasured
    assert "belum dapat diperiksa otomatis." in unmeasured
    siti.delete(status)
    assert await presses(siti, status, buttons_of(status)[0]) == evidence


async def test_the_evidence_says_what_is_wrong_and_what_can_be_done(office: Office) -> None:
    siti = await office.steward()
    [site] = [
        channel
        for channel in await channels_of(office, siti)
        if channel.ref.platform is Platform.WEBSITE
    ]
    expired = Reading(
        Health.UNREACHABLE,
        office.clock(),
        detail="certificate expired",
        trouble=Trouble.CERTIFICATE_EXPIRED,
    )
    async with office.app.services.database.writing() as session:
        await readings.record(session, site.id, expired, due_at=None)
    siti.say("/status")
    status = await siti.receives()
    evidence = await presses(siti, status, buttons_of(status)[0])
    assert "Hasil pemeriksaan: Sertifikat keamanan (HTTPS) situs ini sudah lewat" in evidence
    assert "Mohon minta penyedia hosting atau tim TIK Diskominfo memperpanjang" in evidence
    assert "certificate expired" not in evidence


async def test_an_address_that_moved_says_where_to(office: Office) -> None:
    siti = await office.steward()
    site = (await channels_of(office, siti))[0]
    moved = Reading(
        Health.GONE,
        office.clock(),
        detail=f"{MOVED_TO}https://lain.example/depan",
        trouble=Trouble.MOVED,
    )
    async with office.app.services.database.writing() as session:
        await readings.record(session, site.id, moved, due_at=None)
    siti.say("/status")
    status = await siti.receives()
    evidence = await presses(siti, status, buttons_of(status)[0])
    assert "Alamat ini mengalihkan pengunjung ke situs lain." in evidence
    assert "Tujuannya: https://lain.example/depan" in evidence


async def test_head_and_operator_and_viewer_see_the_region_in_figures(office: Office) -> None:
    office.clock.travel_to(MONDAY)
    await office.sweep()
    for number, role in enumerate((Role.HEAD, Role.OPERATOR, Role.VIEWER), 2001):
        account = await visitor(office, role, number)
        figures = await office.says(account, "/status")
        assert figures.startswith("Kanal Kabupaten Contoh")
        assert "🟠 lama belum diperbarui: 1" in figures
        assert "Terukur: 1 dari 2 kanal. Segar: 0 dari 1 yang terukur." in figures
        assert "Per 30 Nov 2026, pukul 09.00 WIB. Segar berarti" in figures


async def test_a_head_with_channels_of_their_own_sees_both(office: Office) -> None:
    head = await visitor(office, Role.HEAD, 2001)
    head.start(await office.invitation())
    await head.receives("Instagram dinkes_contoh")
    assert "Status kanal Dinkes" in await office.says(head, "/status")
    assert "Kanal Kabupaten Contoh" in (await head.receives()).text


async def test_a_steward_without_channels_is_told_whom_to_ask(office: Office) -> None:
    await add_agency(office, "Arsip")
    siti = await steward_of(office, "Arsip", 1001, "Siti")
    answer = await office.says(siti, "/status")
    assert answer.startswith("Belum ada kanal yang tercatat")
    assert "agar kanal Badan Arsip dihubungkan" in answer


async def test_thirty_channels_fit_into_pages_and_few_buttons(office: Office) -> None:
    long = "sub-bagian-pelayanan-umum-dan-kepegawaian-"
    sites = [
        website(f"https://{long}{number}.{'kabupaten-contoh-' * 3}raya.go.id")
        for number in range(30)
    ]
    await add_agency(office, "Setda", *sites)
    siti = await steward_of(office, "Setda", 1001, "Siti")
    siti.say("/status")
    first = await siti.receives("Status kanal Setda")
    last = await siti.receives("belum terukur.")
    assert first.text.endswith("1/2")
    assert last.text.endswith("2/2")
    assert f"{long}0." in first.text
    assert f"{long}29." in last.text
    assert first.inline_keyboard == ()
    labels = buttons_of(last)
    assert len(labels) == MOST_BUTTONS
    assert all(len(label) <= 64 for label in labels)
    assert labels[0].startswith(f"Bukti: Website {long}0")
    assert labels[0].endswith("…")


async def test_a_press_shows_nothing_to_whom_it_is_not_for(office: Office) -> None:
    other = await add_region(office, "lain", "Kabupaten Lain")
    [theirs] = await add_agency(office, "Bapenda", instagram("bapenda_contoh"))
    [abroad] = await add_agency(office, "Dispar", instagram("dispar_lain"), region=other)
    siti = await office.steward()
    siti.say("/status")
    status = await siti.receives()
    assert "bukan untuk Bapak/Ibu" in await forges(siti, status, f"evidence:{theirs.id}")
    assert "sudah tidak berlaku" in await forges(siti, status, f"evidence:{abroad.id}")

    budi = office.api.person(1002, "Budi")
    budi.start(await invitation_to(office, other, "Dispar"))
    hello = await budi.receives("Pendaftaran berhasil")
    mine = data_of(status)[0]
    assert "sudah tidak berlaku" in await forges(budi, hello, mine)

    stranger = office.api.person(1009, "Tamu")
    stranger.start()
    hello = await stranger.receives("Selamat datang")
    assert "belum terdaftar" in await forges(stranger, hello, mine)

    operator = await office.operator()
    hello = operator.messages[0]
    assert "Instagram bapenda_contoh" in await forges(operator, hello, f"evidence:{theirs.id}")


async def test_a_press_we_never_made_or_no_longer_stand_by_is_answered_all_the_same(
    office: Office,
) -> None:
    siti = await office.steward()
    siti.say("/status")
    status = await siti.receives()
    for data in (
        "evidence",
        "evidence:",
        "evidence:1:2",
        "evidence:-1",
        "evidence:1e3",
        "evidence:²",
        "evidence:0",
        f"evidence:{2**31}",
        f"evidence:{2**63}",
        "evidence:" + "9" * 40,
        "forget:1",
        "forget:1:2",
        "channel:1",
        "channel:99:1",
        "nonsense",
        ":",
    ):
        assert "sudah tidak berlaku" in await forges(siti, status, data), data


async def test_buttons_of_a_person_who_is_gone_open_nothing(office: Office) -> None:
    siti = await office.steward()
    siti.say("/status")
    status = await siti.receives()
    async with office.app.services.database.writing() as session:
        await people.forget(session, await person_of(office, siti), office.clock())
    assert "belum terdaftar" in await presses(siti, status, buttons_of(status)[0])


async def test_a_channel_that_moved_to_another_agency_is_no_longer_shown(office: Office) -> None:
    siti = await office.steward()
    siti.say("/status")
    status = await siti.receives()
    [account] = [
        channel
        for channel in await channels_of(office, siti)
        if channel.ref.platform is Platform.INSTAGRAM
    ]
    await add_agency(office, "Bapenda", account.ref)
    assert "bukan untuk Bapak/Ibu" in await presses(siti, status, f"evidence:{account.id}")
    assert "Instagram" not in await office.says(siti, "/status")


async def test_the_status_button_of_a_reminder_works(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    nudge = await siti.receives("belum tampak")
    assert "Status kanal Dinkes" in await presses(siti, nudge, "Lihat status")
    assert "umpan RSS situs" in await presses(siti, nudge, buttons_of(nudge)[0])
    office.clock.travel_to(MONDAY + timedelta(days=1))
    assert "Status kanal Dinkes" in await presses(siti, nudge, "Lihat status")
