"""Which of the office's credentials opens which platform's door."""

from __future__ import annotations

from checks.model import Platform
from checks.social.access import PlatformAccess


def credential_of(platform: Platform, access: PlatformAccess) -> str:
    """The office's token or key for this platform; "" where it has none, or needs none."""
    return {
        Platform.INSTAGRAM: access.instagram_token,
        Platform.FACEBOOK: access.facebook_token,
        Platform.X: access.x_token,
        Platform.YOUTUBE: access.youtube_key,
        Platform.THREADS: access.threads_token,
        Platform.TIKTOK: access.tiktok_client_secret,
    }.get(platform, "")
