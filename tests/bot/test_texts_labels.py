from __future__ import annotations

import string
import tomllib
from datetime import UTC, date, datetime

import pytest
from jinja2 import DictLoader, Environment

from bot.buttons import EVIDENCE, LONGEST_LABEL, button
from bot.channel_names import KNOWN_SOURCES, health_label, source_label
from bot.chat.commands import PRIVATE_COMMANDS
from bot.policy.nudge_plan import NoteKind, Nudge
from bot.policy.standing import Standing
from bot.rounds.token_watch import SETTINGS
from bot.texts import Phrasebook
from bot.texts.phrasebook import LANGUAGES, TEXTS, _environment, known_language
from checks.errors import HEALTHS
from checks.model import UNMEASURED, Health, Platform, Trouble
from storage.people import Role
from tests.bot.text_examples import JAKARTA, JAYAPURA

MOST_COMMAND_DESCRIPTION = 256
MOST_DESCRIPTION = 512
MOST_SHORT_DESCRIPTION = 120
"""Characters: the Bot API manual, BotCommand, setMyDescription, setMyShortDescription."""

phrasebook = Phrasebook()


def labels(language: str) -> dict[str, str]:
    return tomllib.loads((TEXTS / language / "labels.toml").read_text(encoding="utf-8"))


def filtered(expression: str, language: str, zone: str = JAKARTA, **facts: object) -> str:
    environment: Environment = _environment(language).overlay(loader=DictLoader({}))
    return environment.from_string(f"{{{{ {expression} }}}}").render(zone=zone, **facts)


