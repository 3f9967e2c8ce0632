"""The tokens round: how the office's tokens are doing, told to the operators before one ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import structlog

from bot.account_logins import account_logins
from bot.calendars import calendar_of
from bot.delivery.notices import tell_operators
from bot.outages import Outage, current_outages
from bot.policy.token_reminders import (
    Credential,
    TokenReminder,
    TokenStep,
    token_reminders,
)
from bot.policy.workdays import Calendar
from bot.rounds.duties import TOKENS
from bot.rounds.platform_watch import notice_key, tell_outages
from bot.services import Services
from bot.token_refusals import Refusal, as_outcome, refusals, refusals_of
from checks.model import Platform, Trouble
from checks.social.credentials import credential_of
from checks.social.fingerprints import fingerprint
from checks.social.token_health import TokenState
from checks.social.token_states import token_states
from storage import roster, rounds
from storage.engine import Session
from storage.roster import Channel, Region

log = structlog.get_logger(__name__)

SETTINGS: Final[Mapping[Platform, str]] = {
    Platform.INSTAGRAM: "SEGAR_INSTAGRAM_TOKEN",
    Platform.FACEBOOK: "SEGAR_FACEBOOK_TOKEN",
    Platform.THREADS: "SEGAR_THREADS_TOKEN",
    Platform.YOUTUBE: "SEGAR_YOUTUBE_KEY",
}
"""Where a new token is put."""

READ_WITHOUT: Final = frozenset({Platform.YOUTUBE})
"""Platforms that are not out where their key is refused: most channels are read without it."""


class AskedOnce:
    """The states of the office's tokens, asked when first wanted: all regions share them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._states: Sequence[TokenState] | None = None

    async def states(self) -> Sequence[TokenState]:
        """The state of each token that is set."""
        if self._states is None:
            services = self._services
            self._states = await token_states(
                services.access,
                services.client,
                ledger=services.ledger,
                tokens=services.tokens,
                now=services.clock(),
            )
            for state in self._states:
                _note(state)
        return self._states


def _note(state: TokenState) -> None:
    """What passes is told to nobody, and stands in the log."""
    if state.trouble is not None:
        log.warning(
            "token_troubled",
            platform=state.platform,
            trouble=state.trouble,
            reason=state.detail,
        )
    elif state.renewed:
        log.info("token_renewed", platform=state.platform, ends_at=state.expires_at)


async def watch_tokens(
    services: Services, region: Region, *, at: datetime, asked: AskedOnce
) -> None:
    """Tell the region's operators what there is to tell of the tokens as of `at`, each once.

    Nothing is done where this day's round is done already, or another process is at it. Told are
    tokens of platforms on which the region has channels.
    """
    async with services.database.writing() as session:
        calendar = await calendar_of(session, region, at)
        round_ = await rounds.claim(
            session,
            region_id=region.id,
            kind=TOKENS.kind,
            local_date=calendar.today(at),
            holder=services.holder,
            now=services.clock(),
        )
        channels = await roster.channels(session, region.id)
        last = await rounds.last_finished(session, region_id=region.id, kind=TOKENS.kind)
        outages = await current_outages(session, region.id)
    if round_ is None:
        return
    states = await asked.states()
    refused = refusals(states, refusals_of(last), outages, calendar.today(at))
    used = {channel.ref.platform for channel in channels}
    credentials = [
        _credential(services, state, refused.get(state.platform))
        for state in states
        if state.platform in used
    ]
    refs = [channel.ref for channel in channels]
    credentials += await account_logins(refs, services.access, services.tokens)
    reminders = [
        reminder
        for reminder in token_reminders(credentials, calendar, at)
        if reminder.step is not TokenStep.LACKING or reminder.platforms[0] not in outages
    ]
    async with services.database.writing() as session:
        for reminder in reminders:
            await _tell(session, services, region, reminder, channels, calendar, at)
        await rounds.finish(
            session, round_.id, now=services.clock(), outcome=_outcome(states, refused)
        )
    services.wake_sender()


def _credential(services: Services, state: TokenState, refusal: Refusal | None) -> Credential:
    return Credential(
        state.platform,
        fingerprint(credential_of(state.platform, services.access)),
        state.trouble,
        state.expires_at,
        state.detail,
        since=None if refusal is None else refusal.since,
        lacks=state.scopes_missing,
    )


async def _tell(
    session: Session,
    services: Services,
    region: Region,
    reminder: TokenReminder,
    channels: Sequence[Channel],
    calendar: Calendar,
    at: datetime,
) -> None:
    platform, today = reminder.platforms[0], calendar.today(at)
    if reminder.trouble is not None and platform not in READ_WITHOUT:
        if reminder.trouble is not Trouble.TOKEN_REFUSED:
            return  # what a token may read all the same, the sweep finds out
        outage = Outage(reminder.trouble, reminder.since or today, reminder.detail)
        await tell_outages(session, services, region, {platform: outage}, channels)
        return
    read = sum(channel.ref.platform in reminder.platforms for channel in channels)
    login = bool(reminder.account)
    connecting = f"segar connect {platform} --region {region.slug} {reminder.account}"
    await tell_operators(
        session,
        region.id,
        key=notice_key(region, reminder.key),
        template="operator_token",
        now=services.clock(),
        phrasebook=services.phrasebook,
        step=reminder.step.value,
        platforms=[f"platform_{one}" for one in reminder.platforms],
        account=reminder.account,
        today=today,
        ends=reminder.ends_on,
        days_left=reminder.days_left,
        trouble=None if reminder.trouble is None else f"trouble_{reminder.trouble}",
        lacks=reminder.lacks,
        channels=1 if login else read,
        todo="todo_permit" if reminder.lacks else f"todo_renew_{platform}",
        settings=[] if login else [SETTINGS[one] for one in reminder.platforms],
        command=connecting if login else "",
        detail=reminder.detail,
    )


def _outcome(states: Sequence[TokenState], refused: Mapping[Platform, Refusal]) -> dict[str, Any]:
    return {
        state.platform.value: {
            "trouble": None if state.trouble is None else state.trouble.value,
            "ends_at": None if state.expires_at is None else state.expires_at.isoformat(),
            "renewed": state.renewed,
            "refused": as_outcome(refused.get(state.platform)),
        }
        for state in states
    }
