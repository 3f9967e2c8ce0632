"""Which dates in a text can be a publication's: none of an event, a deadline, a law or a birth."""

from __future__ import annotations

import re
from itertools import pairwise

from checks.website._calendar import (
    CLOCK,
    HOUR_WORD,
    JOIN,
    MONTH,
    PUBLISHED,
    TIME,
    WEEKDAY,
    ZONE,
)
from checks.website._other_jobs import (
    HOUR_JOINED,
    NOT_A_DAY,
    has_another_job,
    stands_before,
    text_before,
)
from checks.website._written import Written

_WINDOW = 120
"""The most characters that join two dates."""
_OLDEST_GREGORIAN = 1583
"""The Gregorian calendar begins in October 1582: a smaller year is one of the Hijri calendar."""

_LEAD_IN = rf"(?: ?(?:pada|di|hari|tanggal|tgl\.?|dengan) ?)* ?[:,]? ?(?:{WEEKDAY},? ?)?$"
_ONE_SIDED = re.compile(
    r"\b(?:s ?/ ?d|s\. ?d\.?|sd(?! ?[,\n])|sampai|hingga|paling (?:lambat|akhir)"
    r"|selambat-lambatnya|sebelum|sejak|per|tmt|until|till|through|since|(?:ber|ter)tanggal)\b\.?"
    rf"(?: di [\w ,]{{1,30}}?)?{_LEAD_IN}"
)
"""Words that need what follows them: no headline ends in one."""
_TERM = re.compile(
    r"\b(?:batas (?:akhir|waktu|pe[lnm]\w{1,15})(?: pe[lnm]\w{1,15})?"
    r"(?: (?:berkas|dokumen|data|ulang|pajak|pbb|lomba|karya|naskah|online))?"
    r"|deadline|jatuh tempo(?: \w{1,20}){0,2}?|tenggat(?: waktu)?"
    r"|mulai|selesai(?= ?:|\n)|ber(?:akhir|laku)|exp(?:ired?)?"
    r"|di(?:buka|tutup)(?= ?(?:$|pada|tanggal|tgl|:))"
    r"|ditetapkan|diundangkan|penetapan|pengundangan|lahir"
    r"|(?:tanggal|tgl\.?) (?:selesai|akhir)|(?:start|end)s?(?: date)?(?= ?:))\b\.?"
    rf"(?: di [\w ,]{{1,30}}?)?{_LEAD_IN}"
)
_BIRTH = re.compile(
    r"(?:\b(?:tempat|tanggal|tgl)\b[ /&,.a-z]{0,25}\blahir\b|\blahir ?:|\bttl\b)[^\n|]{0,40}$"
    r"|(?:^|[\n,]) ?kelahiran \w{3,20}, ?$"
)
_LAW = re.compile(
    r"\b(?:undang-undang|uu|peraturan|perda|perbup|perwali?|perwako|pergub|perpres|permen\w{0,15}|pp"
    r"|perppu|keputusan|kep|keppres|kepmen\w{0,12}|kepbup|sk|instruksi|inpres|inmendagri|surat|se|edaran"
    r"|maklumat|nota dinas|lembaran|berita acara|putusan|perjanjian|nomor|no)\b"
)
_LAW_LEFT = re.compile(rf"\b(?:tanggal|tgl)\b\.? ?:? ?(?:{WEEKDAY},? ?)?$")
_LAW_BESIDE = re.compile(
    r"\b(?:undang-undang|uu|perda|perbup|perwali?|perwako|pergub|perpres|permen\w{0,15}|perppu|keppres"
    r"|kepmen\w{0,12}|kepbup|sk|se|inpres|surat (?:edaran|keputusan|tugas|perintah)|nota dinas)"
    r"(?: (?:bupati|wali ?kota|gubernur|menteri|presiden|sekda|kadis|kepala \w{3,12}|camat))?,? $"
)
"""A law's or a letter's word right before its date, with who gave it."""
_LAW_RIGHT = re.compile(r",? tentang\b")
_BUDGET_LEFT = re.compile(
    r"\b(?:p?apbd(?:-?p)?|anggaran|neraca|lra|lkpd|dpa|rka|posisi kas|saldo)"
    r"(?: (?:ta|tahun(?: anggaran)?)\.?)?(?: 20[0-9]{2})? $"
)
_DAY_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_GAP = r"[ \n]?[-/.]?[ \n]?"
_DAY_JOINED = re.compile(
    rf"(?<![\w.:-])(?<![0-9]/)(?<![0-9] /)(?:(?P<n>[0-9]{{1,2}})"
    r"(?:st|nd|rd|th|\.(?! ?[0-9]))?"
    rf"(?P<month>{_GAP}{MONTH}\.?\)?|[/-][0-9]{{1,2}}\)?|\.[0-9]{{1,2}}\.)?"
    rf"|{MONTH}\.? {_DAY_NUMBER}),?{JOIN}"
    rf"(?:tanggal |tgl\.? )?(?:{WEEKDAY},? ?\(?)?$"
)
_DAYS_LISTED = re.compile(
    r"(?<![0-9.:])[0-9]{1,2}, ?[0-9]{1,2},? ?\Z"
    rf"|(?:^|\n|\b(?:tanggal|tgl)\b\.? ?:? ?|{WEEKDAY},? ?)(?P<n>[0-9]{{1,2}}), ?$"
)
_JOINED_DAY = re.compile(
    rf"(?:[ \n,]{{0,2}}{TIME})?{JOIN}(?:{WEEKDAY},? ?)?"
    rf"(?:{_DAY_NUMBER}{_GAP}{MONTH}|{MONTH} {_DAY_NUMBER}\b)"
    rf"|{JOIN}(?:selesai|sekarang|kini|saat ini|seterusnya|present|now)\b ?(?:$|[\n,.;|)])"
)
_JOINED_OPEN = re.compile(
    r"(?> ?(?:s ?/ ?d\b\.?|s\. ?d\.?|sd\b|sampai(?: dengan)?\b|hingga\b|until\b) ?)"
    rf"(?!{HOUR_WORD}|{CLOCK}|[0-9]{{1,2}} ?{ZONE})"
)
_JOINED_YEAR = re.compile(rf"{JOIN}(?P<year>20[0-9]{{2}}) ?(?:$|[\n,;|)]|\.(?![0-9]))")
_HYPHEN_HOUR = re.compile(rf"^ ?-{{1,2}} ?(?={HOUR_WORD}|{CLOCK})")
_HOURS = re.compile(rf"{TIME}(?:{JOIN}(?:{TIME}|selesai\b))?")
_BETWEEN_FILLER = re.compile(
    rf"{WEEKDAY}|{ZONE}|\b(?:pukul|pkl|jam|hari|tanggal|tgl|dari)\b\.?|[,.()]"
)
_JOIN_ALONE = re.compile(JOIN)
_CLOCK_ALONE = re.compile(r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]\.[0-5][0-9]")


