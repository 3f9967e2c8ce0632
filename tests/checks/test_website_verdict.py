"""From what was seen to a health."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Evidence, Health, Publication
from checks.website.dates import Moment
from checks.website.items import Item, publication
from checks.website.site_state import SiteState
from checks.website.verdict import Seen, is_newsy, verdict
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
    assert verdict(PROFILES_ONLY)[0] is Health.STATIC


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"profile_links": 1}, "nothing that tells"),
        ({"text_length": 20}, "nothing that tells"),
        ({"drawn_by_scripts": True}, "scripts"),
        ({"items": True}, "no date that can be trusted"),
        ({"complete": False}, "not everything"),
        ({"links": [link("/berita/1"), link("/berita/2")]}, "no date that can be read"),
        ({"set_aside": evidence("1 Maret 2026", "3 Maret 2026")}, "no date that can be trusted"),
    ],
)
def test_whatever_could_be_news_makes_it_undated(changes: dict[str, object], detail: str) -> None:
    health, why = verdict(replace(PROFILES_ONLY, **changes))  # type: ignore[arg-type]
    assert health is Health.UNDATED
    assert detail in why


@pytest.mark.parametrize(
    "clock", [evidence("Rabu, 18 Maret 2026"), evidence("Hari ini", "Kemarin"), ()]
)
def test_a_clock_or_a_counter_is_no_news(clock: tuple[Evidence, ...]) -> None:
    assert verdict(replace(PROFILES_ONLY, set_aside=clock))[0] is Health.STATIC


def test_a_publication_makes_it_ok_and_signs_make_it_hijacked() -> None:
    dated = replace(PROFILES_ONLY, recent=(kabar(),))
    assert verdict(dated) == (Health.OK, "newest seen in feed")
    assert verdict(replace(dated, signs=("spam",)))[0] is Health.HIJACKED


def test_what_stands_in_its_place_is_passed_on() -> None:
    parked = replace(PROFILES_ONLY, state=SiteState(Health.PARKED, "suspended"))
    assert verdict(parked) == (Health.PARKED, "suspended")
    assert verdict(replace(parked, recent=(kabar(),)))[0] is Health.OK


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
