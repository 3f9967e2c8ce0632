"""Structured logs on standard error: a line of JSON each, or in colour on a terminal.

No token reaches them. The bot's token is part of every address of the Bot API, and httpx logs
addresses at INFO: those loggers are quieted, and every finished line, tracebacks included, is
searched for what looks like a credential and for the credentials that are set.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import Any

import structlog

TOKEN = re.compile(r"(?<!\d)\d{5,16}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
"""A bot's token as BotFather gives it: the bot's id, a colon, 35 characters (Bot API manual).
In an address it follows `/bot` without a gap."""
CREDENTIAL = re.compile(r"((?:access_token|appsecret_proof|key|token)=)[^&\s\"'\\]+", re.IGNORECASE)
PASSWORD = re.compile(r"(://[^\s/:@\"']+:)[^\s/@\"']+(?=@)")
"""In an address such as that of a database."""
PARAMETERS = re.compile(r"(\[parameters: ).*?(?=\(Background on this error)", re.DOTALL)
"""What SQLAlchemy 2.1 was about to write when it failed, with the names of people in it."""
HIDDEN = "•••"
CHATTY = (
    "httpx",
    "httpcore",
    "apscheduler",
    "telegram",
    "alembic",
    "uvicorn",
    "asyncio",
    "aiosqlite",
    "PIL",
)
"""Libraries that tell at DEBUG what nobody should read in a log: addresses, statements' values."""


def configure_logs(level: str, secrets: Iterable[str] = ()) -> None:
    """Send the logs of Segar and of its libraries through one chain of processors.

    `secrets` are hidden wherever they appear, whatever they look like.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
    renderer = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Formatter(
            frozenset(secrets),
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def without_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with every token, credential, password and failed statement's values replaced."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    text = PARAMETERS.sub(rf"\1{HIDDEN}] ", TOKEN.sub(HIDDEN, text))
    return PASSWORD.sub(rf"\1{HIDDEN}", CREDENTIAL.sub(rf"\1{HIDDEN}", text))


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Looks over each line when it is finished, so that nothing can be added to it afterwards."""

    def __init__(self, secrets: frozenset[str], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record), self._secrets)
