"""What is set from outside: environment variables with the prefix SEGAR_, or a `.env` file.

Only the composition root and the command line read this.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from checks.links import LinkRejected, read_profile
from checks.model import Platform
from checks.social.access import DEFAULT_USD_PER_MONTH

PREFIX = "SEGAR_"
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+)(:\d{1,5})?")
"""A host with its port, or with the usual ports where it has none."""


class SettingsInvalid(Exception):
    """A setting can't be read; the message names it and says what is wrong."""


class Settings(BaseSettings):
    """Every setting with its default. `.env.example` explains each in a line."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    database_url: str = Field("sqlite+aiosqlite:///segar.db", repr=False)
    """May hold a password."""
    evidence_folder: Path = Path("evidence")
    allow_private: Annotated[frozenset[str], NoDecode] = frozenset()
    contact: str = ""
    look_for_cloaking: bool = False
    health_listen: str = "127.0.0.1:8421"
    log_level: str = "INFO"
    instagram_token: SecretStr | None = None
    instagram_office_id: str | None = None
    facebook_token: SecretStr | None = None
    x_token: SecretStr | None = None
    youtube_key: SecretStr | None = None
    threads_token: SecretStr | None = None
    meta_app_id: str = ""
    meta_app_secret: SecretStr | None = None
    x_usd_per_month: Decimal = Field(DEFAULT_USD_PER_MONTH, ge=0)
    tiktok_embed: bool = True
    tiktok_client_key: SecretStr | None = None
    tiktok_client_secret: SecretStr | None = None
    tiktok_redirect: str = ""
    control_accounts: Annotated[dict[Platform, str], NoDecode] = Field(default_factory=dict)
    platform_api: Annotated[dict[Platform, str], NoDecode] = Field(default_factory=dict)

    @field_validator("allow_private", mode="before")
    @classmethod
    def split_list(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        entries = frozenset(part.strip() for part in value.split(",") if part.strip())
        if not all(map(HOST.fullmatch, entries)):
            raise ValueError("give host:port,host:port, for example 127.0.0.1:8080")
        return entries

    @field_validator("platform_api", "control_accounts", mode="before")
    @classmethod
    def parsed_json(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            addresses = json.loads(value)
        except ValueError as error:
            raise ValueError('give a JSON object such as {"x": "https://x.com/X"}') from error
        if isinstance(addresses, dict) and not addresses.keys() <= set(Platform):
            raise ValueError(f"name the platforms as {', '.join(Platform)}")
        return addresses

    @field_validator("platform_api")
    @classmethod
    def base_addresses(cls, value: dict[Platform, str]) -> dict[Platform, str]:
        return {platform: cls.base_address(address) for platform, address in value.items()}

    @field_validator("control_accounts")
    @classmethod
    def accounts(cls, value: dict[Platform, str]) -> dict[Platform, str]:
        for platform, address in value.items():
            try:
                found = read_profile(address, platform).platform
            except LinkRejected as error:
                raise ValueError(f"{address} is no account on {platform}") from error
            if found is not platform:
                raise ValueError(f"{address} is no account on {platform}")
        return value

    @field_validator("telegram_api")
    @classmethod
    def base_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
            raise ValueError("give an address such as https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("health_listen")
    @classmethod
    def host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("give host:port, for example 127.0.0.1:8421")
        return value

    @field_validator("log_level")
    @classmethod
    def known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("give DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @property
    def health_address(self) -> tuple[str, int]:
        """Host and port of /health."""
        host, _, port = self.health_listen.rpartition(":")
        return host, int(port)

    @property
    def secrets(self) -> frozenset[str]:
        """The credentials that are set, to be kept out of the logs."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return frozenset(
            value.get_secret_value() for value in values if isinstance(value, SecretStr)
        )

    @classmethod
    def read(cls) -> Self:
        """The settings from the environment and `.env`. Raises SettingsInvalid."""
        try:
            return cls()
        except ValidationError as error:
            raise SettingsInvalid(_sentence(error)) from error
        except UnicodeDecodeError as error:
            raise SettingsInvalid("The file .env is no UTF-8 text; save it as such.") from error


def _sentence(error: ValidationError) -> str:
    """What is wrong with the first setting that is wrong; its value may be a secret."""
    first: Any = error.errors(include_input=False)[0]
    reason = first["ctx"]["error"] if first["type"] == "value_error" else first["msg"]
    return f"The setting {PREFIX}{str(first['loc'][0]).upper()} can't be read: {reason}."
