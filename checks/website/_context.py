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
_OLDEST_GREGORIAN = 1583
"""The Gregorian calendar begins in October 1582: a smaller year is one of the Hijri calendar."""

_IDENTITY_OR_PHONE = re.compile(
    r"\b(?:nip|nik|npsn|nisn|npwp|nuptk|kode ?pos|telp|tlp|telepon|hp|wa|fax|faks|phone)\b\.?"
    r" ?:? ?(?:\(?\+?[0-9 ()-]{1,12} ?)?$"
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:no|nomor|nomer|nmr|number|versi|version|ver|v|rev|build|idr|rp|pasal|ayat|bab|isbn"
    r"|issn|uu|pp|perda|perbup|pergub|perpres)\b\.?|[$€])"
    r"(?: ?(?:surat|naskah|dokumen|berkas|agenda|urut|reg(?:ister|istrasi)?|pendaftaran|perkara"
    r"|kontrak|izin|seri|rekening|referensi|ref|kk|ktp|induk|aplikasi|sistem))?"
    r" ?:? ?\(?$"
)
_NUMBERED_LEFT = re.compile(
    r"\b(?:tabel|table|gambar|grafik|diagram|bagan|lampiran|kode(?: \w{1,12})?)\b\.? ?:? ?$"
)
_ISSUE_LEFT = re.compile(r"\b(?:no|nomor|nomer|vol|volume|jilid|hal|halaman)\b\.? ?$")
_EDITION_LEFT = re.compile(r"\bedisi(?: ke)?[ -]$")
_ISSUE_NUMBER = re.compile(r"[0-9]{1,2} ?[,/]")
_STREET_LEFT = re.compile(r"\b(?:jl|jln|jalan|gg|gang)\b\.? ?(?:raya )?$")
_TIGHT_LEFT = re.compile(rf"(?:[0-9][.:-]|[0-9] ?/ ?|{LETTER}[-/]|(?<!\w){LETTER}{{1,3}}\.|_)$")
_HIJRI_YEAR_LEFT = re.compile(
    r"(?<![0-9])1[345][0-9]{2}(?:(?P<s>[-/.])[0-9]{1,2}(?P=s)[0-9]{1,2})?(?: ?h(?:ijriy?ah)?\.?)?"
    r" ?[/-] ?$"
)
_HIJRI_RIGHT = re.compile(rf"[/-][0-9]{{1,2}} (?:{LETTER}|[' ]){{4,20}} 1[345][0-9]{{2}}(?![0-9])")
_STAMP_LEFT = re.compile(
    rf"(?:(?:{WEEKDAY}|{ZONE}|[0-9][:.][0-9]{{2}})[-/]|(?:{WEEKDAY}|\b(?:tgl|tg|pd|hr)\.))$"
)
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
_AREA_CODE_LEFT = re.compile(
    r"(?:\(0[0-9]{2,3}\)|(?<![\w.,])0[0-9]{2,3}|\+[0-9]{1,3}(?:[ -][0-9]{2,4})?) ?$"
)
_CLOCK_LEFT = re.compile(rf"\b{HOUR_WORD} ?$")
_CLOCK_RIGHT = re.compile(rf" ?{ZONE}")

_LEAD_IN = rf"(?: ?(?:pada|di|hari|tanggal|tgl\.?|dengan) ?)* ?[:,]? ?(?:{WEEKDAY},? ?)?$"
_ONE_SIDED = re.compile(
    r"\b(?:s ?/ ?d|s\. ?d\.?|sd|sampai|hingga|paling (?:lambat|akhir)|selambat-lambatnya|sebelum"
    r"|batas (?:akhir|waktu|pen\w{1,15}|pem\w{1,15})|deadline|jatuh tempo|tenggat(?: waktu)?"
    r"|sejak|mulai|per|selesai(?= ?:)|until|till|through|since|ber(?:akhir|laku)|expired?"
    r"|(?:ber|ter)tanggal|ditetapkan|diundangkan|penetapan|pengundangan|lahir"
    r"|(?:tanggal|tgl\.?) selesai|(?:start|end)s?(?: date)?(?= ?:))\b\.?"
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
    r" ?(?:(?:kali|x) ?(?:di)?(?:baca|lihat|tayang|unduh|kunjungi|akses|views?|tonton)\b"
    r"|(?:kali|x|views?|hits?|pembaca|pengunjung|tayangan|orang|peserta)\b ?(?:$|[\n,;|.()·•]))"
)
"""A figure's own word behind a year makes the year that figure; a headline goes on instead."""

