"""From the settings to what opens the platforms' doors."""

from __future__ import annotations

from pydantic import SecretStr

from bot.settings import Settings
from checks.links import read_profile
from checks.social.access import PlatformAccess


def platform_access(settings: Settings) -> PlatformAccess:
    """The office's access to the platforms under these settings."""
    return PlatformAccess(
        instagram_token=_plain(settings.instagram_token),
        instagram_office_id=settings.instagram_office_id or "",
        facebook_token=_plain(settings.facebook_token),
        meta_app_id=settings.meta_app_id,
        meta_app_secret=_plain(settings.meta_app_secret),
        x_token=_plain(settings.x_token),
        x_usd_per_month=settings.x_usd_per_month,
        youtube_key=_plain(settings.youtube_key),
        threads_token=_plain(settings.threads_token),
        tiktok_client_key=_plain(settings.tiktok_client_key),
        tiktok_client_secret=_plain(settings.tiktok_client_secret),
        tiktok_embed=settings.tiktok_embed,
        controls={
            platform: read_profile(address, platform)
            for platform, address in settings.control_accounts.items()
        },
        stand_ins=settings.platform_api,
    )


def _plain(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value()
