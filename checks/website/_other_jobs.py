"""A number that only looks like a date: one of a letter, an identity, a phone, a score, a place."""

from __future__ import annotations

import re

from checks.website._calendar import (
    HOUR_WORD,
    JOIN,
    LETTER,
    PUBLISHED,
    TIME,
    UPDATED,
    WEEKDAY,
    ZONE,
)
from checks.website._written import Written

_WINDOW = 120
"""Characters looked at before a date."""

_IDENTITY_OR_PHONE = re.compile(
    r"\b(?:nip|nik|npsn|nisn|npwp|nuptk|kode ?pos|telp|tlp|telepon|hp|wa|fax|faks|phone|ext"
    r"|whatsapp|sms(?: cent(?:er|re))?|hotline|call cent(?:er|re)|hubungi)\b\.?"
    r" ?:?[ \n]?(?:\(?\+?[0-9 ()-]{1,12} ?)?\Z"
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:no|nomor|nomer|nmr|number|versi|version|ver|v|rev|build|idr|rp|pasal|ayat|bab|isbn"
    r"|issn|uu|pp|perda|perbup|pergub|perpres|permen\w{0,12}|kepmen\w{0,12}|keppres|inpres|perwali?"
    r"|perwako|qanun|pmk|pojk|sk|se|sni|iso|iec|skor|score|lat(?:itude)?|long?(?:itude)?|koordinat"
    r"|lintang|bujur|kode|reg)\b\.?|[$€])"
    r"(?: ?(?:surat|naskah|dokumen|berkas|agenda|urut|reg(?:ister|istrasi)?|pendaftaran|perkara"
    r"|kontrak|izin|seri|rekening|referensi|ref|kk|ktp|induk|aplikasi|sistem|akhir|sementara|verifikasi|booking|unik"
    r"|bpjs|resi|antr[ie]an|antrean|polisi|wilayah|tender|lelang|rup|paket))?"
    r" ?:? ?\(?-?$"
    r"|(?<![.\w])(?:ip(?: address)?|id(?: paket)?|nib|nop|kk|pin|rekening|ukuran|dimensi) ?: ?$"
)
_SERIES_LEFT = re.compile(
    r"\b(?:kelas|nilai|hasil|rute|trayek|jalur|usia|umur|ranking|peringkat|blok|halaman|hal|hlm)\b"
    r" ?[:.]? ?\Z"
)
"""Before three short numbers: classes, marks, sets won, bus lines, pages."""
_NUMBERED_LEFT = re.compile(
    r"\b(?:tabel|table|gambar|grafik|diagram|bagan|lampiran|ruang(?:an)?|room|kamar|rak|loket"
    r"|butir|poin|sub ?bab|kode(?: \w{1,12})?)\b\.? ?:? ?$"
)
_ISSUE_LEFT = re.compile(r"\b(?:no|nomor|nomer|vol|volume|jilid|hal|halaman)\b\.? ?$")
_EDITION_LEFT = re.compile(r"\bedisi(?: ke)?[ -]$")
_ISSUE_NUMBER = re.compile(r"[0-9]{1,2} ?[,/]")
_STREET_LEFT = re.compile(r"\b(?:jl|jln|jalan|gg|gang)\b\.? ?(?:raya )?$")
_TIGHT_LEFT = re.compile(rf"(?:[0-9][.:-]|[0-9] ?/ ?|{LETTER}[-/]|(?<!\w){LETTER}{{1,3}}\.|_)$")
_SECTION_LEFT = re.compile(rf"(?:^|[\n |(]){LETTER}{{5,20}}/$")
"""A word before a slash names a section where hyphens follow: a letter's number has slashes
throughout, a program's version dots."""
_HIJRI_YEAR_LEFT = re.compile(
    r"(?<![0-9])1[345][0-9]{2}(?:(?P<s>[-/.])[0-9]{1,2}(?P=s)[0-9]{1,2})?(?: ?h(?:ijriy?ah)?\.?)?"
    r" ?[/-] ?$"
)
_HIJRI_RIGHT = re.compile(rf"[/-][0-9]{{1,2}} (?:{LETTER}|[' ]){{4,20}} 1[345][0-9]{{2}}(?![0-9])")
_STAMP_LEFT = re.compile(
    rf"(?:(?:{WEEKDAY}|{ZONE}|[0-9][:.][0-9]{{2}})[-/]|(?:{WEEKDAY}|\b(?:tgl|tg|pd|hr)\.))$"
)
_TIGHT_RIGHT = re.compile(
    r"[/.][0-9]|_|,[0-9]{2}(?![0-9:.])|-(?![0-9]{1,2}[:.][0-9]{2})[0-9]|-(?:rc|alpha|beta|dev)"
)
_LETTER_NUMBER_RIGHT = re.compile(rf"/{LETTER}")
_DAY_LEFT = re.compile(r"(?:[0-9][.:]|(?<![0-9])[0-9]{1,2} ?/ ?|(?<![0-9.:])[0-9]{1,2},|\bke[ -])$")
_SUPPORT = re.compile(
    rf"(?:^|[\n,;:|()\[\]·•>/-] ?|{PUBLISHED.pattern} ?|{UPDATED.pattern} ?|{WEEKDAY},? ?|{TIME} ?"
    r"|\b(?:tanggal|tgl|pada|on|date|hari)\b\.? ?)$"
    rf"|{PUBLISHED.pattern} (?:oleh|by) [^\n|]{{1,40}} di $"
)
_SUPPORT_RIGHT = re.compile(
    rf"[ \n]?(?:$|[\n,;|()\[\]·•>-]|{TIME}|\. ?$|(?:oleh|by|di|pada|dibaca|dilihat|hits?|views?)\b)"
)
_AREA_CODE_LEFT = re.compile(
    r"(?:\(0[0-9]{2,3}\)|(?<![\w.,])0[0-9]{2,3}|\+[0-9]{1,3}(?:[ -][0-9]{2,4})?) ?$"
)
_MEASURE_RIGHT = re.compile(r" ?(?:(?:m[23]|ha|km2?|kg)\b|[%°])")
_CLOCK_LEFT = re.compile(rf"\b{HOUR_WORD} ?$")
_CLOCK_RIGHT = re.compile(rf" ?{ZONE}")
_COUNTER_RIGHT = re.compile(
    r" ?(?:(?:kali|x) ?(?:di)?(?:baca|lihat|tayang|unduh|kunjungi|akses|views?|tonton)\b"
    r"|(?:kali|x|views?|hits?|pembaca|pengunjung|tayangan|orang|peserta)\b ?(?:$|[\n,;|.()·•]))"
)
"""A figure's own word behind a year makes the year that figure; a headline goes on instead."""
_LABEL_BEGINS = re.compile(r"(?:^|[\n|:;,(] ?|\b(?:tanggal|tgl|masa|batas|waktu|no)\b\.? )\Z")
"""Before the word of a label: nothing, or the word that makes it one ("tanggal penetapan")."""
NOT_A_DAY = re.compile(
    rf"(?:\b{HOUR_WORD}|\b(?:dibaca|dilihat|hits?|views?|viewed|komentar|ke|juara|kelas|gelombang"
    r"|angkatan|tahap|sesi|seri|bagian|volume|vol|edisi|kategori|admin|operator|user|kloter"
    r"|komisi|dosis|liga|divisi|grup|kelompok|dapil|tps|shift|lot|triwulan|tw|semester|top|sdgs"
    r"|rt|rw|bab|pos|dusun|pilar|level|tingkat|tipe|paket|fase|modul|batch|episode|lantai|zona"
    r"|blok|(?:sd|smp|sma|smk)n?|mi|mtsn?|man|paud|posyandu|puskesmas|versi|nomor|no)\b[:.]?) ?-?$"
)
HOUR_JOINED = re.compile(rf"{TIME}{JOIN}(?:{WEEKDAY},? ?)?$")
"""An hour joined to what follows: an hour and a date make no range."""


