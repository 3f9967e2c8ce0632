from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.commands.check_card import MOST_PUBLICATIONS, card
from bot.commands.check_overview import overview
from bot.commands.check_words import LONGEST_LINE, Words, style_of
from bot.texts import Phrasebook
from bot.texts.phrasebook import LANGUAGES
from checks.model import Attempt, Engagement, Evidence, Health, Publication, Reading, Trouble
from tests.bot.commands.check_readings import (
    ADDRESS,
    FEED,
    NEWEST,
    NOW,
    attempts,
    publication,
    read,
    shown,
    words_of,
)

NARROW = 60


def card_of(reading: Reading, *, language: str = "en", why: bool = False, width: int = 200) -> str:
    return shown(card(ADDRESS, reading, language=language, why=why), width)


def test_a_card_tells_the_verdict_the_news_its_evidence_and_how_long_it_took() -> None:
    lines = [words_of(line) for line in card_of(read(publication())).splitlines()]
    assert [line for line in lines if line] == [
        f"ok, newest 2 days ago {ADDRESS}",
        "Newest 23 Nov 2026, 10:15 WIB (2 days ago)",
        "Posyandu",
        f"{ADDRESS}/berita/0",
        "Evidence feed (the site's RSS feed)",
        FEED,
        "as written: raw date 0",
        "Took 1.2 s",
    ]


def test_a_card_shows_the_five_newest_and_the_evidence_of_the_first() -> None:
    titled = [publication(number, f"Kabar {number}") for number in range(MOST_PUBLICATIONS + 2)]
    told = card_of(read(*titled))
    shown_titles = [number for number in range(len(titled)) if f"Kabar {number}" in told]
    assert shown_titles == list(range(MOST_PUBLICATIONS))
    assert told.count("as written:") == 1


def test_days_are_those_of_western_indonesia() -> None:
    late = replace(publication(), at=NEWEST.replace(hour=18))
    words = Words(read(late), "en")
    assert (words.moment(late), words.ago(late)) == ("24 Nov 2026, 01:15 WIB", "yesterday")
    assert Words(read(late), "id").moment(late) == "24 Nov 2026, 01.15 WIB"


def test_a_day_without_an_hour_is_shown_without_one() -> None:
    day_only = replace(publication(), at=Publication.moment_of(NEWEST.date()), day_only=True)
    assert Words(read(day_only), "en").moment(day_only) == "23 Nov 2026"


@pytest.mark.parametrize(
    ("engagement", "language", "told"),
    [
        (Engagement(1234, 2, 56789), "en", "likes: 1,234, comments: 2, views: 56,789"),
        (Engagement(1234, 2, 56789), "id", "suka: 1.234, komentar: 2, tayangan: 56.789"),
        (Engagement(likes=0), "en", "likes: 0"),
        (Engagement(views=7), "id", "tayangan: 7"),
    ],
)
@pytest.mark.parametrize("why", [False, True])
def test_how_a_publication_was_taken_stands_below_it_where_its_platform_tells(
    engagement: Engagement, language: str, told: str, why: bool
) -> None:
    one = replace(publication(), engagement=engagement)
    lines = [words_of(line) for line in card_of(read(one), language=language, why=why).splitlines()]
    assert lines.count(told) == 1 + why


@pytest.mark.parametrize("engagement", [None, Engagement()])
def test_where_a_platform_tells_nothing_of_how_a_publication_was_taken_nothing_is_said(
    engagement: Engagement | None,
) -> None:
    one = replace(publication(), engagement=engagement)
    assert card_of(read(one), why=True) == card_of(read(publication()), why=True)


@pytest.mark.parametrize(
    ("days", "ago"), [(-1, ""), (0, "today"), (1, "yesterday"), (400, "400 days ago")]
)
def test_an_age_is_counted_in_days_and_a_day_to_come_has_none(days: int, ago: str) -> None:
    one = replace(publication(), at=NOW - timedelta(days=days))
    assert Words(read(one), "en").ago(one) == ago


def test_what_else_was_tried_stands_there_with_what_it_gave() -> None:
    tried = attempts(
        ("home", "", "4 links"),
        ("feed", "/feed/", "1 item"),
        ("robots", "/robots.txt", "404"),
        ("home", "", "no dates"),
    )
    elsewhere = Attempt("feed", "https://feeds.example.com/x", "no feed")
    told = card_of(replace(read(publication()), attempts=(*tried, elsewhere)))
    assert "Also tried home: 4 links; no dates / robots: 404 /robots.txt" in words_of(told)
    assert "feed: no feed https://feeds.example.com/x" in words_of(told)
    assert "1 item" not in told


