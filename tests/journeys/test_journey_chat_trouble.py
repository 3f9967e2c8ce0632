"""When something breaks: what a person hears, what the log holds, and that nothing is half done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from structlog.testing import capture_logs

from bot.sandbox.telegram import Fault
from tests.journeys.conversing import (
    code_in,
    dated_page,
    instagram_post,
    is_known,
    person_of,
    refusing,
    reports_of,
)
from tests.journeys.office import Office, OpenOffice

pytestmark = pytest.mark.usefixtures("unpaced")


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What was logged; a console's traceback with all its variables would take seconds."""
    with capture_logs() as captured:
        yield captured


async def test_trouble_is_told_with_a_code_that_the_log_holds(
    office: Office, logs: list[MutableMapping[str, Any]]
) -> None:
    siti = await office.steward()
    async with refusing(office, "Status kanal"):
        told = await office.says(siti, "/status")
    assert "belum dapat diproses. Data tidak berubah." in told
    for leak in ("secret", "disk", "Error", "Traceback", "sqlite"):
        assert leak not in told
    [entry] = [log for log in logs if log["event"] == "handler_failed"]
    assert entry["code"] == code_in(told)
    assert "secret detail" in str(entry["exc_info"])
    assert "Status kanal" in await office.says(siti, "/status")


async def test_trouble_while_someone_arrives_leaves_them_outside_and_told(office: Office) -> None:
    code = await office.invitation()
    siti = office.api.person(1001, "Siti")
    async with refusing(office, "Pendaftaran berhasil"):
        siti.start(code)
        assert "belum dapat diproses" in (await siti.receives()).text
    assert not await is_known(office, siti)
    siti.start(code)
    assert "Pendaftaran berhasil" in (await siti.receives()).text


async def test_trouble_with_an_answer_undoes_what_it_was_about(office: Office) -> None:
    siti = await office.steward()
    async with refusing(office, "English"):
        assert "belum dapat diproses" in await office.says(siti, "/bahasa")
    assert (await person_of(office, siti)).language == "id"
    link = office.site.publish("Vaksinasi", office.clock())
    async with refusing(office, "Unggahan tercatat"):
        assert "belum dapat diproses" in await office.says(siti, link)
    assert await reports_of(office, siti) == []
    assert "Unggahan tercatat" in await office.says(siti, link)


async def test_an_update_told_twice_is_done_and_answered_once(office: Office) -> None:
    siti = await office.steward()
    office.api.fail(Fault.DeliveredTwice())
    assert "English" in await office.says(siti, "/bahasa")
    office.api.fail(Fault.DeliveredTwice())
    await office.says(siti, instagram_post(office.clock(), "dinkes_contoh"))
    await office.says(siti, "/status")
    await office.settled()
    assert (await person_of(office, siti)).language == "en"
    assert len(await reports_of(office, siti)) == 1
    assert len(siti.messages) == 5  # with the welcome, and the question what the post was


async def test_a_press_too_old_to_be_acknowledged_is_done_all_the_same(office: Office) -> None:
    siti = await office.steward()
    siti.say("/lupakan")
    question = await siti.receives("Lanjutkan?")
    reason = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    office.api.fail(Fault.Refused(400, reason), method="answerCallbackQuery")
    siti.press(question, "Ya, hapus data saya")
    assert "sudah dihapus" in (await siti.receives()).text
    assert not await is_known(office, siti)


async def test_an_answer_decided_on_survives_a_restart(open_office: OpenOffice) -> None:
    before = await open_office()
    siti = await before.steward()
    api = before.api
    api.fail(Fault.TooManyRequests(retry_after=3600), method="sendMessage", chat=siti.id)
    siti.say("/status")
    await api.until(lambda: any(call.status == 429 for call in api.calls))
    assert len(siti.messages) == 1
    await open_office(at=before.clock() + timedelta(hours=2))
    assert "Status kanal Dinkes" in (await siti.receives()).text


async def test_a_slow_site_holds_up_nobody_but_its_steward(office: Office) -> None:
    siti, budi = await office.steward(), await office.steward(1002, "Budi")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        await go_on.wait()
        await dated_page(office.clock())(scope, receive, send)

    office.site.pages["/lambat"] = slowly
    siti.say(f"{office.site.base}/lambat")
    await asyncio.wait_for(begun.wait(), 5)
    assert "English" in await office.says(budi, "/bahasa")
    assert len(siti.messages) == 1
    go_on.set()
    assert "Unggahan tercatat" in (await siti.receives()).text
