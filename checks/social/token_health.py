"""How a credential of the office's is doing, asked of its platform by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checks.model import Platform, Trouble


@dataclass(frozen=True, slots=True)
class TokenState:
    """What one platform says of the office's token or key.

    `trouble` is what is wrong with it, None where nothing is; `detail` says it in a short English
    sentence without the credential. `expires_at` (aware) is None where there is no end, or none
    known. `renewed` tells that a new one took its place just now; `scopes_missing` are the
    permissions that it lacks, in the platform's words.
    """

    platform: Platform
    trouble: Trouble | None
    expires_at: datetime | None
    detail: str
    renewed: bool = False
    scopes_missing: tuple[str, ...] = ()
