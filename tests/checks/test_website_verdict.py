"""From what was seen to a health."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Evidence, Health, Publication, Trouble
from checks.website.addresses import is_newsy
from checks.website.dates import Moment
from checks.website.items import Item, publication
from checks.website.site_state import SiteState
from checks.website.verdict import Seen, Verdict, verdict
from tests.checks.website_farm import NOW

PROFILES_ONLY = Seen(
    state=None,
    signs=(),
    recent=(),
    items=False,
    set_aside=(),
    links=(),
    profile_links=4,
    text_length=900,
    says_no_news=False,
    drawn_by_scripts=False,
    complete=True,
)


def kabar() -> Publication:
    moment = Moment(NOW.date(), NOW)
    return publication(Item("Kabar", "https://d.example/kabar", "x", moment), "feed", "https://d/")


def link(path: str) -> Item:
    return Item("Kabar gembira dari desa", f"https://dinas.example{path}", "", None)


def evidence(*written: str) -> tuple[Evidence, ...]:
    return tuple(Evidence("card", "https://dinas.example/", raw) for raw in written)


def test_profiles_and_nothing_else_are_static() -> None:
    static = verdict(PROFILES_ONLY)
    assert (static.health, static.trouble) == (Health.STATIC, Trouble.NO_NEWS)


def test_a_list_that_says_it_is_empty_is_static_with_fewer_signs() -> None:
    empty = replace(PROFILES_ONLY, profile_links=0, says_no_news=True)
    assert verdict(empty).health is Health.STATIC
    assert verdict(replace(empty, items=True)).health is Health.UNDATED


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"profile_links": 1}, "nothing that tells"),
        ({"text_length": 20}, "nothing that tells"),
        ({"items": True}, "no date that can be trusted"),
        ({"complete": False}, "not everything"),
        ({"links": [link("/berita/1"), link("/berita/2")]}, "no date that can be read"),
        ({"set_aside": evidence("1 Maret 2026", "3 Maret 2026")}, "no date that can be trusted"),
    ],
)
def test_whatever_could_be_news_makes_it_undated(changes: dict[str, object], detail: str) -> None:
    undated = verdict(replace(PROFILES_ONLY, **changes))  # type: ignore[arg-type]
    assert (undated.health, undated.trouble) == (Health.UNDATED, Trouble.NO_DATES)
    assert detail in undated.detail


def test_a_page_drawn_by_scripts_is_undated_with_a_trouble_of_its_own() -> None:
    shell = verdict(replace(PROFILES_ONLY, drawn_by_scripts=True))
    assert shell == Verdict(Health.UNDATED, "page is drawn by scripts", Trouble.EMPTY_SHELL)


@pytest.mark.parametrize(
    "clock", [evidence("Rabu, 18 Maret 2026"), evidence("Hari ini", "Kemarin"), ()]
)
def test_a_clock_or_a_counter_is_no_news(clock: tuple[Evidence, ...]) -> None:
    assert verdict(replace(PROFILES_ONLY, set_aside=clock)).health is Health.STATIC


def test_a_publication_makes_it_ok_and_signs_make_it_hijacked() -> None:
    dated = replace(PROFILES_ONLY, recent=(kabar(),))
    assert verdict(dated) == Verdict(Health.OK, "newest seen in feed")
    hijacked = verdict(replace(dated, signs=("spam",)))
    assert (hijacked.health, hijacked.trouble) == (Health.HIJACKED, Trouble.INJECTED_SPAM)


def test_what_stands_in_its_place_is_passed_on() -> None:
    parked = replace(PROFILES_ONLY, state=SiteState(Trouble.SUSPENDED, "suspended"))
    assert verdict(parked) == Verdict(Health.PARKED, "suspended", Trouble.SUSPENDED)


@pytest.mark.parametrize(
    "trouble", [Trouble.MOVED, Trouble.DEFAULT_PAGE, Trouble.SUSPENDED, Trouble.DOMAIN_FOR_SALE]
)
def test_dates_that_are_not_the_agencys_say_nothing_of_it(trouble: Trouble) -> None:
    elsewhere = replace(PROFILES_ONLY, state=SiteState(trouble, "no site"), recent=(kabar(),))
    assert verdict(elsewhere).trouble is trouble


@pytest.mark.parametrize("trouble", [Trouble.CHALLENGE, Trouble.REFUSES_US, Trouble.NOT_FOUND])
def test_a_dated_article_is_a_second_way_past_a_closed_door(trouble: Trouble) -> None:
    closed = replace(PROFILES_ONLY, state=SiteState(trouble, "closed"), recent=(kabar(),))
    assert verdict(closed).health is Health.OK


@pytest.mark.parametrize(
    ("path", "newsy"),
    [
        ("/berita/posyandu", True),
        ("/2026/03/17/panen", True),
        ("/panen-raya-di-desa-makmur", True),
        ("/?p=1234", True),
        ("/visi-misi", False),
        ("/halaman/struktur-organisasi", False),
    ],
)
def test_addresses_of_articles_are_told_from_those_of_pages(path: str, newsy: bool) -> None:
    assert is_newsy(f"https://dinas.example{path}") is newsy
