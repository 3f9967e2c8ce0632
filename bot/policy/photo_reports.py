"""What becomes of a picture that a steward sends as evidence of a publication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.policy.standing import ReportedPublication
from bot.policy.workdays import Calendar


class PhotoOutcome(StrEnum):
    """How a picture was taken; but for `ALBUM` also what the steward is told."""

    RECORDED = "photo_recorded"
    """Kept, and counted on the steward's word."""
    WHICH_CHANNEL = "photo_which_channel"
    """Kept; the steward has to say for which of their channels."""
    ALBUM = "photo_album"
    """Kept with another picture of its album, which speaks for all of them."""
    DUPLICATE = "photo_duplicate"
    """It is on record for this channel."""
    USED_ELSEWHERE = "photo_used_elsewhere"
    """It is on record for another channel of the region."""
    ACCOUNT_TAKEN = "photo_account_taken"
    """The channel's name belongs to another account now, which the picture may be of."""
    NO_CHANNEL = "photo_no_channel"
    """Whoever sent it has no channel in their care."""
    NOT_KEPT = "photo_not_kept"
    """It could not be fetched from Telegram, or not be written."""
    TOO_LARGE = "photo_too_large"
    NOT_A_PICTURE = "photo_not_a_picture"
    BROKEN = "photo_broken"


SPEAKING = frozenset({PhotoOutcome.RECORDED, PhotoOutcome.WHICH_CHANNEL})
"""What makes a picture speak for its album: one album shows one publication."""


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel that the picture may be evidence for; `taken`: another account has its name now."""

    channel_id: int
    longest_gap_days: int
    taken: bool = False


@dataclass(frozen=True, slots=True)
class AlbumPart:
    """What became of an earlier part of the same album; `outcome` None for a link's report."""

    outcome: PhotoOutcome | None
    channel_id: int | None = None

    @property
    def speaks(self) -> bool:
        return self.outcome is None or self.outcome in SPEAKING


@dataclass(frozen=True, slots=True)
class PhotoDecision:
    """What to record of a picture, and what follows.

    `channel_id` is the channel it is about, None where that is not known; unless its account is
    taken, the picture is on record for it. `publication` is what to
    record for it, None for nothing; it closes the channel's episode, and `quiet_until` is then the
    last day without reminders. `candidates` are the channels to choose from when the outcome is
    `WHICH_CHANNEL`. A `silent` one needs no answer: the album it belongs to had one.
    """

    outcome: PhotoOutcome
    channel_id: int | None = None
    publication: ReportedPublication | None = None
    quiet_until: date | None = None
    candidates: tuple[int, ...] = ()
    silent: bool = False


def accept_photo(
    channels: Sequence[ShownChannel],
    now: datetime,
    calendar: Calendar,
    *,
    problem: PhotoOutcome | None = None,
    on_record_for: Collection[int] = (),
    album: Sequence[AlbumPart] = (),
) -> PhotoDecision:
    """What becomes of a picture sent at `now` by the steward of the channels.

    `problem` says why there is no picture to keep, `on_record_for` names the region's channels
    that the same picture is evidence for already, and `album` tells of the earlier parts of the
    album it came in. Nobody can read a date off a picture, so that it counts from now, on the
    steward's word, for as long as the channel may be silent.
    """
    speaker = next((part for part in album if part.speaks), None)
    decision = _decide(channels, now, calendar, problem, on_record_for, speaker)
    answered = speaker is not None or any(part.outcome is decision.outcome for part in album)
    if not answered:
        return decision
    return PhotoDecision(decision.outcome, decision.channel_id, silent=True)


def _decide(
    channels: Sequence[ShownChannel],
    now: datetime,
    calendar: Calendar,
    problem: PhotoOutcome | None,
    on_record_for: Collection[int],
    speaker: AlbumPart | None,
) -> PhotoDecision:
    if not channels:
        return PhotoDecision(PhotoOutcome.NO_CHANNEL)
    if problem is not None:
        return PhotoDecision(problem)
    if speaker is not None:
        return PhotoDecision(PhotoOutcome.ALBUM, speaker.channel_id)
    for channel in channels:
        if channel.channel_id in on_record_for:
            return PhotoDecision(PhotoOutcome.DUPLICATE, channel.channel_id)
    if on_record_for:
        return PhotoDecision(PhotoOutcome.USED_ELSEWHERE)
    if len(channels) > 1:
        candidates = tuple(channel.channel_id for channel in channels)
        return PhotoDecision(PhotoOutcome.WHICH_CHANNEL, candidates=candidates)
    [channel] = channels
    if channel.taken:
        return PhotoDecision(PhotoOutcome.ACCOUNT_TAKEN, channel.channel_id)
    return PhotoDecision(
        PhotoOutcome.RECORDED,
        channel.channel_id,
        ReportedPublication(now),
        quiet_until=calendar.today(now) + timedelta(days=channel.longest_gap_days),
    )
