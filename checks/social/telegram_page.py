"""What stands on Telegram's public pages: a channel's preview, a name's own page, one post.

The pages are drawn by Telegram's server and need no script. Their marks are those of its widget, as
public readers of it have recorded them (snscrape, RSS-Bridge, tchan).
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.client import Page
from checks.links import LinkRejected, PostLink, read_post
from checks.model import Engagement, Evidence, Identity, Publication
from checks.social.door import Answer, AnswerNotUnderstood
from checks.social.readings import title_of
from checks.website.source import source_of

SOURCE = "page"

OWN_TEXTS = (
    ".tgme_widget_message_text.js-message_text",
    ".tgme_widget_message_poll_question",
    ".tgme_widget_message_document_title",
    ".link_preview_title",
)
"""What a message says, the first that is there; what it replies to has other marks."""

PREVIEW_SIGNS = '.tgme_channel_history, [class^="tgme_channel_info"]'
"""What a channel's preview has beside its messages."""

VIEWS = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([KMB]?)")
THOUSANDS = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}

LARGEST_ID = 2**53
"""Telegram's own numbers need at most 52 bits (the Bot API manual, Chat.id)."""


class _View(BaseModel):
    """What a message's `data-view` holds, packed as base64: `c` is the channel's number."""

    c: Annotated[int, Field(ge=-LARGEST_ID, le=LARGEST_ID)]


_VIEW = TypeAdapter(_View)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a page shows it.

    `owner` is the channel's name as written, `number` counts within the channel and only grows;
    `channel` is the channel's number without the sign that the page gives it or the -100 that the
    Bot API puts before it. `at` is aware and in UTC, `raw` the time as it stood; both are missing
    where the page has none that can be read.
    """

    owner: str
    number: int
    channel: str | None
    is_service: bool
    link: str
    raw: str
    at: datetime | None
    text: str
    views: int | None

    @property
    def identity(self) -> Identity | None:
        return Identity(self.channel, self.owner.lower()) if self.channel else None

    def link_read(self, now: datetime) -> PostLink | None:
        """The message's own permalink, taken apart."""
        try:
            return read_post(self.link, now=now)
        except LinkRejected:
            return None

    def publication(self, page: str, now: datetime) -> Publication | None:
        """The message as a publication seen on this page, None where link or time can't be read."""
        link = self.link_read(now)
        if link is None or self.at is None:
            return None
        title = title_of(self.text)
        return Publication(
            at=self.at,
            url=link.canonical,
            title=title,
            evidence=Evidence(SOURCE, page, self.raw, title),
            engagement=None if self.views is None else Engagement(views=self.views),
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """A channel's newest messages, oldest first. `older` is the number to ask the page before."""

    messages: tuple[Message, ...]
    older: str | None


@dataclass(frozen=True, slots=True)
class NamePage:
    """The page of a name without a preview: `extra` are the words below its title."""

    extra: str

    @property
    def is_channel(self) -> bool:
        return bool(re.search(r"\bsubscribers?\b", self.extra))

    @property
    def is_group(self) -> bool:
        return bool(re.search(r"\bmembers?\b", self.extra))


def read_page(answer: Answer) -> Preview | NamePage:
    """A channel's preview, or the page of the name to which Telegram sends visitors instead.

    A message is the sign of a preview, whatever stands around it. Raises AnswerNotUnderstood for
    anything else, an empty preview too: a channel's first message says that it was created, so
    that none has no message at all. Telegram answers with an empty preview where it is asked too
    often.
    """
    tree = _tree(answer)
    messages = tuple(map(_message, tree.css(".tgme_widget_message[data-post]")))
    if messages:
        more = tree.css_first(".tme_messages_more[data-before]")
        older = (more.attributes.get("data-before") or "") if more else ""
        return Preview(messages, older if re.fullmatch(r"[0-9]{1,12}", older) else None)
    if (extra := tree.css_first(".tgme_page .tgme_page_extra")) is not None:
        return NamePage(" ".join(extra.text().split()))
    if tree.css_first(PREVIEW_SIGNS) is not None:
        raise AnswerNotUnderstood("a preview without any message")
    raise AnswerNotUnderstood("no page of Telegram's")


def read_widget(answer: Answer) -> Message | str:
    """The one message of a post's widget, or the words with which Telegram refuses to show it.

    Raises AnswerNotUnderstood.
    """
    tree = _tree(answer)
    if (error := tree.css_first(".tgme_widget_message_error")) is not None:
        return " ".join(error.text().split())
    if (message := tree.css_first(".tgme_widget_message[data-post]")) is not None:
        return _message(message)
    raise AnswerNotUnderstood("no widget of Telegram's")


def _tree(answer: Answer) -> LexborHTMLParser:
    return LexborHTMLParser(source_of(Page(answer.url, answer.status, answer.headers, answer.body)))


def _message(node: LexborNode) -> Message:
    post = re.fullmatch(
        r"([A-Za-z][A-Za-z0-9_]{2,31})/([0-9]{1,12})g?", node.attributes.get("data-post") or ""
    )
    if post is None:
        raise AnswerNotUnderstood("a message's data-post is no name and number")
    footer = node.css_first(".tgme_widget_message_footer a.tgme_widget_message_date")
    time = footer.css_first("time[datetime]") if footer else None
    raw = (time.attributes.get("datetime") or "") if time else ""
    views = node.css_first(".tgme_widget_message_views")
    return Message(
        owner=post[1],
        number=int(post[2]),
        channel=_channel(node.attributes.get("data-view") or ""),
        is_service="service_message" in (node.attributes.get("class") or "").split(),
        link=(footer.attributes.get("href") or "") if footer else "",
        raw=raw,
        at=_moment(raw),
        text=_text(node),
        views=_views(views.text()) if views else None,
    )


def _channel(packed: str) -> str | None:
    try:
        unpacked = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_")
        number = abs(_VIEW.validate_json(unpacked).c)
    except (ValueError, ValidationError):
        return None
    return str(number) if number else None


def _moment(raw: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(raw)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _text(message: LexborNode) -> str:
    found = next(filter(None, (message.css_first(mark) for mark in OWN_TEXTS)), None)
    if found is None:
        return ""
    for line_break in found.css("br"):
        line_break.replace_with("\n")
    return found.text()


def _views(text: str) -> int | None:
    found = VIEWS.fullmatch(text.strip())
    return int(Decimal(found[1]) * THOUSANDS[found[2]]) if found else None