def test_without_any_news_what_was_tried_is_all_there_is() -> None:
    reading = read(health=Health.UNDATED, detail="no dates")
    told = words_of(card_of(replace(reading, attempts=attempts(("home", "/", "4 links")))))
    assert told == f"undated {ADDRESS} Trouble no dates Tried home: 4 links / Took 1.2 s"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_wrong_is_said_in_a_sentence_with_what_can_be_done(language: str) -> None:
    for trouble in Trouble:
        reading = replace(read(health=Health.UNREACHABLE, detail="in short"), trouble=trouble)
        told = words_of(card_of(reading, language=language))
        for kind in ("trouble", "advice"):
            assert words_of(Phrasebook().label(f"{kind}_{trouble}", language)) in told
        assert "in short" in told


def test_a_channel_in_order_has_no_trouble_and_needs_no_advice() -> None:
    told = card_of(replace(read(publication()), detail="newest seen in feed"))
    assert not [word for word in ("Trouble", "To do", "Signs", "newest seen") if word in told]


def test_each_health_has_the_colour_of_its_urgency() -> None:
    colours = {health: style_of(health) for health in Health}
    assert colours[Health.OK] == "green"
    assert colours[Health.UNDATED] == colours[Health.FAILED] == "yellow"
    assert colours[Health.HIJACKED] == colours[Health.UNREACHABLE] == "red"


@pytest.mark.parametrize("why", [False, True])
def test_a_hijacked_site_leaves_no_address_to_click_on(why: bool) -> None:
    spam = publication(title="Daftar http://slot.example.com")
    reading = replace(
        read(spam, health=Health.HIJACKED),
        signs=("hidden link: <hxxps://slot[.]example/>",),
        attempts=attempts(("news-page", "/slot", "1 item"), ("feed", "/feed/", "1 item")),
    )
    told = card_of(reading, why=why)
    assert "hxxp://slot[.]example[.]com" in told
    assert "hxxps://dinkes[.]lebakkab[.]go[.]id/berita/0" in told
    assert "hidden link: <hxxps://slot[.]example/>" in told
    assert told.replace(ADDRESS, "", 1).count("http") == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_no_text_from_outside_moves_the_cursor_or_makes_a_line(text: str, why: bool) -> None:
    def of(hostile: str) -> str:
        evidence = Evidence("feed", hostile, hostile, hostile, hostile)
        one = Publication(NOW, hostile, f"x{hostile}", evidence)
        tried = (Attempt("feed", hostile, hostile), Attempt("x", f"x{hostile}", hostile))
        reading = replace(read(one, health=Health.HIJACKED, detail="x"), signs=(hostile,))
        reading = replace(reading, set_aside=(evidence,), attempts=tried)
        whole = card(hostile, reading, language="en", why=why)
        return shown(whole, 2000) + shown(overview({hostile: reading}, language="en"), 2000)

    told = of(f"x{text}x")
    assert all(each.isprintable() or each == "\n" for each in told)
    assert told.count("\n") == of("xplainx").count("\n")


def test_markup_and_emoji_codes_in_a_title_come_out_as_they_were_written() -> None:
    title = "[/red] [bold]Kabar[/bold] :warning: \\[x]"
    reading = read(publication(title=title))
    assert title in card_of(reading)
    assert title in shown(overview({ADDRESS: reading}, language="en"))


def test_a_text_without_an_end_is_cut() -> None:
    told = card_of(read(publication(title="a" * 5000)))
    assert f"{'a' * (LONGEST_LINE - 1)}…" in words_of(told).replace(" ", "")
    assert told.count("a") < LONGEST_LINE * 2


@pytest.mark.parametrize("why", [False, True])
def test_a_narrow_terminal_loses_nothing(why: bool) -> None:
    recent = [publication(number, "Rapat koordinasi kecamatan " * 4) for number in range(3)]
    tried = attempts(("home", "/", "4 links"), ("wordpress", f"/wp-json/{'x' * 90}", "404"))
    told = card_of(replace(read(*recent), attempts=tried), why=why, width=NARROW)
    assert max(map(cell_len, told.splitlines())) <= NARROW
    assert f"/wp-json/{'x' * 90}" in words_of(told).replace(" ", "")
    assert "…" not in told
