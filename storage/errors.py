"""What can go wrong with what is remembered.

StorageError
├── DatabaseUnusable        it can't be opened as it is; the sentence says what to do
│   └── DatabaseFromFuture  a newer Segar wrote it
├── RegionExists
├── UnknownRegion
├── UnknownAgency
├── ShortNameTaken          two agencies of a region can't share a short name
├── PersonBelongsElsewhere  this Telegram account already serves another region
└── InvitationRefused       unknown, used or expired

Every message is one sentence that a person at a terminal can act on.
"""

from __future__ import annotations

from enum import StrEnum


class StorageError(Exception):
    """The root: the message is one clear sentence."""


class DatabaseUnusable(StorageError):
    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"The database {url} can't be used: {why}")
        self.url = url


class DatabaseFromFuture(DatabaseUnusable):
    def __init__(self, url: str, revision: str) -> None:
        super().__init__(
            url,
            f"it was written by a newer Segar (revision {revision}). "
            "Install that version, or point SEGAR_DATABASE_URL at another database.",
        )
        self.revision = revision


class RegionExists(StorageError):
    def __init__(self, slug: str) -> None:
        super().__init__(f"There is already a region called {slug!r}.")
        self.slug = slug


class UnknownRegion(StorageError):
    def __init__(self, slug: str, known: list[str]) -> None:
        hint = f"Known: {', '.join(known)}." if known else "Add one with: segar region add"
        super().__init__(f"There is no region called {slug!r}. {hint}")
        self.slug = slug


class UnknownAgency(StorageError):
    def __init__(self, text: str, region: str) -> None:
        super().__init__(
            f"No agency of {region} is called {text!r}. Use its short name as the roster has it."
        )
        self.text = text


class ShortNameTaken(StorageError):
    def __init__(self, short: str, name: str) -> None:
        super().__init__(
            f"{name!r} can't be called {short!r}: another agency of the region has that short "
            "name. Give one of them another in the file; nothing was changed."
        )
        self.short = short


class PersonBelongsElsewhere(StorageError):
    def __init__(self, region: str) -> None:
        super().__init__(f"This Telegram account already serves the region {region!r}.")
        self.region = region


class Refusal(StrEnum):
    """Why an invitation was refused."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


class InvitationRefused(StorageError):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"The invitation is {refusal}.")
        self.refusal = refusal
