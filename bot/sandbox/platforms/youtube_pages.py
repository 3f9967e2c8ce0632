"""YouTube's feeds of channels and its oEmbed answers, for which nobody needs a key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.sandbox.platforms.world import Fault, Mood, PlatformWorld, Post, SocialAccount
from bot.sandbox.platforms.youtube_resources import MADE, PRIVATE, UNLISTED, UPLOADS, announced_at
from checks.links import LinkRejected, read_post
from checks.model import Platform

NEWEST = 15
"""Videos in a feed."""

NAMESPACES = (
    'xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"'
)

NOT_FOUND = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n"
    "<p><b>404.</b> <ins>That’s an error.</ins>\n<p>The requested URL <code>/feeds/videos.xml"
    "</code> was not found on this server.  <ins>That’s all we know.</ins>\n"
)
SORRY = (
    "<html><head><title>Sorry...</title></head><body>Our systems have detected unusual traffic "
    "from your computer network.</body></html>"
)


def feed(world: PlatformWorld, request: Request) -> Response:
    """The feed of `channel_id`, of the old name `user`, or of the `playlist_id` of all uploads."""
    fault = world.faults.get(Platform.YOUTUBE)
    if fault is Fault.THROTTLED:
        return HTMLResponse(SORRY, HTTPStatus.TOO_MANY_REQUESTS)
    account = _account_of_feed(world, request)
    if account is None or fault is Fault.EVERYTHING_MISSING or account.mood not in _SHOWN:
        return HTMLResponse(NOT_FOUND, HTTPStatus.NOT_FOUND)
    public = [post for post in account.shown if post.kind not in {PRIVATE, UNLISTED}][:NEWEST]
    return Response(_feed(account, public, str(request.url.query)), media_type="text/xml")


def oembed(world: PlatformWorld, request: Request) -> Response:
    """How a page may show the video at `url`; in JSON alone."""
    if request.query_params.get("format", "json") != "json":
        return PlainTextResponse("Not Implemented", HTTPStatus.NOT_IMPLEMENTED)
    try:
        link = read_post(request.query_params.get("url", ""))
    except LinkRejected:
        return PlainTextResponse("Bad Request", HTTPStatus.BAD_REQUEST)
    found = find_video(world, link.post_id)
    if found is None or world.faults.get(Platform.YOUTUBE) is Fault.EVERYTHING_MISSING:
        return PlainTextResponse("Not Found", HTTPStatus.NOT_FOUND)
    account, post = found
    if post.kind == PRIVATE or account.mood not in _SHOWN:
        return PlainTextResponse("Unauthorized", HTTPStatus.UNAUTHORIZED)
    player = f"https://www.youtube.com/embed/{post.id}?feature=oembed"
    return JSONResponse(
        {
            "title": post.text,
            "author_name": account.name,
            "author_url": f"https://www.youtube.com/@{account.handle}",
            "type": "video",
            "height": 113,
            "width": 200,
            "version": "1.0",
            "provider_name": "YouTube",
            "provider_url": "https://www.youtube.com/",
            "thumbnail_height": 360,
            "thumbnail_width": 480,
            "thumbnail_url": f"https://i.ytimg.com/vi/{post.id}/hqdefault.jpg",
            "html": f'<iframe width="200" height="113" src="{player}" frameborder="0" '
            f'allowfullscreen title="{escape(post.text)}"></iframe>',
        }
    )


_SHOWN = frozenset({Mood.PUBLIC, Mood.PERSONAL})


def find_video(world: PlatformWorld, video_id: str) -> tuple[SocialAccount, Post] | None:
    """The video with this id and whose it is, unless its channel was closed."""
    for account in world.accounts:
        if account.platform is Platform.YOUTUBE and account.mood is not Mood.SUSPENDED:
            for post in account.posts:
                if post.id == video_id:
                    return account, post
    return None


def _account_of_feed(world: PlatformWorld, request: Request) -> SocialAccount | None:
    asked = request.query_params
    if "channel_id" in asked:
        return world.with_id(Platform.YOUTUBE, asked["channel_id"])
    if "user" in asked:
        return world.named(Platform.YOUTUBE, asked["user"])
    channel_id = asked.get("playlist_id", "").replace(UPLOADS, "UC", 1)
    return world.with_id(Platform.YOUTUBE, channel_id)


def _feed(account: SocialAccount, posts: Sequence[Post], query: str) -> str:
    name, page = escape(account.name), f"https://www.youtube.com/channel/{account.id}"
    own = f"http://www.youtube.com/feeds/videos.xml?{escape(query)}"
    author = f"<author>\n  <name>{name}</name>\n  <uri>{page}</uri>\n </author>"
    entries = "".join(_entry(account, author, post) for post in posts)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed {NAMESPACES}>
 <link rel="self" href="{own}"/>
 <id>yt:channel:{account.id[2:]}</id>
 <yt:channelId>{account.id[2:]}</yt:channelId>
 <title>{name}</title>
 <link rel="alternate" href="{page}"/>
 {author}
 <published>{_stamp(MADE)}</published>
{entries}</feed>
"""


def _entry(account: SocialAccount, author: str, post: Post) -> str:
    title, at = escape(post.text), _stamp(announced_at(post))
    place = f"shorts/{post.id}" if post.kind == "short" else f"watch?v={post.id}"
    rating = "" if post.likes is None else _rating(post.likes)
    return f""" <entry>
  <id>yt:video:{post.id}</id>
  <yt:videoId>{post.id}</yt:videoId>
  <yt:channelId>{account.id}</yt:channelId>
  <title>{title}</title>
  <link rel="alternate" href="https://www.youtube.com/{place}"/>
  {author}
  <published>{at}</published>
  <updated>{at}</updated>
  <media:group>
   <media:title>{title}</media:title>
   <media:content url="https://www.youtube.com/v/{post.id}?version=3" \
type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://i1.ytimg.com/vi/{post.id}/hqdefault.jpg" width="480" \
height="360"/>
   <media:description></media:description>
   <media:community>{rating}
    <media:statistics views="{post.views or 0}"/>
   </media:community>
  </media:group>
 </entry>
"""


def _rating(likes: int) -> str:
    return f'\n    <media:starRating count="{likes}" average="5.00" min="1" max="5"/>'


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
