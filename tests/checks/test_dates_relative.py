"""Days told from today backwards, and the counters that only look so."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from checks.website.dates import find_date

TODAY = date(2026, 11, 24)  # a Tuesday


def _cases(table: str) -> list[str]:
    """The cases of a table, parted by broken bars."""
    return [case for case in re.split(r"\s*¦\s*", table.strip("\n")) if case]


RELATIVE = {
    0: """
baru saja ¦ Baru saja ¦ barusan ¦ tadi ¦ tadi pagi ¦ tadi malam ¦ hari ini ¦ Hari Ini, 09:12 ¦
hari ini pukul 09.12 WIB ¦ 5 detik lalu ¦ 5 menit yang lalu ¦ 2 jam lalu ¦ 2 jam yg lalu ¦
23 jam lalu ¦ sejam lalu ¦ semenit yang lalu ¦ se-jam lalu ¦ satu jam lalu ¦ beberapa jam lalu ¦
setengah jam yang lalu ¦ dua belas menit lalu ¦ just now ¦ today ¦ Today, 10:15 ¦ an hour ago ¦
5 mins ago ¦ 3h ago ¦ a few seconds ago ¦ about an hour ago ¦ Diposting 2 jam lalu ¦
Oleh Admin, 3 jam yang lalu ¦ 3 jam lalu oleh Admin ¦ 2 jam lalu | Berita ¦ 2\u00a0JAM\u00a0LALU ¦
Berita Daerah - 2 jam lalu ¦ Diposting hari ini ¦ Tadi pagi oleh Humas ¦
2 jam lalu, dibaca 12 kali ¦ 1,5 jam lalu ¦ 2 hr ago ¦ baru saja diposting ¦ \U0001f4c5 hari ini ¦
Baru Saja Diperbarui ¦
Hari ini (24/11) ¦ 2 jam silam
""",
    1: """
kemarin ¦ Kemarin, 14:30 WIB ¦ kemarin pukul 10.00 ¦ Diposting kemarin oleh Admin ¦ kemarin sore ¦
1 hari lalu ¦ 1 hari yang lalu ¦ sehari lalu ¦ sehari yang lalu ¦ satu hari lalu ¦ yesterday ¦
a day ago ¦ 1 day ago ¦ 1d ago ¦ one day ago ¦ Yesterday at 10:15 ¦ KEMARIN ¦ oleh Admin kemarin ¦
Kemarin | 12 komentar ¦ Kemarin (23/11)
""",
    2: "2 hr lalu ¦ kemarin lusa ¦ dua hari lalu ¦ 2 hari yang lalu ¦ two days ago ¦ 2 hari silam",
    7: "seminggu lalu ¦ sepekan yang lalu ¦ 1 minggu lalu ¦ a week ago",
    9: "1 minggu, 2 hari yang lalu ¦ 9 hari lalu",
    10: "sepuluh hari yang lalu ¦ 10 days ago",
    11: "sebelas hari lalu",
    14: "2 minggu 1 jam lalu",
    15: "lima belas hari lalu",
    17: "2 weeks 3 days ago",
    21: "3 minggu lalu ¦ tiga pekan lalu ¦ 3 weeks ago ¦ dua puluh satu hari lalu",
}


@pytest.mark.parametrize(
    ("text", "days"), [(text, days) for days, table in RELATIVE.items() for text in _cases(table)]
)
def test_relative_days_are_counted_back_from_today(text: str, days: int) -> None:
    assert find_date(text, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("sebulan lalu", TODAY, date(2026, 10, 24)),
        ("2 bulan yang lalu", TODAY, date(2026, 9, 24)),
        ("11 months ago", TODAY, date(2025, 12, 24)),
        ("1 bulan lalu", date(2026, 3, 31), date(2026, 2, 28)),
        ("setahun lalu", TODAY, date(2025, 11, 24)),
        ("tiga tahun yang lalu", TODAY, date(2023, 11, 24)),
        ("1 year ago", date(2024, 2, 29), date(2023, 2, 28)),
        ("1 year 2 months ago", TODAY, date(2025, 9, 24)),
    ],
)
def test_months_and_years_ago_are_those_of_the_calendar(
    text: str, today: date, expected: date
) -> None:
    assert find_date(text, today) == expected


@pytest.mark.parametrize("gap", [" ", "\n", ", ", ","])
def test_a_day_and_a_count_of_people_is_no_stamp(gap: str) -> None:
    assert find_date(f"Kemarin{gap}310 orang", TODAY) is None
    assert find_date(f"Kemarin{gap}310 komentar", TODAY) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["3 hari\nyang lalu", "3 hari yang\nlalu", "3\nhari\nlalu", "3 days\nago"]
)
def test_a_line_break_does_not_part_the_words_of_a_relative_day(text: str) -> None:
    assert find_date(text, TODAY) == date(2026, 11, 21)


def test_an_abbreviated_unit_may_end_in_a_full_stop() -> None:
    assert find_date("12 hrs. ago", TODAY) == TODAY
    assert find_date("2 wks. ago", TODAY) == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("fifteen days ago", 15),
        ("thirty days ago", 30),
        ("twenty one days ago", 21),
        ("twenty-five days ago", 25),
        ("ninety days ago", 90),
        ("nineteen hours ago", 0),
    ],
)
def test_english_number_words_go_beyond_twelve(text: str, days: int) -> None:
    assert find_date(text, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize("text", ["seratus dua hari lalu", "one hundred and two days ago"])
def test_the_end_of_a_number_in_words_is_not_read_for_the_whole(text: str) -> None:
    assert find_date(text, TODAY) is None


def test_one_letter_units_follow_the_language_of_lalu_and_ago() -> None:
    assert find_date("3h lalu", TODAY) == date(2026, 11, 21)
    assert find_date("3h ago", TODAY) == TODAY
    assert find_date("4j lalu", TODAY) == TODAY