_DAY_NUMBER = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_GAP = r"[ \n]?[-/.]?[ \n]?"
_DAY_JOINED = re.compile(
    rf"(?<![\w.:-])(?<![0-9]/)(?<![0-9] /)(?:(?P<n>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"(?P<month>{_GAP}{MONTH}\.?|[/-][0-9]{{1,2}})?|{MONTH}\.? {_DAY_NUMBER}),?{JOIN}"
    rf"(?:tanggal |tgl\.? )?(?:{WEEKDAY},? ?)?$"
)
_DAYS_LISTED = re.compile(
    r"(?<![0-9.:])[0-9]{1,2}, ?[0-9]{1,2},? ?$"
    rf"|(?:^|\n|\b(?:tanggal|tgl)\b\.? ?:? ?|{WEEKDAY},? ?)(?P<n>[0-9]{{1,2}}), ?$"
)
_NOT_A_DAY = re.compile(
    rf"(?:\b{HOUR_WORD}|\b(?:dibaca|dilihat|hits?|views?|viewed|komentar|ke|juara|kelas|gelombang"
    r"|angkatan|tahap|sesi|seri|bagian|volume|vol|edisi|kategori|admin|operator|user|kloter"
    r"|komisi|batch|episode|lantai|zona|blok|(?:sd|smp|sma|smk)n?|mi|mtsn?|man|paud|posyandu"
    r"|puskesmas|versi|nomor|no)\b[:.]?) ?-?$"
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
    if _STREET_LEFT.search(left):
        return True
    if not written.in_digits:
        if _COUNTER_RIGHT.match(text, written.end) or _ISSUE_LEFT.search(left):
            return True
        if _EDITION_LEFT.search(left) and _ISSUE_NUMBER.match(text, written.start):
            return True
        part = _DAY_LEFT.search(left)
        return (
            part is not None
            and not _NOT_A_DAY.search(left[: part.start()])
            and not _HIJRI_YEAR_LEFT.search(left)
        )
    if any(
        pattern.search(left) for pattern in (_IDENTITY_OR_PHONE, _OTHER_NUMBER, _AREA_CODE_LEFT)
    ):
        return True
    if "." in text[written.start : written.end] and _NUMBERED_LEFT.search(left):
        return True
    if _TIGHT_RIGHT.match(text, written.end) and not _HIJRI_RIGHT.match(text, written.end):
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
        or bool(_CLOCK_LEFT.search(left) or _HOUR_JOINED.search(left))
        or bool(_CLOCK_RIGHT.match(text, written.end))
    )


def _event_or_law(text: str, written: Written) -> bool:
    left = _left(text, written)
    listed = _DAYS_LISTED.search(left)
    if listed and (listed["n"] is None or _comes_before(listed["n"], written)):
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
    return _comes_before(found["n"], written)


def _comes_before(number: str, written: Written) -> bool:
    """Can the number be an earlier day of the same month?"""
    return written.day is not None and 1 <= int(number) < written.day.day


def _in_ranges(text: str, dates: list[Written]) -> set[Written]:
    joined: set[Written] = set()
    for first, second in pairwise(dates):
        between = text[first.end : second.start]
        if len(between) > _WINDOW:
            continue
        between = _HOURS.sub(" ", _HYPHEN_HOUR.sub(" ", between))
        between = " ".join(_BETWEEN_FILLER.sub(" ", between).split())
        backwards = first.day and second.day and first.day > second.day
        hijri_first = first.day is not None and first.day.year < _OLDEST_GREGORIAN
        if between and _JOIN_ALONE.fullmatch(between) and not backwards and not hijri_first:
            joined.update((first, second))
    return joined
