"""Structured logs on standard error: a line of JSON each, or in colour on a terminal.

No token reaches them: httpx logs addresses at INFO, and the bot's token is part of every address
of the Bot API, so those loggers are quieted and every line is searched besides.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

TOKEN = re.compile(r"\b\d{5,16}:[A-Za-z0-9_-]{30,}")
"""A bot's token as BotFather gives it: the bot's id, a colon, 35 characters (Bot API manual)."""
CREDENTIAL = re.compile(r"((?:access_token|appsecret_proof|key|token)=)[^&\s\"']+", re.IGNORECASE)
HIDDEN = "•••"
CHATTY = ("httpx", "httpcore", "apscheduler", "telegram", "alembic", "uvicorn", "asyncio")


def configure_logs(level: str) -> None:
    """Send the logs of Segar and of its libraries through one chain of processors."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
    renderer = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                hide_secrets,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def hide_secrets(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace what looks like a bot's token or a credential in every text of the event."""
    for key, value in event.items():
        event[key] = _hidden(value)
    return event


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return CREDENTIAL.sub(rf"\1{HIDDEN}", TOKEN.sub(HIDDEN, value))
    if isinstance(value, list | tuple):
        return [_hidden(one) for one in value]
    if isinstance(value, BaseException):
        return _hidden(repr(value))
    return value
