from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageOriginChannel

from bot.sandbox.telegram import Account, BotApi, ChannelPost


async def test_start_carries_a_payload(api: BotApi, bot: Bot) -> None:
    budi = api.person(1002, "Budi", language_code="id")
    budi.start("K0de_-")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start K0de_-"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "id"
    assert [e.type for e in update.message.entities] == ["bot_command"]


@pytest.mark.parametrize("payload", ["a" * 65, "a b", "é", "a.b"])
def test_a_payload_no_link_carries_is_refused(api: BotApi, payload: str) -> None:
    with pytest.raises(ValueError, match="no deep link carries"):
        api.person(1002, "Budi").start(payload)


def test_the_same_id_is_the_same_person(api: BotApi) -> None:
    assert api.person(1002, "Budi") is api.person(1002, "Budi")


def test_nobody_writes_before_start_or_to_a_blocked_bot(api: BotApi, siti: Account) -> None:
    with pytest.raises(ValueError, match="press Start first"):
        api.person(1002, "Budi").say("halo")
    siti.block()
    with pytest.raises(ValueError, match="press Start first"):
        siti.say("halo")
    with pytest.raises(ValueError, match="not member"):
        siti.block()


def test_a_message_is_neither_empty_nor_longer_than_one(siti: Account) -> None:
    for text in (" \n", "a" * 4097):
        with pytest.raises(ValueError, match="can't be sent"):
            siti.say(text)


def test_nobody_edits_what_others_wrote(api: BotApi, siti: Account) -> None:
    budi = api.person(1002, "Budi")
    with pytest.raises(ValueError, match="somebody else's"):
        budi.edit(siti.say("halo"), "x")


async def test_a_message_is_handed_out_once_and_others_stay(bot: Bot, siti: Account) -> None:
    for text in ("satu", "dua", "tiga"):
        await bot.send_message(siti.id, text)
    assert (await siti.receives("dua")).text == "dua"
    assert (await siti.receives()).text == "satu"
    assert (await siti.receives(lambda message: message.text.startswith("t"))).text == "tiga"
    with pytest.raises(TimeoutError, match=r"Siti got \['satu', 'dua', 'tiga'\]"):
        await siti.receives(timeout=0.01)


async def test_waiting_ends_the_moment_it_arrives(bot: Bot, siti: Account) -> None:
    waiting = asyncio.create_task(siti.receives("halo"))
    await bot.send_message(siti.id, "lain")
    await bot.send_message(siti.id, "halo")
    assert (await waiting).text == "halo"


async def test_an_edit_can_be_awaited(bot: Bot, siti: Account) -> None:
    sent = await bot.send_message(siti.id, "satu")
    message = siti.messages[0]
    with pytest.raises(TimeoutError, match="still says 'satu'"):
        await siti.sees_edit(message, timeout=0.01)
    waiting = asyncio.create_task(siti.sees_edit(message, "tiga"))
    await bot.edit_message_text("dua", siti.id, sent.message_id)
    await bot.edit_message_text("tiga", siti.id, sent.message_id)
    assert [old.text for old in (await waiting).edits] == ["satu", "dua"]


async def test_a_link_button_is_nothing_to_press(bot: Bot, siti: Account) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Buka", url="https://dinas.go.id")]])
    await bot.send_message(siti.id, "x", reply_markup=markup)
    assert siti.messages[0].inline_keyboard[0][0].url == "https://dinas.go.id/"
    with pytest.raises(LookupError):
        siti.press(siti.messages[0], "Buka")


async def test_the_chats_the_bot_can_write_in(api: BotApi, siti: Account) -> None:
    api.person(1002, "Budi")
    group = api.group(-5, "Humas", [siti])
    assert [chat.id for chat in api.chats()] == [siti.id]
    group.add_bot(siti)
    assert [chat.id for chat in api.chats()] == [siti.id, group.id]
    assert api.messages(99) == []


async def test_a_forwarded_post_says_which_channel_it_was_in(bot: Bot, siti: Account) -> None:
    at = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    siti.forward_post(ChannelPost(-1001179933704, "Pemkab", "pemkab_contoh", 412, at, "Apel"))
    siti.forward_post(ChannelPost(-1001179933705, "Tertutup", None, 1, at), album="7")
    public, private = [update.message for update in await bot.get_updates()]
    assert public is not None
    assert private is not None
    assert public.text == "Apel"
    assert isinstance(public.forward_origin, MessageOriginChannel)
    assert (public.forward_origin.date, public.forward_origin.message_id) == (at, 412)
    assert public.forward_origin.chat.username == "pemkab_contoh"
    assert isinstance(private.forward_origin, MessageOriginChannel)
    assert private.forward_origin.chat.username is None
    assert private.media_group_id == "7"


async def test_a_link_can_lie_behind_words(bot: Bot, siti: Account) -> None:
    siti.say("Berita 💉 hari ini tayang", links={"hari ini": "https://dinkes.example/1"})
    (update,) = await bot.get_updates()
    assert update.message is not None
    links = update.message.parse_entities(["text_link"])
    assert [(entity.url, words) for entity, words in links.items()] == [
        ("https://dinkes.example/1", "hari ini")
    ]
