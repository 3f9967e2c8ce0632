"""Is a platform out for the day: when it answers alike for most accounts, it isn't the accounts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.trust import CROWD, SweepOutcome
from checks.model import STOPS_PLATFORM, Health, Platform, Trouble

READ: frozenset[Health] = frozenset({Health.OK, Health.STATIC, Health.UNDATED})
"""Healths of an account that answered for itself."""

ABSENCE_BELIEVED_AFTER = timedelta(days=3)
"""YouTube's feeds fail in waves for all channels, for hours or days: an absence that lasted so long
while other channels were read is the channel's own."""


@dataclass(frozen=True, slots=True)
class PlatformOut:
    """Why nothing of a platform's accounts is believed today, as `trouble` and a sentence."""

    trouble: Trouble
    detail: str


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What calls for a look at an account that is known to live.

    `alike`: most of the platform's accounts answered alike, and not well; otherwise only some that
    lived before did, with none that was read to vouch for the platform.
    """

    alike: bool
    detail: str


def suspicions(outcomes: Sequence[SweepOutcome]) -> dict[Platform, Suspicion]:
    """The social platforms whose answers may say more about them than about the accounts."""
    found = {}
    for platform, tried in _by_platform(outcomes).items():
        suspicion = _suspicion(tried)
        if suspicion is not None:
            found[platform] = suspicion
    return found


def platforms_out(
    outcomes: Sequence[SweepOutcome], controls: Mapping[Platform, Health]
) -> dict[Platform, PlatformOut]:
    """The social platforms that are out for the day, with the reason.

    `controls` is the health of an account known to live, for the suspected platforms that have one.
    A platform that said itself that it serves us no more is out. A suspected one is out where its
    control can't be read either, or where it has none and most of its accounts answered alike.
    """
    out = _stopped(outcomes)
    for platform, suspicion in suspicions(outcomes).items():
        control = controls.get(platform)
        believed = control in READ if control is not None else not suspicion.alike
        if not believed:
            out.setdefault(platform, PlatformOut(Trouble.PLATFORM_DOWN, suspicion.detail))
    return out


def is_gone_for_good(
    trouble: Trouble | None,
    *,
    before: Trouble | None,
    failing_since: datetime | None,
    now: datetime,
) -> bool:
    """Whether an absence that is often a passing one has lasted long enough to be believed.

    `before` is the trouble of the account's last reading, `failing_since` when it began to fail.
    """
    if trouble is not Trouble.PASSING_ABSENCE:
        return False
    lasted = failing_since is not None and now - failing_since >= ABSENCE_BELIEVED_AFTER
    return lasted or before is Trouble.ACCOUNT_UNKNOWN


def _by_platform(outcomes: Iterable[SweepOutcome]) -> Mapping[Platform, list[SweepOutcome]]:
    grouped: defaultdict[Platform, list[SweepOutcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.attempted and outcome.platform is not Platform.WEBSITE:
            grouped[outcome.platform].append(outcome)
    return grouped


def _stopped(outcomes: Iterable[SweepOutcome]) -> dict[Platform, PlatformOut]:
    found: dict[Platform, PlatformOut] = {}
    for platform, tried in _by_platform(outcomes).items():
        any_read = any(outcome.health in READ for outcome in tried)
        for outcome in tried:
            trouble = outcome.trouble
            if trouble is None or trouble not in STOPS_PLATFORM:
                continue
            # A permission can be missing for one account and be there for its neighbour; and what
            # stops YouTube's key stops nobody whose feed is read.
            alone = trouble is Trouble.PERMISSION_MISSING or platform is Platform.YOUTUBE
            if not (alone and any_read):
                found.setdefault(platform, PlatformOut(trouble, outcome.detail))
    return found


def _suspicion(tried: Sequence[SweepOutcome]) -> Suspicion | None:
    # What failed in the same way before says nothing about today.
    witnesses = [one for one in tried if one.health in READ or not one.failed_before]
    failing = Counter((one.health, one.trouble) for one in witnesses if one.health not in READ)
    if not failing:
        return None
    (health, trouble), count = failing.most_common(1)[0]
    everyone = count == len(witnesses) > 1
    detail = f"{count} of {len(witnesses)} accounts answer alike: {trouble or health}"
    if everyone or (count >= CROWD and count * 2 > len(witnesses)):
        return Suspicion(True, detail)
    nobody_read = not any(one.health in READ for one in tried)
    if nobody_read and any(one.lived_before for one in witnesses):
        return Suspicion(False, detail)
    return None
