"""A secret's fingerprint: tells one secret from another, and tells nothing of it."""

from __future__ import annotations

import hashlib

LENGTH = 16
"""Hexadecimal digits kept: enough to tell a handful of secrets apart."""


def fingerprint(secret: str) -> str:
    """The beginning of the secret's SHA-256, in lower-case hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()[:LENGTH]
