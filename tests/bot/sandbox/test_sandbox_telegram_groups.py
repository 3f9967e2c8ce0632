from __future__ import annotations

import pytest
from telegram import Bot, ChatMember
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.sandbox.telegram import Account, BotApi, Group
from tests.bot.sandbox.sandbox_telegram_tools import Ask

SUPERGROUP = -1_001_234_567_890


@pytest.fixture
def budi(api: BotApi) -> Account:
    return api.person(1002, "Budi")


@pytest.fixture
def group(api: BotApi, siti: Account, budi: Account) -> Group:
    """A group with the bot in it, everything until then confirmed."""
    group = api.group(-500, "Humas Pemda", [siti, budi])
    group.add_bot(siti)
    api.world.updates.clear()
    return group


async def heard(bot: Bot) -> list[str]:
    return [u.message.text or "" for u in await bot.get_updates() if u.message]


async def test_being_added_is_told_and_announced(api: BotApi, bot: Bot, siti: Account) -> None:
    api.group(-500, "Humas Pemda", [siti]).add_bot(siti, payload="KODE")
    change, service, start = await bot.get_updates()
    assert change.my_chat_member is not None
    assert change.my_chat_member.chat.title == "Humas Pemda"
    assert change.my_chat_member.old_chat_member.status == ChatMember.LEFT
    assert change.my_chat_member.new_chat_member.status == ChatMember.MEMBER
    assert service.message is not None
    assert [u.id for u in service.message.new_chat_members] == [bot.id]
    assert start.message is not None
    assert start.message.text == "/start@segar_uji_bot KODE"


async def test_a_group_without_the_bot_is_not_found(api: BotApi, ask: Ask, siti: Account) -> None:
    api.group(-500, "Humas Pemda", [siti])
    body = await ask("sendMessage", chat_id=-500, text="x")
    assert body["description"] == "Bad Request: chat not found"


async def test_the_group_reads_what_the_bot_writes(bot: Bot, group: Group, budi: Account) -> None:
    await bot.send_message(group.id, "Papan apresiasi")
    assert (await budi.receives("apresiasi", chat=group)).chat_id == group.id
    assert [m.text for m in group.messages] == ["Papan apresiasi"]


async def test_privacy_lets_through_commands_replies_and_mentions_only(
    bot: Bot, group: Group, siti: Account, budi: Account
) -> None:
    await bot.send_message(group.id, "Halo")
    siti.say("obrolan biasa", to=group)
    siti.say("/status", to=group)
    siti.say("/status@Segar_Uji_Bot", to=group)
    siti.say("/status@other_bot", to=group)
    siti.say("tolong @segar_uji_bot", to=group)
    siti.say("kata @budi", to=group)
    budi.say("setuju", to=group, reply_to=group.messages[0])
    assert await heard(bot) == [
        "/status",
        "/status@Segar_Uji_Bot",
        "tolong @segar_uji_bot",
        "setuju",
    ]


async def test_an_administrator_hears_everything(bot: Bot, group: Group, siti: Account) -> None:
    group.promote_bot(siti)
    siti.say("obrolan biasa", to=group)
    assert await heard(bot) == ["obrolan biasa"]


def test_without_privacy_the_bot_hears_everything() -> None:
    api = BotApi(privacy=False)
    ani = api.person(1, "Ani")
    group = api.group(-7, "Terbuka", [ani])
    group.add_bot(ani)
    ani.say("obrolan", to=group)
    assert [u.body.get("text") for u in api.pending if u.kind == "message"] == [None, "obrolan"]


async def test_people_coming_and_going_is_announced(
    api: BotApi, bot: Bot, group: Group, siti: Account, budi: Account
) -> None:
    group.add(api.person(1003, "Ani"))
    group.remove(budi, by=siti)
    came, went = await bot.get_updates()
    assert came.message is not None
    assert [u.first_name for u in came.message.new_chat_members] == ["Ani"]
    assert went.message is not None
    assert went.message.left_chat_member is not None
    assert went.message.left_chat_member.first_name == "Budi"
    with pytest.raises(ValueError, match="isn't in that group"):
        budi.say("halo", to=group)


