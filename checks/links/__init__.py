"""What a link says by itself, without asking anyone: a post's permalink, a channel's address.

Everything here is offline. A link that can't be read raises `LinkRejected`, whose `reason` is one
of `Reason` (they compare equal to their plain words).
"""

from __future__ import annotations

from checks.links.examples import good_example
from checks.links.finding import find_links
from checks.links.ownership import Ownership, owns
from checks.links.platforms import link_platform
from checks.links.posts import PostLink, read_post
from checks.links.profiles import read_profile
from checks.links.rejections import LinkRejected, Reason
from checks.links.short_links import short_link_platform

__all__ = [
    "LinkRejected",
    "Ownership",
    "PostLink",
    "Reason",
    "find_links",
    "good_example",
    "link_platform",
    "owns",
    "read_post",
    "read_profile",
    "short_link_platform",
]
