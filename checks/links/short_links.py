"""Short links: what they can tell offline, which is only whose they are."""

from __future__ import annotations

from checks.links.addresses import parse_address
from checks.links.finding import find_links
from checks.links.hosts import short_platform
from checks.links.rejections import LinkRejected
from checks.model import Platform


def short_link_platform(text: str) -> Platform | None:
    """The platform that runs the one short link or redirector in a text.

    Whoever follows it may believe only a post of that same platform. None for shorteners that lead
    anywhere (`bit.ly`), for every other link, and for a text with no link or with several.
    """
    links = set(find_links(text))
    if len(links) != 1:
        return None
    try:
        return short_platform(parse_address(links.pop()))
    except LinkRejected:
        return None
