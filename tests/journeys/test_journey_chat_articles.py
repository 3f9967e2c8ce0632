"""A link to the office's own website, with /posted or without: what is read, recorded, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.policy.nudge_plan import WhyNobody
from bot.policy.report_facts import ReportOutcome
from storage import episodes, publications
from tests.journeys.conversing import (
    add_agency,
    dated_page,
    presses,
    reaching,
    reports_of,
    steward_of,
    website,
)
from tests.journeys.office import MONDAY, Office, Site, is_answer, open_site

pytestmark = pytest.mark.usefixtures("unpaced")


async def test_a_report_closes_the_episode_and_thanks_with_figures(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    async with office.app.services.database.reading() as session:
        assert len(await episodes.open_episodes(session, office.region.id)) == 1
    link = office.site.publish("Vaksinasi", MONDAY - timedelta(days=1))
    nudge = await siti.receives("belum tampak")
    siti.say(f"Sudah kami unggah pak ({link}), terima kasih.", reply_to=nudge)
    thanks = (await siti.receives(is_answer)).text
    assert "Unggahan tercatat. ✅" in thanks
    assert "Tanggal unggah: Minggu, 29 November 2026" in thanks
    assert "Dibaca dari: keterangan halaman" in thanks
    assert "Pekan ini: 0 dari target 2 unggahan." in thanks
    [report] = await reports_of(office, siti)
    assert (report.outcome, report.link) == (ReportOutcome.VERIFIED, link.rstrip("/"))
    async with office.app.services.database.reading() as session:
        assert await episodes.open_episodes(session, office.region.id) == {}


async def test_an_article_counts_once_however_it_is_sent(office: Office) -> None:
    siti = await office.steward()
    link = office.site.publish("Vaksinasi", office.clock())
    assert "Pekan ini: 1 dari" in await office.says(siti, f"{link} {link}?utm_source=wa#atas")
    for again in (f"/posted {link}", f"{link}?utm_source=wa&fbclid=1", f"{link.rstrip('/')}#isi"):
        assert "sudah tercatat pada Jumat, 27 November 2026" in await office.says(siti, again)
    await office.sweep()
    siti.say("/status")
    assert "Pekan ini: 1 dari target 2" in (await siti.receives(is_answer)).text


async def test_with_and_without_www_it_is_one_article(office: Office) -> None:
    host = f"dinas.contoh.go.id:{office.site.base.rpartition(':')[2]}"
    async with reaching(office, ["dinas.contoh.go.id", "www.dinas.contoh.go.id"]):
        await add_agency(office, "Kominfo", website(f"http://{host}"))
        siti = await steward_of(office, "Kominfo", 1001, "Siti")
        office.site.pages["/info/baru"] = dated_page(office.clock())
        assert "Unggahan tercatat" in await office.says(siti, f"http://www.{host}/info/baru")
        assert "sudah tercatat" in await office.says(siti, f"http://{host}/info/baru")


async def test_a_page_is_asked_for_as_it_was_written(office: Office) -> None:
    siti = await office.steward()
    office.site.pages["/kabar/posyandu/"] = dated_page(office.clock())
    link = f"{office.site.base}/kabar/posyandu"
    assert "tidak ditemukan" in await office.says(siti, link)
    assert "Unggahan tercatat" in await office.says(siti, f"{link}/")


async def test_a_date_out_of_the_window_is_said_and_not_counted(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    await siti.receives("belum tampak")
    old = office.site.publish("Lama", MONDAY - timedelta(days=9))
    answer = await office.says(siti, old)
    assert "tanggal unggahnya Sabtu, 21 November 2026 (9 hari lalu)" in answer
    office.site.pages["/agenda"] = dated_page(MONDAY + timedelta(days=1))
    assert "Tanggal pada tautan itu belum tiba" in await office.says(
        siti, f"{office.site.base}/agenda"
    )
    assert "tanggal terbitnya belum kami temukan" in await _says_page(
        office, dated_page(MONDAY + timedelta(days=400))
    )
    async with office.app.services.database.reading() as session:
        assert len(await episodes.open_episodes(session, office.region.id)) == 1


async def _says_page(office: Office, page: Response) -> str:
    """What the steward hears about a link to this page of their own site."""
    office.site.pages["/halaman"] = page
    siti = office.api.person(1001, "Siti")
    return await office.says(siti, f"{office.site.base}/halaman")


async def test_a_page_without_a_date_or_with_spam_is_not_recorded(office: Office) -> None:
    siti = await office.steward()
    undated = HTMLResponse("<html><head><title>Profil</title></head><body>Visi</body></html>")
    assert "tanggal terbitnya belum kami temukan" in await _says_page(office, undated)
    spam = dated_page(office.clock(), "Situs Slot Gacor Maxwin Hari Ini Judi Online Terpercaya")
    assert "tanggal terbitnya belum kami temukan" in await _says_page(office, spam)
    assert {report.outcome for report in await reports_of(office, siti)} == {
        ReportOutcome.NOT_DATED
    }


async def test_a_page_that_is_not_there_is_said_to_be_missing(office: Office) -> None:
    siti = await office.steward()
    answer = await office.says(siti, f"{office.site.base}/berita/99/")
    assert "Halaman itu tidak ditemukan di website" in answer


async def test_a_page_that_leads_elsewhere_proves_nothing(office: Office) -> None:
    await office.steward()
    async with open_site(Site()) as stranger, reaching(office, [], stranger.base):
        stranger.pages["/kabar"] = dated_page(office.clock())
        away = RedirectResponse(f"{stranger.base}/kabar")
        assert "belum kami temukan" in await _says_page(office, away)
    office.site.pages["/beranda"] = dated_page(office.clock())
    home = RedirectResponse(f"{office.site.base}/beranda")
    assert "belum kami temukan" in await _says_page(office, home)


async def test_a_short_address_of_ones_own_site_is_its_article(office: Office) -> None:
    siti = await office.steward()
    link = office.site.publish("Vaksinasi", office.clock())
    assert "Unggahan tercatat" in await _says_page(office, RedirectResponse(link))
    assert "sudah tercatat" in await office.says(siti, link)


async def test_an_article_with_several_addresses_counts_once(office: Office) -> None:
    siti = await office.steward()
    own = f"{office.site.base}/berita/2/"
    stated = f'<link rel="canonical" href="{own}"><meta property="og:url" content="{own}"></head>'
    shown = bytes(dated_page(office.clock()).body).decode().replace("</head>", stated)
    paths = ["/berita/2/amp/", "/index.php/berita/2/", "/berita/2/"]
    for path in paths:
        office.site.pages[path] = HTMLResponse(shown)
    links = [office.site.base + path for path in paths] + [f"{own}?amp=1", f"{own}?replytocom=5"]
    first, *others = [await office.says(siti, link) for link in links]
    assert "Unggahan tercatat" in first
    assert ["sudah tercatat" in answer for answer in others] == [True] * 4
    assert {report.link for report in await reports_of(office, siti)} == {own.rstrip("/")}
    async with office.app.services.database.reading() as session:
        since = office.clock() - timedelta(days=9)
        known = await publications.publications_since(session, office.region.id, since)
    assert [one.link for each in known.values() for one in each] == [own.rstrip("/")]


async def test_another_article_s_address_on_every_page_makes_them_no_one_article(
    office: Office,
) -> None:
    siti = await office.steward()
    for stated in (f"{office.site.base}/", "/berita/", "/berita/7/"):
        for number in (1, 2):
            link = f'<link rel="canonical" href="{stated}"></head>'
            shown = bytes(dated_page(office.clock(), f"Kabar {number}").body).decode()
            path = f"/berita/{len(office.site.pages) + 20}/"
            office.site.pages[path] = HTMLResponse(shown.replace("</head>", link))
            assert "Unggahan tercatat" in await office.says(siti, office.site.base + path)


async def test_a_list_of_posts_is_not_recorded_as_one(office: Office) -> None:
    siti = await office.steward()
    cards = "".join(
        f'<li><a href="/berita/{number}/">Kabar {number}</a> <small>{day} November 2026</small>'
        for number, day in ((9, 26), (8, 24), (7, 20))
    )
    listed = f"<title>Berita</title><h1>Berita</h1><ul>{cards}</ul>"
    assert "tanggal terbitnya belum kami temukan" in await _says_page(office, HTMLResponse(listed))
    [report] = await reports_of(office, siti)
    assert report.outcome == ReportOutcome.NOT_DATED


async def test_a_site_that_is_down_pauses_reminders_until_the_day_it_said(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    await siti.receives("belum tampak")
    answer = await _says_page(office, Response(status_code=503))
    assert "belum dapat kami buka (tidak dapat dibuka saat diperiksa)" in answer
    assert "kami hentikan sampai Senin, 7 Desember 2026" in answer
    siti.say("/status")
    status = await siti.receives(is_answer)
    assert "30 Nov 2026 (hari ini), laporan pengelola" in status.text
    evidence = await presses(siti, status, status.inline_keyboard[0][0].text)
    assert "Dibaca dari: laporan pengelola" in evidence
    for days in (2, 4, 7):
        quiet = await office.morning(MONDAY + timedelta(days=days))
        assert (days, quiet.plan.why) == (days, WhyNobody.NOBODY_BEHIND)
    again = await office.morning(MONDAY + timedelta(days=8))
    assert [str(told.nudge.step) for told in again.messages] == ["gentle"]


async def test_what_could_not_be_read_before_is_verified_when_it_can(office: Office) -> None:
    siti = await office.steward()
    assert "laporan pengelola" in await _says_page(office, Response(status_code=503))
    assert "sudah tercatat" in await _says_page(office, Response(status_code=503))
    assert "Unggahan tercatat. ✅" in await _says_page(office, dated_page(office.clock()))
    assert "sudah tercatat" in await _says_page(office, dated_page(office.clock()))
    siti.say("/status")
    assert "laporan pengelola" not in (await siti.receives(is_answer)).text


async def test_front_pages_and_back_offices_are_no_articles(office: Office) -> None:
    siti = await office.steward()
    for path in ("/", "/?utm_source=wa", "/index.php", "/wp-admin/post.php?post=7"):
        answer = await office.says(siti, office.site.base + path)
        assert "halaman profil/beranda" in answer, path
    assert office.site.asked == []


async def test_nobody_else_s_site_and_no_private_address_is_ever_asked(office: Office) -> None:
    siti = await office.steward()
    async with open_site(Site()) as stranger:
        answer = await office.says(siti, f"/posted {stranger.publish('Kabar', office.clock())}")
        host = stranger.base.partition("://")[2]
        assert f"Tautan ini berasal dari {host}, sedangkan kanal yang tercatat" in answer
        assert "Instagram dinkes_contoh" in answer
        assert stranger.asked == []
    for private in ("http://192.168.1.1/berita/1", "http://169.254.169.254/latest/meta-data"):
        assert "Tautan ini berasal dari" in await office.says(siti, private)
    assert office.site.asked == []
    # The office's own channel, should it lie in a private network, is refused by the guard.
    async with open_site(Site()) as inside:
        await add_agency(office, "Intranet", website(inside.base))
        budi = await steward_of(office, "Intranet", 1002, "Budi")
        answer = await office.says(budi, inside.publish("Rahasia", office.clock()))
        assert "Unggahan tercatat" not in answer
        assert inside.asked == []


async def test_an_article_that_calls_itself_elsewhere_counts_where_it_is_theirs(
    office: Office,
) -> None:
    """A site in a folder whose pages name an address outside it."""
    async with open_site(Site()) as shared, reaching(office, [], shared.base):
        await add_agency(office, "Bapenda", website(f"{shared.base}/bapenda"))
        siti = await steward_of(office, "Bapenda", 1003, "Sari")
        page = dated_page(office.clock())
        canonical = f'<link rel="canonical" href="{shared.base}/kabar/pajak-daerah">'
        body = bytes(page.body).decode().replace("<head>", f"<head>{canonical}")
        shared.pages["/bapenda/kabar/pajak-daerah"] = HTMLResponse(body)
        answer = await office.says(siti, f"{shared.base}/bapenda/kabar/pajak-daerah")
    assert "Unggahan tercatat. ✅" in answer
