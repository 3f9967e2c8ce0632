"""How a channel is called in a message."""

from __future__ import annotations

from collections.abc import Callable

from bot.policy.standing import Standing
from checks.model import Health, Platform
from storage.roster import Channel

MARKS = {
    Standing.FRESH: "🟢",
    Standing.SLOWING: "🟡",
    Standing.STALE: "🟠",
    Standing.SILENT: "🔴",
    Standing.UNMEASURED: "⚪",
}

KNOWN_SOURCES = frozenset(
    {
        "feed",
        "wordpress",
        "news-sitemap",
        "sitemap",
        "json-ld",
        "meta",
        "time",
        "card",
        "article",
        "report",
        "post-id",
        "api",
        "page",
        "forward",
        "oembed",
        "photo",
    }
)


def channel_name(label: Callable[[str], str], channel: Channel) -> str:
    """`Website dinkes.go.id`, `Instagram dinkes`: enough to tell two of an agency apart.

    Without an @: Telegram would make it a mention of whoever has that name there.
    """
    ref = channel.ref
    platform = label(f"platform_{ref.platform}")
    if ref.platform is Platform.WEBSITE:
        return f"{platform} {ref.canonical.partition('://')[2].removeprefix('www.').rstrip('/')}"
    return f"{platform} {ref.name}"


def health_label(health: Health | None) -> str:
    """The key of the label that says what a check found."""
    return "health_never" if health is None else f"health_{health}"


def source_label(source: str, platform: Platform = Platform.WEBSITE) -> str:
    """The key of the label for where a date of a channel on this platform was read."""
    if source not in KNOWN_SOURCES:
        return "source_other"
    if source == "feed" and platform is not Platform.WEBSITE:
        return "source_platform_feed"
    return f"source_{source.replace('-', '_')}"
