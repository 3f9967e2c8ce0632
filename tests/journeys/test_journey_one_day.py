"""From an office's roster to a nudge, and to the /posted that closes it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.policy.nudge_plan import WhyNobody
from tests.journeys.office import MONDAY, WIB, Office, OpenOffice


async def test_a_nudge_on_monday_a_report_and_peace_on_tuesday(office: Office) -> None:
    siti = await office.steward()

    monday = await office.morning(MONDAY)
    nudge = await siti.receives()
    assert [told.channel.ref.platform for told in monday.messages[0].nudge.channels] == ["website"]
    assert "belum tampak unggahan baru sejak Rabu, 21 Oktober 2026 (40 hari)" in nudge.text

    link = office.site.publish("Vaksinasi gratis hari ini", MONDAY + timedelta(hours=1))
    office.clock.travel_to(MONDAY + timedelta(hours=2))
    answer = await office.says(siti, f"/posted {link}")
    assert "Unggahan tercatat" in answer
    assert "Senin, 30 November 2026" in answer
    assert "Pekan ini: 1 dari target 2" in answer

    tuesday = await office.morning(MONDAY + timedelta(days=1))
    await office.settled()
    assert tuesday.plan.why is WhyNobody.NOBODY_BEHIND
    await siti.receives("termasuk informasi apa?")
    assert len(siti.messages) == 4, [message.text for message in siti.messages]


async def test_a_bare_link_is_a_report_too(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    await siti.receives("belum tampak")
    link = office.site.publish("Jadwal puskesmas keliling", MONDAY)
    assert "Unggahan tercatat" in await office.says(siti, f"Sudah ya pak {link} terima kasih")
    assert (await office.morning(MONDAY + timedelta(days=1))).messages == ()


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (datetime(2026, 12, 5, 9, 0, tzinfo=WIB), WhyNobody.NOT_A_WORKDAY),
        (datetime(2026, 12, 24, 9, 0, tzinfo=WIB), WhyNobody.NOT_A_WORKDAY),
        (datetime(2026, 12, 25, 9, 0, tzinfo=WIB), WhyNobody.NOT_A_WORKDAY),
        (datetime(2026, 11, 30, 20, 0, tzinfo=WIB), WhyNobody.OUTSIDE_HOURS),
        (datetime(2026, 12, 4, 12, 0, tzinfo=WIB), WhyNobody.FRIDAY_PRAYER),
    ],
    ids=["saturday", "cuti bersama", "christmas", "evening", "friday prayer"],
)
async def test_nobody_is_nudged_then(office: Office, moment: datetime, why: WhyNobody) -> None:
    siti = await office.steward()
    result = await office.morning(moment)
    await office.settled()
    assert (result.messages, result.plan.why) == ((), why)
    assert len(siti.messages) == 1


async def test_twice_on_one_day_is_still_one_message(office: Office) -> None:
    siti = await office.steward()
    await office.morning(MONDAY)
    again = await office.morning(MONDAY + timedelta(hours=1))
    await office.settled()
    assert again.plan.why is WhyNobody.ALREADY_TOLD
    assert len(siti.messages) == 2


async def test_restarted_in_the_middle_it_is_still_one_message(open_office: OpenOffice) -> None:
    before = await open_office()
    before.site.publish("Berita lama", MONDAY - timedelta(days=40))
    siti = await before.steward()
    await before.morning(MONDAY)
    after = await open_office()
    await after.morning(MONDAY + timedelta(minutes=5))
    await after.settled()
    assert sum("belum tampak" in message.text for message in siti.messages) == 1


async def test_a_channel_that_stays_behind_is_told_of_again_on_the_third_working_day(
    office: Office,
) -> None:
    siti = await office.steward()
    steps = []
    for day in range(5):
        result = await office.morning(MONDAY + timedelta(days=day))
        steps.append([str(queued.nudge.step) for queued in result.messages])
    assert steps == [["gentle"], [], ["firm"], [], []]
    await office.settled()
    firm = siti.messages[-1].text
    assert "hari kerja ke-3" in firm
    assert "pengingat ke-2" in firm
    assert "paling lambat Jumat, 4 Desember 2026" in firm
