"""Is a sweep to be believed: when most channels fail alike, the fault is ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from checks.model import Health, Platform, Trouble

NETWORK_FAILURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name not known", "name server gives no answer"),
        "refused": ("connection refused", "no connection possible"),
        "time": (
            "timed out",
            "no answer within",
            "no connection within",
            "no encrypted connection",
        ),
    }
)
"""The failures that a broken network of ours would cause, by how a reading's detail begins. Errors
that a server answered with are not among them: we did reach it."""
CROWD = 3
"""So many failing alike are no coincidence. Our own choice."""


class TrustReason(StrEnum):
    """What the trust, or the lack of it, rests on."""

    NO_COMMON_FAILURE = "no_common_failure"
    NOTHING_ATTEMPTED = "nothing_attempted"
    ONE_PLATFORM = "one_platform"
    """Most failed alike, but all on one social platform, while others were read."""
    MOST_FAILED_ALIKE = "most_failed_alike"
    NOTHING_WAS_READ = "nothing_was_read"


@dataclass(frozen=True, slots=True)
class SweepOutcome:
    """What a sweep found of one channel.

    `attempted` is false where no reader exists for the channel, so that nobody tried. `detail` and
    `trouble` are the reading's. `failed_before`: the channel's previous reading had failed in the
    same way; `lived_before`: it was read then.
    """

    platform: Platform
    health: Health
    detail: str = ""
    attempted: bool = True
    failed_before: bool = False
    trouble: Trouble | None = None
    lived_before: bool = False


@dataclass(frozen=True, slots=True)
class TrustVerdict:
    """Whether the sweep may be acted upon, and why."""

    trusted: bool
    reason: TrustReason


def sweep_trusted(outcomes: Sequence[SweepOutcome]) -> TrustVerdict:
    """Whether what a sweep found is about the channels rather than about our own network.

    Only channels that were attempted count. Where three or more were and every one failed, nothing
    is trusted. Otherwise a channel that fails as it did before says nothing, and of the others more
    than half failing alike speak against us: three at least, or all of them where there are two. A
    failure confined to one social platform is that platform's, or our key's to it, as long as
    anything else was read.
    """
    attempted = [(one, _failure(one)) for one in outcomes if one.attempted]
    if not attempted:
        return TrustVerdict(True, TrustReason.NOTHING_ATTEMPTED)
    if len(attempted) >= CROWD and all(failure for _, failure in attempted):
        return TrustVerdict(False, TrustReason.NOTHING_WAS_READ)

    witnesses = [(one, kind) for one, kind in attempted if not (kind and one.failed_before)]
    commonest, count = _commonest([kind for _, kind in witnesses if kind])
    everyone = count == len(witnesses) > 1
    if not (everyone or (count >= CROWD and count * 2 > len(witnesses))):
        return TrustVerdict(True, TrustReason.NO_COMMON_FAILURE)
    platforms = {one.platform for one, kind in witnesses if kind == commonest}
    anything_read = not all(failure for _, failure in attempted)
    if anything_read and len(platforms) == 1 and Platform.WEBSITE not in platforms:
        return TrustVerdict(True, TrustReason.ONE_PLATFORM)
    return TrustVerdict(False, TrustReason.MOST_FAILED_ALIKE)


def _commonest(kinds: Sequence[str]) -> tuple[str, int]:
    return Counter(kinds).most_common(1)[0] if kinds else ("", 0)


def _failure(outcome: SweepOutcome) -> str:
    """The kind of failure that may be our network's, or an empty text."""
    if outcome.health is Health.FAILED:
        return Health.FAILED.value
    if outcome.health is Health.UNREACHABLE:
        detail = outcome.detail.casefold()
        return next(
            (kind for kind, starts in NETWORK_FAILURES.items() if detail.startswith(starts)), ""
        )
    return ""
