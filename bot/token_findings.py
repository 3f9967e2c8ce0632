"""How the office's tokens are doing, asked of the platforms now, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.account_logins import account_logins
from bot.findings import Finding
from bot.platform_tokens import DatabaseTokenBook
from bot.platform_usage import DatabaseLedger
from bot.policy.token_reminders import OF_THE_TOKEN, Credential
from bot.rounds.token_watch import SETTINGS
from checks.client import Client
from checks.errors import FetchError
from checks.model import ChannelRef, Platform, Trouble
from checks.social.access import PlatformAccess
from checks.social.credentials import credential_of
from checks.social.door import AnswerNotUnderstood
from checks.social.facebook import readable_pages
from checks.social.graph import GraphRefused
from checks.social.stops import PlatformStopped
from checks.social.token_health import TokenState
from checks.social.token_states import door_to, token_states
from checks.social.tokens import MemoryTokenBook, TokenBook
from checks.social.usage import Ledger, MemoryLedger
from storage.engine import Database

PAGES_NAMED: Final = 10


async def token_findings(
    access: PlatformAccess,
    client: Client,
    database: Database | None,
    refs: Iterable[ChannelRef],
    now: datetime,
) -> list[Finding]:
    """A finding for each token that is set, and what it opens where that is told.

    `refs` are the accounts of all rosters. Nothing is asked where no token is set. Without a
    `database` no token is renewed.
    """
    found: list[Finding] = []
    ledger: Ledger = MemoryLedger()
    tokens: TokenBook = MemoryTokenBook()
    if database is not None:
        ledger, tokens = DatabaseLedger(database), DatabaseTokenBook(database)
    elif access.threads_token:
        # The one in use may lie there, and one renewed now would be lost.
        found.append(_finding(Platform.THREADS, "not asked: the one in use is in the database."))
        access = replace(access, threads_token="")
    states = await token_states(access, client, ledger=ledger, tokens=tokens, now=now)
    found += [_told(state, now) for state in states]
    if access.x_token:
        sentence = "set, and not asked, since X has every answer paid for: a sweep tells."
        found.append(_finding(Platform.X, sentence))
    facebook = next((state for state in states if state.platform is Platform.FACEBOOK), None)
    if facebook is not None and facebook.trouble is not Trouble.TOKEN_REFUSED:
        found.append(await _pages(access, client, ledger, tokens, now))
    if database is not None and credential_of(Platform.TIKTOK, access):
        found.append(_logins(await account_logins(refs, access, tokens), now))
    return found


def _told(state: TokenState, now: datetime) -> Finding:
    if state.trouble in OF_THE_TOKEN:
        what_to_do = f"Make a new one, and put it into {SETTINGS[state.platform]}."
        if state.trouble is Trouble.PERMISSION_MISSING:
            what_to_do = "Grant it to the app, or make a token that has it."
        return _finding(state.platform, f"{state.detail}. {what_to_do}", missing=True)
    end = f"; {_end(state.expires_at, now)}" if state.expires_at else ""
    if state.trouble is not None:
        return _finding(state.platform, f"not known now: {state.detail}{end}.")
    return _finding(state.platform, f"{state.detail}{end or '; no end is known'}.")


def _end(expires_at: datetime, now: datetime) -> str:
    days = (expires_at.date() - now.date()).days
    if expires_at <= now:
        return f"it ended {expires_at.date().isoformat()}"
    away = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"it ends {expires_at.date().isoformat()}, {away}"


async def _pages(
    access: PlatformAccess, client: Client, ledger: Ledger, tokens: TokenBook, now: datetime
) -> Finding:
    door = door_to(Platform.FACEBOOK, access, client, ledger=ledger, tokens=tokens, now=now)
    topic = "Pages of facebook"
    try:
        pages = await readable_pages(door)
    except (PlatformStopped, GraphRefused, AnswerNotUnderstood, FetchError) as error:
        return Finding(topic, f"those that its token reads are not known now: {error.detail}.")
    if not pages:
        return Finding(
            topic, "its token's holder has a role on none: others need Page Public Content Access."
        )
    noun = "Page" if len(pages) == 1 else "Pages"
    return Finding(topic, f"its token's holder has a role on {len(pages)} {noun}: {_named(pages)}.")


def _logins(logins: Sequence[Credential], now: datetime) -> Finding:
    topic = "logins of tiktok"
    if not logins:
        return Finding(topic, "no account has connected itself yet: segar connect tiktok --help")
    noun = "account" if len(logins) == 1 else "accounts"
    ends = sorted((login.ends_at, login.account) for login in logins if login.ends_at is not None)
    first = "no end is known"
    if ends:
        ends_at, account = ends[0]
        first = f"the first to end is @{account}'s: {_end(ends_at, now)}"
    return Finding(topic, f"{len(logins)} {noun} connected; {first}.")


def _named(pages: Sequence[str]) -> str:
    names = ", ".join(" ".join(page.split()) for page in pages[:PAGES_NAMED])
    more = len(pages) - PAGES_NAMED
    return f"{names} and {more} more" if more > 0 else names


def _finding(platform: Platform, sentence: str, *, missing: bool = False) -> Finding:
    return Finding(f"token of {platform}", sentence, missing)
