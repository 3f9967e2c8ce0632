"""A page is left unread only where it can't show a newer date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.client import Page
from checks.website.browse import browse
from checks.website.glimpse import may_show_newer
from checks.website.items import Asking, day_of
from tests.checks.site_files import AS_OF, SiteFile, site_files

TODAY = AS_OF.date()
WEEK = timedelta(days=7)
ASKING = Asking(AS_OF, TODAY)


@pytest.mark.parametrize("site", site_files(), ids=lambda site: site.name)
def test_no_newer_card_of_any_site_is_left_unread(site: SiteFile) -> None:
    for path, content in site.pages.items():
        page = as_page(path, content)
        found, _ = browse(page, ASKING)
        for publication in found.publications:
            known = day_of(publication) - timedelta(days=1)
            if TODAY - known <= WEEK:
                assert may_show_newer(page.text(), known, TODAY), publication.evidence.raw


def as_page(path: str, content: Mapping[str, Any]) -> Page:
    body = content.get("body", "").encode(content.get("charset", "utf-8"))
    headers = {"content-type": content.get("type", "text/html; charset=utf-8")}
    return Page(f"https://dinas.example{path}", 200, headers, body)


def card(day: date, form: str) -> str:
    return f"<div><a href='/b/1'>Kabar dari desa</a><span>{form.format(day=day)}</span></div>"


FORMS = (
    "{day:%d/%m/%Y}", "{day:%-d-%-m-%Y}", "{day:%d . %m . %Y}", "{day:%Y-%m-%d}", "{day:%Y%m%d}",
    "{day:%-d} {day:%b} {day:%Y}", "{day:%B} {day:%-d}, {day:%Y}",
    "{day:%d}<b>{day:%b}</b>{day:%Y}",
)  # fmt: skip


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 7), st.sampled_from(FORMS))
def test_a_newer_day_is_seen_in_every_form(newer: date, days: int, form: str) -> None:
    assert may_show_newer(card(newer, form), newer - timedelta(days=days), newer)


@given(st.dates(date(2026, 1, 1), date(2026, 8, 31)), st.sampled_from(FORMS))
def test_an_older_day_alone_is_no_sign_of_a_newer(older: date, form: str) -> None:
    later = date(2026, 10, 30)
    text = card(older.replace(day=min(older.day, 9)), form)
    assert not may_show_newer(text, later - timedelta(days=2), later) or "30" in text


@pytest.mark.parametrize("words", ["2 jam yang lalu", "kemarin", "Hari ini", "3 days ago"])
def test_words_of_days_are_read_in_any_case(words: str) -> None:
    assert may_show_newer(f"<span>{words}</span>", TODAY - WEEK, TODAY)


def test_a_page_is_read_where_much_time_lies_between() -> None:
    assert may_show_newer("<p>nothing</p>", TODAY - timedelta(days=40), TODAY)
