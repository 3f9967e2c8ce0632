"""What a date on a page is called: by the label beside it, or by the head of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from checks.website._calendar import LETTER, PUBLISHED, UPDATED
from checks.website.boxes import Box

LONGEST_LABEL = 45
"""Characters of a text beside a date that can be its label."""

LABEL_WORDS = 3


class Kind(Enum):
    """What a date on a page is called there."""

    PLAIN = auto()
    PUBLISHED = auto()
    CHANGED = auto()
    LAST_CHANGED = auto()
    """A page or a data set, that is changed again and again."""
    CLOCK = auto()
    EVENT = auto()
    """A deadline, a validity, the day of an event or of a signature."""
    LETTER = auto()
    """The day of a letter that is listed: one of publication where there is none other."""


CLOCK_WORDS = re.compile(
    r"^\W*(?:(?:tanggal|waktu|jam) )?(?:hari ini|sekarang|today(?: is)?)\b[^.]{0,20}$"
    r"|\b(?:masehi|server time|waktu server|pengunjung|kalender)\b[^.]{0,20}$"
)

EVENT_WORDS = re.compile(
    r"\b(?:batas|di ?tutup|penutupan|paling (?:lambat|akhir)|selambat\W?lambatnya|jatuh tempo"
    r"|tenggat|deadline|ber(?:akhir|laku)|masa|kedaluwarsa|kadaluarsa|expired?|closing|valid"
    r"|pelaksanaan|(?:di|ter)laksana(?:kan)?|penetapan|pengundangan|di(?:tetap|undang)kan|mulai"
    r"|selesai|pembukaan|pendaftaran|pengambilan|lahir|wafat|pengesahan|disahkan|pengumpulan"
    r"|penyerahan berkas|dilantik|pelantikan|diterima|diraih|bergabung|tmt|(?:di|penan)\w*tangan\w*"
    r"|diluncurkan|peluncuran|menjabat|versi"
    r"|(?:hari|tgl|tanggal|waktu|jadwal) ?(?:kegiatan|acara|agenda|ujian|tes|seleksi)"
    r"|(?:waktu|jadwal|acara)(?= ?:)|pemasukan penawaran|event)\b[^.]{0,25}$"
)

OF_AN_EVENT = re.compile(
    r"(?<![a-z])(?:startdate|enddate|doortime|validthrough|validfrom|birthdate|tribe-event)"
)
"""Names of elements with the dates of events and validities (schema.org's properties, The Events
Calendar for WordPress)."""

HOURS = re.compile(
    r"\d[.:]\d\d(?: ?wi(?:b|ta|t))? ?(?:-|–|—|s\.?/?d\.?|sampai|hingga|to) ?"
    r"(?:\d\d?[.:]\d\d|selesai)"
)
"""From when to when something takes place; what is published has one hour."""

DAY_OF_SOMETHING = re.compile(
    r"(?:tanggal|tgl\.?|waktu)\W+(?!(?:dan )?(?:waktu|jam|hari|tanggal|surat|naskah|dokumen|berita"
    r"|artikel|pengumuman|informasi|masuk|entr[iy]|data|siar|tampil|simpan|kirim|penciptaan"
    r"|(?:di)?tambah\w*)\b)[a-z]+.*"
)
"""The head of a column of dates that says of what they are."""

LAST = re.compile(r"\b(?:terakhir|last|halaman|situs|website)\b")

LETTER_WORDS = re.compile(r"\b(?:surat|naskah|dokumen|peraturan)\b[^.]{0,10}$")

FIRST_DIGIT = re.compile(r"\d")

WEEKDAY_BEFORE = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\W*$", re.IGNORECASE
)


def kind_of(box: Box, raw: str) -> Kind:
    """What a date in a box is called: in its own text, in its column's head, or right before it."""
    if any(OF_AN_EVENT.search(one.name) for one in (box, box.parent) if one):
        return Kind.EVENT
    text = raw.lower()
    digit = FIRST_DIGIT.search(text)
    own = WEEKDAY_BEFORE.sub("", text[: digit.start()] if digit else "").strip()
    kind = _named(own)
    if kind is not Kind.PLAIN:
        return kind
    if HOURS.search(text):
        return Kind.EVENT
    if len(re.findall(LETTER, own)) > 3:
        return kind
    head = column_head(box).lower().strip()
    kind = _named(head or _label_before(box, raw).lower())
    return Kind.EVENT if kind is Kind.PLAIN and DAY_OF_SOMETHING.fullmatch(head) else kind


