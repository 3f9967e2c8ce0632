from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup
from telegram.error import BadRequest

from bot.sandbox.telegram import Account
from tests.bot.sandbox.sandbox_telegram_tools import Ask, Clock, png

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def keyboard(data: str = "a") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data=data)]])


async def test_an_edit_changes_the_message_and_keeps_what_it_said(
    bot: Bot, siti: Account, clock: Clock
) -> None:
    sent = await bot.send_message(siti.id, "satu", reply_markup=keyboard())
    edited = await bot.edit_message_text(
        "<b>dua</b>", siti.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard("b")
    )
    assert isinstance(edited, Message)
    assert (edited.message_id, edited.text) == (sent.message_id, "dua")
    assert edited.edit_date == clock.now
    (message,) = siti.messages
    assert message.text == "dua"
    (before,) = message.edits
    assert (before.text, before.reply_markup) == ("satu", keyboard().to_dict())


async def test_an_edit_without_a_keyboard_takes_it_away(bot: Bot, siti: Account) -> None:
    sent = await bot.send_message(siti.id, "satu", reply_markup=keyboard())
    await bot.edit_message_text("dua", siti.id, sent.message_id)
    assert siti.messages[0].inline_keyboard == ()


async def test_the_same_again_is_not_modified(bot: Bot, siti: Account) -> None:
    text = "<b>satu</b> https://dinas.go.id"
    sent = await bot.send_message(siti.id, text, parse_mode="HTML", reply_markup=keyboard())
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text(
            f" {text}\n",
            siti.id,
            sent.message_id,
            parse_mode="HTML",
            reply_markup=keyboard(),
        )
    assert str(refused.value) == NOT_MODIFIED
    assert siti.messages[0].edits == []


@pytest.mark.parametrize(
    ("text", "data"), [("<b>dua</b>", "a"), ("satu", "a"), ("<b>satu</b>", "b")]
)
async def test_text_entities_and_keyboard_each_make_a_difference(
    bot: Bot, siti: Account, text: str, data: str
) -> None:
    sent = await bot.send_message(
        siti.id, "<b>satu</b>", parse_mode="HTML", reply_markup=keyboard()
    )
    await bot.edit_message_text(
        text, siti.id, sent.message_id, parse_mode="HTML", reply_markup=keyboard(data)
    )
    assert len(siti.messages[0].edits) == 1


async def test_the_keyboard_alone_can_be_changed(bot: Bot, siti: Account) -> None:
    sent = await bot.send_message(siti.id, "satu", reply_markup=keyboard())
    with pytest.raises(BadRequest, match="is not modified"):
        await bot.edit_message_reply_markup(siti.id, sent.message_id, reply_markup=keyboard())
    await bot.edit_message_reply_markup(siti.id, sent.message_id, reply_markup=None)
    assert siti.messages[0].inline_keyboard == ()
    assert siti.messages[0].text == "satu"


async def test_a_caption_can_be_changed_and_a_text_is_none(bot: Bot, siti: Account) -> None:
    photo = await bot.send_photo(siti.id, png(), caption="satu")
    await bot.edit_message_caption(siti.id, photo.message_id, caption="dua")
    assert siti.messages[0].text == "dua"
    with pytest.raises(BadRequest, match="here is no text in the message to edit"):
        await bot.edit_message_text("x", siti.id, photo.message_id)
    text = await bot.send_message(siti.id, "x")
    with pytest.raises(BadRequest, match="here is no caption in the message to edit"):
        await bot.edit_message_caption(siti.id, text.message_id, caption="y")


async def test_what_is_not_there_cannot_be_edited(bot: Bot, siti: Account) -> None:
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("x", siti.id, 99)
    sent = await bot.send_message(siti.id, "satu")
    siti.delete(siti.messages[0])
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("x", siti.id, sent.message_id)


async def test_a_message_must_be_named(ask: Ask, siti: Account) -> None:
    inline = await ask("editMessageText", inline_message_id="a", text="x")
    assert inline["description"] == "Bad Request: MESSAGE_ID_INVALID"
    body = await ask("editMessageText", chat_id=siti.id, text="x")
    assert body["description"] == "Bad Request: message identifier is not specified"


async def test_a_persons_message_and_one_with_a_reply_keyboard_cannot_be_edited(
    bot: Bot, siti: Account
) -> None:
    said = siti.say("halo")
    asked = await bot.send_message(siti.id, "pilih", reply_markup=ReplyKeyboardMarkup([["Ya"]]))
    for message_id in (said.id, asked.message_id):
        with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
            await bot.edit_message_text("x", siti.id, message_id)


async def test_an_edit_takes_only_an_inline_keyboard(ask: Ask, bot: Bot, siti: Account) -> None:
    sent = await bot.send_message(siti.id, "satu")
    body = await ask(
        "editMessageText",
        chat_id=siti.id,
        message_id=sent.message_id,
        text="dua",
        reply_markup={"keyboard": [["Ya"]]},
    )
    assert body["description"] == "Bad Request: inline keyboard expected"
