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


_EMBED = TypeAdapter(_Embed)


async def look_up(post: PostLink, door: Door) -> Confirmation:
    """What the platform's oEmbed says of a post.

    The time is that inside the id, None for YouTube. Raises NotShown, AnswerNotUnderstood,
    FetchError and PlatformStopped.
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
        verified=True,
    )


_CERTAIN = frozenset(
    {HTTPStatus.OK, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
)


def _read(answer: Answer) -> _Embed:
    if answer.status == HTTPStatus.NOT_FOUND:
        raise NotShown("the platform knows no such post")
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise NotShown("private: the post is not shown to everybody")
    if answer.status != HTTPStatus.OK:
        raise AnswerNotUnderstood(f"oEmbed answers {answer.status}")
    return answer.read_as(_EMBED)


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
    if (form := BY_ACCOUNT.get(post.platform)) and author.handle and author.handle != post.handle:
        return read_post(form.format(author.handle, post.post_id), now=door.now)
    return replace(post, handle=author.handle, platform_id=author.platform_id)
