"""Telegram's public preview: the newest messages of a channel, for everybody, without a login."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from checks.errors import FetchError
from checks.model import ChannelRef, Platform, Reading, Trouble
from checks.social.access import PlatformAccess
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.readings import missing, posts_reading, troubled, unread
from checks.social.stops import PlatformStopped
from checks.social.telegram_page import SOURCE, Message, NamePage, Preview, read_page

PREVIEW = "https://t.me/s/{}"

IN_ENGLISH = {"Accept-Language": "en"}
"""The words by which a name's page tells a channel from a group are English ones."""

MOST_PAGES = 3
"""Pages of about twenty messages that are looked through for one that is no service message: a
channel that pins whatever it posts has a service message for every post."""

PATIENCE = timedelta(hours=1)
"""How long nothing is asked after "too many requests", where Telegram does not say."""


@dataclass(frozen=True, slots=True)
class TelegramAdapter:
    """Reads public channels one by one. A forwarded message counts: the channel published it."""

    platform: Platform = Platform.TELEGRAM
    source: str = SOURCE

    def batch_size(self, access: PlatformAccess) -> int:
        """One: each channel is a page of its own, asked for once a second."""
        return 1

    def closed(self, access: PlatformAccess) -> str:
        """Never: the preview is open to everybody."""
        return ""

    async def read(
        self, refs: Sequence[ChannelRef], *, door: Door, before: Mapping[ChannelRef, Reading]
    ) -> AsyncIterator[tuple[ChannelRef, Reading]]:
        """A reading of each channel.

        Raises PlatformStopped where Telegram asks for fewer requests, and where it no longer shows
        a channel that is known to live.
        """
        for ref in refs:
            reading = await _reading(ref, door)
            if reading.trouble in {Trouble.ACCOUNT_UNKNOWN, Trouble.ACCOUNT_HIDDEN}:
                await _hold_against_control(ref, door)
            yield ref, reading


async def _reading(ref: ChannelRef, door: Door) -> Reading:
    try:
        return await _read(ref, door)
    except (FetchError, AnswerNotUnderstood) as error:
        return unread(error, door.now)


async def _read(ref: ChannelRef, door: Door) -> Reading:
    page = PREVIEW.format(ref.name)
    messages: tuple[Message, ...] = ()
    for _ in range(MOST_PAGES):
        answer = await ask(door, page)
        if answer.status != HTTPStatus.OK:
            return refused(answer, door.now)
        shown = read_page(answer)
        if isinstance(shown, NamePage):
            return _without_preview(ref, shown, door.now)
        messages += shown.messages
        if _has_posts(shown) or not shown.older:
            return _posts(messages, page, door.now)
        page = f"{PREVIEW.format(ref.name)}?before={shown.older}"
    raise AnswerNotUnderstood(f"nothing but service messages on {MOST_PAGES} pages")


async def ask(door: Door, url: str) -> Answer:
    """Telegram's answer at this address. Raises as `Door.get`, and PlatformStopped at a 429."""
    answer = await door.get(url, headers=IN_ENGLISH)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = answer.headers.get("retry-after", "")
        seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 7 else 0
        until = door.now + (timedelta(seconds=seconds) if seconds else PATIENCE)
        raise PlatformStopped(Trouble.QUOTA_SPENT, "asks for fewer requests (429)", until)
    return answer


def refused(answer: Answer, now: datetime) -> Reading:
    """The reading of a channel instead of whose page came another status than 200."""
    detail = f"answers {answer.status}"
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return troubled(Trouble.SERVER_ERROR, now, detail)
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return troubled(Trouble.REFUSES_US, now, detail)
    return troubled(Trouble.ANSWER_NOT_UNDERSTOOD, now, detail)


def _without_preview(ref: ChannelRef, page: NamePage, now: datetime) -> Reading:
    if page.is_channel:
        return troubled(Trouble.ACCOUNT_PRIVATE, now, "a channel whose preview is switched off")
    if page.is_group:
        return troubled(Trouble.ACCOUNT_PRIVATE, now, "a group, not a channel")
    return missing(ref, now, "no channel under this name: a person, a bot, or nobody")


def _has_posts(page: Preview) -> bool:
    return any(not message.is_service for message in page.messages)


def _posts(messages: tuple[Message, ...], page: str, now: datetime) -> Reading:
    """The reading of these messages. Numbers only grow: the highest is the newest message.

    Raises AnswerNotUnderstood where the newest post can't be read, for the ones before it would
    pass for the newest.
    """
    identity = next(filter(None, (message.identity for message in reversed(messages))), None)
    posts = [message for message in messages if not message.is_service]
    read = {message.number: message.publication(page, now) for message in posts}
    if read and read[max(read)] is None:
        raise AnswerNotUnderstood("the newest message has no link or time in its footer")
    return posts_reading(filter(None, read.values()), now, identity=identity)


async def _hold_against_control(ref: ChannelRef, door: Door) -> None:
    """Raise PlatformStopped where the channel known to live is not shown either."""
    control = door.access.controls.get(Platform.TELEGRAM)
    if control is None or control.canonical == ref.canonical:
        return
    reading = await _reading(replace(control, platform_id=None), door)
    if reading.trouble is Trouble.ACCOUNT_UNKNOWN:
        raise PlatformStopped(Trouble.PLATFORM_DOWN, f"does not show {control.name} either")
