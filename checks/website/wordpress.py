"""WordPress's REST interface: the newest posts of a site."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urljoin

from checks.client import Page
from checks.website.addresses import absolute
from checks.website.dates import Moment, read_moment
from checks.website.discovery import Signposts
from checks.website.items import Item, clean_title

QUERY = "per_page=5&_fields=date_gmt,date,link,title&orderby=date"
"""WordPress REST API handbook, "Posts": newest first; sticky posts do not come first here."""


def posts_addresses(home: str, signposts: Signposts) -> list[str]:
    """Where the posts may be asked for, the likeliest first.

    The root of the interface is taken as the site names it. The second form works on sites without
    pretty addresses (REST API handbook, "Routes and endpoints").
    """
    api = signposts.api
    pretty = urljoin(home, f"wp-json/wp/v2/posts?{QUERY}")
    plain = urljoin(home, f"?rest_route=/wp/v2/posts&{QUERY}")
    if not api:
        return [plain, pretty] if signposts.plain_links else [pretty, plain]
    if "rest_route=" in api:
        return [f"{api.rstrip('/')}/wp/v2/posts&{QUERY}"]
    return list(dict.fromkeys([f"{api.rstrip('/')}/wp/v2/posts?{QUERY}", plain]))


def read_posts(page: Page, today: date) -> list[Item] | None:
    """The posts in an answer, or None where it holds none: closed, not WordPress, broken.

    `date_gmt` is UTC although it names no zone (REST API handbook, "Posts", schema); `date` is the
    site's own time, of which only the day is kept.
    """
    if page.status != 200:
        return None
    text = page.text()
    try:
        # Warnings of PHP may stand before the list.
        posts = json.loads(text[max(text.find("["), 0) :])
    except ValueError:
        return None
    if not isinstance(posts, list):
        return None
    return [_item(post, page.url, today) for post in posts if isinstance(post, dict)]


def _item(post: dict[str, Any], base: str, today: date) -> Item:
    title = post.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    raw, moment = _moment(post, today)
    return Item(
        title=clean_title(str(rendered or "")),
        url=absolute(str(post.get("link") or ""), base) or "",
        raw=raw,
        moment=moment,
    )


def _moment(post: dict[str, Any], today: date) -> tuple[str, Moment | None]:
    universal, local = str(post.get("date_gmt") or ""), str(post.get("date") or "")
    moment = read_moment(f"{universal}Z", today) if universal else None
    if moment:
        return universal, moment
    moment = read_moment(local, today) if local else None
    return local or universal, Moment(moment.day, None) if moment else None
