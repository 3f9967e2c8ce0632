"""The world's things as the Bot API writes them in JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.telegram.entities import Entity
from bot.sandbox.telegram.state import (
    Attachment,
    ChannelPost,
    Chat,
    ChatKind,
    Json,
    Membership,
    Message,
    Press,
    User,
)

if TYPE_CHECKING:
    from bot.sandbox.telegram.world import World

_ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


def timestamp(moment: datetime) -> int:
    """A moment as the Bot API writes it: whole seconds since 1970."""
    return int(moment.timestamp())


def user_json(user: User) -> Json:
    """A `User`; bots have no language."""
    body: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    for name in ("last_name", "username", "language_code"):
        if getattr(user, name) is not None:
            body[name] = getattr(user, name)
    return body


def chat_json(world: World, chat: Chat) -> Json:
    """A `Chat`: a person's names, or a group's title."""
    if chat.kind is not ChatKind.PRIVATE:
        return {"id": chat.id, "type": chat.kind.value, "title": chat.title}
    user = user_json(world.users[chat.id])
    names = ("first_name", "last_name", "username")
    return {"id": chat.id, "type": "private"} | {n: user[n] for n in names if n in user}


def entity_json(world: World, entity: Entity) -> Json:
    """A `MessageEntity`."""
    body: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    if entity.url is not None:
        body["url"] = entity.url
    if entity.language is not None:
        body["language"] = entity.language
    if entity.custom_emoji_id is not None:
        body["custom_emoji_id"] = entity.custom_emoji_id
    if entity.user_id is not None:
        body["user"] = user_json(world.users[entity.user_id])
    return body


def attachment_json(attachment: Attachment) -> Json:
    """The `photo` or `document` field; a photo comes in one size, the one that was sent."""
    file = attachment.file
    body: Json = {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
    }
    if attachment.kind == "photo":
        size = body | {"width": attachment.width, "height": attachment.height}
        return {"photo": [size]}
    return {"document": body | {"file_name": file.name, "mime_type": file.mime_type}}


def message_json(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """A `Message`; `with_reply` false leaves out the message it answers, as inside a reply."""
    chat = world.chats[message.chat_id]
    body: Json = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(world, chat),
        "date": timestamp(message.date),
    }
    if message.edited_at is not None:
        body["edit_date"] = timestamp(message.edited_at)
    if message.attachment is not None:
        body |= attachment_json(message.attachment)
    if message.text:
        name, entities = (
            ("caption", "caption_entities") if message.attachment else ("text", "entities")
        )
        body[name] = message.text
        if message.entities:
            body[entities] = [entity_json(world, entity) for entity in message.entities]
    if message.reply_markup and "inline_keyboard" in message.reply_markup:
        body["reply_markup"] = message.reply_markup
    replied = chat.find(message.reply_to)
    if with_reply and replied is not None:
        body["reply_to_message"] = message_json(world, replied, with_reply=False)
    if message.album is not None:
        body["media_group_id"] = message.album
    if message.preview is not None:
        body["link_preview_options"] = message.preview
    if message.forwarded is not None:
        body["forward_origin"] = message.forwarded
    return body | (message.service or {})


def channel_origin_json(post: ChannelPost) -> Json:
    """A `MessageOriginChannel`."""
    chat: Json = {"id": post.channel_id, "type": "channel", "title": post.title}
    if post.username is not None:
        chat["username"] = post.username
    return {
        "type": "channel",
        "chat": chat,
        "message_id": post.message_id,
        "date": timestamp(post.at),
    }


def press_json(world: World, press: Press) -> Json:
    """A `CallbackQuery`; a message that is gone is an `InaccessibleMessage` with date 0."""
    message = press.message
    if message.deleted:
        chat = chat_json(world, world.chats[message.chat_id])
        shown: Json = {"chat": chat, "message_id": message.id, "date": 0}
    else:
        shown = message_json(world, message)
    return {
        "id": press.id,
        "from": user_json(press.user),
        "message": shown,
        "chat_instance": str(abs(message.chat_id) * 7919),
        "data": press.data,
    }


def member_json(user: User, membership: Membership) -> Json:
    """A `ChatMember`."""
    body: Json = {"user": user_json(user), "status": membership.value}
    if membership is Membership.KICKED:
        body["until_date"] = 0
    elif membership is Membership.CREATOR:
        body["is_anonymous"] = False
    elif membership is Membership.ADMINISTRATOR:
        body |= {"can_be_edited": False, "is_anonymous": False}
        body |= dict.fromkeys(_ADMINISTRATOR_RIGHTS, True)
    return body


def membership_change_json(
    world: World, chat: Chat, by: User, member: User, before: Membership, after: Membership
) -> Json:
    """A `ChatMemberUpdated`."""
    return {
        "chat": chat_json(world, chat),
        "from": user_json(by),
        "date": timestamp(world.clock()),
        "old_chat_member": member_json(member, before),
        "new_chat_member": member_json(member, after),
    }