def test_both_languages_have_the_same_labels_with_the_same_facts() -> None:
    indonesian, english = labels("id"), labels("en")
    assert indonesian.keys() == english.keys()
    for key, text in indonesian.items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(one) if name}
            for one in (text, english[key])
        ]
        assert fields[0] == fields[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_bot_knows_has_a_label(language: str) -> None:
    notes = set(NoteKind) - {NoteKind.SWEEP_NOT_TRUSTED, NoteKind.CHANNEL_UNREADABLE}
    needed = {
        *(f"platform_{platform}" for platform in Platform),
        *(f"standing_{standing}" for standing in Standing),
        *(f"role_{role}" for role in Role),
        *(health_label(health) for health in (None, *Health)),
        *(f"{kind}_{trouble}" for kind in ("trouble", "advice") for trouble in Trouble),
        *(
            source_label(source, platform)
            for source in ("other", *KNOWN_SOURCES)
            for platform in Platform
        ),
        *(f"note_{kind}" for kind in notes),
        f"kind_{Nudge.kind}",
        *(f"todo_renew_{platform}" for platform in (*SETTINGS, Platform.TIKTOK)),
    }
    assert needed <= labels(language).keys()


@pytest.mark.parametrize(
    ("language", "waits", "blameless"),
    [
        ("id", "Pengingat konten menunggu sampai ", "tidak memengaruhi penilaian"),
        ("en", "Reminders about content wait until ", "does not count against the channel"),
    ],
)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_told_in_a_sentence_with_what_can_be_done_and_what_waits(
    trouble: Trouble, language: str, waits: str, blameless: str
) -> None:
    told = phrasebook.label(f"trouble_{trouble}", language)
    advice = phrasebook.label(f"advice_{trouble}", language)
    assert told.endswith(".")
    assert advice.endswith(".")
    assert told not in advice
    health = HEALTHS[trouble]
    assert (blameless in advice) is (health is Health.FAILED)
    assert (waits in advice) is (health in UNMEASURED - {Health.FAILED})


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_troubles_are_told_alike(language: str) -> None:
    assert len({phrasebook.label(f"trouble_{one}", language) for one in Trouble}) == len(Trouble)


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_and_descriptions_are_as_short_as_telegram_wants_them(language: str) -> None:
    for name in PRIVATE_COMMANDS:
        assert 1 <= len(phrasebook.label(f"command_{name}", language)) <= MOST_COMMAND_DESCRIPTION
    assert 1 <= len(phrasebook.label("bot_description", language)) <= MOST_DESCRIPTION
    assert 1 <= len(phrasebook.label("bot_short_description", language)) <= MOST_SHORT_DESCRIPTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_stays_readable_however_long_the_channels_name(language: str) -> None:
    short = phrasebook.label("button_evidence", language, channel="Instagram dinkes_tk")
    assert button(short, EVIDENCE, 1)["text"] == short
    host = "Website dinas-komunikasi-informatika-dan-persandian.tirtakencanakab.go.id"
    long = phrasebook.label("button_evidence", language, channel=host)
    shown = button(long, EVIDENCE, 1)["text"]
    assert len(shown) == LONGEST_LABEL
    assert shown.endswith("…")
    assert long.startswith(shown.removesuffix("…"))


def test_days_are_written_out_as_each_language_does() -> None:
    day = date(2026, 11, 24)
    assert filtered("day|day", "id", day=day) == "Selasa, 24 November 2026"
    assert filtered("day|day", "en", day=day) == "Tuesday, 24 November 2026"
    assert [filtered("day|weekday", language, day=day) for language in ("id", "en")] == [
        "Selasa",
        "Tuesday",
    ]
    assert filtered("day|short_day", "id", day=date(2026, 8, 1)) == "1 Agu 2026"
    assert filtered("day|short_day", "en", day=date(2026, 8, 1)) == "1 Aug 2026"


def test_moments_are_shown_on_the_regions_clock() -> None:
    at = datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert filtered("at|moment", "id", at=at) == "09.00 WIB"
    assert filtered("at|moment", "id", JAYAPURA, at=at) == "11.00 WIT"
    assert filtered("at|moment", "en", "Asia/Makassar", at=at) == "10:00 WITA"


def test_a_target_has_the_decimal_mark_of_the_language() -> None:
    assert [filtered("'0.5'|decimal", language) for language in ("id", "en")] == ["0,5", "0.5"]
    assert filtered("2|decimal", "id") == "2"


def test_today_and_yesterday_have_words_of_their_own() -> None:
    ages = [filtered("days|ago", "id", days=days) for days in (-1, 0, 1, 2)]
    assert ages == ["hari ini", "hari ini", "kemarin", "2 hari lalu"]


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("EN", "en"),
        ("id", "id"),
        (None, "id"),
        ("", "id"),
        ("ms", "id"),
    ],
)
def test_a_clients_language_is_ours_or_indonesian(code: str | None, language: str) -> None:
    assert known_language(code) == language


@pytest.mark.parametrize(
    ("hour", "indonesian", "english"),
    [
        (0, "Selamat malam", "Good evening"),
        (3, "Selamat malam", "Good evening"),
        (4, "Selamat pagi", "Good morning"),
        (10, "Selamat pagi", "Good morning"),
        (11, "Selamat siang", "Good afternoon"),
        (14, "Selamat siang", "Good afternoon"),
        (15, "Selamat sore", "Good afternoon"),
        (18, "Selamat sore", "Good afternoon"),
        (19, "Selamat malam", "Good evening"),
        (23, "Selamat malam", "Good evening"),
    ],
)
def test_the_greeting_follows_the_hour(hour: int, indonesian: str, english: str) -> None:
    local = datetime(2026, 11, 24, hour, 59, tzinfo=UTC)
    assert phrasebook.greeting("id", local) == indonesian
    assert phrasebook.greeting("en", local) == english


@pytest.mark.parametrize(
    ("language", "site", "account"),
    [
        ("id", "umpan RSS situs", "umpan resmi platform"),
        ("en", "the site's RSS feed", "the platform's own feed"),
    ],
)
def test_a_platforms_feed_is_not_called_a_sites(language: str, site: str, account: str) -> None:
    known = labels(language)
    assert known[source_label("feed", Platform.WEBSITE)] == site
    assert known[source_label("feed", Platform.YOUTUBE)] == account
    assert source_label("api", Platform.YOUTUBE) == source_label("api", Platform.WEBSITE)
