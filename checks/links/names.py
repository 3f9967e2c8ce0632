"""What an account may be called on each platform, and the words that are nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checks.model import Platform

_INSTAGRAM_NAME = r"(?!\.)(?!.*\.\.)[A-Za-z0-9._]{1,30}(?<!\.)"

NAMES: Mapping[Platform, re.Pattern[str]] = {
    platform: re.compile(pattern)
    for platform, pattern in {
        Platform.INSTAGRAM: _INSTAGRAM_NAME,
        Platform.THREADS: _INSTAGRAM_NAME,
        # five of the characters must be more than dots, which don't count
        Platform.FACEBOOK: r"(?=(?:\.*[A-Za-z0-9]){5})(?=.*[A-Za-z])[A-Za-z0-9.]{5,50}",
        Platform.X: r"[A-Za-z0-9_]{1,15}",
        # letters and digits of any script, but no number drawn as a sign (➃)
        Platform.YOUTUBE: r"(?:[^\W\u2190-\u2bff\U0001f000-\U0001faff]|[.·-]){3,30}(?<!\.)",
        Platform.TIKTOK: r"[A-Za-z0-9._]{2,24}(?<!\.)",
        Platform.TELEGRAM: r"[A-Za-z][A-Za-z0-9_]{3,31}",
    }.items()
}

IDS: Mapping[Platform, re.Pattern[str]] = {
    # a page without a name of its own: the number alone, or behind the title
    Platform.FACEBOOK: re.compile(r"(?:.*-)?(?P<id>[1-9][0-9]{4,19})"),
    Platform.YOUTUBE: re.compile(r"(?P<id>UC[A-Za-z0-9_-]{22})"),
}

RESERVED: Mapping[Platform, frozenset[str]] = {
    platform: frozenset(words.split())
    for platform, words in {
        Platform.INSTAGRAM: (
            "p reel reels tv stories explore accounts direct share about legal developer web api "
            "directory ar tags locations s _u _n channel popular"
        ),
        Platform.FACEBOOK: (
            "groups events watch share sharer pages people p pg photo photos posts reel reels "
            "stories marketplace gaming login help policies ads business hashtag search media "
            "plugins dialog profile "
            "notes videos video public"
        ),
        Platform.X: (
            "i home explore search hashtag intent share login signup settings messages "
            "notifications compose tos privacy about jobs download who_to_follow"
        ),
        Platform.YOUTUBE: (
            "channel c user playlist watch w v embed e live clip shorts movies results search "
            "shared hashtag trending explore feed feeds browse oembed account t about upload "
            "signin logout index redirect post"
        ),
        Platform.TIKTOK: (
            "video tag music embed t discover foryou following live explore search about legal "
            "upload login sticker effect tiktoklite share player"
        ),
        Platform.THREADS: "search login t post tag intent",
        Platform.TELEGRAM: (
            "s c joinchat addstickers addemoji addtheme share proxy socks setlanguage iv login "
            "invoice bg addlist boost m k a contact giftcode nft"
        ),
    }.items()
}


@dataclass(frozen=True, slots=True)
class Account:
    """Who an address names: by handle, in lower case, or by the platform's own id."""

    handle: str | None = None
    platform_id: str | None = None


def is_reserved(platform: Platform, name: str) -> bool:
    """Does the platform keep this word for itself? Facebook keeps all that end like a program."""
    word = name.lower()
    is_program = platform is Platform.FACEBOOK and word.endswith(".php")
    return is_program or word in RESERVED[platform]


def account_named(platform: Platform, name: str) -> Account | None:
    """The account that a name as written stands for; None where the rules forbid such a name."""
    by_id = IDS[platform].fullmatch(name) if platform in IDS else None
    if by_id is not None:
        return Account(platform_id=by_id["id"])
    # both spellings: some foreign capitals turn into plain letters, others into more than one
    rule, handle = NAMES[platform], name.lower()
    return Account(handle=handle) if rule.fullmatch(name) and rule.fullmatch(handle) else None


def address_form(platform: Platform, account: Account) -> str:
    """The account as the canonical address has it, the same for every spelling of its name.

    Facebook ignores dots as well as case, so they are left out there: the address works without.
    """
    if account.platform_id is not None:
        return account.platform_id
    handle = account.handle or ""
    return handle.replace(".", "") if platform == Platform.FACEBOOK else handle
