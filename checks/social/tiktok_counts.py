"""How a TikTok video was taken, as far as its figures can be believed."""

from __future__ import annotations

from checks.model import Engagement

MOST = 2**63 - 1
"""TikTok counts in 64 bits at most ("Video Object"); its pages have been seen to overflow 32."""


def engagement_of(likes: int | None, comments: int | None, views: int | None) -> Engagement | None:
    """The figures, without those that can't be; None where nothing is left."""
    engagement = Engagement(_believed(likes), _believed(comments), _believed(views))
    return None if engagement == Engagement() else engagement


def _believed(count: int | None) -> int | None:
    return count if count is not None and 0 <= count <= MOST else None
