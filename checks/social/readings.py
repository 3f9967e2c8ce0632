"""The readings an adapter makes: publications newest first, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from checks.errors import HEALTHS, FetchError
from checks.model import ChannelRef, Health, Identity, Publication, Reading, Trouble
from checks.social.captions import first_telling_line
from checks.social.door import AnswerNotUnderstood

MOST_RECENT = 30
"""Publications kept of one reading: more than any door gives in one answer of the size we ask."""

AHEAD = timedelta(minutes=5)
"""How far a platform's clock may run before ours; a later time is no publication."""

TITLE_LENGTH = 200
"""Characters of a post's text that stand for its title."""


def posts_reading(
    publications: Iterable[Publication], now: datetime, *, identity: Identity | None = None
) -> Reading:
    """The reading of an account that was read; the newest of all items counts, never the first.

    Times in the future are set aside, and an account that has no others is undated. One without
    any publication has posted nothing: silent, and honestly so.
    """
    by_address = {one.url: one for one in publications}
    items = sorted(by_address.values(), key=lambda one: one.at, reverse=True)
    past = [one for one in items if one.at <= now + AHEAD]
    ahead = tuple(
        replace(one.evidence, note="lies in the future") for one in items if one.at > now + AHEAD
    )
    if not past:
        trouble = Trouble.NO_DATES if ahead else Trouble.NOTHING_POSTED
        return replace(troubled(trouble, now, identity=identity), set_aside=ahead)
    return Reading(
        Health.OK, now, recent=tuple(past[:MOST_RECENT]), set_aside=ahead, identity=identity
    )


def troubled(
    trouble: Trouble, now: datetime, detail: str = "", *, identity: Identity | None = None
) -> Reading:
    """The reading of an account with this trouble; `detail` is a short English sentence."""
    return Reading(HEALTHS[trouble], now, detail=detail, trouble=trouble, identity=identity)


def unread(error: FetchError | AnswerNotUnderstood, now: datetime) -> Reading:
    """The reading of an account about which there was no answer, or one of an unknown shape."""
    if isinstance(error, FetchError):
        return troubled(error.trouble, now, error.detail)
    return troubled(Trouble.ANSWER_NOT_UNDERSTOOD, now, error.detail)


def missing(ref: ChannelRef, now: datetime, detail: str) -> Reading:
    """The reading of an account that the platform does not show under its name.

    One that was read before is hidden, or renamed; one that never was is unknown.
    """
    seen_before = ref.handle is not None and ref.platform_id is not None
    return troubled(Trouble.ACCOUNT_HIDDEN if seen_before else Trouble.ACCOUNT_UNKNOWN, now, detail)


def title_of(text: str) -> str:
    """The first line of a post's text that says something, shortened to a title's length.

    See first_telling_line. "" for a text without any line.
    """
    line = first_telling_line(text)
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"
