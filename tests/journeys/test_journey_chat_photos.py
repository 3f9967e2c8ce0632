"""A picture as evidence: for which channel, what it is worth, and that it counts once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.policy.photo_reports import PhotoOutcome
from bot.sandbox.platforms import Post, SocialAccount
from bot.sandbox.telegram import Account, Fault
from checks.links import read_profile
from checks.model import Platform
from storage import episodes, publications
from storage.pictures import picture_link
from storage.publications import KnownPublication
from storage.roster import Channel
from tests.bot.picture_examples import picture, vast_png
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
    reports_of,
    steward_of,
    x_account,
)
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

WORD = "Gambar kami simpan sebagai bukti untuk"
TELEGRAM = read_profile("https://t.me/kominfo_contoh")
LIMIT = 10 * 1024 * 1024


async def says_picture(account: Account, content: bytes, caption: str = "") -> str:
    account.send_photo(content, caption)
    return (await account.receives()).text


async def says_file(account: Account, content: bytes, name: str, mime_type: str) -> str:
    account.send_document(content, name, mime_type=mime_type)
    return (await account.receives()).text


async def lone_steward(office: Office, number: int = 1001, name: str = "Siti") -> Account:
    """The steward of an agency with one account."""
    await add_agency(office, "Kominfo", instagram("kominfo_contoh"))
    return await steward_of(office, "Kominfo", number, name)


async def shown(office: Office, channel: Channel, digest: str | None) -> KnownPublication | None:
    assert digest is not None
    async with office.app.services.database.reading() as session:
        return await publications.publication_at(session, channel.id, picture_link(digest))


async def counted(office: Office) -> int:
    """How many publications are known by pictures."""
    since = MONDAY - timedelta(days=30)
    async with office.app.services.database.reading() as session:
        known = await publications.publications_since(session, office.region.id, since)
    return sum(one.source == "photo" for of_channel in known.values() for one in of_channel)


async def test_a_picture_counts_on_the_stewards_word_for_their_only_channel(
    office: Office,
) -> None:
    siti = await lone_steward(office)
    office.clock.travel_to(MONDAY)
    answer = await says_picture(siti, picture("Posyandu"))
    assert f"{WORD} Instagram kominfo_contoh" in answer
    assert 'dicatat sebagai "laporan pengelola"' in answer
    assert "hentikan sampai Senin, 7 Desember 2026" in answer
    assert "tautan unggahannya" in answer
    [report] = await reports_of(office, siti)
    [channel] = await channels_of(office, siti)
    assert (report.outcome, report.photo_type) == (PhotoOutcome.RECORDED, "jpeg")
    known = await shown(office, channel, report.photo_digest)
    assert known is not None
    assert (known.reported, known.verified, known.at) == (True, False, report.sent_at)
    assert "30 Nov 2026 (hari ini), laporan pengelola" in await office.says(siti, "/status")
    office.clock.travel_to(MONDAY + timedelta(days=8))
    assert "⚪ Instagram" in await office.says(siti, "/status")


async def test_the_evidence_of_a_picture_has_no_link_that_nobody_could_open(
    office: Office,
) -> None:
    siti = await lone_steward(office)
    await says_picture(siti, picture("Posyandu"))
    siti.say("/status")
    status = await siti.receives()
    told = await presses(siti, status, buttons_of(status)[0])
    assert "Dibaca dari: gambar yang dikirim pengelola" in told
    assert "urn:" not in told
    assert "Tautan:" not in told
    assert "Alamat sumber" not in told


async def test_of_several_channels_the_steward_says_which_and_reminders_pause(
    office: Office,
) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    assert "belum tampak" in (await siti.receives()).text
    siti.send_photo(picture("Posyandu"))
    question = await siti.receives("Untuk kanal yang mana?")
    site = buttons_of(question)[0]
    assert site.startswith("Website")
    assert f"{WORD} Website" in await presses(siti, question, site)
    async with office.app.services.database.reading() as session:
        assert await episodes.open_episodes(session, office.region.id) == {}
    for button in buttons_of(question):
        assert "sudah tidak berlaku" in await presses(siti, question, button)
    before = len(siti.messages)
    for days in range(1, 8):
        await office.morning(MONDAY + timedelta(days=days))
    assert len(siti.messages) == before
    await office.morning(MONDAY + timedelta(days=8))
    assert "belum tampak" in (await siti.receives()).text
    assert await counted(office) == 1


async def test_only_who_was_asked_may_say_which(office: Office) -> None:
    siti, budi = await office.steward(), await office.steward(1002, "Budi")
    [foreign] = await add_agency(office, "Kominfo", x_account("kominfo"))
    siti.send_photo(picture("Posyandu"))
    question = await siti.receives("Untuk kanal yang mana?")
    yes = data_of(question)[0]
    topic, report, _ = yes.split(":")
    assert "sudah tidak berlaku" in await forges(budi, budi.messages[0], yes)
    for data in (
        f"{topic}:{report}:{foreign.id}",
        f"{topic}:999:{foreign.id}",
        f"{topic}:{report}",
    ):
        assert "sudah tidak berlaku" in await forges(siti, question, data)
    assert await counted(office) == 0
    assert WORD in await presses(siti, question, buttons_of(question)[0])


async def test_the_same_picture_counts_once_for_a_channel_whoever_sends_it(
    office: Office,
) -> None:
    siti = await lone_steward(office)
    budi = await steward_of(office, "Kominfo", 1002, "Budi")
    content = picture("Posyandu")
    assert WORD in await says_picture(siti, content)
    for account in (siti, budi):
        assert "sudah tercatat untuk Instagram kominfo_contoh" in (
            await says_picture(account, content)
        )
    again = await says_file(budi, content, "layar.jpg", "image/jpeg")
    assert "sudah tercatat" in again
    assert await counted(office) == 1


async def test_a_picture_of_another_channel_is_no_evidence_here_but_may_be_elsewhere(
    office: Office,
) -> None:
    siti = await lone_steward(office)
    budi = await office.steward(1002, "Budi")
    content = picture("Posyandu")
    assert WORD in await says_picture(siti, content)
    assert "sudah menjadi bukti untuk kanal lain" in await says_picture(budi, content)
    papua = await add_region(office, "papua", "Kabupaten Papua")
    await add_agency(office, "Bappeda", x_account("bappeda"), region=papua)
    yance = office.api.person(1003, "Yance")
    yance.start(await invitation_to(office, papua, "Bappeda"))
    await yance.receives("Pendaftaran berhasil")
    assert f"{WORD} X bappeda" in await says_picture(yance, content)


async def test_asked_twice_about_one_picture_it_still_counts_once(office: Office) -> None:
    siti = await office.steward()
    questions = []
    for _ in range(2):
        siti.send_photo(picture("Posyandu"))
        questions.append(await siti.receives("Untuk kanal yang mana?"))
    first, second = buttons_of(questions[0])
    assert WORD in await presses(siti, questions[0], first)
    assert "kanal lain" in await presses(siti, questions[1], second)
    assert await counted(office) == 1


async def test_an_album_is_one_publication_with_one_answer(office: Office) -> None:
    siti = await office.steward()
    for number in range(4):
        siti.send_photo(picture(f"Foto {number}"), album="13579246801357924")
    question = await siti.receives("Untuk kanal yang mana?")
    await office.settled()
    assert siti.messages[-1] is question
    account = buttons_of(question)[1]
    assert f"{WORD} Instagram" in await presses(siti, question, account)
    outcomes = [report.outcome for report in await reports_of(office, siti)]
    assert outcomes == [PhotoOutcome.ALBUM] * 3 + [PhotoOutcome.RECORDED]
    assert len({report.channel_id for report in await reports_of(office, siti)}) == 1
    assert await counted(office) == 1
    assert "sudah tercatat" in await says_picture(siti, picture("Foto 3"))


async def test_an_album_with_a_link_under_its_first_picture_is_the_links_report(
    office: Office,
) -> None:
    siti = await office.steward()
    link = office.site.publish("Vaksinasi", office.clock())
    siti.send_photo(picture("Foto 0"), f"Sudah: {link}", album="13579246801357924")
    siti.send_photo(picture("Foto 1"), album="13579246801357924")
    await siti.receives("Unggahan tercatat")
    before = len(siti.messages)
    await office.settled()
    assert not [one for one in siti.messages[before:] if "gambar" in one.text.lower()]
    newest, *_ = await reports_of(office, siti)
    assert newest.outcome == PhotoOutcome.ALBUM
    assert await counted(office) == 0


async def test_an_album_that_cannot_be_taken_is_told_so_once(office: Office) -> None:
    siti = await lone_steward(office)
    office.api.fail(Fault.ServerError(), method="getFile", times=2)
    for number in range(3):
        siti.send_photo(picture(f"Foto {number}"), album="13579246801357924")
    assert "belum berhasil kami simpan" in (await siti.receives()).text
    assert WORD in (await siti.receives()).text
    await office.settled()
    assert len(siti.messages) == 3
    assert await counted(office) == 1


NO_PICTURES = {
    "layar.jpg": (b"Laporan kegiatan Posyandu", "image/jpeg", "bukan gambar"),
    "layar.png": (picture("Posyandu", "GIF"), "image/png", "bukan gambar"),
    "layar.webp": (picture("Posyandu", "WEBP")[:60], "image/webp", "tidak terbaca sampai akhir"),
    "bom.png": (vast_png(12_000, 12_000), "image/png", "terlalu besar"),
    "besar.png": (picture("Posyandu") + bytes(LIMIT), "image/png", "paling besar 10 MB"),
}


@pytest.mark.parametrize("name", NO_PICTURES)
async def test_what_is_no_picture_to_keep_is_refused_with_what_to_do(
    office: Office, name: str
) -> None:
    siti = await lone_steward(office)
    content, mime_type, why = NO_PICTURES[name]
    answer = await says_file(siti, content, name, mime_type)
    assert why in answer
    assert "tautan unggahannya" in answer
    assert await counted(office) == 0
    fetched = [call for call in office.api.calls if call.method == "getFile"]
    assert bool(fetched) is (len(content) <= LIMIT)


async def test_a_picture_under_any_name_and_type_is_taken(office: Office) -> None:
    siti = await lone_steward(office)
    assert WORD in await says_file(
        siti, picture("Posyandu", "WEBP"), "../../surat.pdf", "application/octet-stream"
    )
    siti.send_document(picture("Rapat", "PNG"), "x.pdf", "/posted", mime_type="application/pdf")
    assert WORD in (await siti.receives()).text
    assert [one.photo_type for one in await reports_of(office, siti)] == ["png", "webp"]


async def test_who_has_no_channel_is_told_so_and_nothing_is_fetched(office: Office) -> None:
    operator = await office.operator()
    assert "Belum ada kanal yang tercatat" in await says_picture(operator, picture("Posyandu"))
    assert [call for call in office.api.calls if call.method == "getFile"] == []


async def test_a_picture_told_twice_is_one_report_with_one_answer(office: Office) -> None:
    siti = await lone_steward(office)
    office.api.fail(Fault.DeliveredTwice())
    assert WORD in await says_picture(siti, picture("Posyandu"))
    await office.says(siti, "/status")
    await office.settled()
    assert len(await reports_of(office, siti)) == 1
    assert len(siti.messages) == 3


async def test_in_english_the_words_are_the_same(office: Office) -> None:
    siti = await lone_steward(office)
    await office.says(siti, "/bahasa")
    assert (await person_of(office, siti)).language == "en"
    answer = await says_picture(siti, picture("Posyandu"))
    assert "We keep the picture as evidence for Instagram kominfo_contoh" in answer


async def test_a_picture_of_an_account_whose_name_was_taken_is_not_recorded(
    office: Office,
) -> None:
    await add_agency(office, "Kominfo", TELEGRAM)
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    channel = SocialAccount(Platform.TELEGRAM, "1179933704", "kominfo_contoh")
    channel.posts.append(Post("411", office.clock() - timedelta(days=2), "Apel"))
    office.platforms.add(channel)
    await office.sweep()
    channel.id, theirs = "1179939999", channel.id
    await office.sweep()
    answer = await says_picture(siti, picture("Posyandu"))
    assert "Nama Telegram kominfo_contoh sekarang dipakai akun lain" in answer
    [report] = await reports_of(office, siti)
    assert (report.outcome, report.channel_id) == (PhotoOutcome.ACCOUNT_TAKEN, None)
    assert await counted(office) == 0
    channel.id = theirs
    await office.sweep()
    assert f"{WORD} Telegram kominfo_contoh" in await says_picture(siti, picture("Posyandu"))


async def test_chosen_for_an_account_whose_name_was_taken_it_may_be_sent_again(
    office: Office,
) -> None:
    await add_agency(office, "Kominfo", TELEGRAM, instagram("kominfo_contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    channel = SocialAccount(Platform.TELEGRAM, "1179933704", "kominfo_contoh")
    channel.posts.append(Post("411", office.clock() - timedelta(days=2), "Apel"))
    office.platforms.add(channel)
    await office.sweep()
    channel.id = "1179939999"
    await office.sweep()
    for name, answer in (("Telegram", "dipakai akun lain"), ("Instagram", WORD)):
        siti.send_photo(picture("Posyandu"))
        question = await siti.receives("Untuk kanal yang mana?")
        [one] = [each for each in buttons_of(question) if each.startswith(name)]
        assert answer in await presses(siti, question, one)
    assert await counted(office) == 1
