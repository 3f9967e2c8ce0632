"""What Graph tells of a Facebook Page: the fields asked for, and the publications they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import quote, urlencode

from pydantic import BaseModel, Field

from checks.links import LinkRejected, read_post
from checks.model import Engagement, Evidence, Identity, Platform, Publication
from checks.social.graph_values import Count, Id, moment
from checks.social.readings import title_of

POSTS = 10
"""Posts of a Page in one answer, as of an account of Instagram or Threads: a pinned one may stand
first, and a busy Page publishes several a day. Each costs computing time."""

TIMES_ONLY = "id,created_time,message,permalink_url"
_COUNTS = "reactions.summary(total_count).limit(0),comments.summary(total_count).limit(0)"
EVERYTHING = f"{TIMES_ONLY},{_COUNTS}"
"""The fields of a post, without and with its counts (Graph API, "Page Published Posts"). One that
may not be read makes Graph refuse them all."""


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A Page by its id or name, and the fields wanted of its posts."""

    node: str
    of_posts: str = EVERYTHING

    @property
    def fields(self) -> str:
        """The fields of the Page, its newest posts among them."""
        return f"id,username,published_posts.limit({POSTS}){{{self.of_posts}}}"

    @property
    def page_address(self) -> str:
        """The address of the Page below Graph's."""
        return f"{quote(self.node, safe='')}?{urlencode({'fields': self.fields})}"

    @property
    def posts_address(self) -> str:
        """The address of its posts alone, below Graph's."""
        query = urlencode({"fields": self.of_posts, "limit": POSTS})
        return f"{quote(self.node, safe='')}/published_posts?{query}"


class _Summary(BaseModel):
    total_count: Count | None = None


class _Counted(BaseModel):
    summary: _Summary | None = None

    @property
    def total(self) -> int | None:
        return self.summary.total_count if self.summary else None


class Post(BaseModel):
    """One post; `created_time` can be set back by the Page, and is when the post says it is of."""

    id: Annotated[str, Field(pattern=r"^[0-9]{1,25}(_[0-9]{1,25})?$")]
    created_time: str
    message: str | None = None
    permalink_url: str | None = None
    reactions: _Counted | None = None
    comments: _Counted | None = None


class _Posts(BaseModel):
    data: list[Post]


class Page(BaseModel):
    """A Page; one that has published nothing comes without `published_posts`."""

    id: Id
    username: str | None = None
    published_posts: _Posts = _Posts(data=[])

    @property
    def posts(self) -> Sequence[Post]:
        return self.published_posts.data

    def identity_at(self, _: str) -> Identity | None:
        """Who answers under an id or name."""
        return Identity(self.id, self.username.lower() if self.username else None)


class PostsAlone(BaseModel):
    """The posts of a Page, whose own id stands before theirs: `<page>_<post>`."""

    data: list[Post]

    @property
    def posts(self) -> Sequence[Post]:
        return self.data

    def identity_at(self, node: str) -> Identity | None:
        """Who answers under an id or name; None where there is no post to tell it by."""
        if node.isdigit():
            return Identity(node)
        pages = (post.id.partition("_") for post in self.data)
        return next((Identity(page) for page, _, number in pages if number), None)


class _ListedPage(BaseModel):
    id: Id
    name: str
    username: str | None = None


class _Cursors(BaseModel):
    after: str | None = None


class _Paging(BaseModel):
    """`next` is left out: an address with the token in it, there where more follows."""

    cursors: _Cursors = _Cursors()


class ListedPages(BaseModel):
    """One answer of the list of Pages that a token's holder has a role on."""

    data: list[_ListedPage]
    paging: _Paging = _Paging()

    @property
    def after(self) -> str | None:
        """The cursor that the next answer begins at, None where this one has no Page."""
        return self.paging.cursors.after if self.data else None


def publications(
    posts: Iterable[Post], source: str, asked: str, now: datetime
) -> list[Publication]:
    """The posts as read at the address `asked`. Raises AnswerNotUnderstood."""
    return [_publication(post, source, asked, now) for post in posts]


def _publication(post: Post, source: str, asked: str, now: datetime) -> Publication:
    title = title_of(post.message or "")
    return Publication(
        at=moment(post.created_time),
        url=_address(post, now),
        title=title,
        evidence=Evidence(source, asked, post.created_time, title),
        engagement=_engagement(post),
    )


def _address(post: Post, now: datetime) -> str:
    """The canonical permalink; by the post's id where Graph gives none that we know."""
    try:
        link = read_post(post.permalink_url or "", now=now)
    except LinkRejected:
        return _by_id(post)
    return link.canonical if link.platform is Platform.FACEBOOK else _by_id(post)


def _by_id(post: Post) -> str:
    page, _, number = post.id.partition("_")
    path = f"{page}/posts/{number}" if number else page
    return f"https://www.facebook.com/{path}"


def _engagement(post: Post) -> Engagement | None:
    likes = post.reactions.total if post.reactions else None
    comments = post.comments.total if post.comments else None
    return None if likes is None and comments is None else Engagement(likes, comments)