def column_head(box: Box) -> str:
    """The text over a table's column in which a box stands, or ""."""
    cell = _cell_of(box)
    row = cell.parent if cell else None
    if cell is None or row is None:
        return ""
    heads = _first_row(row)
    if len(heads) != len(_cells(row)):
        return ""
    head = heads[_cells(row).index(cell)]
    return head.text() if _is_head(head, heads) else ""


def column_heads(box: Box) -> list[str]:
    """The texts over all columns of the table in which a box stands; none where it has no heads."""
    cell = _cell_of(box)
    heads = _first_row(cell.parent) if cell and cell.parent else []
    return [head.text() for head in heads if _is_head(head, heads)]


def _cell_of(box: Box) -> Box | None:
    return next((one for one in (box, *box.ancestors()) if one.tag in {"td", "th"}), None)


def _first_row(row: Box) -> list[Box]:
    """The cells of the first row of the table to which another row belongs."""
    table = next((one for one in row.ancestors() if one.tag == "table"), None)
    first = next((one for one in table.boxes() if one.tag == "tr"), row) if table else row
    return [] if first is row else _cells(first)


def _cells(row: Box) -> list[Box]:
    return [part for part in row.parts if isinstance(part, Box) and part.tag in {"td", "th"}]


def _is_head(cell: Box, row: Sequence[Box]) -> bool:
    """Whether a cell of a table's first row heads its column."""
    if cell.length > LONGEST_LABEL:
        return False
    texts = (text for one in row for text in one.texts())
    return cell.tag == "th" or not any(map(FIRST_DIGIT.search, texts))


def _label_before(box: Box, raw: str) -> str:
    """The short text right before a date: in its box, beside that, or beside the one around."""
    parts = box.parts
    if raw in parts and parts.index(raw):
        return _short(parts[parts.index(raw) - 1])
    for inner in (box, box.parent):
        around = inner.parent if inner else None
        if inner is None or around is None:
            return ""
        place = around.parts.index(inner)
        if place:
            before = around.parts[place - 1]
            return _short(before) if isinstance(before, str) or _is_label(before) else ""
    return ""


def _short(part: Box | str) -> str:
    """A text that may be a label: one with a colon, or of few words; what is longer is a title."""
    length = len(part) if isinstance(part, str) else part.length
    if length > LONGEST_LABEL:
        return ""
    text = part.strip() if isinstance(part, str) else part.text()
    return text if text.endswith(":") or len(text.split()) <= LABEL_WORDS else ""


def _is_label(box: Box) -> bool:
    """Whether a box before a date names it: one of those made for labels, or one with a colon."""
    return box.tag in {"dt", "th", "label"} or (
        box.tag in {"b", "strong", "span", "td", "small", "em", "div", "p"}
        and _short(box).endswith(":")
    )


def _named(label: str) -> Kind:
    if not label:
        return Kind.PLAIN
    published = PUBLISHED.search(label)
    if published:
        return Kind.PUBLISHED
    if EVENT_WORDS.search(label):
        return Kind.EVENT
    if CLOCK_WORDS.search(label):
        return Kind.CLOCK
    if UPDATED.search(label):
        return Kind.LAST_CHANGED if LAST.search(label) else Kind.CHANGED
    return Kind.LETTER if LETTER_WORDS.search(label) else Kind.PLAIN
