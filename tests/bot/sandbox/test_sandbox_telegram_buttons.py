from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import BadRequest

from bot.sandbox.telegram import Account
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock

TOO_OLD = "uery is too old and response timeout expired or query id is invalid"


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def buttons(count: int) -> list[dict[str, Any]]:
    return [{"text": "x", "callback_data": "x"}] * count


async def pressed(bot: Bot) -> Update:
    (update,) = await bot.get_updates()
    return update


@pytest.mark.parametrize("data", ["a" * 64, "é" * 32])
async def test_64_bytes_of_callback_data_are_taken(ask: Ask, siti: Account, data: str) -> None:
    markup = inline([{"text": "Ya", "callback_data": data}])
    assert (await ask("sendMessage", chat_id=siti.id, text="x", reply_markup=markup))["ok"]


@pytest.mark.parametrize("data", ["a" * 65, "é" * 33])
async def test_a_byte_more_is_invalid(ask: Ask, siti: Account, data: str) -> None:
    markup = inline([{"text": "Ya", "callback_data": data}])
    body = await ask("sendMessage", chat_id=siti.id, text="x", reply_markup=markup)
    assert body["description"] == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (["x"], "object expected as reply markup"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be an Array of Arrays'),
        (
            inline([{"text": "x"}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline([{"callback_data": "x"}]),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            inline([{"text": "x", "url": "http://localhost"}]),
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (inline(buttons(9)), "reply markup is too long"),
        (inline(*[buttons(8)] * 13), "reply markup is too long"),
        (
            inline([{"text": 1}]),
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            {"inline_keyboard": [["x"]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            inline([{"text": " ", "callback_data": "x"}]),
            "inline keyboard button text must be non-empty",
        ),
        (
            {"keyboard": [[1]]},
            "can't parse keyboard button: KeyboardButton must be an Object",
        ),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    ],
)
async def test_a_keyboard_of_a_wrong_shape_is_refused(
    ask: Ask, siti: Account, markup: object, reason: str
) -> None:
    body = await ask("sendMessage", chat_id=siti.id, text="x", reply_markup=markup)
    assert body["description"] == f"Bad Request: {reason}"
    assert siti.messages == []


async def test_a_row_without_buttons_is_left_out_and_a_forced_reply_is_no_keyboard(
    ask: Ask, siti: Account
) -> None:
    web = {"text": "Buka", "web_app": {"url": "https://dinas.go.id/"}}
    await ask("sendMessage", chat_id=siti.id, text="x", reply_markup=inline([], [web]))
    await ask("sendMessage", chat_id=siti.id, text="y", reply_markup={"force_reply": True})
    await ask("sendMessage", chat_id=siti.id, text="z", reply_markup={})
    assert [len(m.inline_keyboard) for m in siti.messages] == [1, 0, 0]
    assert [m.reply_markup for m in siti.messages][1:] == [{"force_reply": True}, None]


async def test_a_press_brings_the_data_the_person_and_the_message(bot: Bot, siti: Account) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="jawab:1")]])
    sent = await bot.send_message(siti.id, "Sudah?", reply_markup=markup)
    press = siti.press(siti.messages[0], "Ya")
    query = (await pressed(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.id, query.data, query.from_user.id) == (press.id, "jawab:1", siti.id)
    assert query.message.message_id == sent.message_id
    await query.answer("Terima kasih", show_alert=True)
    answer = await siti.answered(press)
    assert (answer.text, answer.show_alert) == ("Terima kasih", True)


async def test_a_press_is_answered_once(bot: Bot, siti: Account) -> None:
    press = await _press(bot, siti)
    await bot.answer_callback_query(press)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(press)


async def test_an_old_or_unknown_press_cannot_be_answered(
    bot: Bot, siti: Account, clock: Clock
) -> None:
    press = await _press(bot, siti)
    clock.advance(timedelta(minutes=2))
    for query in (press, "123"):
        with pytest.raises(BadRequest, match=TOO_OLD):
            await bot.answer_callback_query(query)


async def test_an_answer_holds_200_characters(bot: Bot, siti: Account) -> None:
    press = await _press(bot, siti)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(press, "a" * 201)
    assert await bot.answer_callback_query(press, "a" * 200)


async def test_a_button_is_pressed_twice_and_after_an_edit_took_it_away(
    bot: Bot, siti: Account
) -> None:
    await _press(bot, siti)
    message = siti.messages[0]
    await bot.edit_message_text("Terima kasih", siti.id, message.id)
    siti.press(message, "x")
    assert len(await bot.get_updates()) == 2
    with pytest.raises(LookupError, match="no button 'Tidak'"):
        siti.press(message, "Tidak")


async def test_a_press_on_a_deleted_message_shows_a_message_of_date_zero(
    bot: Bot, siti: Account
) -> None:
    await _press(bot, siti)
    message = siti.messages[0]
    await bot.delete_message(siti.id, message.id)
    siti.press(message, "x")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.message.message_id, query.message.is_accessible) == (message.id, False)


async def test_a_press_can_carry_data_the_bot_never_made(bot: Bot, siti: Account) -> None:
    await bot.send_message(siti.id, "x")
    siti.forge_press(siti.messages[0], "admin:1")
    query = (await pressed(bot)).callback_query
    assert query is not None
    assert query.data == "admin:1"


async def test_a_reply_keyboard_stands_until_it_is_removed(bot: Bot, siti: Account) -> None:
    markup = ReplyKeyboardMarkup([["Status", "Bantuan"]], is_persistent=True)
    await bot.send_message(siti.id, "Pilih", reply_markup=markup)
    await bot.send_message(siti.id, "x")
    assert siti.keyboard == ("Status", "Bantuan")
    await bot.send_message(siti.id, "y", reply_markup=ReplyKeyboardRemove())
    assert len(siti.keyboard) == 0


async def _press(bot: Bot, siti: Account) -> str:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    await bot.send_message(siti.id, "Sudah?", reply_markup=markup)
    return siti.press(siti.messages[-1], "x").id
