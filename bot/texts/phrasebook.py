"""Templates in, Telegram HTML out.

Templates are Jinja2 with autoescape on, so that a name with `&`, `<` or `_` breaks nothing, and
with strict undefined, so that a missing fact fails a test instead of reaching a person. A fact
stays on its line, whatever white space it came with.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.policy.workdays import zone_abbreviation

TEXTS = Path(__file__).parent
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"
BABEL_LOCALES = {"id": "id", "en": "en_GB"}
CLOCKS = {"id": "HH.mm", "en": "HH:mm"}

MORNING_FROM, MIDDAY_FROM, AFTERNOON_FROM, EVENING_FROM = 4, 11, 15, 19
"""The hours at which Indonesians change the greeting: pagi, siang, sore, malam."""


class Phrasebook:
    """Says things in a person's language and in a region's zone."""

    def say(self, template: str, language: str, zone: str, **facts: Any) -> str:
        """The rendered template as Telegram HTML, trimmed.

        `zone` is the region's IANA zone; datetimes among the facts are shown in it. Raises
        jinja2.UndefinedError where a fact is missing.
        """
        environment = _environment(known_language(language))
        rendered = environment.get_template(f"{template}.j2").render(zone=zone, **facts)
        return rendered.strip()

    def label(self, key: str, language: str, **facts: Any) -> str:
        """A short plain text, as on a button: no HTML, no escaping."""
        return str(_labels(known_language(language))[key]).format(**facts)

    def greeting(self, language: str, local: datetime) -> str:
        """Good morning and so on, by the hour of `local`."""
        hour = local.hour
        if MORNING_FROM <= hour < MIDDAY_FROM:
            return self.label("greeting_morning", language)
        if MIDDAY_FROM <= hour < AFTERNOON_FROM:
            return self.label("greeting_midday", language)
        if AFTERNOON_FROM <= hour < EVENING_FROM:
            return self.label("greeting_afternoon", language)
        return self.label("greeting_evening", language)


def known_language(code: str | None) -> str:
    """The language of ours for a code such as `en-US`; Indonesian for all we don't speak."""
    language = (code or "").split("-")[0].lower()
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


@cache
def _labels(language: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / language / "labels.toml").read_text(encoding="utf-8"))


def _on_one_line(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    space = Markup(" ") if isinstance(value, Markup) else " "
    return space.join(value.split())


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEXTS / language),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_on_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    labels = _labels(language)
    locale = BABEL_LOCALES[language]

    def label(key: str) -> str:
        return str(labels[key])

    def day(value: date) -> str:
        return format_date(value, "EEEE, d MMMM y", locale=locale)

    def weekday(value: date) -> str:
        return format_date(value, "EEEE", locale=locale)

    def short_day(value: date) -> str:
        return format_date(value, "d MMM y", locale=locale)

    @pass_context
    def moment(context: Context, value: datetime) -> str:
        zone = context["zone"]
        clock = format_time(value, CLOCKS[language], tzinfo=ZoneInfo(zone), locale=locale)
        return f"{clock} {zone_abbreviation(zone, value)}"

    def decimal(value: str | float) -> str:
        return format_decimal(value, locale=locale)

    def ago(days: int) -> str:
        if days <= 1:
            return str(labels["ago_today"] if days <= 0 else labels["ago_yesterday"])
        return str(labels["ago_days"]).format(days=days)

    environment.filters |= {
        "day": day,
        "short_day": short_day,
        "weekday": weekday,
        "moment": moment,
        "decimal": decimal,
        "ago": ago,
        "label": label,
    }
    return environment
