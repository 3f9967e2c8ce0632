"""What is set from outside: environment variables with the prefix SEGAR_, or a `.env` file.

Only the composition root and the command line read this.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from checks.model import Platform


class SettingsInvalid(Exception):
    """A setting can't be read; the message names it and says what is wrong."""


class Settings(BaseSettings):
    """Every setting with its default. `.env.example` explains each in a line."""

    model_config = SettingsConfigDict(
        env_prefix="SEGAR_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        env_ignore_empty=True,
    )

    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///segar.db"
    allow_private: Annotated[frozenset[str], NoDecode] = frozenset()
    contact: str = ""
    health_listen: str = "127.0.0.1:8421"
    log_level: str = "INFO"
    instagram_token: SecretStr | None = None
    instagram_office_id: str | None = None
    facebook_token: SecretStr | None = None
    x_token: SecretStr | None = None
    youtube_key: SecretStr | None = None
    threads_token: SecretStr | None = None
    platform_api: dict[Platform, str] = Field(default_factory=dict)

    @field_validator("allow_private", mode="before")
    @classmethod
    def split_list(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("telegram_api")
    @classmethod
    def without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("health_listen")
    @classmethod
    def host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("give it as host:port, for example 127.0.0.1:8421")
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

    @classmethod
    def read(cls) -> Self:
        """The settings from the environment and `.env`. Raises SettingsInvalid."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = "SEGAR_" + "_".join(map(str, first["loc"])).upper()
            raise SettingsInvalid(f"The setting {name} can't be read: {first['msg']}.") from error
        except ValueError as error:
            raise SettingsInvalid(f"A setting can't be read: {error}.") from error
