"""A Telegram Bot API server on loopback, as strict as the official one, with people in it.

    api = BotApi()
    async with serve(api.app) as url:               # bot.serving
        ...                                         # SEGAR_TELEGRAM_API=url, token api.token
        siti = api.person(1001, "Siti", language_code="id")
        siti.start("CODE")                          # opens the private chat, sends "/start CODE"
        message = await siti.receives("Selamat")    # the next message with that in its text
        press = siti.press(message, "Ya")           # by the button's text or its data
        await siti.answered(press)                  # what answerCallbackQuery said

The front, which is kept stable:

- `BotApi(username, token, *, first_name, privacy=True, floods=False, clock)`: `.app`, `.token`,
  `.username`, `.person(id, first_name, ...) -> Account`, `.group(id, title, members) -> Group`,
  `.messages(chat_id)` and `.history(chat_id)` -> `list[Message]`, `.chats()`, `.calls`,
  `.calls_of(method)` -> `list[Call]`, `.pending` (updates not confirmed), `.polled` (a getUpdates
  waits), `.work_signs`, `.fail(fault, *, method, chat, times)`, `.heal()`, `.on_call(hook)`,
  `await .until(look)`.
- `Account`: `.id`, `.messages`, `.keyboard`, `.commands`, `.start(payload)`, `.say(text, to=group,
  reply_to=message, links={words: url})`, `.forward_post(ChannelPost(...))`,
  `.send_photo(bytes, caption)`, `.send_document(bytes, name, caption)`,
  `.edit`, `.delete`, `.press(message, button)`, `.forge_press(message, data)`, `.block()`,
  `.unblock()`, `.deactivate()`; to await: `.receives(predicate, timeout=, chat=group)`,
  `.sees_edit(message, predicate)`, `.answered(press)`.
- `Group`: `.id`, `.messages`, `.commands(account)`, `.add`, `.remove`, `.promote`, `.add_bot(by)`,
  `.promote_bot(by)`, `.kick_bot(by)`, `.migrate(new_id)`.
- `Message`: `.id`, `.chat_id`, `.text` (plain; the caption under an attachment), `.entities`,
  `.reply_markup`, `.inline_keyboard`, `.date`, `.edits`, `.attachment` (`.kind`, `.content`),
  `.deleted`, `.reply_to`, `.service`.
- `Call`: `.method`, `.parameters` (`.text(name)`, `.value(name)`, `.files`), `.at`, `.chat_id`,
  `.status`, `.result`, `.error`; `Stage.RECEIVED` and `Stage.PROCESSED` for hooks.
- `Fault`: `TooManyRequests`, `Refused`, `ServerError`, `BadGateway`, `CutBefore`, `CutAfter`,
  `Hang`, `Latency`, `DeliveredTwice`.

What it enforces, and in which words, follows the Bot API manual and the official server
(tdlib/telegram-bot-api and tdlib/td). Markdown is refused; files by address are not fetched.
"""

from __future__ import annotations

from bot.sandbox.telegram.accounts import Account
from bot.sandbox.telegram.calls import Call, Stage
from bot.sandbox.telegram.faults import AnyFault, Fault
from bot.sandbox.telegram.groups import Group
from bot.sandbox.telegram.server import SANDBOX_TOKEN, BotApi
from bot.sandbox.telegram.state import Answer, Button, ChannelPost, Message, Press

__all__ = [
    "SANDBOX_TOKEN",
    "Account",
    "Answer",
    "AnyFault",
    "BotApi",
    "Button",
    "Call",
    "ChannelPost",
    "Fault",
    "Group",
    "Message",
    "Press",
    "Stage",
]
