"""A report that its platform confirms, denies, or says is somebody else's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.policy.report_facts import ReportOutcome
from bot.sandbox.platforms import Fault, Mood, Post, SocialAccount
from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.telegram import Account, ChannelPost
from checks.links import read_profile
from checks.model import ChannelRef, Platform
from storage import publications
from storage.publications import KnownPublication
from tests.journeys.conversing import (
    add_agency,
    buttons_of,
    channels_of,
    data_of,
    forges,
    presses,
    reports_of,
    steward_of,
    x_account,
    x_post,
)
from tests.journeys.office import Office

pytestmark = pytest.mark.usefixtures("unpaced")

TIKTOK = read_profile("https://www.tiktok.com/@kominfo.contoh")
TELEGRAM = read_profile("https://t.me/kominfo_contoh")
YOUTUBE = read_profile("https://www.youtube.com/channel/UCAbCdEfGhIjKlMnOpQrStUv")
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


async def steward(office: Office, *channels: ChannelRef) -> Account:
    await add_agency(office, "Kominfo", *channels)
    return await steward_of(office, "Kominfo", 1001, "Siti")


def tiktok_account(office: Office, at: datetime, text: str = "Pelayanan SIM keliling") -> str:
    """The account with one video of that moment; the video's link."""
    account = SocialAccount(Platform.TIKTOK, "7000000000000000001", "kominfo.contoh")
    post = Post(timed_id(Platform.TIKTOK, at), at, text)
    account.posts.append(post)
    office.platforms.add(account)
    return f"https://www.tiktok.com/@kominfo.contoh/video/{post.id}"


async def known(office: Office, account: Account) -> list[KnownPublication]:
    """What is on record for the account's channels."""
    mine = {channel.id for channel in await channels_of(office, account)}
    async with office.app.services.database.reading() as session:
        since = await publications.publications_since(
            session, office.region.id, office.clock() - timedelta(days=90)
        )
    return [one for id_, found in since.items() if id_ in mine for one in found]


async def test_a_short_link_from_a_phone_is_followed_and_its_post_verified(office: Office) -> None:
    siti = await steward(office, TIKTOK)
    link = tiktok_account(office, office.clock() - timedelta(hours=5))
    office.platforms.short_links[Platform.TIKTOK, "/ZSabc123/"] = f"{link}?_r=1"
    answer = await office.says(siti, "sudah ya bu https://vt.tiktok.com/ZSabc123/ 🙏")
    assert "Unggahan tercatat. ✅" in answer
    assert "Judul: Pelayanan SIM keliling" in answer
    assert "sudah tercatat" in await office.says(siti, link)
    assert len(await known(office, siti)) == 1


async def test_a_short_link_and_its_long_form_in_one_message_are_one_report(
    office: Office,
) -> None:
    siti = await steward(office, TIKTOK)
    link = tiktok_account(office, office.clock() - timedelta(hours=5))
    office.platforms.short_links[Platform.TIKTOK, "/ZSabc123/"] = link
    siti.say(f"{link}\nhttps://vt.tiktok.com/ZSabc123/")
    await siti.receives("Unggahan tercatat")
    await office.settled()
    assert len(await reports_of(office, siti)) == 1


async def test_a_short_link_that_leads_elsewhere_is_refused_with_a_good_example(
    office: Office,
) -> None:
    siti = await steward(office, TIKTOK)
    office.platforms.short_links[Platform.TIKTOK, "/ZSabc123/"] = "https://judi.example/"
    answer = await office.says(siti, "https://vt.tiktok.com/ZSabc123/")
    assert "bukan website atau platform yang kami catat" in answer
    assert "https://www.tiktok.com/@dinkescontoh/video/" in answer


async def test_a_photo_post_and_its_video_link_are_one_publication(office: Office) -> None:
    siti = await steward(office, TIKTOK)
    link = tiktok_account(office, office.clock() - timedelta(hours=5))
    assert "Unggahan tercatat" in await office.says(siti, link.replace("/video/", "/photo/"))
    await office.sweep()
    assert len(await known(office, siti)) == 1
    assert "sudah tercatat" in await office.says(siti, link)


