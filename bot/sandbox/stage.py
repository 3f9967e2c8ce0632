"""What the demo's day is played with, and how people are seen talking with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.app import App
from bot.policy.workdays import zone_key
from bot.sandbox.clock import TravelledClock
from bot.sandbox.platforms import PlatformWorld
from bot.sandbox.screen import Screen
from bot.sandbox.telegram import Account, BotApi, Message
from bot.sandbox.town.server import Town

ZONE = "WIB"


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the day is played with; `telegram` is the address of the Bot API."""

    app: App
    api: BotApi
    telegram: str
    town: Town
    platforms: PlatformWorld
    clock: TravelledClock
    screen: Screen
    day: date

    def local(self, hour: int, minute: int = 0, *, days_on: int = 0) -> datetime:
        """A moment of the day, or of a later one, in the town's own time."""
        moment = datetime.combine(self.day, time(hour, minute), ZoneInfo(zone_key(ZONE)))
        return moment + timedelta(days=days_on)

    def scene(self, moment: datetime, what: str, introduction: str) -> None:
        self.clock.travel_to(moment)
        self.screen.scene(moment, what, introduction)

    async def say(self, account: Account, text: str, awaited: str | None = None) -> Message:
        """Let a person write; show it with the answer that has the awaited words, and return it."""
        self.screen.said_by(account.user.first_name, text)
        account.say(text)
        return await self._answered(account, awaited)

    async def press(
        self, account: Account, message: Message, button: str, awaited: str | None = None
    ) -> Message:
        """Let a person press a button of a message; the same."""
        self.screen.said_by(account.user.first_name, f"(presses {button})")
        account.press(message, button)
        return await self._answered(account, awaited)

    async def _answered(self, account: Account, awaited: str | None) -> Message:
        answer = await account.receives(awaited)
        self.screen.said_by_bot(answer)
        return answer
