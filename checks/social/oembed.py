"""oEmbed without a token: whose a post is, and its title, as YouTube, TikTok and X tell anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from pydantic import BaseModel, TypeAdapter
from selectolax.lexbor import LexborHTMLParser

from checks.links import LinkRejected, PostLink, read_post, read_profile
from checks.model import Evidence, Platform
from checks.social.confirmation import Confirmation, Found, NotShown
from checks.social.door import Answer, AnswerNotUnderstood, Door
from checks.social.readings import title_of
from checks.social.youtube_names import Name, name_kind

ENDPOINTS: Mapping[Platform, str] = {
    Platform.YOUTUBE: "https://www.youtube.com/oembed",
    Platform.TIKTOK: "https://www.tiktok.com/oembed",
    Platform.X: "https://publish.x.com/oembed",
}

BY_ACCOUNT: Mapping[Platform, str] = {
    Platform.X: "https://x.com/{}/status/{}",
    Platform.TIKTOK: "https://www.tiktok.com/@{}/video/{}",
}
"""Permalinks that name the account, and open whatever account they name."""


class _Embed(BaseModel):
    """The fields read of an oEmbed answer (oembed.com, section 2.3.4)."""

    author_url: str
    title: str = ""
    html: str = ""


class _Refusal(BaseModel):
    """What X and TikTok say where they show nothing: one of these words."""

    error: object = None
    errors: object = None
    message: object = None


_EMBED = TypeAdapter(_Embed)
_REFUSAL = TypeAdapter(_Refusal)

NOT_FOUND = b"Not Found"
"""The whole body with which YouTube's oEmbed answers 404, where others answer in JSON."""


async def look_up(post: PostLink, door: Door) -> Confirmation:
    """What the platform's oEmbed says of a post.

    The time is that inside the id, None for YouTube. What is refused with 401 or 403 may be
    private, forbidden to be embedded, or refused to us alone: none of that is the platform's word
    that nobody sees it. Raises NotShown, AnswerNotUnderstood, FetchError and PlatformStopped.
    """
    query = {"url": post.canonical}
    if post.platform is Platform.YOUTUBE:
        query = {"format": "json", **query}
    answer = await door.get(ENDPOINTS[post.platform], query)
    if post.platform is Platform.TIKTOK and answer.status not in _CERTAIN:
        answer = await door.get(ENDPOINTS[post.platform], query)  # fails once for no reason
    embed = _read(answer)
    title = title_of(embed.title or _first_paragraph(embed.html))
    evidence = None
    if post.published_at is not None:
        evidence = Evidence("post-id", post.canonical, post.post_id, title)
    return Confirmation(
        post=_owned(post, embed.author_url, door),
        found=Found.YES,
        at=post.published_at,
        title=title,
        evidence=evidence,
    )


_CERTAIN = frozenset(
    {HTTPStatus.OK, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
)


def _read(answer: Answer) -> _Embed:
    if answer.status == HTTPStatus.NOT_FOUND and _is_the_platforms_own(answer):
        raise NotShown("the platform knows no such post")
    if answer.status != HTTPStatus.OK:
        raise AnswerNotUnderstood(f"oEmbed answers {answer.status}")
    return answer.read_as(_EMBED)


def _is_the_platforms_own(refusal: Answer) -> bool:
    """A guard before the platform, and a door that moved, answer with a page of HTML."""
    if refusal.body.strip() == NOT_FOUND:
        return True
    try:
        return refusal.read_as(_REFUSAL) != _Refusal()
    except AnswerNotUnderstood:
        return False


def _first_paragraph(html: str) -> str:
    paragraph = LexborHTMLParser(html[:20_000]).css_first("blockquote p")
    if paragraph is None:
        return ""
    for line_break in paragraph.css("br"):
        line_break.replace_with("\n")
    return paragraph.text()


def _owned(post: PostLink, author_url: str, door: Door) -> PostLink:
    """The post with the account whose it is, whatever its address claimed."""
    try:
        author = read_profile(author_url, post.platform)
    except LinkRejected as rejected:
        raise AnswerNotUnderstood("author_url is no account's address") from rejected
    if author.platform is not post.platform:
        raise AnswerNotUnderstood("author_url is an account's elsewhere")
    if author.platform is Platform.YOUTUBE and name_kind(author) in {Name.USER, Name.CUSTOM}:
        return replace(post, handle=None, platform_id=None)  # not to be held against handles
    if (form := BY_ACCOUNT.get(post.platform)) and author.handle and author.handle != post.handle:
        return read_post(form.format(author.handle, post.post_id), now=door.now)
    return replace(post, handle=author.handle, platform_id=author.platform_id)