async def test_a_link_that_claims_the_wrong_account_is_told_apart_by_the_platform(
    office: Office,
) -> None:
    siti = await steward(office, x_account("kominfo_contoh"))
    at = office.clock() - timedelta(hours=2)
    stranger = SocialAccount(Platform.X, "99", "artis_viral")
    claimed = x_post(at, "kominfo_contoh")
    stranger.posts.append(Post(claimed.rpartition("/")[2], at, "Promo"))
    office.platforms.add(stranger)
    assert "berasal dari X artis_viral, sedangkan" in await office.says(siti, claimed)
    assert await known(office, siti) == []


async def test_a_post_that_is_not_to_be_seen_is_not_published_yet(office: Office) -> None:
    siti = await steward(office, x_account("kominfo_contoh"))
    at = office.clock() - timedelta(hours=2)
    draft = x_post(at, "kominfo_contoh")
    assert "tidak tampak untuk umum di X" in await office.says(siti, draft)
    account = SocialAccount(Platform.X, "44", "kominfo_contoh")
    account.posts.append(Post(draft.rpartition("/")[2], at, "Apel"))
    office.platforms.add(account)
    account.mood = Mood.PRIVATE
    assert "belum dapat kami periksa langsung di X" in await office.says(siti, draft)
    account.mood = Mood.PUBLIC
    assert "Unggahan tercatat. ✅" in await office.says(siti, draft)
    outcomes = [report.outcome for report in await reports_of(office, siti)]
    assert outcomes == [
        ReportOutcome.VERIFIED,
        ReportOutcome.UNVERIFIED,
        ReportOutcome.NOT_PUBLISHED,
    ]


async def test_a_platform_that_does_not_answer_leaves_it_at_the_steward_s_word(
    office: Office,
) -> None:
    siti = await steward(office, TIKTOK)
    link = tiktok_account(office, office.clock() - timedelta(hours=5))
    office.platforms.faults[Platform.TIKTOK] = Fault.GIBBERISH
    answer = await office.says(siti, link)
    assert 'dicatat sebagai "laporan pengelola"' in answer
    assert "belum dapat kami periksa langsung di TikTok" in answer
    del office.platforms.faults[Platform.TIKTOK]
    assert "Unggahan tercatat. ✅" in await office.says(siti, link)
    assert "sudah tercatat" in await office.says(siti, link)


async def test_a_video_is_dated_by_the_list_of_its_channel(office: Office) -> None:
    siti = await steward(office, YOUTUBE)
    at = office.clock() - timedelta(days=1)
    channel = SocialAccount(Platform.YOUTUBE, "UCAbCdEfGhIjKlMnOpQrStUv", "kominfocontoh")
    channel.posts.append(Post("dQw4w9WgXcQ", at, "Siaran pers", views=340, likes=12))
    office.platforms.add(channel)
    answer = await office.says(siti, "https://youtu.be/dQw4w9WgXcQ?si=abc")
    assert "Unggahan tercatat. ✅" in answer
    assert "Tanggal unggah: Kamis, 26 November 2026" in answer
    [video] = await known(office, siti)
    assert (video.link, video.title, video.verified) == (VIDEO, "Siaran pers", True)
    assert video.engagement is not None
    assert video.engagement.views == 340


async def test_a_colleague_s_post_is_offered_as_theirs(office: Office) -> None:
    siti = await steward(office, TELEGRAM)
    await add_agency(office, "Dinsos", TIKTOK)
    budi = await steward_of(office, "Dinsos", 1002, "Budi")
    link = tiktok_account(office, office.clock() - timedelta(hours=5))
    siti.say(link)
    question = await siti.receives("Tautan ini dari TikTok kominfo.contoh (Dinsos)")
    assert await known(office, budi) == []
    assert buttons_of(question) == ["Ya, untuk TikTok kominfo.contoh"]
    [data] = data_of(question)
    assert "sudah tidak berlaku" in await forges(budi, budi.messages[0], data)
    answer = await presses(siti, question, "Ya, untuk TikTok kominfo.contoh")
    assert "Unggahan tercatat. ✅" in answer
    assert [one.link for one in await known(office, budi)] == [link]
    assert "sudah tidak berlaku" in await presses(siti, question, data)


