"""Laws that `find_date` and `read_moment` keep for any text and any day."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.website.dates import find_date, read_moment

TODAY = date(2026, 11, 24)
FULL = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
SHORT = "Jan Peb Mrt Apr Mei Jun Jul Agt Sept Okt Nop Des"
ENGLISH = "January February March April May June July August September October November December"
WEEKDAYS = "Senin Selasa Rabu Kamis Jum'at Sabtu Minggu Rebo Ahad Jumat Sen Kam"
WORDS = "17 2025 08 Agustus s/d s.d. lalu hari kemarin Nomor WIB tanggal AM Senin &nbsp;"
PIECES = (*"0123456789/.:, \n\u200b", " - ", *WORDS.split())

days = st.dates(min_value=date(2000, 1, 1), max_value=TODAY)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


@st.composite
def ways_of_writing(draw: st.DrawFn, day: date) -> str:
    names = draw(st.sampled_from([FULL, SHORT, ENGLISH])).split()
    month = names[day.month - 1]
    month = draw(st.sampled_from([month, month.upper(), month.lower()]))
    month += draw(st.sampled_from(["", "", "."]))
    written = draw(
        st.sampled_from(
            [
                f"{day.day} {month} {day.year}",
                f"{day.day:02} {month}, {day.year}",
                f"{month} {day.day}, {day.year}",
                f"{day.day}-{month}-{day.year}",
                f"{day:%d/%m/%Y}",
                f"{day:%d-%m-%Y}",
                f"{day:%d.%m.%Y}",
                f"{day:%d} / {day:%m} / {day:%Y}",
                f"{day:%Y-%m-%d}",
                f"{day:%Y/%m/%d}",
                f"{day.day}\n{month}\n{day.year}",
                f"{day:%d/%m/%y}",
                f"{day:%Y-%m-%d}T09:12:00+07:00",
            ]
        )
    )
    label = draw(
        st.sampled_from(
            [
                "",
                "Diposting pada ",
                "Tanggal: ",
                "Ditulis oleh Admin, ",
                "Tgl. ",
                "Bandung, ",
                "Humas | ",
            ]
        )
    )
    weekday = draw(st.sampled_from(["", *(f"{name}, " for name in WEEKDAYS.split())]))
    hour = draw(
        st.sampled_from(
            ["", " 09:12", " 09.12 WIB", " - 09:12 WITA", ", pukul 09.12 WIT", " | 09:12"]
        )
    )
    views = draw(st.sampled_from(["", " | Dibaca 2024 kali", " - Oleh Admin", " (3 Komentar)"]))
    space = draw(st.sampled_from([" ", "\u00a0", "\u2009", "  ", "\u202f"]))
    hour = "" if "T09" in written else hour
    return f"{label}{weekday}{written}{hour}{views}".replace(" ", space)


@given(st.data(), days)
@settings(max_examples=400, deadline=None)
def test_any_day_is_read_back_from_any_way_of_writing_it(data: st.DataObject, day: date) -> None:
    text = data.draw(ways_of_writing(day))
    assert find_date(text, TODAY) == day, text


@given(days, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_two_days_joined_are_never_a_publication(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    for join in (" - ", "-", " s/d ", " s.d. ", " sampai dengan "):
        assert find_date(f"{day:%d/%m/%Y}{join}{end:%d/%m/%Y}", TODAY) is None


@given(texts, days)
@settings(max_examples=500, deadline=None)
def test_no_text_raises_and_no_answer_leaves_the_span(text: str, today: date) -> None:
    found = find_date(text, today)
    assert found is None or date(2000, 1, 1) <= found <= today + timedelta(days=1)
    moment = read_moment(text, today)
    assert moment is None or moment.day >= date(2000, 1, 1)
    assert moment is None or moment.at is None or moment.at.utcoffset() == timedelta(0)


@given(
    st.integers(946_800_000, 1_795_000_000),
    st.sampled_from([7, 8, 9, -7, 5.5]),
)
@settings(max_examples=150, deadline=None)
def test_a_full_stamp_gives_its_moment_and_its_own_day(seconds: int, east: float) -> None:
    stamped = datetime.fromtimestamp(seconds, timezone(timedelta(hours=east)))
    for text in (stamped.isoformat(), format_datetime(stamped), f"{stamped:%Y%m%dT%H%M%S%z}"):
        moment = read_moment(text, TODAY)
        assert moment is not None, text
        assert moment.at == stamped, text
        assert moment.day == stamped.date(), text


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1-", "a", " ", "\n", "17 Agustus 2025 - ", "1/2/2025 ", "(oleh ", "tanggal lahir ",
        "satu ", "2 jam ", "sampai di a,", "0", "per ", "berlaku di ", "jan ", "1 jan ", "Nomor ",
        "(021) ", "&nbsp;", "08.00 s.d. ", "Senin, ", "kemarin ", "1 hari, ",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = (piece * 8000)[:6000]
    started = time.perf_counter()
    find_date(text, TODAY)
    read_moment(text, TODAY)
    assert time.perf_counter() - started < 2
