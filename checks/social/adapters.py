"""The adapters there are, one a platform; accounts elsewhere are known by reports alone."""

from __future__ import annotations

from collections.abc import Sequence

from checks.social.adapter import Adapter
from checks.social.facebook import FacebookAdapter
from checks.social.telegram import TelegramAdapter
from checks.social.tiktok import TikTokAdapter
from checks.social.youtube import YouTubeAdapter

ADAPTERS: Sequence[Adapter] = (
    FacebookAdapter(),
    YouTubeAdapter(),
    TikTokAdapter(),
    TelegramAdapter(),
)
