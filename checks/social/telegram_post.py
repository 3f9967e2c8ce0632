"""One Telegram post in its public widget: is it there, when was it posted, how often seen."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from checks.links import PostLink
from checks.social.confirmation import Confirmation, Found, NotShown
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.telegram import ask
from checks.social.telegram_page import read_widget

NOT_THERE = ("Post not found", "Channel with username")
"""How the widget's words begin where there is no such post, or no such channel."""


async def look_up(post: PostLink, door: Door) -> Confirmation:
    """What the post's widget says.

    Raises NotShown, AnswerNotUnderstood, FetchError and PlatformStopped.
    """
    page = f"https://t.me/{post.handle}/{post.post_id}?embed=1&mode=tme"
    answer = await ask(door, page)
    if answer.status != HTTPStatus.OK:
        raise AnswerNotUnderstood(f"answers {answer.status}")
    message = read_widget(answer)
    if isinstance(message, str):
        if message.startswith(NOT_THERE):
            raise NotShown("Telegram knows no such post")
        raise AnswerNotUnderstood("the widget does not show the post")
    if message.is_service:
        raise NotShown("a service message, not a post")
    publication = message.publication(page, door.now)
    if publication is None:
        raise AnswerNotUnderstood("the message has no link or time in its footer")
    identity = message.identity
    return Confirmation(
        post=replace(
            post,
            handle=message.owner.lower(),
            platform_id=identity.platform_id if identity else post.platform_id,
        ),
        found=Found.YES,
        at=publication.at,
        title=publication.title,
        evidence=publication.evidence,
        engagement=publication.engagement,
    )
