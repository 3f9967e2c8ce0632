"""What the words around a date make of it: part of a range, a law's, a number with another job."""

from __future__ import annotations

import re
from itertools import pairwise

from checks.website._calendar import (
    CLOCK,
    HOUR_WORD,
    JOIN,
    LETTER,
    MONTH,
    PUBLISHED,
    TIME,
    UPDATED,
    WEEKDAY,
    ZONE,
)
from checks.website._written import Written

_WINDOW = 120
"""Characters looked at on either side of a date."""

_OTHER_NUMBER = re.compile(
    r"(?:\b(?:no|nomor|nomer|nmr|number|nip|nik|npsn|nisn|npwp|nuptk|versi|version|ver|v|rev|build|idr"
    r"|telp|tlp|telepon|hp|wa|fax|faks|phone|kode ?pos|pasal|ayat|bab|isbn|issn|rp)\b\.?|[$€])"
    r" ?:? ?(?:\(?\+?[0-9 ()-]{1,12} ?)?$"
)
_TIGHT_LEFT = re.compile(rf"(?:[0-9][.:-]|[0-9] ?/ ?|{LETTER}[-/]|_)$")
_HIJRI_YEAR_LEFT = re.compile(r"(?<![0-9])1[345][0-9]{2}(?: ?h)? ?[/-] ?$")
_STAMP_LEFT = re.compile(rf"(?:{WEEKDAY}|{ZONE}|[0-9][:.][0-9]{{2}})[-/]$")
_TIGHT_RIGHT = re.compile(r"[/.][0-9]|_|,[0-9]{2}(?![0-9:.])|-(?![0-9]{1,2}[:.][0-9]{2})[0-9]")
_LETTER_NUMBER_RIGHT = re.compile(rf"/{LETTER}")
_DAY_LEFT = re.compile(r"(?:[0-9][.:]|(?<![0-9])[0-9]{1,2} ?/ ?|(?<![0-9.:])[0-9]{1,2},|\bke[ -])$")
_SUPPORT = re.compile(
    rf"(?:^|[\n,;:|()\[\]·•>/-] ?|{PUBLISHED.pattern} ?|{UPDATED.pattern} ?|{WEEKDAY},? ?|{TIME} ?"
    r"|\b(?:tanggal|tgl|pada|on|date|hari)\b\.? ?)$"
)
_SUPPORT_RIGHT = re.compile(
    rf"[ \n]?(?:$|[\n,;|()\[\]·•>-]|{TIME}|\. ?$|(?:oleh|by|di|pada|dibaca|dilihat|hits?|views?)\b)"
)
_AREA_CODE_LEFT = re.compile(r"(?:\(0[0-9]{2,3}\)|\b0[0-9]{2,3}|\+[0-9]{1,3}) ?$")
_CLOCK_LEFT = re.compile(rf"\b{HOUR_WORD} ?$")
_CLOCK_RIGHT = re.compile(rf" ?{ZONE}")

_LEAD_IN = rf"(?: ?(?:pada|di|hari|tanggal|tgl\.?|dengan) ?)*[:,]? ?(?:{WEEKDAY},? ?)?$"
_ONE_SIDED = re.compile(
    r"\b(?:s ?/ ?d|s\. ?d\.?|sd|sampai|hingga|paling (?:lambat|akhir)|selambat-lambatnya|sebelum"
    r"|batas (?:akhir|waktu|pen\w{1,15}|pem\w{1,15})|deadline|jatuh tempo|tenggat|sejak|mulai|per"
    r"|selesai(?= ?:)|until|till|through|since|ber(?:akhir|laku)|expired?|(?:ber|ter)tanggal"
    r"|ditetapkan|diundangkan|lahir)\b\.?"
    rf"(?: di [\w ,]{{1,30}}?)?{_LEAD_IN}"
)
_BIRTH = re.compile(r"\b(?:tempat|tanggal|tgl\.?|ttl)\b[ /&,.a-z]{0,25}\blahir\b[^\n|]{0,40}$")
_HOUR_JOINED = re.compile(rf"{TIME}{JOIN}(?:{WEEKDAY},? ?)?$")
_LAW = re.compile(
    r"\b(?:undang-undang|uu|peraturan|perda|perbup|perwali?|perwako|pergub|perpres|permen\w{0,15}|pp"
    r"|perppu|keputusan|kep|keppres|kepmen\w{0,12}|kepbup|sk|instruksi|inpres|inmendagri|surat|se|edaran"
    r"|maklumat|nota dinas|lembaran|berita acara|putusan|perjanjian|nomor|no)\b"
)
_LAW_LEFT = re.compile(rf"\b(?:tanggal|tgl)\b\.? ?:? ?(?:{WEEKDAY},? ?)?$")
_LAW_RIGHT = re.compile(r",? tentang\b")
_BUDGET_LEFT = re.compile(
    r"\b(?:p?apbd(?:-?p)?|anggaran|neraca|lra|lkpd|dpa|rka|posisi kas|saldo)"
    r"(?: (?:ta|tahun(?: anggaran)?)\.?)?(?: 20[0-9]{2})? $"
)
_COUNTER_RIGHT = re.compile(
    r" ?(?:kali|x)\b(?! ?[0-9])"
    r"| ?(?:views?|hits?|pembaca|pengunjung|tayangan|orang|peserta)\b(?! ?:? ?[0-9])"
)

