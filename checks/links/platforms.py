"""On which platform a link lies, whatever else may be wrong with it."""

from __future__ import annotations

from checks.links.addresses import parse_address
from checks.links.finding import find_links
from checks.links.hosts import place_of
from checks.links.rejections import LinkRejected, Reason
from checks.model import Platform

_STILL_TELLS = frozenset({None, Reason.SHORT_LINK, Reason.PRIVATE})
"""Refusals of what does lie on that platform, and can't be read there."""


def link_platform(text: str) -> Platform | None:
    """The platform whose host the one link in a text names; `website` for an ordinary host.

    None for look-alikes, for shorteners and other services, and for a text with no link or with
    several.
    """
    links = set(find_links(text))
    if len(links) != 1:
        return None
    try:
        place = place_of(parse_address(links.pop()))
    except LinkRejected:
        return None
    if place.refused is Reason.SHORT_LINK and place.platform is Platform.WEBSITE:
        return None
    return place.platform if place.refused in _STILL_TELLS else None
