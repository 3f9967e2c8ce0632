"""The social accounts of the demo town's roster, and what each has posted."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.sandbox.platforms import Mood, PlatformWorld, Post, SocialAccount
from bot.sandbox.platforms.ids import timed_id, video_id
from bot.sandbox.town.agencies import TOWN_ZONE
from checks.model import Platform

ACCOUNTS = Path(__file__).with_name("accounts.json")


def accounts(today: date) -> list[SocialAccount]:
    """Every account of the roster; the age of its posts is counted from `today`.

    One is personal: Instagram shows its posts to people, and tells programs that nobody is there.
    """
    known: dict[str, dict[str, Any]] = json.loads(ACCOUNTS.read_text(encoding="utf-8"))
    return [
        _account(Platform(platform), handle, facts, today)
        for platform, of_platform in known.items()
        for handle, facts in of_platform.items()
    ]


def post_on_instagram(world: PlatformWorld, handle: str, text: str, at: datetime) -> str:
    """Let an account post at a moment (aware); the link that a phone shares of it.

    Raises KeyError for an account that is not there.
    """
    account = world.named(Platform.INSTAGRAM, handle)
    if account is None:
        raise KeyError(handle)
    post = Post(timed_id(Platform.INSTAGRAM, at), at, text)
    account.posts.append(post)
    return f"https://www.instagram.com/p/{post.id}/?igsh=MWx0aXJ0YWtlbmNhbmE="


def _account(platform: Platform, handle: str, facts: dict[str, Any], today: date) -> SocialAccount:
    return SocialAccount(
        platform=platform,
        id=facts["id"],
        handle=handle,
        name=facts["name"],
        mood=Mood(facts.get("mood", Mood.PUBLIC)),
        posts=[_post(platform, handle, item, today) for item in facts["posts"]],
    )


def _post(platform: Platform, handle: str, item: dict[str, Any], today: date) -> Post:
    day = today - timedelta(days=item["days_ago"])
    at = datetime.combine(day, time.fromisoformat(item["time"]), TOWN_ZONE)
    if platform is Platform.YOUTUBE:
        return Post(video_id(f"{handle} {at.isoformat()}"), at, item["text"])
    return Post(timed_id(platform, at), at, item["text"])
