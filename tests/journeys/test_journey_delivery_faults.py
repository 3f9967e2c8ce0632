"""Telegram is slow, refuses, or cuts the line: what was decided arrives, or its fate is known."""

from __future__ import annotations

import pytest

from bot.delivery import sender
from bot.sandbox.telegram import Account, AnyFault, Call, Fault
from storage import outbox
from storage.outbox import Message, State
from tests.journeys.office import Office


async def queue(office: Office, account: Account, *texts: str, kind: str = "answer") -> None:
    """Decide on messages to this account."""
    async with office.app.services.database.writing() as session:
        for text in texts:
            message = Message(
                key=f"{kind}:{account.id}:{text}",
                chat_id=account.id,
                kind=kind,
                text=text,
                region_id=office.region.id,
            )
            await outbox.enqueue(session, message, now=office.clock())
    office.app.sender.wake()


def sends(office: Office, account: Account) -> list[Call]:
    return [call for call in office.api.calls_of("sendMessage") if call.chat_id == account.id]


async def states(office: Office) -> dict[State, int]:
    async with office.app.services.database.reading() as session:
        counts = await outbox.counts(session)
    return {state: count for state, count in counts.items() if state is not State.SENT}


async def visitor(office: Office, number: int) -> Account:
    """Somebody who has opened the chat and was answered."""
    account = office.api.person(number, "Warga")
    account.start()
    await account.receives()
    await office.settled()
    return account


async def test_a_flooded_chat_is_left_alone_as_long_as_asked_and_no_other_waits(
    office: Office,
) -> None:
    held, other = await visitor(office, 1), await visitor(office, 2)
    before = len(sends(office, held))
    office.api.fail(Fault.TooManyRequests(2), chat=held.id)
    await queue(office, held, "satu", "dua")
    await queue(office, other, "satu", "dua", "tiga")
    for text in ("satu", "dua", "tiga"):
        await other.receives(text)
    assert len(sends(office, held)) == before + 1
    await held.receives("satu")
    await held.receives("dua")
    refused, again = sends(office, held)[before : before + 2]
    assert (again.at - refused.at).total_seconds() >= 2


@pytest.mark.parametrize("kind", ["answer", "nudge"])
@pytest.mark.parametrize("fault", [Fault.ServerError(), Fault.BadGateway()], ids=["500", "502"])
async def test_what_the_server_failed_at_is_tried_again_and_arrives_once(
    office: Office, fault: AnyFault, kind: str
) -> None:
    warga = await visitor(office, 1)
    office.api.fail(fault, chat=warga.id)
    await queue(office, warga, "kabar", kind=kind)
    await warga.receives("kabar")
    await office.settled()
    assert [message.text for message in warga.messages][1:] == ["kabar"]
    assert await states(office) == {}


async def test_an_answer_cut_before_it_was_processed_arrives_once(office: Office) -> None:
    warga = await visitor(office, 1)
    office.api.fail(Fault.CutBefore(), chat=warga.id)
    await queue(office, warga, "kabar")
    await warga.receives("kabar")
    await office.settled()
    assert [message.text for message in warga.messages][1:] == ["kabar"]


async def test_an_answer_whose_fate_is_unknown_is_repeated(office: Office) -> None:
    warga = await visitor(office, 1)
    office.api.fail(Fault.CutAfter(), chat=warga.id)
    await queue(office, warga, "kabar")
    await warga.receives("kabar")
    await warga.receives("kabar")
    await office.settled()
    assert await states(office) == {}


@pytest.mark.parametrize("fault", [Fault.CutAfter(), Fault.CutBefore()], ids=["after", "before"])
async def test_a_nudge_whose_fate_is_unknown_is_not_repeated_and_the_operator_is_told(
    office: Office, fault: AnyFault
) -> None:
    petugas, warga = await office.operator(), await visitor(office, 1)
    office.api.fail(fault, chat=warga.id)
    await queue(office, warga, "pengingat", kind="nudge")
    await petugas.receives("belum pasti sampai")
    await office.settled()
    assert await states(office) == {State.UNKNOWN: 1}
    assert len(sends(office, warga)) == 2  # the answer to /start, and the nudge


async def test_a_call_that_hangs_holds_up_nobody_else_and_is_given_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SEND_TIMEOUT", 1.0)
    stuck, other = await visitor(office, 1), await visitor(office, 2)
    office.api.fail(Fault.Hang(), chat=stuck.id)
    await queue(office, stuck, "satu", "dua")
    await office.api.until(lambda: len(sends(office, stuck)) == 2)
    await queue(office, other, "kabar")
    await other.receives("kabar")
    assert len(stuck.messages) == 1
    await stuck.receives("satu")
    await stuck.receives("dua")


async def test_messages_to_one_chat_keep_their_order_also_when_one_is_put_off(
    office: Office,
) -> None:
    warga = await visitor(office, 1)
    office.api.fail(Fault.ServerError(), chat=warga.id, times=2)
    await queue(office, warga, "satu", "dua", "tiga")
    await warga.receives("tiga")
    assert [message.text for message in warga.messages][1:] == ["satu", "dua", "tiga"]


async def test_markup_that_telegram_refuses_goes_out_once_as_plain_text(office: Office) -> None:
    warga = await visitor(office, 1)
    await queue(office, warga, "<b>Dinas A & B")
    assert (await warga.receives()).text == "Dinas A & B"
    await office.settled()
    tried = [call.parameters.text("parse_mode") for call in sends(office, warga)[1:]]
    assert tried == ["HTML", ""]


async def test_a_chat_nobody_knows_is_tried_once(office: Office) -> None:
    nobody = office.api.person(999, "Entah")
    del office.api.world.chats[nobody.id]
    await queue(office, nobody, "kabar")
    await office.settled()
    await office.settled()
    assert len(sends(office, nobody)) == 1
    assert await states(office) == {State.FAILED: 1}