@pytest.mark.parametrize(("group_id", "kind"), [(-500, "group"), (SUPERGROUP, "supergroup")])
async def test_a_bot_that_was_kicked_is_told_so(
    api: BotApi, bot: Bot, siti: Account, group_id: int, kind: str
) -> None:
    group = api.group(group_id, "Humas", [siti])
    group.add_bot(siti)
    group.kick_bot(siti)
    with pytest.raises(Forbidden, match=f"^Forbidden: bot was kicked from the {kind} chat$"):
        await bot.send_message(group.id, "x")
    update = (await bot.get_updates())[-1]
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == ChatMember.BANNED
    siti.say("/status", to=group)
    assert "/status" not in await heard(bot)


async def test_a_kicked_bot_learns_nothing_of_the_group(
    bot: Bot, group: Group, siti: Account
) -> None:
    group.kick_bot(siti)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.get_chat(group.id)


async def test_no_private_chat_is_left(bot: Bot, siti: Account) -> None:
    with pytest.raises(BadRequest, match="can't be changed in private chats"):
        await bot.leave_chat(siti.id)


async def test_service_messages_are_neither_copied_nor_forwarded(
    api: BotApi, bot: Bot, group: Group
) -> None:
    group.add(api.person(1003, "Ani"))
    service = api.history(group.id)[-1]
    with pytest.raises(BadRequest, match="can't be copied"):
        await bot.copy_message(group.id, group.id, service.id)
    with pytest.raises(BadRequest, match="can't be forwarded"):
        await bot.forward_message(group.id, group.id, service.id)


def test_somebody_must_migrate_a_group_nobody_made(api: BotApi, siti: Account) -> None:
    group = api.group(-9, "Kosong")
    with pytest.raises(LookupError, match="say who"):
        group.migrate(SUPERGROUP)
    group.migrate(SUPERGROUP, by=siti)
    assert group.id == SUPERGROUP


async def test_a_bot_that_left_is_no_member(bot: Bot, group: Group) -> None:
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match=r"^Forbidden: bot is not a member of the group chat$"):
        await bot.send_message(group.id, "x")


async def test_after_migration_the_old_id_names_the_new(
    bot: Bot, group: Group, siti: Account
) -> None:
    await bot.send_message(group.id, "lama")
    group.migrate(SUPERGROUP)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(-500, "x")
    assert migrated.value.new_chat_id == SUPERGROUP == group.id
    away, here = await bot.get_updates()
    assert away.message is not None
    assert here.message is not None
    assert (away.message.chat.id, away.message.migrate_to_chat_id) == (-500, SUPERGROUP)
    assert (here.message.chat.id, here.message.migrate_from_chat_id) == (SUPERGROUP, -500)
    assert here.message.chat.type == "supergroup"
    sent = await bot.send_message(SUPERGROUP, "baru")
    assert (sent.message_id, here.message.message_id) == (2, 1)
    siti.say("/status", to=group)
    assert "/status" in await heard(bot)


async def test_the_error_of_a_migrated_group_is_worded_officially(ask: Ask, group: Group) -> None:
    group.migrate(SUPERGROUP, new_first=True)
    assert await ask("sendMessage", chat_id=-500, text="x") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": SUPERGROUP},
    }


async def test_members_and_administrators_are_told(
    api: BotApi, bot: Bot, group: Group, siti: Account, budi: Account
) -> None:
    group.promote_bot(siti)
    ani = api.person(1003, "Ani")
    administrators = await bot.get_chat_administrators(group.id)
    assert {(a.user.id, a.status) for a in administrators} == {
        (siti.id, ChatMember.OWNER),
        (bot.id, ChatMember.ADMINISTRATOR),
    }
    group.promote(budi)
    assert (await bot.get_chat_member(group.id, budi.id)).status == ChatMember.ADMINISTRATOR
    assert (await bot.get_chat_member(group.id, ani.id)).status == ChatMember.LEFT
    assert (await bot.get_chat_member(group.id, bot.id)).status == ChatMember.ADMINISTRATOR


async def test_only_an_administrator_deletes_what_others_wrote(
    bot: Bot, group: Group, siti: Account
) -> None:
    said = siti.say("/status", to=group)
    with pytest.raises(BadRequest, match=r"^Message can't be deleted$"):
        await bot.delete_message(group.id, said.id)
    group.promote_bot(siti)
    assert await bot.delete_message(group.id, said.id)


async def test_any_member_can_press_a_button(
    ask: Ask, bot: Bot, group: Group, budi: Account
) -> None:
    markup = {"inline_keyboard": [[{"text": "Ya", "callback_data": "a"}]]}
    await ask("sendMessage", chat_id=group.id, text="?", reply_markup=markup)
    budi.press(group.messages[0], "Ya")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.from_user.id, query.message.chat.id) == (budi.id, group.id)