async def test_a_forged_press_does_not_make_another_channel_the_colleague_s(
    office: Office,
) -> None:
    siti = await steward(office, TELEGRAM)
    await add_agency(office, "Dinsos", TIKTOK, x_account("dinsos_contoh"))
    budi = await steward_of(office, "Dinsos", 1002, "Budi")
    siti.say(tiktok_account(office, office.clock() - timedelta(hours=5)))
    question = await siti.receives("Tautan ini dari TikTok")
    topic, report, _ = data_of(question)[0].split(":")
    other = (await channels_of(office, budi))[1].id
    assert "sudah tidak berlaku" in await forges(siti, question, f"{topic}:{report}:{other}")


def forwarded(at: datetime, username: str | None = "Kominfo_Contoh", text: str = "") -> ChannelPost:
    return ChannelPost(-1001179933704, "Kominfo", username, 412, at, text)


async def test_a_post_forwarded_from_the_channel_is_the_report(office: Office) -> None:
    siti = await steward(office, TELEGRAM)
    at = office.clock() - timedelta(days=1)
    siti.forward_post(forwarded(at, text="Vaksinasi besok\nLokasi: https://maps.example/x"))
    answer = (await siti.receives()).text
    assert "Unggahan tercatat. ✅" in answer
    assert "Judul: Vaksinasi besok" in answer
    assert "Dibaca dari: pesan yang diteruskan dari kanal" in answer
    [post] = await known(office, siti)
    assert (post.link, post.verified) == ("https://t.me/kominfo_contoh/412", True)
    assert post.at == at.replace(microsecond=0)
    assert office.platforms.calls_to(Platform.TELEGRAM) == []
    assert "sudah tercatat" in await office.says(siti, "https://t.me/kominfo_contoh/412")


async def test_an_album_forwarded_from_the_channel_is_one_report(
    office: Office, picture: bytes
) -> None:
    siti = await steward(office, TELEGRAM)
    post = forwarded(office.clock() - timedelta(days=1), text="Foto apel")
    for _ in range(3):
        siti.forward_post(post, album="77", picture=picture)
    await siti.receives("Unggahan tercatat")
    await office.settled()
    assert len(await reports_of(office, siti)) == 1
    assert [m.text for m in siti.messages if "sudah tercatat" in m.text] == []


async def test_a_post_forwarded_from_elsewhere_counts_by_the_link_in_it(office: Office) -> None:
    siti = await office.steward()
    article = office.site.publish("Vaksinasi", office.clock())
    siti.forward_post(forwarded(office.clock(), "berita_umum", f"Baca {article}"))
    assert "Kanal: Website" in (await siti.receives("Unggahan tercatat")).text
    siti.forward_post(forwarded(office.clock(), "berita_umum", "Selamat pagi"))
    await siti.receives("berasal dari Telegram berita_umum, sedangkan")
    siti.forward_post(forwarded(office.clock(), None, "Rapat tertutup"))
    await siti.receives("tidak terbuka untuk umum")


async def test_a_link_behind_words_is_found(office: Office) -> None:
    siti = await office.steward()
    article = office.site.publish("Vaksinasi", office.clock())
    siti.say("Berita 💉 hari ini sudah tayang", links={"hari ini": article})
    await siti.receives("Unggahan tercatat")
    [publication] = await known(office, siti)
    assert publication.link == article.rstrip("/")


async def test_a_post_of_an_account_whose_name_was_taken_is_not_its_work(office: Office) -> None:
    siti = await steward(office, TELEGRAM)
    channel = SocialAccount(Platform.TELEGRAM, "1179933704", "Kominfo_Contoh")
    channel.posts.append(Post("411", office.clock() - timedelta(days=2), "Apel"))
    office.platforms.add(channel)
    await office.sweep()
    channel.id = "1179939999"
    channel.posts.append(Post("412", office.clock() - timedelta(hours=2), "Promo"))
    await office.sweep()
    assert "dipakai akun lain" in await office.says(siti, "https://t.me/kominfo_contoh/412")
