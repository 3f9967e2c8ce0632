"""What the duties and the conversations need, wired once by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.evidence_folder import EvidenceFolder
from bot.texts import Phrasebook
from checks.client import Client
from checks.model import Platform
from checks.social.access import PlatformAccess
from checks.social.tokens import MemoryTokenBook, TokenBook
from checks.social.usage import Ledger, MemoryLedger
from checks.sweep import Reader, readers_for
from storage.engine import Database

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def _nobody_waits() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Services:
    """The parts, ready to use.

    `readers` are those of the platforms that can be read, with the `access`, the `ledger` and the
    book of `tokens` that they work with. `holder` names this process among those
    on the same database; `evidence` holds the pictures that stewards sent; `wake_sender` is called
    after a commit that may have put something into the outbox.
    """

    database: Database
    phrasebook: Phrasebook
    clock: Clock
    client: Client
    holder: str
    evidence: EvidenceFolder
    readers: Mapping[Platform, Reader] = field(default_factory=readers_for)
    access: PlatformAccess = field(default_factory=PlatformAccess)
    ledger: Ledger = field(default_factory=MemoryLedger)
    tokens: TokenBook = field(default_factory=MemoryTokenBook)
    wake_sender: Callable[[], None] = _nobody_waits
