"""The platforms' own interfaces on loopback: real shapes, errors and limits, invented accounts.

`PlatformsServer(world).app` serves them all, each platform below a path of its name, so that
`SEGAR_PLATFORM_API` can point there. A `PlatformWorld` holds who is there and what goes wrong.
"""

from __future__ import annotations

from bot.sandbox.platforms.server import PlatformsServer
from bot.sandbox.platforms.world import Fault, GraphWay, Mood, PlatformWorld, Post, SocialAccount

__all__ = ["Fault", "GraphWay", "Mood", "PlatformWorld", "PlatformsServer", "Post", "SocialAccount"]