def text_before(text: str, written: Written) -> str:
    """The last characters before a date in a tidy text, enough to tell what it is."""
    return text[max(0, written.start - _WINDOW) : written.start]


def stands_before(pattern: re.Pattern[str], left: str) -> bool:
    """Does the pattern end the text before a date, but not as the last word of a headline above?

    Where the date begins a line, the words of a label fill the line above it.
    """
    found = pattern.search(left)
    if found is None:
        return False
    return not left.endswith("\n") or bool(_LABEL_BEGINS.search(left[: found.start()]))


def has_another_job(text: str, written: Written) -> bool:
    """Is what reads as a date in a tidy text a number, or a part of one, that counts or names?"""
    left = text_before(text, written)
    if stands_before(_STREET_LEFT, left):
        return True
    if not written.in_digits:
        if _COUNTER_RIGHT.match(text, written.end) or stands_before(_ISSUE_LEFT, left):
            return True
        if _EDITION_LEFT.search(left) and _ISSUE_NUMBER.match(text, written.start):
            return True
        part = _DAY_LEFT.search(left)
        return (
            part is not None
            and not NOT_A_DAY.search(left[: part.start()])
            and not _HIJRI_YEAR_LEFT.search(left)
        )
    if any(
        stands_before(pattern, left)
        for pattern in (_IDENTITY_OR_PHONE, _OTHER_NUMBER, _AREA_CODE_LEFT)
    ):
        return True
    if _MEASURE_RIGHT.match(text, written.end):
        return True
    short_year = not re.search(r"[0-9]{4}", text[written.start : written.end])
    if short_year and stands_before(_SERIES_LEFT, left):
        return True
    if "." in text[written.start : written.end] and stands_before(_NUMBERED_LEFT, left):
        return True
    if _is_part_of_a_number(text, written, left):
        return True
    return written.loose and (
        not _SUPPORT.search(left)
        or not _SUPPORT_RIGHT.match(text, written.end)
        or bool(_CLOCK_LEFT.search(left) or HOUR_JOINED.search(left))
        or bool(_CLOCK_RIGHT.match(text, written.end))
    )


def _is_part_of_a_number(text: str, written: Written, left: str) -> bool:
    """Does the number of a letter, or another longer one, go on right beside the date?"""
    if _TIGHT_RIGHT.match(text, written.end) and not _HIJRI_RIGHT.match(text, written.end):
        return True
    hyphened = "-" in text[written.start : written.end]
    if (
        _TIGHT_LEFT.search(left)
        and not _STAMP_LEFT.search(left)
        and not _HIJRI_YEAR_LEFT.search(left)
        and not (hyphened and _SECTION_LEFT.search(left))
    ):
        return True
    day_comes_first = not text[written.start : written.start + 4].isdigit()
    return day_comes_first and bool(_LETTER_NUMBER_RIGHT.match(text, written.end))
