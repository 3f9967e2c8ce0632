"""One adapter for each platform that has accounts."""

from __future__ import annotations

from collections.abc import Sequence

from checks.social.adapter import Adapter
from checks.social.facebook import FacebookAdapter
from checks.social.instagram import InstagramAdapter
from checks.social.telegram import TelegramAdapter
from checks.social.threads import ThreadsAdapter
from checks.social.tiktok import TikTokAdapter
from checks.social.x import XAdapter
from checks.social.youtube import YouTubeAdapter

ADAPTERS: Sequence[Adapter] = (
    InstagramAdapter(),
    FacebookAdapter(),
    XAdapter(),
    YouTubeAdapter(),
    TikTokAdapter(),
    ThreadsAdapter(),
    TelegramAdapter(),
)
