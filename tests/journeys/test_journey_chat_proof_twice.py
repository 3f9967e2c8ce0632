"""What was seen before, sent by two, corrected or sent with a picture counts once and rightly."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.policy.report_facts import ReportOutcome
from bot.sandbox.platforms import Post, SocialAccount
from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.telegram import Account
from checks.links import read_profile
from checks.model import Platform
from tests.journeys.conversing import (
    add_agency,
    buttons_of,
    dated_page,
    facebook,
    instagram,
    instagram_post,
    presses,
    reaching,
    reports_of,
    steward_of,
    told_to,
    website,
)
from tests.journeys.office import MONDAY, Office, Site, is_answer, open_site

pytestmark = pytest.mark.usefixtures("unpaced")

TIKTOK = read_profile("https://www.tiktok.com/@kominfo.contoh")


def asked_what_it_was(account: Account) -> int:
    return len(told_to(account, "termasuk informasi apa?"))


async def test_what_a_sweep_saw_first_is_thanked_for_and_asked_about(office: Office) -> None:
    siti = await office.steward()
    link = office.site.publish("Laporan Kinerja 2026", office.clock() - timedelta(hours=2))
    await office.sweep()
    answer = await office.says(siti, link)
    assert "sudah kami lihat sendiri pada Jumat, 27 November 2026" in answer
    await siti.receives("berjudul Laporan Kinerja 2026 termasuk informasi apa?")
    assert "sudah tercatat pada" in await office.says(siti, link)
    await office.settled()
    assert asked_what_it_was(siti) == 1


async def test_a_post_that_was_proven_is_not_looked_up_again(office: Office) -> None:
    await add_agency(office, "Kominfo", TIKTOK)
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    at = office.clock() - timedelta(hours=3)
    post = Post(timed_id(Platform.TIKTOK, at), at, "SIM keliling")
    office.platforms.add(
        SocialAccount(Platform.TIKTOK, "7000000000000000001", "kominfo.contoh", posts=[post])
    )
    link = f"https://www.tiktok.com/@kominfo.contoh/video/{post.id}"
    assert "Unggahan tercatat. ✅" in await office.says(siti, link)
    asked = len(office.platforms.calls)
    for again in (link, f"{link}?_r=1", link.replace("/video/", "/photo/")):
        assert "sudah tercatat" in await office.says(siti, again)
    assert len(office.platforms.calls) == asked


async def test_a_link_that_names_nobody_counts_for_the_first_agency_alone(office: Office) -> None:
    await add_agency(office, "Kominfo", instagram("kominfo_contoh"))
    await add_agency(office, "Dinsos", instagram("dinsos_contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    budi = await steward_of(office, "Dinsos", 1002, "Budi")
    link = instagram_post(office.clock() - timedelta(hours=1))
    assert "kami terima untuk Instagram kominfo_contoh" in await office.says(siti, link)
    answer = await office.says(budi, link)
    assert "sudah tercatat untuk Instagram kominfo_contoh (Kominfo)" in answer
    [report] = await reports_of(office, budi)
    assert report.outcome == ReportOutcome.ELSEWHERE
    assert "⚪ Instagram dinsos_contoh" in await office.says(budi, "/status")


async def test_a_colleague_s_page_is_asked_for_as_it_was_written(office: Office) -> None:
    async with open_site(Site()) as theirs:
        theirs.pages["/kabar/posyandu/"] = dated_page(office.clock())
        await add_agency(office, "Bapenda", website(theirs.base))
        siti = await office.steward()
        async with reaching(office, [], theirs.base):
            siti.say(f"{theirs.base}/kabar/posyandu/")
            question = await siti.receives("kanal yang dipegang rekan lain")
            [button] = buttons_of(question)
            assert "Unggahan tercatat. ✅" in await presses(siti, question, button)


async def test_the_account_that_a_colleague_s_link_names_is_not_forgotten(office: Office) -> None:
    await add_agency(office, "Dinsos", instagram("dinsos_contoh"))
    siti = await office.steward()
    siti.say(instagram_post(office.clock() - timedelta(hours=1), "dinsos_contoh"))
    question = await siti.receives("Tautan ini dari Instagram dinsos_contoh (Dinsos)")
    answer = await presses(siti, question, "Ya, untuk Instagram dinsos_contoh")
    assert "kami terima untuk Instagram dinsos_contoh" in answer
    assert "belum dapat kami periksa langsung di Instagram" in answer


async def test_a_screenshot_beside_a_link_that_nobody_can_check_is_kept(
    office: Office, picture: bytes
) -> None:
    siti = await office.steward()
    link = instagram_post(office.clock() - timedelta(hours=1), "dinkes_contoh")
    siti.send_photo(picture, f"/posted {link}")
    await siti.receives("kami terima untuk Instagram dinkes_contoh")
    [report] = await reports_of(office, siti)
    assert report.photo is not None
    assert report.photo_digest is not None
    assert await office.app.services.evidence.find(report.photo_digest) is not None


async def test_a_link_corrected_by_editing_is_the_report(office: Office) -> None:
    siti = await office.steward()
    message = siti.say("Sudah ya: https://www.instagram.com/dinkes_contoh/")
    await siti.receives("halaman profil/beranda")
    article = office.site.publish("Vaksinasi", office.clock())
    siti.edit(message, f"Sudah ya: {article}")
    await siti.receives("Unggahan tercatat")
    siti.edit(message, f"Sudah ya, Bu: {article}")
    await office.settled()
    assert told_to(siti, "sudah tercatat") == []
    [report] = await reports_of(office, siti)
    assert report.link == article.rstrip("/")


async def test_a_site_that_hangs_does_not_hold_the_chat(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti = await office.steward()
    monkeypatch.setattr("bot.post_lookup.PATIENCE_SECONDS", 0.3)

    async def never(request: Request) -> Response:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(office.site, "article", never)
    links = [office.site.publish(f"Kabar {n}", office.clock()) for n in range(3)]
    siti.say(" ".join(links))
    for _ in links:
        await siti.receives("belum dapat kami buka (tidak dapat dibuka saat diperiksa)")
    outcomes = {report.outcome for report in await reports_of(office, siti)}
    assert outcomes == {ReportOutcome.UNVERIFIED}


async def test_what_nobody_can_date_counts_once_a_day(office: Office) -> None:
    await add_agency(office, "Kominfo", facebook("kominfo.contoh"))
    siti = await steward_of(office, "Kominfo", 1001, "Siti")
    office.clock.travel_to(MONDAY)
    for number in range(4):
        link = f"https://www.facebook.com/kominfo.contoh/posts/pfbid02abcDEF{number}"
        assert "laporan pengelola" in await office.says(siti, link)
    assert "Pekan ini: 1 dari target 2" in await office.says(siti, "/status")


async def test_an_address_on_the_way_counts_as_the_page_it_leads_to(office: Office) -> None:
    siti = await office.steward()
    article = office.site.publish("Vaksinasi", office.clock())
    office.site.pages["/s/1"] = RedirectResponse(article)
    siti.say(f"{office.site.base}/s/1")
    await siti.receives("Unggahan tercatat")
    siti.say(article)
    assert "sudah tercatat" in (await siti.receives(is_answer)).text
