"""The words for a reading at a terminal: days, sentences, and texts from outside made safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from rich.text import Text

from bot.channel_names import source_label
from bot.commands.output import plain
from bot.policy.workdays import zone_abbreviation, zone_key
from bot.texts import Phrasebook
from bot.texts.phrasebook import BABEL_LOCALES, CLOCKS
from checks.model import Engagement, Health, Publication, Reading
from checks.website.hijack import defanged

ZONE: Final = zone_key("WIB")
"""Days are those that websites are read by: of western Indonesia."""
LONGEST_LINE: Final = 300
"""Characters of a text from outside that are shown; `--json` has the whole."""
STYLES: Final = {
    Health.OK: "green",
    Health.STATIC: "yellow",
    Health.UNDATED: "yellow",
    Health.FAILED: "yellow",
}
"""Colours of the healths that are nobody's emergency; all others are red."""


def line(text: str, style: str = "") -> Text:
    """A text from outside on one line: no markup of Rich's, nothing that moves a cursor."""
    told = " ".join(plain(text).split())
    if len(told) > LONGEST_LINE:
        told = f"{told[: LONGEST_LINE - 1]}…"
    return Text(told, style)


def style_of(health: Health) -> str:
    """The colour of a health."""
    return STYLES.get(health, "red")


@dataclass(frozen=True, slots=True)
class Words:
    """Says what a reading found, in a language, as of the moment it was made."""

    reading: Reading
    language: str

    @property
    def verdict(self) -> str:
        """The health, with the age of the newest publication where it counts."""
        newest, health = self.reading.newest, self.reading.health
        age = "" if newest is None or health is not Health.OK else self.ago(newest)
        return f"{health}, newest {age}" if age else health.value

    @property
    def sentence(self) -> str:
        """What is wrong, in one plain sentence; empty where nothing is."""
        trouble, detail = self.reading.trouble, self.reading.detail
        if trouble is not None:
            return Phrasebook().label(f"trouble_{trouble}", self.language)
        return "" if self.reading.health is Health.OK else detail

    @property
    def advice(self) -> str:
        """What the office can do about it; empty where nothing is wrong."""
        trouble = self.reading.trouble
        return "" if trouble is None else Phrasebook().label(f"advice_{trouble}", self.language)

    def day(self, publication: Publication) -> str:
        """The day of a publication in western Indonesia."""
        locale = BABEL_LOCALES[self.language]
        return format_date(_local_day(publication.at), "d MMM y", locale=locale)

    def moment(self, publication: Publication) -> str:
        """The day of a publication, with its minute where that is known."""
        if publication.day_only:
            return self.day(publication)
        at, clock = publication.at, CLOCKS[self.language]
        minute = format_time(at, clock, tzinfo=ZoneInfo(ZONE), locale=BABEL_LOCALES[self.language])
        return f"{self.day(publication)}, {minute} {zone_abbreviation(ZONE, at)}"

    def ago(self, publication: Publication) -> str:
        """How long before the reading that day was; empty for a day still to come."""
        days = (_local_day(self.reading.checked_at) - _local_day(publication.at)).days
        if days > 1:
            return Phrasebook().label("ago_days", self.language, days=days)
        names = {1: "ago_yesterday", 0: "ago_today"}
        return Phrasebook().label(names[days], self.language) if days in names else ""

    def engagement(self, publication: Publication) -> str:
        """How a publication was taken, as far as its platform tells; empty where it does not."""
        told = publication.engagement or Engagement()
        counts = {
            "count_likes": told.likes,
            "count_comments": told.comments,
            "count_views": told.views,
        }
        locale = BABEL_LOCALES[self.language]
        return ", ".join(
            Phrasebook().label(name, self.language, count=format_decimal(count, locale=locale))
            for name, count in counts.items()
            if count is not None
        )

    def source(self, source: str) -> str:
        """The rung's own name, and what that is."""
        return f"{source} ({Phrasebook().label(source_label(source), self.language)})"

    def theirs(self, text: str) -> str:
        """A title or address of the site's; without a link to click on where it was hijacked."""
        return defanged(text) if self.reading.health is Health.HIJACKED else text

    def place(self, url: str) -> str:
        """The address of a document, without its host where that is the one asked first."""
        first = self.reading.attempts[0].url if self.reading.attempts else url
        host = "/".join(first.split("/", 3)[:3])
        path = f"{url}/".removeprefix(host) if url == host else url.removeprefix(host)
        return self.theirs(path if path.startswith("/") else url)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(ZONE)).date()
