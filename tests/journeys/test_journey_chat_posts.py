"""A post on a platform, a picture, or nothing at all: what a report is worth without a page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.policy.photo_reports import PhotoOutcome
from bot.policy.report_facts import ReportOutcome
from bot.sandbox.platforms import Post, SocialAccount
from checks.model import Platform
from storage.people import Role
from tests.bot.picture_examples import picture
from tests.journeys.conversing import (
    add_agency,
    buttons_of,
    channels_of,
    data_of,
    facebook,
    forges,
    instagram,
    instagram_post,
    presses,
    reports_of,
    steward_of,
    x_account,
    x_post,
)
from tests.journeys.office import MONDAY, Office, is_answer

pytestmark = pytest.mark.usefixtures("unpaced")

NO_PERMALINKS = {
    "/posted": "Mohon kirim tautan unggahannya",
    "/POSTED": "Mohon kirim tautan unggahannya",
    "/posted sudah ya pak": "Mohon kirim tautan unggahannya",
    "/posted https://": "Mohon kirim tautan unggahannya",
    "/posted https://vt.tiktok.com/ZS8abc/": "Tautan pendek belum dapat kami baca",
    "/posted https://www.instagram.com/dinkes_contoh/": "halaman profil/beranda",
    "/posted https://t.me/c/123/45": "tidak terbuka untuk umum",
    "/posted https://wa.me/62811": "bukan website atau platform yang kami catat",
    "https://x.com/dinkes/status/12x": "Tautannya tidak terbaca",
    "/kirim https://bit.ly/abc": "Tautan pendek belum dapat kami baca",
}


async def test_a_post_that_no_door_shows_rests_on_the_steward_s_word(office: Office) -> None:
    siti = await office.steward()
    yesterday = office.clock() - timedelta(days=1)
    answer = await office.says(siti, instagram_post(yesterday, "dinkes_contoh"))
    assert "kami terima untuk Instagram dinkes_contoh" in answer
    assert "Tanggal unggah: Kamis, 26 November 2026" in answer
    assert "Sebabnya: unggahannya belum dapat kami periksa langsung di Instagram." in answer
    assert "Tautan ini berasal dari Instagram lain" in await office.says(
        siti, instagram_post(yesterday, "lain", 2)
    )


async def test_without_a_handle_the_only_account_is_meant_and_not_taken_for_proven(
    office: Office,
) -> None:
    siti = await office.steward()
    link = instagram_post(office.clock() - timedelta(hours=1))
    answer = await office.says(siti, f"/posted {link}?igsh=MzRlODBiNWFlZA==")
    assert "Tautan Instagram kami terima untuk Instagram dinkes_contoh" in answer
    assert "Tanggal unggah: Jumat, 27 November 2026.\nSebabnya: tautan itu tidak" in answer
    assert "sudah tercatat" in await office.says(siti, link)
    assert "laporan pengelola" in await office.says(siti, "/status")


async def test_of_two_accounts_the_steward_says_which(office: Office) -> None:
    await add_agency(office, "Kominfo", instagram("kominfo_contoh"), instagram("kab_contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    link = instagram_post(office.clock())
    siti.say(link)
    question = await siti.receives("Untuk kanal yang mana?")
    assert buttons_of(question) == ["Instagram kominfo_contoh", "Instagram kab_contoh"]
    answer = await presses(siti, question, "Instagram kab_contoh")
    assert "kami terima untuk Instagram kab_contoh" in answer
    for button in buttons_of(question):
        assert "sudah tidak berlaku" in await presses(siti, question, button)
    assert "sudah tercatat" in await office.says(siti, link)
    [again, first] = await reports_of(office, siti)
    chosen = (await channels_of(office, siti))[1].id
    assert (first.outcome, first.channel_id) == (ReportOutcome.UNVERIFIED, chosen)
    assert (again.outcome, again.channel_id) == (ReportOutcome.DUPLICATE, chosen)


async def test_asked_twice_about_one_post_it_still_counts_for_one_account(office: Office) -> None:
    await add_agency(office, "Kominfo", instagram("kominfo_contoh"), instagram("kab_contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    link = instagram_post(office.clock())
    questions = []
    for _ in range(2):
        siti.say(link)
        questions.append(await siti.receives("Untuk kanal yang mana?"))
    first, second = buttons_of(questions[0])
    assert "kami terima" in await presses(siti, questions[0], first)
    assert "sudah tercatat" in await presses(siti, questions[1], second)


async def test_a_forged_choice_is_refused(office: Office) -> None:
    await add_agency(
        office, "Kominfo", instagram("kominfo_contoh"), instagram("kab_contoh"), facebook("kab")
    )
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    budi = await office.steward(1002, "Budi")
    siti.say(instagram_post(office.clock()))
    question = await siti.receives("Untuk kanal yang mana?")
    topic, report, _ = data_of(question)[0].split(":")
    [site, account] = await channels_of(office, budi)
    [*_, page] = await channels_of(office, siti)
    for channel in (site, account, page):
        data = f"{topic}:{report}:{channel.id}"
        assert "sudah tidak berlaku" in await forges(siti, question, data)
    stolen = f"{topic}:{report}:{account.id}"
    assert "sudah tidak berlaku" in await forges(budi, budi.messages[0], stolen)
    [untouched] = await reports_of(office, siti)
    assert untouched.outcome == ReportOutcome.WHICH_CHANNEL
    assert "kami terima" in await presses(siti, question, "Instagram kab_contoh")


async def test_an_x_post_belongs_to_the_account_in_its_address(office: Office) -> None:
    await add_agency(office, "Kominfo", x_account("kominfo_contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    now = office.clock()
    account = SocialAccount(Platform.X, "44196397", "Kominfo_Contoh")
    office.platforms.add(account)

    def post(at: datetime, handle: str) -> str:
        link = x_post(at, handle)
        account.posts.append(Post(link.rpartition("/")[2], at, "Apel pagi"))
        return link

    right = post(now - timedelta(hours=2), "Kominfo_Contoh")
    answer = await office.says(siti, right)
    assert "Unggahan tercatat. ✅" in answer
    assert "Judul: Apel pagi" in answer
    assert "Dibaca dari: nomor unggahan" in answer
    assert "Pekan ini: 1 dari target 2 unggahan." in answer
    wrong = x_post(now - timedelta(hours=3), "orang_lain")
    assert "berasal dari X orang_lain, sedangkan" in await office.says(siti, wrong)
    tomorrow = post(now + timedelta(hours=20), "kominfo_contoh")
    assert "belum tiba" in await office.says(siti, tomorrow)
    old = post(now - timedelta(days=8), "kominfo_contoh")
    assert "(8 hari lalu), sehingga belum dapat dihitung" in await office.says(siti, old)


async def test_a_facebook_post_rests_on_the_steward_s_word_for_a_while(office: Office) -> None:
    await add_agency(office, "Kominfo", facebook("kominfo.contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    office.clock.travel_to(MONDAY)
    link = "https://www.facebook.com/kominfo.contoh/posts/pfbid02abcDEF"
    answer = await office.says(siti, f"{link}?mibextid=x")
    assert "Tautan Facebook kami terima untuk Facebook kominfo.contoh" in answer
    assert "Pengingat untuk kanal ini kami hentikan sampai Senin, 7 Desember 2026" in answer
    assert "🟢 Facebook kominfo.contoh – 30 Nov 2026 (hari ini), laporan pengelola" in (
        await office.says(siti, "/status")
    )
    office.clock.travel_to(MONDAY + timedelta(days=8))
    assert "sudah tercatat" in await office.says(siti, link)
    assert "⚪ Facebook" in await office.says(siti, "/status")


async def test_several_links_of_one_message_are_answered_one_by_one(office: Office) -> None:
    siti = await office.steward()
    article = office.site.publish("Vaksinasi", office.clock())
    post = instagram_post(office.clock(), "dinkes_contoh")
    siti.say(f"Laporan hari ini:\n1. {article}\n2. {post}\n3. https://bit.ly/abc")
    assert "Kanal: Website" in (await siti.receives(is_answer)).text
    assert "kami terima untuk Instagram" in (await siti.receives(is_answer)).text
    assert "Tautan pendek belum dapat kami baca" in (await siti.receives(is_answer)).text


async def test_a_list_of_a_hundred_links_is_not_taken_for_a_report(office: Office) -> None:
    siti = await office.steward()
    links = [f"{office.site.base}/b/{number}" for number in range(100)]
    answer = await office.says(siti, "/posted " + " ".join(links))
    assert answer == "Mohon kirim paling banyak delapan tautan dalam satu pesan."
    assert office.site.asked == []
    assert await reports_of(office, siti) == []


async def test_what_is_no_permalink_is_explained(office: Office) -> None:
    siti = await office.steward()
    for said, answer in NO_PERMALINKS.items():
        assert answer in await office.says(siti, said), said


async def test_a_picture_is_evidence_with_the_command_and_without(office: Office) -> None:
    siti = await office.steward()
    siti.send_photo(picture("Posyandu"))
    assert "Untuk kanal yang mana?" in (await siti.receives(is_answer)).text
    siti.send_photo(picture("Vaksinasi"), "/posted")
    assert "Untuk kanal yang mana?" in (await siti.receives(is_answer)).text
    siti.send_document(picture("Rapat", "PNG"), "layar.png", mime_type="image/png")
    assert "Untuk kanal yang mana?" in (await siti.receives(is_answer)).text
    kept = await reports_of(office, siti)
    assert [report.outcome for report in kept] == [PhotoOutcome.WHICH_CHANNEL] * 3
    assert len({report.photo for report in kept}) == 3
    siti.send_document(b"%PDF-1.7", "surat.pdf", mime_type="application/pdf")
    assert "belum saya pahami" in (await siti.receives(is_answer)).text


async def test_a_link_under_a_picture_or_a_file_is_the_report(office: Office) -> None:
    siti = await office.steward()
    first = office.site.publish("Vaksinasi", office.clock())
    siti.send_photo(picture("Vaksinasi"), f"Sudah: {first}")
    assert "Unggahan tercatat. ✅" in (await siti.receives(is_answer)).text
    second = office.site.publish("Posyandu", office.clock())
    siti.send_document(b"%PDF-1.7", "surat.pdf", second, mime_type="application/pdf")
    assert "Unggahan tercatat. ✅" in (await siti.receives(is_answer)).text
    assert [report.photo for report in await reports_of(office, siti)] == [None, None]


async def test_who_has_no_channels_is_told_so(office: Office) -> None:
    viewer = office.api.person(2002, "Tamu")
    viewer.start(await office.invitation(Role.VIEWER, None))
    await viewer.receives("Pendaftaran berhasil")
    link = office.site.publish("Vaksinasi", office.clock())
    answer = await office.says(viewer, link)
    assert "kanal yang tercatat untuk Bapak/Ibu: belum ada." in answer
    assert office.site.asked == []
