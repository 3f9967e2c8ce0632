"""`segar check --json`: a reading as one object under fixed names."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checks.model import ChannelRef, Evidence, Health, Publication, Reading


def as_object(address: str, ref: ChannelRef, reading: Reading) -> dict[str, Any]:
    """The reading under its fixed names; times are ISO 8601 in UTC."""
    newest = reading.newest
    return {
        "address": address,
        "platform": ref.platform.value,
        "health": reading.health.value,
        "newest": None if newest is None else newest.at.isoformat(),
        "evidence": None if newest is None else _evidence(newest),
        "recent": [_publication(one) for one in reading.recent],
        "signs": list(reading.signs),
        "ms": reading.elapsed_ms,
        "trouble": None if reading.trouble is None else reading.trouble.value,
        "detail": reading.detail,
        "attempts": [
            {"source": one.source, "url": one.url, "outcome": one.outcome}
            for one in reading.attempts
        ],
        "set_aside": [_set_aside(one) for one in reading.set_aside],
    }


def rejected_object(address: str, reason: str) -> dict[str, Any]:
    """What is said of an address that is none, under the same names."""
    return {
        "address": address,
        "platform": None,
        "health": Health.FAILED.value,
        "newest": None,
        "evidence": None,
        "recent": [],
        "signs": [],
        "ms": 0,
        "trouble": None,
        "detail": f"not the address of a channel: {reason}",
        "attempts": [],
        "set_aside": [],
    }


def _publication(one: Publication) -> dict[str, str | int]:
    """One of the recent ones; with likes, comments and views where the platform tells them."""
    told = {} if one.engagement is None else asdict(one.engagement)
    counts = {name: count for name, count in told.items() if count is not None}
    return {"at": one.at.isoformat(), "title": one.title, "url": one.url, **counts}


def _evidence(newest: Publication) -> dict[str, str]:
    evidence = newest.evidence
    return {
        "source": evidence.source,
        "url": evidence.url,
        "raw": evidence.raw,
        "title": evidence.title or newest.title,
    }


def _set_aside(evidence: Evidence) -> dict[str, str]:
    return {
        "source": evidence.source,
        "url": evidence.url,
        "raw": evidence.raw,
        "note": evidence.note,
    }
