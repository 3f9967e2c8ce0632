"""Everything Segar needs, looked at one by one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Final
from urllib.parse import urlsplit

from bot.app import bot_access
from bot.delivery.connection import (
    TelegramUnreachable,
    TokenMissing,
    TokenRefused,
    bot_username,
)
from bot.evidence_finding import evidence_finding
from bot.findings import Finding
from bot.platform_settings import platform_access
from bot.public_holidays import missing_joint_leave
from bot.rounds.duties import DUTIES
from bot.services import Clock
from bot.settings import Settings
from bot.token_findings import token_findings
from checks.client import Client, ClientSettings, FetchError
from checks.model import ChannelRef, Platform
from checks.social.access import PlatformAccess
from checks.social.adapters import ADAPTERS
from checks.social.plan import PlatformPlan, plan
from storage import outbox, people, roster, rounds
from storage.engine import Database, Session
from storage.errors import DatabaseUnusable
from storage.outbox import State
from storage.roster import Region

CLOCK_MAY_DIFFER: Final = timedelta(minutes=2)
"""A Date header holds whole seconds and the answer takes a few; more is a wrong clock."""
PATIENCE: Final = 6.0
"""Seconds for each question that goes over the network."""
WEBSITES_TRIED: Final = 5
"""Websites of the roster that are looked at to tell our network from theirs."""
DECEMBER: Final = 12


async def diagnose(
    settings: Settings, clock: Clock, *, patience: float = PATIENCE
) -> AsyncIterator[Finding]:
    """Each finding as it is made. `patience` is seconds for each question over the network."""
    telegram = await _telegram(settings, patience)
    yield telegram
    yield await _clock(settings, clock, patience)
    yield await evidence_finding(settings.evidence_folder)
    yield _platforms(settings)
    refs: list[ChannelRef] = []
    async for finding in _remembered(settings, refs, clock, patience):
        yield finding
    for finding in reading_plan(Counter(ref.platform for ref in refs), platform_access(settings)):
        yield finding
    websites = [ref for ref in refs if ref.platform is Platform.WEBSITE]
    yield await _network(settings, websites[:WEBSITES_TRIED], patience)
    yield _calendar(clock())


async def _telegram(settings: Settings, patience: float) -> Finding:
    try:
        async with asyncio.timeout(patience):
            username = await bot_username(bot_access(settings))
    except (TokenMissing, TokenRefused, TelegramUnreachable) as error:
        return Finding("Telegram", str(error), missing=True)
    except TimeoutError:
        late = TelegramUnreachable(settings.telegram_api, f"none within {patience:g} s")
        return Finding("Telegram", str(late), missing=True)
    return Finding("Telegram", f"the token is accepted; the bot is @{username}.")


async def _clock(settings: Settings, clock: Clock, patience: float) -> Finding:
    api = urlsplit(settings.telegram_api)
    port = api.port or (443 if api.scheme == "https" else 80)
    limits = _limits(settings, patience, f"{api.hostname}:{port}")
    try:
        async with Client(limits) as client:
            page = await client.get(f"{settings.telegram_api}/bot")  # the root redirects elsewhere
        theirs = parsedate_to_datetime(page.headers["date"])
    except (FetchError, KeyError, ValueError) as error:
        reason = error.detail if isinstance(error, FetchError) else "it tells no time"
        return Finding("clock", f"not compared with Telegram's: {reason}.")
    difference = abs(clock() - theirs)
    if difference > CLOCK_MAY_DIFFER:
        sentence = f"it differs from Telegram's by {difference}. Set up time synchronisation (NTP)."
        return Finding("clock", sentence, missing=True)
    return Finding("clock", "it agrees with Telegram's.")


def _platforms(settings: Settings) -> Finding:
    access = platform_access(settings)
    closed = {adapter.platform: adapter.closed(access) for adapter in ADAPTERS}
    readable = {Platform.WEBSITE, *(one for one, reason in closed.items() if not reason)}
    read = ", ".join(sorted(readable))
    reported = ", ".join(sorted(set(Platform) - readable))
    reasons = "".join(f" {one}: {reason}." for one, reason in sorted(closed.items()) if reason)
    return Finding(
        "platforms", f"read: {read}; known by stewards' reports: {reported or 'none'}.{reasons}"
    )


def reading_plan(channels: Mapping[Platform, int], access: PlatformAccess) -> list[Finding]:
    """What reading the accounts of all regions takes each day, a finding a platform."""
    return [
        Finding(f"plan of {one.platform}", _planned(one), missing=not one.fits)
        for one in plan(channels, access)
    ]


def _planned(one: PlatformPlan) -> str:
    allowance = "" if one.allowance is None else f" of {one.allowance:,} a day"
    cost = ""
    if one.usd_a_day:
        cost = f"; USD {one.usd_a_day} a day, at most USD {one.usd_first_month} in the first month"
        cost += f" and USD {one.usd_a_month} in a later one"
        cost += "" if one.ceiling is None else f", of USD {one.ceiling} allowed"
    note = f" ({one.note})" if one.note else ""
    noun = "account" if one.channels == 1 else "accounts"
    calls = f"about {ceil(one.calls_a_day):,} calls{allowance}"
    return f"{one.channels} {noun}: {one.door}; {calls}{cost}{note}."


async def _remembered(
    settings: Settings, refs: list[ChannelRef], clock: Clock, patience: float
) -> AsyncIterator[Finding]:
    """What the database says, and the platforms of the tokens, of which some are kept there.

    The rosters' channels are added to `refs`.
    """
    try:
        database = await Database.open(settings.database_url)
    except DatabaseUnusable as error:
        yield Finding("database", str(error), missing=True)
        for finding in await _tokens(settings, None, refs, clock, patience):
            yield finding
        return
    try:
        async with database.reading() as session:
            known = await roster.regions(session)
            noun = "region" if len(known) == 1 else "regions"
            yield Finding(
                "database", f"it opens, and its tables are up to date; {len(known)} {noun}."
            )
            if not known:
                hint = 'Add one: segar region add lebak --name "Kabupaten Lebak" --zone WIB'
                yield Finding("region", f"there is none yet. {hint}", missing=True)
            for region in known:
                yield await _roster(session, region, refs)
                yield await _rounds(session, region)
            yield await _outbox(session)
        for finding in await _tokens(settings, database, refs, clock, patience):
            yield finding
    finally:
        await database.close()


async def _tokens(
    settings: Settings,
    database: Database | None,
    refs: Sequence[ChannelRef],
    clock: Clock,
    patience: float,
) -> list[Finding]:
    access = platform_access(settings)
    async with Client(_limits(settings, patience, *access.stand_in_hosts)) as client:
        return await token_findings(access, client, database, refs, clock())


async def _roster(session: Session, region: Region, refs: list[ChannelRef]) -> Finding:
    channels = await roster.channels(session, region.id)
    refs += [one.ref for one in channels]
    everybody = await people.people(session, region.id)
    arrived = [person for person in everybody if person.telegram_id is not None]
    topic = f"roster of {region.slug}"
    if not channels:
        hint = f"segar roster import FILE --region {region.slug}"
        return Finding(topic, f"it has no channels yet. Import one: {hint}", missing=True)
    sentence = f"{len(channels)} channels; {len(arrived)} of {len(everybody)} people have arrived."
    if not arrived:
        hint = f"segar invite --region {region.slug} --role operator"
        return Finding(topic, f"{sentence} Invite the first: {hint}", missing=True)
    return Finding(topic, sentence)


async def _rounds(session: Session, region: Region) -> Finding:
    parts = []
    for duty in DUTIES:
        last = await rounds.last_finished(session, region_id=region.id, kind=duty.kind)
        trusted = True if last is None else (last.outcome or {}).get("trusted", True)
        when = "never" if last is None else last.local_date.isoformat()
        parts.append(f"{duty.kind} {when}" + ("" if trusted else " (not trusted)"))
    return Finding(f"rounds of {region.slug}", f"last {', last '.join(parts)}.")


async def _outbox(session: Session) -> Finding:
    counts = await outbox.counts(session)
    waiting = counts.get(State.QUEUED, 0)
    unknown = counts.get(State.UNKNOWN, 0)
    sent = counts.get(State.SENT, 0)
    return Finding("outbox", f"{waiting} waiting, {sent} sent, {unknown} that may have arrived.")


async def _network(settings: Settings, websites: Sequence[ChannelRef], patience: float) -> Finding:
    """Whether the roster's websites answer: where not one of several does, it is our network."""
    if not websites:
        return Finding("network", "not tried: the roster has no website yet.")
    async with Client(_limits(settings, patience)) as client:
        answers = await asyncio.gather(
            *(client.get(ref.canonical) for ref in websites), return_exceptions=True
        )
    reasons = {answer.detail for answer in answers if isinstance(answer, FetchError)}
    answered = sum(not isinstance(answer, BaseException) for answer in answers)
    found = f"{answered} of the roster's first {len(websites)} websites answered"
    if answered:
        return Finding("network", f"{found}.")
    hint = "Check this machine's network, its name server and its firewall."
    alone = len(websites) == 1  # a single one may as well be down itself
    sentence = f"{found} ({', '.join(sorted(reasons))}). {hint}"
    return Finding("network", sentence, missing=not alone)


def _calendar(now: datetime) -> Finding:
    """Whether the working days of this year are known, and in December those of the next."""
    years = [now.year, now.year + 1] if now.month == DECEMBER else [now.year]
    for year in years:
        if missing_joint_leave(year):
            sentence = f"the cuti bersama of {year} are not known yet; add them when decreed."
            return Finding("calendar", sentence, missing=year == now.year)
    return Finding("calendar", f"holidays and cuti bersama of {years[-1]} are known.")


def _limits(settings: Settings, patience: float, *also: str) -> ClientSettings:
    return ClientSettings(
        contact=settings.contact,
        allow_private=settings.allow_private | {*also},
        connect_timeout=patience,
        total_timeout=patience,
    )
