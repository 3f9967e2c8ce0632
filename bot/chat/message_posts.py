"""What a message points to: the links in it, seen or not, and the post it was forwarded from."""

from __future__ import annotations

from telegram import Message, MessageEntity, MessageOriginChannel

from bot.policy.report_facts import DateCheck
from bot.post_lookup import LookedUp
from checks.links import find_links, read_post
from checks.model import Evidence, Publication
from checks.social.readings import title_of


def links_in(message: Message | None) -> list[str]:
    """Every link of the message or its caption, in order; then those behind words."""
    if message is None:
        return []
    links = find_links(message.text or message.caption or "")
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            links += [link for link in find_links(entity.url) if link not in links]
    return links


def forwarded_post(message: Message | None) -> LookedUp | None:
    """The post of a public Telegram channel that the message was forwarded from, or None.

    Telegram itself says where and when it was posted (Bot API manual, MessageOriginChannel), so
    nothing more is asked. A channel without a public name has no post that others could open.
    """
    origin = None if message is None else message.forward_origin
    if message is None or not isinstance(origin, MessageOriginChannel) or not origin.chat.username:
        return None
    post = read_post(f"https://t.me/{origin.chat.username}/{origin.message_id}", now=message.date)
    title = title_of(message.text or message.caption or "")
    evidence = Evidence("forward", post.canonical, origin.date.isoformat(), title)
    publication = Publication(origin.date, post.canonical, title, evidence)
    return LookedUp(post, DateCheck.PAGE_DATE, publication, confirmed=True)


def is_forwarded_from_a_channel(message: Message | None) -> bool:
    """Was the message posted in a Telegram channel before, with a public name or without?"""
    return message is not None and isinstance(message.forward_origin, MessageOriginChannel)
