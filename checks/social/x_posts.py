"""From X's posts, and what was known before, to the reading of one account."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from checks.links import LinkRejected, read_post
from checks.links.snowflakes import made_at
from checks.model import Engagement, Evidence, Identity, Platform, Publication, Reading
from checks.social.readings import posts_reading, title_of
from checks.social.x_answers import Post
from checks.social.x_search import SEARCH
from checks.social.x_users import USERS


@dataclass(frozen=True, slots=True)
class Known:
    """The publications of earlier readings, by their post's id."""

    posts: Mapping[str, Publication] = field(default_factory=dict)

    @property
    def newest(self) -> tuple[str, datetime] | None:
        """The id and the time of the newest."""
        times = [(id_, post.at) for id_, post in self.posts.items() if id_.isdecimal()]
        return max(times, key=lambda pair: pair[1], default=None)


def known_of(before: Reading | None) -> Known:
    """What the last reading knew; nothing where there was none."""
    if before is None:
        return Known()
    return Known({_id_of(one.url, before.checked_at): one for one in before.recent})


def account_reading(
    identity: Identity,
    known: Known,
    posts: Sequence[Post],
    most_recent_id: str | None,
    *,
    searched_from: datetime,
    now: datetime,
) -> Reading:
    """The reading of an account after a search that told these posts of it.

    `most_recent_id` may name a repost. The search leaves those out, so the id counts for a post
    from before `searched_from`, or where no other is known at all.
    """
    publications = dict(known.posts)
    for post in posts:
        publication = _publication(identity, post, now)
        earlier = publications.get(post.id)
        # A name that changed changes the link; the post is still the one that was counted.
        publications[post.id] = replace(publication, url=earlier.url) if earlier else publication
    if most_recent_id is not None and most_recent_id not in publications:
        at = made_at(Platform.X, most_recent_id, now)
        if at is not None and (not publications or at < searched_from):
            evidence = Evidence("post-id", USERS, most_recent_id)
            url = _link(identity, most_recent_id, now)
            publications[most_recent_id] = Publication(at, url, "", evidence)
    return posts_reading(publications.values(), now, identity=identity)


def _publication(identity: Identity, post: Post, now: datetime) -> Publication:
    # X writes &, < and > of a text as HTML does; and no database takes a zero byte.
    title = title_of(html.unescape(post.text).replace("\0", ""))
    metrics = post.public_metrics
    engagement = Engagement(metrics.like_count, metrics.reply_count, metrics.impression_count)
    return Publication(
        at=post.at,
        url=_link(identity, post.id, now),
        title=title,
        evidence=Evidence("api", SEARCH, post.created_at, title),
        engagement=None if engagement == Engagement() else engagement,
    )


def _link(identity: Identity, post_id: str, now: datetime) -> str:
    link = f"https://x.com/{identity.handle or 'i'}/status/{post_id}"
    try:
        return read_post(link, now=now).canonical
    except LinkRejected:
        return link


def _id_of(url: str, now: datetime) -> str:
    try:
        return read_post(url, now=now).post_id
    except LinkRejected:
        return url