_DAY_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_GAP = r"[ \n]?[-/.]?[ \n]?"
_DAY_JOINED = re.compile(
    rf"(?<![\w.:/-])(?:(?P<n>[0-9]{{1,2}})(?:st|nd|rd|th)?(?P<month>{_GAP}{MONTH}\.?|[/-][0-9]{{1,2}})?"
    rf"|{MONTH}\.? {_DAY_NUMBER}),?{JOIN}(?:tanggal |tgl\.? )?(?:{WEEKDAY},? ?)?$"
)
_DAYS_LISTED = re.compile(r"(?<![0-9.:])[0-9]{1,2}, ?[0-9]{1,2},? ?$")
_NOT_A_DAY = re.compile(
    rf"(?:\b{HOUR_WORD}|\b(?:dibaca|dilihat|hits?|views?|viewed|komentar|ke)\b:?) ?-?$"
)
_JOINED_DAY = re.compile(
    rf"(?:[ \n,]{{0,2}}{TIME})?{JOIN}(?:{WEEKDAY},? ?)?"
    rf"(?:{_DAY_NUMBER}{_GAP}{MONTH}|{MONTH} {_DAY_NUMBER}\b)"
    rf"|{JOIN}(?:selesai|sekarang|kini|saat ini|seterusnya|present|now)\b"
)
_JOINED_OPEN = re.compile(
    r"(?> ?(?:s ?/ ?d\b\.?|s\. ?d\.?|sd\b|sampai(?: dengan)?\b|hingga\b|until\b) ?)"
    rf"(?!{HOUR_WORD}|{CLOCK}|[0-9]{{1,2}} ?{ZONE})"
)
_HYPHEN_HOUR = re.compile(rf"^ ?-{{1,2}} ?(?={HOUR_WORD}|{CLOCK})")
_HOURS = re.compile(rf"{TIME}(?:{JOIN}(?:{TIME}|selesai\b))?")
_BETWEEN_FILLER = re.compile(
    rf"{WEEKDAY}|{ZONE}|\b(?:pukul|pkl|jam|hari|tanggal|tgl|dari)\b\.?|[,.()]"
)
_JOIN_ALONE = re.compile(JOIN)


def publishable(text: str, dates: list[Written]) -> list[Written]:
    """Those of the dates in a tidy text that can be the day of a publication, in order."""
    joined = _in_ranges(text, dates)
    return [
        written
        for written in dates
        if written not in joined
        and not _another_job(text, written)
        and not _event_or_law(text, written)
    ]


def _left(text: str, written: Written) -> str:
    return text[max(0, written.start - _WINDOW) : written.start]


def _another_job(text: str, written: Written) -> bool:
    left = _left(text, written)
    if _COUNTER_RIGHT.match(text, written.end):
        return True
    if not written.in_digits:
        return bool(_DAY_LEFT.search(left)) and not _HIJRI_YEAR_LEFT.search(left)
    if _OTHER_NUMBER.search(left) or _AREA_CODE_LEFT.search(left):
        return True
    if _TIGHT_RIGHT.match(text, written.end):
        return True
    if (
        _TIGHT_LEFT.search(left)
        and not _STAMP_LEFT.search(left)
        and not _HIJRI_YEAR_LEFT.search(left)
    ):
        return True
    day_comes_first = not text[written.start : written.start + 4].isdigit()
    if day_comes_first and _LETTER_NUMBER_RIGHT.match(text, written.end):
        return True
    return written.loose and (
        not _SUPPORT.search(left)
        or not _SUPPORT_RIGHT.match(text, written.end)
        or bool(_CLOCK_LEFT.search(left))
        or bool(_CLOCK_RIGHT.match(text, written.end))
    )


def _event_or_law(text: str, written: Written) -> bool:
    left = _left(text, written)
    if _DAYS_LISTED.search(left):
        return True
    if _joins_days(left, written) or _JOINED_DAY.match(text, written.end):
        return True
    if _JOINED_OPEN.match(text, written.end):
        return True
    if _BUDGET_LEFT.search(left) or _BIRTH.search(left):
        return True
    if _ONE_SIDED.search(left) and not _HOUR_JOINED.search(left):
        return True
    line = re.split(r"[\n|;·•]", left)[-1]
    behind_label = max((label.end() for label in PUBLISHED.finditer(line)), default=0)
    return bool(_LAW.search(line, behind_label)) and bool(
        _LAW_LEFT.search(line) or _LAW_RIGHT.match(text, written.end)
    )


def _joins_days(left: str, written: Written) -> bool:
    """Does a day of the month, or a day and a month, stand joined before the date?"""
    found = _DAY_JOINED.search(left)
    if found is None or _NOT_A_DAY.search(left[: found.start()]):
        return False
    if found["n"] is None or found["month"] or written.day is None:
        return True
    return 1 <= int(found["n"]) < written.day.day


def _in_ranges(text: str, dates: list[Written]) -> set[Written]:
    joined: set[Written] = set()
    for first, second in pairwise(dates):
        between = text[first.end : second.start]
        if len(between) > _WINDOW:
            continue
        between = _HOURS.sub(" ", _HYPHEN_HOUR.sub(" ", between))
        between = " ".join(_BETWEEN_FILLER.sub(" ", between).split())
        backwards = first.day and second.day and first.day > second.day
        if between and _JOIN_ALONE.fullmatch(between) and not backwards:
            joined.update((first, second))
    return joined
