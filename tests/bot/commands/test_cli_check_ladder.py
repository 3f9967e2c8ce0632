from __future__ import annotations

from dataclasses import replace

from bot.commands.check_card import card
from bot.commands.check_ladder import steps_of
from checks.model import Evidence, Health, Reading
from tests.bot.commands.check_readings import (
    ADDRESS,
    FEED,
    attempts,
    publication,
    read,
    shown,
    words_of,
)

AGENDA = Evidence("card", f"{ADDRESS}/berita", "1 Januari 2027", "Agenda", "in the future")
SPAM = Evidence("feed", FEED, "2026-11-23", "Daftar http://slot.example.com", "title is spam")
TRIED = attempts(("home", "/", "2 links"), ("feed", "/feed/", "3 items"), ("robots", "/r", "404"))


def why(reading: Reading) -> str:
    return words_of(shown(card(ADDRESS, reading, language="en", why=True)))


def test_every_date_stands_under_the_document_it_was_read_in() -> None:
    reading = replace(read(publication(0), publication(1)), set_aside=(SPAM,), attempts=TRIED)
    home, feed, robots = steps_of(reading)
    assert (home.believed, home.set_aside, robots.believed) == ((), (), ())
    assert feed.attempt == TRIED[1]
    assert list(feed.believed) == [publication(0), publication(1)]
    assert list(feed.set_aside) == [SPAM]


def test_a_document_that_only_its_dates_tell_of_comes_last() -> None:
    reading = replace(read(publication()), set_aside=(AGENDA, AGENDA), attempts=TRIED)
    *_, last = steps_of(reading)
    assert (last.attempt.source, last.attempt.url, last.attempt.outcome) == ("card", AGENDA.url, "")
    assert list(last.set_aside) == [AGENDA, AGENDA]
    assert len(steps_of(reading)) == len(TRIED) + 1


def test_a_document_looked_for_twice_has_its_dates_once() -> None:
    first, second = steps_of(replace(read(publication()), attempts=(TRIED[1], TRIED[1])))
    assert [len(first.believed), len(second.believed)] == [1, 0]


def test_a_home_page_is_the_same_with_and_without_its_slash() -> None:
    on_home = replace(AGENDA, url=ADDRESS)
    reading = replace(read(health=Health.UNDATED), set_aside=(on_home,), attempts=TRIED[:1])
    assert [list(step.set_aside) for step in steps_of(reading)] == [[on_home]]


def test_why_numbers_the_steps_and_tells_what_came_of_each() -> None:
    told = why(replace(read(publication()), attempts=TRIED))
    assert f"1 home {ADDRESS}/ 2 links 2 feed {FEED} 3 items believed" in told
    assert f"3 robots {ADDRESS}/r 404" in told
    assert "tried" not in told


def test_why_shows_how_each_date_stood_there_believed_or_set_aside_and_why() -> None:
    told = why(replace(read(publication()), set_aside=(AGENDA,), attempts=TRIED))
    link = f"{ADDRESS}/berita/0"
    assert f"believed 23 Nov 2026, 10:15 WIB Posyandu feed: raw date 0 {link}" in told
    assert "set aside in the future: Agenda card: 1 Januari 2027" in told


def test_an_intruders_title_that_was_set_aside_leaves_no_address_to_click_on() -> None:
    told = why(replace(read(publication()), set_aside=(SPAM,), attempts=TRIED))
    assert "title is spam: Daftar hxxp://slot[.]example[.]com" in told
    assert "http://slot" not in told


def test_where_nothing_was_asked_for_why_says_so() -> None:
    assert "Nothing was asked for." in why(read(health=Health.FAILED, detail="no reader"))
