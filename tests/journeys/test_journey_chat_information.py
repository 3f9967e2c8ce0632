"""What was that post? The class a steward gives it, and the periodic duty it fulfils."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from starlette.responses import HTMLResponse

from bot.sandbox.telegram import Account, Message
from checks.links import read_post
from storage import periodic_duties, publications
from storage.people import Role
from storage.periodic_duties import PeriodicDuty, Tick
from storage.publications import KnownPublication
from tests.journeys.conversing import (
    add_agency,
    add_region,
    buttons_of,
    channels_of,
    data_of,
    dump,
    forges,
    instagram_post,
    invitation_to,
    person_of,
    presses,
    steward_of,
    website,
)
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

TODAY = date(2026, 11, 27)
"""The Friday on which the office opens."""
CLASSES = ["Berkala", "Serta-merta", "Setiap saat", "Dikecualikan", "Berita biasa"]


async def question(account: Account, *links: str) -> Message:
    """Report the links in one message; the question that follows the answers."""
    account.say("\n".join(links))
    for _ in links:
        await account.receives()
    return await account.receives("termasuk informasi apa?")


async def report(office: Office, account: Account, title: str = "Laporan Kinerja") -> Message:
    """Publish an article and report it; the question about it."""
    return await question(account, office.site.publish(title, office.clock()))


async def add_duty(
    office: Office,
    title: str,
    days: int,
    *,
    every_year: bool = False,
    agency_class: str | None = None,
) -> PeriodicDuty:
    """A duty that is due so many days from today on."""
    async with office.app.services.database.writing() as session:
        return await periodic_duties.add_duty(
            session,
            office.region.id,
            title=title,
            due_on=TODAY + timedelta(days=days),
            every_year=every_year,
            agency_class=agency_class,
            now=office.clock(),
        )


async def evidence_of_site(account: Account) -> str:
    account.say("/status")
    status = await account.receives("Website")
    [site] = [one for one in buttons_of(status) if "Website" in one]
    return await presses(account, status, site)


async def known(office: Office) -> list[KnownPublication]:
    """The publications of the region, the one remembered first in front."""
    long_ago = datetime(2026, 1, 1, tzinfo=MONDAY.tzinfo)
    async with office.app.services.database.reading() as session:
        found = await publications.publications_since(session, office.region.id, long_ago)
    return sorted((one for each in found.values() for one in each), key=lambda one: one.id)


async def ticks(office: Office) -> list[Tick]:
    async with office.app.services.database.reading() as session:
        return await periodic_duties.ticks_of(session, office.region.id)


async def test_after_a_report_the_steward_says_what_the_post_was(office: Office) -> None:
    siti = await office.steward()
    siti.say(office.site.publish("Jadwal Imunisasi", office.clock()))
    assert "Unggahan tercatat. ✅" in (await siti.receives()).text
    asked = await siti.receives()
    assert "berjudul Jadwal Imunisasi termasuk informasi apa?" in asked.text
    assert buttons_of(asked) == CLASSES
    for name in CLASSES:
        assert f"• {name}: " in asked.text
    assert len(max(asked.text.splitlines(), key=len)) < 120
    [before] = await known(office)
    assert (before.information_class, before.class_asked_at is None) == (None, False)
    thanks = await presses(siti, asked, "Setiap saat")
    assert thanks == "Terima kasih, jenisnya tercatat: Setiap saat. 🙏"
    [after] = await known(office)
    assert after.information_class == "any_time"


async def test_the_buttons_work_once(office: Office) -> None:
    siti = await office.steward()
    asked = await report(office, siti)
    assert "jenisnya tercatat: Berita biasa" in await presses(siti, asked, "Berita biasa")
    for name in CLASSES:
        assert "sudah tidak berlaku" in await presses(siti, asked, name)
    [one] = await known(office)
    assert one.information_class == "news"


async def test_a_post_on_the_steward_s_word_is_asked_about_and_a_duplicate_never(
    office: Office,
) -> None:
    siti = await office.steward()
    budi = await office.steward(1002, "Budi")
    link = instagram_post(office.clock() - timedelta(hours=1))
    asked = await question(siti, link)
    assert "unggahan di Instagram dinkes_contoh" in asked.text
    for account in (siti, budi):
        account.say(link)
        await account.receives("sudah tercatat")
    await office.settled()
    questions = [
        message
        for account in (siti, budi)
        for message in account.messages
        if "termasuk informasi apa?" in message.text
    ]
    assert questions == [asked]


async def test_a_post_told_again_once_its_page_can_be_read_is_not_asked_about_again(
    office: Office,
) -> None:
    siti = await office.steward()
    link = office.site.publish("Jadwal Imunisasi", office.clock())
    path = link.removeprefix(office.site.base)
    office.site.pages[path] = HTMLResponse("Mohon tunggu", status_code=503)
    asked = await question(siti, link)
    del office.site.pages[path]
    assert "Unggahan tercatat. ✅" in await office.says(siti, link)
    await office.settled()
    assert [one for one in siti.messages if "informasi apa?" in one.text] == [asked]


async def test_several_posts_of_one_message_are_asked_about_once_and_the_newest_it_is(
    office: Office,
) -> None:
    siti = await office.steward()
    newer = office.site.publish("Kabar baru", office.clock() - timedelta(hours=1))
    older = instagram_post(office.clock() - timedelta(days=2), "dinkes_contoh")
    asked = await question(siti, newer, older)
    assert "berjudul Kabar baru" in asked.text
    await office.settled()
    assert [one for one in siti.messages if "informasi apa?" in one.text] == [asked]


async def test_what_can_not_be_recorded_is_not_asked_about(office: Office) -> None:
    siti = await office.steward()
    for link in (instagram_post(office.clock(), "orang_lain"), "https://bit.ly/abc"):
        siti.say(link)
        await siti.receives()
    await office.settled()
    assert [one for one in siti.messages if "informasi apa?" in one.text] == []


async def test_a_restricted_post_gets_kind_advice_and_leaves_no_trace(
    office: Office, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    siti = await office.steward()
    operator = await office.operator()
    head = office.api.person(2002, "Kepala")
    head.start(await office.invitation(Role.HEAD, None))
    await head.receives("Pendaftaran berhasil")
    asked = await report(office, siti, "Data pasien")
    heard = [len(account.messages) for account in (operator, head)]
    before = await known(office)
    with caplog.at_level(logging.INFO):
        answer = await presses(siti, asked, "Dikecualikan")
        await office.settled()
    for advice in ("Pasal 17 UU 14/2008", "Turunkan", "PPID", "Jangan teruskan"):
        assert advice in answer
    assert "Data pasien" not in answer
    assert await known(office) == [replace(one, title="") for one in before]
    assert [len(account.messages) for account in (operator, head)] == heard
    told = [line for line in dump(office).splitlines() if "Pasal 17 UU 14/2008)" in line]
    person = await person_of(office, siti)
    assert len(told) == 1
    assert f",{person.id},{siti.id}," in told[0]
    pressed = data_of(asked)[CLASSES.index("Dikecualikan")]
    assert dump(office).count(f'"{pressed}"') == 1  # under the question, and nowhere else
    logged = caplog.text + "".join(capsys.readouterr())
    assert "message_sent" in logged
    for trace in ("restricted", "Dikecualikan", "Pasal 17", pressed):
        assert trace not in logged


async def test_who_pressed_restricted_by_mistake_may_choose_again(office: Office) -> None:
    siti = await office.steward()
    asked = await report(office, siti)
    for _ in range(2):
        assert "Pasal 17" in await presses(siti, asked, "Dikecualikan")
    assert "jenisnya tercatat: Berita biasa" in await presses(siti, asked, "Berita biasa")
    assert "sudah tidak berlaku" in await presses(siti, asked, "Dikecualikan")


async def test_a_colleague_s_press_and_a_forged_one_are_refused(office: Office) -> None:
    await add_agency(office, "Bapenda", website("https://bapenda.example"))
    siti = await office.steward()
    budi = await office.steward(1002, "Budi")
    tono = await steward_of(office, "Bapenda", 1003, "Tono")
    asked = await report(office, siti)
    right = data_of(asked)[0]
    topic, publication, _, _ = right.split(":")
    hello = budi.messages[0]
    assert "bukan untuk Bapak/Ibu" in await forges(budi, hello, right)
    for account in (budi, tono):
        person = await person_of(office, account)
        own = f"{topic}:{publication}:{person.id}:0"
        assert "sudah tidak berlaku" in await forges(account, account.messages[0], own)
    mine = (await person_of(office, siti)).id
    for data in (
        topic,
        f"{topic}:{publication}",
        f"{topic}:{publication}:{mine}",
        f"{topic}:{publication}:{mine}:5",
        f"{topic}:{publication}:{mine}:-1",
        f"{topic}:{int(publication) + 1}:{mine}:0",
        f"{topic}:{2**31 - 1}:{mine}:0",
        f"{right}:0",
        f"periodic:{publication}:{mine}:0:0",
        f"periodic:{publication}:{mine}:1:20261201",
        "periodic",
    ):
        assert "sudah tidak berlaku" in await forges(siti, asked, data), data
    [one] = await known(office)
    assert one.information_class is None
    assert "tercatat: Serta-merta" in await presses(siti, asked, "Serta-merta")


async def test_periodic_information_is_ticked_off_the_agency_s_list(office: Office) -> None:
    far, near = await add_duty(office, "DPA", 120), await add_duty(office, "LKjIP", -9)
    siti = await office.steward()
    asked = await report(office, siti, "Laporan Kinerja Dinkes")
    siti.press(asked, "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    assert "tercatat: Berkala" in which.text
    assert "1. LKjIP – 18 Nov 2026 (lewat 9 hari)\n2. DPA – 27 Mar 2027 (120 hari lagi)" in (
        which.text
    )
    assert buttons_of(which) == ["1. LKjIP", "2. DPA", "Bukan salah satunya"]
    answer = await presses(siti, which, "1. LKjIP")
    assert answer == (
        "Terima kasih. LKjIP Dinkes (paling lambat 18 Nov 2026) ditandai sudah terbit. ✅"
    )
    [post] = await known(office)
    [done] = await ticks(office)
    assert (done.duty_id, done.due_on, done.publication_id) == (near.id, near.due_on, post.id)
    for button in buttons_of(which):
        assert "sudah tidak berlaku" in await presses(siti, which, button)
    siti.press(await report(office, siti, "DPA 2027"), "Berkala")
    left = await siti.receives("Informasi berkala Dinkes mana")
    assert buttons_of(left) == ["1. DPA", "Bukan salah satunya"]
    assert far.id != near.id


async def test_a_second_post_for_a_duty_hears_which_was_the_first(office: Office) -> None:
    await add_duty(office, "LKjIP", 20)
    siti = await office.steward()
    budi = await office.steward(1002, "Budi")
    questions = []
    for account, title in ((siti, "LKjIP terbit"), (budi, "LKjIP lengkap")):
        account.press(await report(office, account, title), "Berkala")
        questions.append(await account.receives("Informasi berkala Dinkes mana"))
    assert "ditandai sudah terbit" in await presses(siti, questions[0], "1. LKjIP")
    second = await presses(budi, questions[1], "1. LKjIP")
    assert "LKjIP sudah ditandai terbit pada Jumat, 27 November 2026" in second
    first_post, _ = await known(office)
    assert f"LKjIP terbit\n{first_post.link}\n" in second
    assert [one.publication_id for one in await ticks(office)] == [first_post.id]


async def test_a_post_from_before_a_duty_was_open_is_not_offered_it(office: Office) -> None:
    await add_duty(office, "LKjIP 2026", 60)
    duty = await add_duty(office, "DPA", 179)
    siti = await office.steward()
    old = office.site.publish("Laporan 2025", office.clock() - timedelta(days=300))
    siti.press(await question(siti, old), "Berkala")
    await siti.receives("jenisnya tercatat: Berkala")
    siti.press(await report(office, siti, "LKjIP"), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    assert buttons_of(which) == ["1. LKjIP 2026", "2. DPA", "Bukan salah satunya"]
    first, second = await known(office)
    topic, _, *rest = data_of(which)[0].split(":")
    forged = ":".join([topic, str(first.id), *rest])
    assert "sudah tidak berlaku" in await forges(siti, which, forged)
    assert "ditandai sudah terbit" in await presses(siti, which, "2. DPA")
    [done] = await ticks(office)
    assert (done.duty_id, done.publication_id) == (duty.id, second.id)


async def test_the_title_of_a_restricted_post_does_not_come_back_with_a_sweep(
    office: Office,
) -> None:
    title = "Daftar penerima bantuan lengkap dengan NIK"
    siti = await office.steward()
    link = office.site.publish(title, office.clock() - timedelta(hours=2))
    path = link.removeprefix(office.site.base)
    office.site.pages[path] = HTMLResponse("Mohon tunggu", status_code=503)
    asked = await question(siti, link)
    assert "Pasal 17 UU 14/2008" in await presses(siti, asked, "Dikecualikan")
    del office.site.pages[path]
    await office.sweep()
    one = max(await known(office), key=lambda each: each.at)
    assert (one.link, one.title, one.verified) == (read_post(link).canonical, "", True)
    shown = await evidence_of_site(siti)
    assert one.link in shown
    assert title not in shown
    assert title not in dump(office)


async def test_none_of_them_ticks_nothing_and_a_slip_can_be_mended(office: Office) -> None:
    await add_duty(office, "LKjIP", 20)
    siti = await office.steward()
    siti.press(await report(office, siti), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    assert "tidak ada yang ditandai" in await presses(siti, which, "Bukan salah satunya")
    assert await ticks(office) == []
    assert "ditandai sudah terbit" in await presses(siti, which, "1. LKjIP")


async def test_at_most_eight_duties_are_offered_and_the_nearest_first(office: Office) -> None:
    for days in range(100, 0, -10):
        await add_duty(office, f"Laporan {days}", days)
    await add_duty(office, "Laporan desa", 1, agency_class="kelurahan")
    await add_duty(office, "Laporan jauh", 181)
    siti = await office.steward()
    siti.press(await report(office, siti), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    assert buttons_of(which) == [
        *(f"{number}. Laporan {number}0" for number in range(1, 9)),
        "Bukan salah satunya",
    ]
    assert max(len(data.encode()) for data in data_of(which)) <= 64


async def test_without_an_open_duty_periodic_is_an_answer_like_the_others(office: Office) -> None:
    await add_duty(office, "Laporan jauh", 181)
    siti = await office.steward()
    asked = await report(office, siti)
    assert await presses(siti, asked, "Berkala") == ("Terima kasih, jenisnya tercatat: Berkala. 🙏")


async def test_a_duty_that_ended_or_was_never_offered_can_not_be_ticked(office: Office) -> None:
    duty, other = await add_duty(office, "LKjIP", 20), await add_duty(office, "DPA", 30)
    siti = await office.steward()
    budi = await office.steward(1002, "Budi")
    siti.press(await report(office, siti), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    async with office.app.services.database.writing() as session:
        await periodic_duties.end_duty(session, office.region, duty.id, office.clock())
    assert "sudah tidak berlaku" in await presses(siti, which, "1. LKjIP")
    topic, publication, person, _, due = data_of(which)[1].split(":")
    for data in (
        f"{topic}:{publication}:{person}:{other.id}:{int(due) + 1}",
        f"{topic}:{publication}:{person}:{other.id}:0",
        f"{topic}:{publication}:{person}:{other.id + 1}:{due}",
    ):
        assert "sudah tidak berlaku" in await forges(siti, which, data), data
    assert "bukan untuk Bapak/Ibu" in await forges(budi, budi.messages[0], data_of(which)[1])
    assert await ticks(office) == []
    assert "ditandai sudah terbit" in await presses(siti, which, "2. DPA")


async def test_status_ends_with_what_is_due_soon_or_overdue(office: Office) -> None:
    await add_agency(office, "Bapenda", website("https://bapenda.example"))
    siti = await office.steward()
    assert "Informasi berkala" not in await office.says(siti, "/status")
    await add_duty(office, "LKjIP", 30, every_year=True)
    await add_duty(office, "DPA", -3, agency_class="dinas")
    await add_duty(office, "RKA", 31)
    await add_duty(office, "Laporan pajak", 5, agency_class="badan")
    lines = (await office.says(siti, "/status")).splitlines()
    start = lines.index("Informasi berkala yang ditunggu")
    assert lines[start:] == [
        "Informasi berkala yang ditunggu",
        "• Dinkes: DPA – 24 Nov 2026 (lewat 3 hari)",
        "• Dinkes: LKjIP – 27 Des 2026 (30 hari lagi)",
        "",
        "Baru mengunggah? Kirim tautannya ke sini.",
    ]
    siti.press(await report(office, siti, "DPA 2026"), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    assert "ditandai sudah terbit" in await presses(siti, which, "1. DPA")
    shown = await office.says(siti, "/status")
    assert "LKjIP – 27 Des 2026" in shown
    assert "DPA" not in shown


async def test_forgetting_a_steward_leaves_classes_and_ticks_and_closes_the_questions(
    office: Office,
) -> None:
    await add_duty(office, "LKjIP", 20)
    siti = await office.steward()
    siti.press(await report(office, siti), "Berkala")
    which = await siti.receives("Informasi berkala Dinkes mana")
    await presses(siti, which, "1. LKjIP")
    asked = await report(office, siti, "Kabar lain")
    siti.say("/lupakan")
    confirm = await siti.receives("akan dihapus")
    assert "dihapus" in await presses(siti, confirm, "Ya, hapus data saya")
    assert "belum terdaftar" in await presses(siti, asked, "Berita biasa")
    siti.start(await office.invitation())
    await siti.receives("Pendaftaran berhasil")
    assert "bukan untuk Bapak/Ibu" in await presses(siti, asked, "Berita biasa")
    first, second = await known(office)
    assert (first.information_class, second.information_class) == ("periodic", None)
    assert [one.publication_id for one in await ticks(office)] == [first.id]


async def test_a_press_from_another_region_opens_nothing(office: Office) -> None:
    other = await add_region(office, "lain", "Kabupaten Lain")
    await add_agency(office, "Dispar", website("https://dispar.example"), region=other)
    siti = await office.steward()
    asked = await report(office, siti)
    budi = office.api.person(1002, "Budi")
    budi.start(await invitation_to(office, other, "Dispar"))
    hello = await budi.receives("Pendaftaran berhasil")
    topic, publication, _, choice = data_of(asked)[0].split(":")
    own = (await person_of(office, budi)).id
    forged = f"{topic}:{publication}:{own}:{choice}"
    assert "sudah tidak berlaku" in await forges(budi, hello, forged)
    assert await channels_of(office, budi) != []
