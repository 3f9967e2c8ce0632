"""What opens the platforms' doors: credentials, switches, a ceiling for what may be spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from checks.model import ChannelRef, Platform

DEFAULT_USD_PER_MONTH = Decimal(35)
"""What X may cost in a calendar month unless the office decides otherwise: enough for 300 accounts
with two posts a week each, also in the month of their first reading (`checks.social.plan`)."""


@dataclass(frozen=True, slots=True)
class PlatformAccess:
    """The office's own credentials. An empty one is a door that stays closed.

    `stand_ins` has the base address that takes the place of `https://HOST` in every address of a
    platform, for tests. `controls` are accounts known to live: where one can't be read, the fault
    is not with the accounts.
    """

    instagram_token: str = field(default="", repr=False)
    instagram_office_id: str = ""
    facebook_token: str = field(default="", repr=False)
    meta_app_id: str = ""
    meta_app_secret: str = field(default="", repr=False)
    x_token: str = field(default="", repr=False)
    x_usd_per_month: Decimal = DEFAULT_USD_PER_MONTH
    youtube_key: str = field(default="", repr=False)
    threads_token: str = field(default="", repr=False)
    tiktok_client_key: str = field(default="", repr=False)
    tiktok_client_secret: str = field(default="", repr=False)
    tiktok_embed: bool = True
    """Whether TikTok's creator-profile embed may be read: a door that may close."""
    controls: Mapping[Platform, ChannelRef] = field(default_factory=dict)
    stand_ins: Mapping[Platform, str] = field(default_factory=dict)

    def address(self, platform: Platform, url: str) -> str:
        """The address to ask for what stands at `url`: itself, or the same below the stand-in.

        One that lies below the stand-in already is itself.
        """
        stand_in = self.stand_ins.get(platform)
        if stand_in is None or _is_below(stand_in, url):
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{stand_in.rstrip('/')}{parts.path}{query}"

    @property
    def stand_in_hosts(self) -> frozenset[str]:
        """The "host:port" of each stand-in, which the operator named and the guard may let pass."""
        return frozenset(_host_and_port(address) for address in self.stand_ins.values())


def _is_below(base: str, url: str) -> bool:
    within = f"{urlsplit(url).path}/".startswith(f"{urlsplit(base).path.rstrip('/')}/")
    return within and _host_and_port(base) == _host_and_port(url)


def _host_and_port(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
