"""Sixty messages to twenty chats, as fast as Telegram allows and no faster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage.outbox import Message
from tests.journeys.segar_process import machine_with


async def test_many_messages_at_once_arrive_in_order_and_flood_nobody(
    sqlite_url_factory: Callable[[], str], tmp_path: Path
) -> None:
    async with machine_with(sqlite_url_factory(), tmp_path, floods=True) as machine:
        chats = range(1, 21)
        for chat in chats:
            machine.api.person(chat, "Warga").start()
        machine.api.world.updates.clear()
        texts = ["satu", "dua", "tiga"]
        await machine.queue(
            [Message(f"{text}:{chat}", chat, "notice", text) for text in texts for chat in chats]
        )
        await machine.start()
        await machine.sent(60)
        assert all(machine.texts(chat) == texts for chat in chats)
        refused = [call for call in machine.api.calls_of("sendMessage") if call.status == 429]
        assert len(refused) <= 2
