"""Reading YouTube channels without a key: the feed of a channel's fifteen newest videos.

The feed fails for all channels at once every few months, with 404 as often as with 500. A 404 says
nothing of one channel, therefore.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from checks.errors import FetchError
from checks.model import ChannelRef, Engagement, Evidence, Identity, Publication, Reading, Trouble
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.readings import posts_reading, title_of, troubled, unread
from checks.social.stops import PlatformStopped
from checks.social.youtube_names import Name, name_kind, watch_address
from checks.social.youtube_shapes import count, moment
from checks.website.xml_items import items_of

SOURCE = "feed"

FEED = "https://www.youtube.com/feeds/videos.xml"

ATOM = "{http://www.w3.org/2005/Atom}"
YT = "{http://www.youtube.com/xml/schemas/2015}"
MEDIA = "{http://search.yahoo.com/mrss/}"
COMMUNITY = f"{MEDIA}group/{MEDIA}community"

MOST_ENTRIES = 15
"""Videos in a feed: the newest of the channel's public ones."""

TOO_MANY_REQUESTS_PAUSE = 3600
"""Seconds to stay away where YouTube does not say how long."""

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

LENGTH_OF_ID = 24
"""UC and 22 characters; the feed's own element leaves UC away, those of its entries do not."""

NO_FEED = (
    "only the address with the channel's id can be read without a key: "
    "https://www.youtube.com/channel/UC..."
)


async def read_feeds(
    refs: Iterable[ChannelRef], door: Door, without_feed: Callable[[], Reading] | None = None
) -> AsyncIterator[tuple[ChannelRef, Reading]]:
    """A reading of each account.

    Of one whose id is unknown there is no feed, unless its address has a /user/ name: its reading
    is made by `without_feed`, or tells what to do. Raises PlatformStopped.
    """
    for ref in refs:
        query = _query(ref)
        if query is None:
            told = troubled(Trouble.NO_READER, door.now, NO_FEED)
            yield ref, without_feed() if without_feed else told
            continue
        try:
            answer = await door.get(FEED, query)
            reading = _refusal(answer, door) or _reading(answer.body, query, door)
        except (FetchError, AnswerNotUnderstood) as error:
            reading = unread(error, door.now)
        yield ref, reading


def _query(ref: ChannelRef) -> dict[str, str] | None:
    if ref.platform_id is not None:
        return {"channel_id": ref.platform_id}
    if ref.handle is not None and name_kind(ref) is Name.USER:
        return {"user": ref.handle}
    return None


def _refusal(answer: Answer, door: Door) -> Reading | None:
    """What an answer without a feed says; None where it may have one. Raises PlatformStopped."""
    status = answer.status
    if status == 200:
        return None
    if status == 429:
        said = re.fullmatch("[0-9]{1,6}", answer.headers.get("retry-after", ""))
        wait = timedelta(seconds=int(said[0]) if said else TOO_MANY_REQUESTS_PAUSE)
        detail = "the feed answers 429: too many requests"
        raise PlatformStopped(Trouble.QUOTA_SPENT, detail, door.now + wait)
    if status >= 500:
        trouble = Trouble.SERVER_ERROR
    elif status in {404, 410}:
        trouble = Trouble.PASSING_ABSENCE
    elif status in {401, 403}:
        trouble = Trouble.REFUSES_US
    else:
        trouble = Trouble.ANSWER_NOT_UNDERSTOOD
    return troubled(trouble, door.now, f"the feed answers {status}")


def _reading(body: bytes, query: dict[str, str], door: Door) -> Reading:
    feed = _root(body)
    channel_id = _channel_id(feed)
    asked = query.get("channel_id", channel_id)
    if channel_id != asked:
        raise AnswerNotUnderstood(f"the feed is that of another channel, {channel_id}")
    address = f"{FEED}?{urlencode(query)}"
    # The feed's own "published" is when the channel was made: only entries are looked at.
    publications = [_publication(entry, address) for entry in feed.iterfind(f"{ATOM}entry")]
    return posts_reading(publications, door.now, identity=Identity(channel_id))


def _root(body: bytes) -> Element:
    try:
        feed = next(items_of(body, "feed", {"feed"}) or iter(()), None)
    except ParseError as error:
        raise AnswerNotUnderstood(f"the feed is not well-formed: {error}") from error
    if feed is None or feed.tag != f"{ATOM}feed":
        raise AnswerNotUnderstood("answers with something that is no feed")
    return feed


def _channel_id(feed: Element) -> str:
    told = feed.findtext(f"{YT}channelId") or feed.findtext(f"{ATOM}entry/{YT}channelId")
    if not told or not ID.fullmatch(told):
        raise AnswerNotUnderstood("the feed does not say whose it is")
    return told if len(told) == LENGTH_OF_ID else f"UC{told}"


def _publication(entry: Element, address: str) -> Publication:
    video_id = entry.findtext(f"{YT}videoId") or ""
    raw = entry.findtext(f"{ATOM}published") or ""
    if not ID.fullmatch(video_id):
        raise AnswerNotUnderstood("an entry names no video")
    try:
        at = moment(raw)
    except ValueError as error:
        raise AnswerNotUnderstood(f"an entry's time: {error}") from error
    title = title_of(entry.findtext(f"{ATOM}title") or "")
    return Publication(
        at,
        watch_address(video_id),
        title,
        Evidence(SOURCE, address, raw, title),
        engagement=_engagement(entry),
    )


def _engagement(entry: Element) -> Engagement | None:
    rating = entry.find(f"{COMMUNITY}/{MEDIA}starRating")
    statistics = entry.find(f"{COMMUNITY}/{MEDIA}statistics")
    likes = count(rating.get("count")) if rating is not None else None
    views = count(statistics.get("views")) if statistics is not None else None
    engagement = Engagement(likes=likes, views=views)
    return None if engagement == Engagement() else engagement
