"""The words of a calendar as Indonesian sites write them, and patterns made of those words.

All patterns expect text that went through `_tidy.tidy`: lower case, single spaces, ASCII dashes.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from types import MappingProxyType

_MONTH_SPELLINGS = (
    "jan januari january",
    "feb peb februari pebruari febuari february",
    "mar mrt maret march",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "agt agu ags agst agust agustus aug august",
    "sep sept september",
    "okt oct oktober october",
    "nov nop november nopember",
    "des dec desember december",
)
MONTHS = MappingProxyType(
    {word: number for number, row in enumerate(_MONTH_SPELLINGS, 1) for word in row.split()}
)
"""Every spelling of a month, lower case without a full stop, to its number."""

ENGLISH_WEEKDAYS = MappingProxyType(
    {
        word: number
        for number, row in enumerate(
            (
                "mon monday",
                "tue tues tuesday",
                "wed wednesday",
                "thu thur thurs thursday",
                "fri friday",
                "sat saturday",
                "sun sunday",
            )
        )
        for word in row.split()
    }
)
"""English weekdays to the number `date.weekday` gives."""

ZONES = MappingProxyType({"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "ut": 0, "z": 0})
"""Named zones to hours east of Greenwich; WIB, WITA and WIT after Keppres 41/1987."""

WESTERN_TIME = timezone(timedelta(hours=7), "WIB")

LETTER = r"[^\W\d_]"
_INDONESIAN_WEEKDAY = (
    r"senin|sen|selasa|sel|rabu|rebo|rab|kamis|kam|jum'? ?at|jum|sabtu|sab|minggu|mgg|min|ahad|ahd"
)
_ENGLISH = sorted(ENGLISH_WEEKDAYS, key=len, reverse=True)
_ENGLISH_NAMES = [word for word in _ENGLISH if word.endswith("day")]
MONTH = rf"(?<!{LETTER})(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?!{LETTER})"
WEEKDAY = (
    rf"(?<!{LETTER})(?:{_INDONESIAN_WEEKDAY}"
    rf"|{'|'.join(_ENGLISH)})(?!{LETTER})\.?"
    rf"(?: (?:legi|pahing|paing|pon|wage|kliwon)(?!{LETTER}))?"
)
ZONE = r"(?:wib|wita|wit|gmt|utc)\b"
CLOCK = r"(?<![0-9.:])[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?![0-9])"
HOUR_WORD = r"(?:pukul|pkl|jam|at)\b\.?:?"
TIME = rf"(?:{HOUR_WORD} ?)?{CLOCK}(?: ?[ap]\.?m\b\.?)?(?: ?{ZONE})?"
JOIN = (
    r"[ \n]?(?:-|~|→|s ?/ ?d\b\.?|s\.? ?d\b\.?|sampai(?: dengan)?\b|hingga\b|until\b|till\b"
    r"|through\b|to\b|dan\b|and\b|&|serta\b)[ \n]?"
)
"""What joins the two ends, or the days, of an event."""

ENGLISH_WEEKDAY_NAME = re.compile(rf"(?<!{LETTER})({'|'.join(_ENGLISH_NAMES)})(?!{LETTER})")
ENGLISH_WEEKDAY_BEFORE = re.compile(rf"(?<!{LETTER})({'|'.join(_ENGLISH)})\.?,?[ \n]?$")
"""Right before a date a short form counts too; elsewhere "Sat" may be a police unit."""
PUBLISHED = re.compile(
    r"\b(?:di(?:post(?:ing(?:kan)?)?|poskan|tulis|terbitkan|tayangkan|buat|publikasi(?:kan)?"
    r"|publish|rilis|unggah|muat|kirim|upload|input)|post(?:ed|ing|ingan)?|terbit|tayang"
    r"|publi(?:sh(?:ed)?|kasi)|rilis|released|unggah|upload(?:ed)?|created|written|submitted"
    r"|pembuatan|penulisan)\b"
)
UPDATED = re.compile(
    r"\b(?:di ?(?:perbarui|perbaharui|update|ubah|rubah|edit|sunting|revisi|mutakhirkan|modifikasi)"
    r"|ter-?update|updated?|pembaruan|perubahan|pemutakhiran|modif(?:ied|ikasi)|edit(?:ed)?|changed"
    r"|revis(?:ed|i))\b"
)
