"""On the website since Tuesday, not yet on Facebook: said in /status and in the reminder."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.sandbox.platforms import Post
from bot.sandbox.platforms.facebook_pages import FacebookPage
from bot.sandbox.telegram import Account
from checks.model import Evidence, Platform, Publication
from storage import people, publications
from storage.people import Position
from storage.roster import Channel
from tests.journeys.conversing import (
    add_agency,
    channels_of,
    facebook,
    person_of,
    steward_of,
    website,
)
from tests.journeys.office import MONDAY, Office

pytestmark = pytest.mark.usefixtures("unpaced")

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3, 4))
ARTICLE = "Uji KIR Gratis Dibuka di Terminal Bandar &amp; Alun-Alun"
SHOWN = "Uji KIR Gratis Dibuka di Terminal Bandar & Alun-Alun"


async def furnished(
    office: Office, *, last_post: datetime
) -> tuple[Account, FacebookPage, list[Channel]]:
    """A steward of a website and a Facebook page; the website has an article of Tuesday."""
    page = FacebookPage(Platform.FACEBOOK, "100064000000001", "dishub.contoh", shared=True)
    page.posts.append(Post("1222333444555666", last_post, "Posko mudik siap melayani warga"))
    office.platforms.add(page)
    channels = await add_agency(
        office, "Dishub", website(office.site.base), facebook("dishubcontoh")
    )
    steward = await steward_of(office, "Dishub", 1001, "Lila")
    office.site.publish(ARTICLE, TUESDAY + timedelta(hours=1))
    return steward, page, channels


def hints(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("💡")]


async def status(office: Office, account: Account) -> list[str]:
    """The hints in what /status says now."""
    account.say("/status")
    return hints((await account.receives("Status kanal")).text)


async def test_an_article_that_is_not_yet_on_the_page_is_offered_until_it_is(
    office: Office,
) -> None:
    steward, page, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    await office.morning(WEDNESDAY)
    link = f"{office.site.base}/berita/2"
    nudge = await steward.receives("belum tampak unggahan baru")
    lines = nudge.text.splitlines()
    [hint] = hints(nudge.text)
    assert hint == (
        f"💡 Paling mudah: bagikan yang sudah ada di website sejak kemarin: “{SHOWN}” → {link}"
    )
    assert lines[lines.index(hint) - 1].startswith("• Facebook dishubcontoh:")

    office.clock.travel_to(THURSDAY)
    await office.sweep()
    [hint] = await status(office, steward)
    assert hint == (
        f"💡 Di website sejak Selasa, belum tampak di Facebook dishubcontoh: “{SHOWN}” → {link}"
    )

    posted = "🚛 Uji KIR GRATIS dibuka di terminal bandar dan alun-alun! #dishub"
    page.posts.append(Post("1222333444555777", THURSDAY + timedelta(hours=1), posted))
    office.clock.travel_to(THURSDAY + timedelta(hours=2))
    await office.sweep()
    assert await status(office, steward) == []


async def test_another_post_on_the_page_does_not_end_the_offer(office: Office) -> None:
    steward, page, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    page.posts.append(Post("1222333444555777", WEDNESDAY, "Uji emisi kendaraan dinas hari ini"))
    office.clock.travel_to(THURSDAY)
    await office.sweep()
    [hint] = await status(office, steward)
    assert "Facebook dishubcontoh" in hint


async def test_a_report_of_which_only_the_link_is_known_ends_the_offer(office: Office) -> None:
    steward, _, [_, page] = await furnished(office, last_post=MONDAY - timedelta(days=20))
    office.clock.travel_to(WEDNESDAY)
    await office.sweep()
    assert len(await status(office, steward)) == 1
    reported = Publication(WEDNESDAY, "https://fb.me/p/1", "", Evidence("report", "", ""))
    async with office.app.services.database.writing() as session:
        await publications.remember(
            session, page.id, [reported], seen_at=WEDNESDAY, reported=True, verified=False
        )
    assert await status(office, steward) == []


async def test_the_website_may_be_in_a_colleagues_care(office: Office) -> None:
    lila, _, [site, _] = await furnished(office, last_post=MONDAY - timedelta(days=20))
    budi = await steward_of(office, "Dishub", 1002, "Budi")
    colleague = await person_of(office, budi)
    async with office.app.services.database.writing() as session:
        await people.release(session, site.id, office.clock())
        await people.assign(session, site.id, colleague.id, Position.PRIMARY, office.clock())
    assert [one.ref.platform for one in await channels_of(office, lila)] == [Platform.FACEBOOK]
    office.clock.travel_to(THURSDAY)
    await office.sweep()
    [hint] = await status(office, lila)
    assert "Facebook dishubcontoh" in hint


async def test_what_a_busy_page_told_before_its_latest_posts_is_not_called_missing(
    office: Office,
) -> None:
    steward, page, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    page.posts.append(Post("1222333444555000", TUESDAY, "Uji KIR gratis dibuka di alun-alun"))
    others = [f"Jadwal samsat keliling lokasi {number}" for number in range(30)]
    for number, title in enumerate(others):
        at = TUESDAY + timedelta(hours=1 + number)
        page.posts.append(Post(f"12223334445551{number:02d}", at, title))
    office.clock.travel_to(THURSDAY)
    await office.sweep()
    assert await status(office, steward) == []


@pytest.mark.parametrize(
    "opening",
    [
        "Assalamualaikum warahmatullahi wabarakatuh",
        "Halo Sobat Dishub Kabupaten Contoh!",
        "INFO LAYANAN DINAS PERHUBUNGAN KABUPATEN CONTOH",
    ],
)
async def test_a_caption_that_opens_with_a_greeting_or_banner_is_read_on(
    office: Office, opening: str
) -> None:
    steward, page, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    caption = f"{opening}\n\nUji KIR gratis dibuka di Terminal Bandar dan alun-alun 🚛"
    page.posts.append(Post("1222333444555777", TUESDAY, caption))
    office.clock.travel_to(THURSDAY)
    await office.sweep()
    assert await status(office, steward) == []


async def test_what_the_pages_last_check_came_too_early_for_is_not_called_missing(
    office: Office,
) -> None:
    steward, _, [site, _] = await furnished(office, last_post=MONDAY - timedelta(days=20))
    office.clock.travel_to(MONDAY)
    await office.sweep()
    at = MONDAY + timedelta(hours=1)
    seen = Publication(at, f"{office.site.base}/berita/9", SHOWN, Evidence("feed", "", ""))
    office.clock.travel_to(at + timedelta(hours=1))
    async with office.app.services.database.writing() as session:
        await publications.remember(session, site.id, [seen], seen_at=at)
    assert await status(office, steward) == []
    office.clock.travel_to(TUESDAY)
    await office.sweep()
    assert len(await status(office, steward)) == 1


async def test_a_week_later_it_is_no_news(office: Office) -> None:
    steward, _, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    office.clock.travel_to(MONDAY + timedelta(days=8))
    await office.sweep()
    assert await status(office, steward) == []


async def test_a_page_that_cannot_be_read_is_not_said_to_lack_anything(office: Office) -> None:
    siti = await office.steward()
    office.site.publish(ARTICLE, TUESDAY)
    office.clock.travel_to(THURSDAY)
    await office.sweep()
    assert await status(office, siti) == []


async def test_in_english_too(office: Office) -> None:
    steward, _, _ = await furnished(office, last_post=MONDAY - timedelta(days=20))
    await office.says(steward, "/bahasa")
    office.clock.travel_to(FRIDAY)
    await office.sweep()
    steward.say("/status")
    answer = await steward.receives("channels")
    [hint] = hints(answer.text)
    assert hint.startswith("💡 On your website since Tuesday, not yet seen on Facebook dishub")


async def test_a_website_that_is_behind_is_offered_what_the_page_has(office: Office) -> None:
    page = FacebookPage(Platform.FACEBOOK, "100064000000001", "dishub.contoh", shared=True)
    page.posts.append(Post("1222333444555666", TUESDAY, "Uji KIR gratis di terminal bandar 🚛"))
    office.platforms.add(page)
    await add_agency(office, "Dishub", website(office.site.base), facebook("dishubcontoh"))
    steward = await steward_of(office, "Dishub", 1001, "Lila")
    await office.morning(WEDNESDAY)
    [hint] = hints((await steward.receives("belum tampak unggahan baru")).text)
    assert hint.startswith("💡 Paling mudah: bagikan yang sudah ada di Facebook sejak kemarin")
    assert "“Uji KIR gratis di terminal bandar 🚛” → https://" in hint
