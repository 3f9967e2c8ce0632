"""Read "2 jam lalu", "kemarin" and their like: days told from today backwards."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from checks.website._calendar import CLOCK, HOUR_WORD, MONTH, PUBLISHED, UPDATED, WEEKDAY, ZONE

_ONES = {
    word: number
    for number, row in enumerate(
        (
            "satu one a an suatu",
            "dua two",
            "tiga three",
            "empat four",
            "lima five",
            "enam six",
            "tujuh seven",
            "delapan eight",
            "sembilan nine",
            "sepuluh ten",
            "sebelas eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ),
        1,
    )
    for word in row.split()
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNITS = {
    word: unit
    for unit, words in {
        "hour": "detik dtk menit mnt jam second seconds sec secs minute minutes min mins hour hours"
        " hr hrs",
        "day": "hari day days",
        "week": "minggu mgg pekan week weeks wk wks",
        "month": "bulan bln month months mo mos",
        "year": "tahun thn year years yr yrs",
    }.items()
    for word in words.split()
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_VAGUE = r"beberapa|setengah|a few|half an?"
_AMOUNT = (
    rf"(?:(?P<number>[0-9]{{1,4}}(?:[.,][0-9])?|{_VAGUE}"
    rf"|(?:{_TEN})(?:[ -](?:{_ONE}))?|(?:{_ONE})(?: belas| puluh(?: (?:{_ONE}))?)?)[ \n-]?"
    rf"(?P<unit>{_UNIT})|se-?(?P<single>{_UNIT})|(?P<short>[0-9]{{1,3}}) ?(?P<letter>[smhjdw]))\b"
)
_PART = re.sub(r"\?P<\w+>", "?:", _AMOUNT)
_AGO = re.compile(
    r"(?<![\w.,])(?<!ratus )(?<!ribu )(?<!puluh )(?<!belas )(?<!hundred )(?<!hundred and )"
    rf"(?:{_PART}(?:,? (?:dan |and )?)?){{1,3}}"
    r"(?:(?:[ \n](?:yang|yg))?[ \n]?(?:lalu(?![ -](?:lintas|lalang))|silam)|\.?[ \n]ago)\b"
)
_EACH = re.compile(_AMOUNT)
_PART_OF_DAY = r"(?: (?:dini hari|pagi|siang|sore|petang|malam|subuh))?"
_BARE = re.compile(
    rf"(?<!\w)(?:(?P<two>kemarin (?:lusa|dulu)|(?:the )?day before yesterday)"
    rf"|(?P<one>kemar[ie]n{_PART_OF_DAY}|yesterday)"
    rf"|baru saja|barusan|tadi{_PART_OF_DAY}|hari ini|just now|today|moments? ago|a moment ago"
    r"|beberapa saat(?: yang)? lalu)(?!\w)"
)
_OPENS = re.compile(
    rf"(?:^|\n|[^\w\s.'\"!?] ?|(?:{PUBLISHED.pattern}|{UPDATED.pattern}) ?"
    r"|\b(?:pada|on|tanggal|sekitar|about)\b ?|\b(?:oleh|by) \S{1,30}(?: \S{1,30})? "
    rf"|{WEEKDAY},? ?)$"
)
_CLOSES = re.compile(
    rf" ?(?:$|[\n|;()\[\]·•<]|\. ?$|[,.:@-]? ?(?:{HOUR_WORD}|{CLOCK})|[,.-] ?(?![0-9])"
    rf"|(?:oleh|by|di|dibaca|dilihat|pada|{ZONE})\b|{PUBLISHED.pattern}|{UPDATED.pattern}"
    r"|,?[0-9][0-9.]{0,9} ?(?:komentar|comments?|views?|(?:x|kali) di\w{4,6})\b)"
)
_COUNT_LEFT = re.compile(
    r"(?:pengunjung|kunjungan|visit(?:or)?s?|statistik|statistics)\b[^a-z]{0,20}$"
)
_COUNT_RIGHT = re.compile(
    rf"[ \n|:,=(\[-]{{0,3}}(?!{CLOCK})[0-9][0-9.,]*(?![0-9/])"
    rf"(?! ?{MONTH})"
    r"(?! ?(?:x|kali|dibaca|dilihat|views?|komentar|comments?|menit|mins?|suka|likes?)\b)"
)
"""The figure of a visitor counter; a byline's own figure has its word behind it."""
_WINDOW = 80


def relative_day(text: str, today: date, *, exact_only: bool) -> date | None:
    """The day a tidy text tells from `today`, or None; hours and minutes ago are today.

    `exact_only` leaves out the bare words ("hari ini", "kemarin", "tadi"), which beside a date
    written out tell of something else. Bare words count only where they stand as a stamp, not
    within a sentence ("harga cabai hari ini") nor before a counter ("hari ini: 120").
    """
    for match in _AGO.finditer(text):
        if _opens(text, match) or _CLOSES.match(text, match.end()):
            return _days_ago(match[0], today)
    if exact_only:
        return None
    for match in _BARE.finditer(text):
        if (
            _opens(text, match)
            and _CLOSES.match(text, match.end())
            and not _in_counter(text, match)
        ):
            return _back(today, days=2 if match["two"] else 1 if match["one"] else 0)
    return None


def _opens(text: str, match: re.Match[str]) -> bool:
    return bool(_OPENS.search(text[max(0, match.start() - _WINDOW) : match.start()]))


def _in_counter(text: str, match: re.Match[str]) -> bool:
    left = text[max(0, match.start() - _WINDOW) : match.start()]
    return bool(_COUNT_LEFT.search(left) or _COUNT_RIGHT.match(text, match.end()))


def _days_ago(phrase: str, today: date) -> date | None:
    """The day a phrase tells; "h" and "hr" mean hari beside "lalu", hour beside "ago"."""
    months = days = 0
    for part in _EACH.finditer(phrase):
        is_hari = (part["unit"] == "hr" or part["letter"] == "h") and not phrase.endswith("ago")
        unit = "day" if is_hari else _unit_of(part)
        if unit == "hour":
            continue
        amount = _amount_of(part)
        if amount is None:
            return None
        match unit:
            case "day":
                days += amount
            case "week":
                days += 7 * amount
            case "month":
                months += amount
            case _:
                months += 12 * amount
    return _back(today, days=days, months=months)


def _unit_of(part: re.Match[str]) -> str:
    if part["letter"]:
        return {"d": "day", "w": "week"}.get(part["letter"], "hour")
    return _UNITS[part["unit"] or part["single"]]


def _amount_of(part: re.Match[str]) -> int | None:
    """How many; None for "a few", "half a" and what is no whole number."""
    if part["single"]:
        return 1
    words = re.split(r"[ -]", part["number"] or part["short"])
    if words[0].isdigit():
        return int(words[0])
    if words[0] in _TENS:
        return _TENS[words[0]] + (_ONES[words[1]] if len(words) > 1 else 0)
    if words[0] not in _ONES or (words[0] == "a" and len(words) > 1):
        return None
    amount = _ONES[words[0]]
    if len(words) > 1:
        amount = amount + 10 if words[1] == "belas" else amount * 10
    return amount + (_ONES[words[2]] if len(words) > 2 else 0)


def _back(today: date, *, days: int = 0, months: int = 0) -> date | None:
    """Calendar months, held to the last day of a shorter one, then days; None below year 1."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return None
    day = min(today.day, monthrange(year, month + 1)[1])
    try:
        return date(year, month + 1, day) - timedelta(days=days)
    except OverflowError:
        return None