def publishable(text: str, dates: list[Written]) -> list[Written]:
    """Those of the dates in a tidy text that can be the day of a publication, in order."""
    joined = _in_ranges(text, dates)
    return [
        written
        for written in dates
        if written not in joined
        and not has_another_job(text, written)
        and not _event_or_law(text, written)
    ]


def _event_or_law(text: str, written: Written) -> bool:
    left = text_before(text, written)
    listed = _DAYS_LISTED.search(left)
    if listed and (listed["n"] is None or _comes_before(listed["n"], written)):
        return True
    if _joins_days(left, written) or _JOINED_DAY.match(text, written.end):
        return True
    if _JOINED_OPEN.match(text, written.end) or _joins_later_year(text, written):
        return True
    if _BUDGET_LEFT.search(left) or _BIRTH.search(left):
        return True
    one_sided = _ONE_SIDED.search(left) or stands_before(_TERM, left)
    if one_sided and not HOUR_JOINED.search(left):
        return True
    line = re.split(r"[\n|;·•]", left)[-1]
    if _LAW_BESIDE.search(line):
        return True
    behind_label = max((label.end() for label in PUBLISHED.finditer(line)), default=0)
    return bool(_LAW.search(line, behind_label)) and bool(
        _LAW_LEFT.search(line) or _LAW_RIGHT.match(text, written.end)
    )


def _joins_days(left: str, written: Written) -> bool:
    """Does a day of the month, or a day and a month, stand joined before the date?"""
    found = _DAY_JOINED.search(left)
    if found is None or NOT_A_DAY.search(left[: found.start()]):
        return False
    if found["n"] is None or found["month"] or written.day is None:
        return True
    return _comes_before(found["n"], written)


def _joins_later_year(text: str, written: Written) -> bool:
    """Does a bare year after that of the date end a term that begins on it?"""
    found = _JOINED_YEAR.match(text, written.end)
    return bool(found and written.day and int(found["year"]) > written.day.year)


def _comes_before(number: str, written: Written) -> bool:
    """Can the number be an earlier day of the same month?"""
    return written.day is not None and 1 <= int(number) < written.day.day


def _in_ranges(text: str, dates: list[Written]) -> set[Written]:
    joined: set[Written] = set()
    for first, second in pairwise(dates):
        between = text[first.end : second.start]
        if len(between) > _WINDOW or _is_day_and_hour(text, first, second):
            continue
        between = _HOURS.sub(" ", _HYPHEN_HOUR.sub(" ", between))
        between = " ".join(_BETWEEN_FILLER.sub(" ", between).split())
        backwards = first.day and second.day and first.day > second.day
        hijri_first = first.day is not None and first.day.year < _OLDEST_GREGORIAN
        if between and _JOIN_ALONE.fullmatch(between) and not backwards and not hijri_first:
            joined.update((first, second))
    return joined


def _is_day_and_hour(text: str, first: Written, second: Written) -> bool:
    """Is one of the two, written otherwise than the other, an hour with dots and seconds?"""
    hour = first if first.loose else second
    return first.loose != second.loose and bool(_CLOCK_ALONE.fullmatch(text, hour.start, hour.end))
